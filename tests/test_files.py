"""Only regular files inside the content folder are read, and only as UTF-8; all else is said."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli.errors import Reason
from linli.files import Folder, Refused, decode
from linli.problems import NOWHERE, Notebook

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 1000
POSIX = pytest.mark.skipif(os.name == "nt", reason="what this makes does not exist there")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder, beside a file that nobody may read through it."""
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    (tmp_path / "content-too").mkdir()
    (tmp_path / "content-too" / "near.md").write_text("secret", "utf-8")
    folder = tmp_path / "content"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.md").write_text("甲", "utf-8")
    return folder


def refused(content: Path, name: str) -> Refused:
    with pytest.raises(Refused) as caught:
        Folder.open(content).read(name, LIMIT)
    with Folder.open(content).directories() as near, pytest.raises(Refused) as beside:
        Folder.open(content).read(name, LIMIT, near)
    assert (beside.value.rule, beside.value.facts) == (caught.value.rule, caught.value.facts)
    return caught.value


# reading


def test_a_file_is_read_byte_for_byte(content: Path) -> None:
    (content / "b.md").write_bytes(b"\xef\xbb\xbf\r\n\0\xff")
    assert Folder.open(content).read("b.md", LIMIT) == b"\xef\xbb\xbf\r\n\0\xff"


@pytest.mark.parametrize(("size", "fits"), [(0, True), (LIMIT, True), (LIMIT + 1, False)])
def test_a_file_may_be_as_large_as_the_limit_and_no_larger(
    content: Path, size: int, *, fits: bool
) -> None:
    (content / "b.md").write_bytes(b"x" * size)
    if fits:
        assert len(Folder.open(content).read("b.md", LIMIT)) == size
    else:
        facts = refused(content, "b.md").facts
        assert facts == {"size": "1 KiB", "limit": "1 KiB"}


@POSIX
def test_a_file_that_says_it_is_empty_and_is_not_is_refused_whole() -> None:
    with pytest.raises(Refused, match="file-too-large"):
        Folder.open(Path("/proc/self")).read("status", 10)


# (name, rule)
OUTSIDE = [
    ("../secret.md", "outside"),
    ("articles/../../secret.md", "outside"),
    ("/etc/passwd", "outside"),
    ("../content-too/near.md", "outside"),
    ("../content/articles/a.md", None),
    ("articles/../articles/a.md", None),
    ("articles/missing.md", "unreadable"),
    ("articles/a.md/b.md", "unreadable"),
    ("a\0b.md", "unreadable"),
    ("x" * 5000, "unreadable"),
    ("articles", "not-a-file"),
    ("", "not-a-file"),
]


@pytest.mark.parametrize(("name", "rule"), OUTSIDE, ids=[repr(name[:30]) for name, _ in OUTSIDE])
def test_a_name_leads_to_a_file_inside_or_nowhere(
    content: Path, name: str, rule: str | None
) -> None:
    if rule is None:
        assert Folder.open(content).read(name, LIMIT) == "甲".encode()
    else:
        assert refused(content, name).rule == rule


def link_out(content: Path) -> None:
    (content / "b.md").symlink_to(content.parent / "secret.md")


def link_out_by_a_folder(content: Path) -> None:
    (content / "b.md").symlink_to("articles/up/secret.md")
    (content / "articles" / "up").symlink_to(content.parent)


def link_to_a_neighbour_whose_name_begins_alike(content: Path) -> None:
    (content / "b.md").symlink_to(content.parent / "content-too" / "near.md")


def link_to_nothing(content: Path) -> None:
    (content / "b.md").symlink_to("missing.md")


def link_to_itself(content: Path) -> None:
    (content / "b.md").symlink_to("b.md")


def link_to_a_device(content: Path) -> None:
    (content / "b.md").symlink_to("/dev/zero")


def pipe(content: Path) -> None:
    os.mkfifo(content / "b.md")


def directory(content: Path) -> None:
    (content / "b.md").mkdir()


def link_to_a_pipe_inside(content: Path) -> None:
    os.mkfifo(content / "pipe")
    (content / "b.md").symlink_to("pipe")


# (what is made at b.md, rule of reading it)
TRAPS: list[tuple[Callable[[Path], None], str]] = [
    (link_out, "outside"),
    (link_out_by_a_folder, "outside"),
    (link_to_a_neighbour_whose_name_begins_alike, "outside"),
    (link_to_nothing, "unreadable"),
    (link_to_itself, "unreadable"),
    (link_to_a_device, "outside"),
    (link_to_a_pipe_inside, "not-a-file"),
    (pipe, "not-a-file"),
    (directory, "not-a-file"),
]


@POSIX
@pytest.mark.parametrize(
    ("trap", "rule"), TRAPS, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_trap_is_refused_and_nothing_hangs(
    content: Path, trap: Callable[[Path], None], rule: str
) -> None:
    trap(content)
    assert refused(content, "b.md").rule == rule


@POSIX
def test_a_link_put_there_while_the_name_was_followed_is_not_opened(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def surprised(path: str, flags: int) -> int:
        (content / "articles" / "a.md").unlink()
        (content / "articles" / "a.md").symlink_to(content.parent / "secret.md")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", surprised)
    with pytest.raises(Refused, match="unreadable"):
        Folder.open(content).read("articles/a.md", LIMIT)


@POSIX
def test_a_link_to_a_file_inside_is_read(content: Path) -> None:
    (content / "b.md").symlink_to("articles/a.md")
    assert Folder.open(content).read("b.md", LIMIT) == "甲".encode()


@POSIX
def test_the_content_folder_itself_may_be_a_link(content: Path, tmp_path: Path) -> None:
    (tmp_path / "door").symlink_to(content)
    assert Folder.open(tmp_path / "door").read("articles/a.md", LIMIT) == "甲".encode()


@POSIX
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused_with_the_reason(content: Path) -> None:
    (content / "articles" / "a.md").chmod(0)
    assert refused(content, "articles/a.md").facts == {"reason": "Permission denied"}


@POSIX
def test_a_link_to_nowhere_is_refused_with_a_reason_in_both_languages(content: Path) -> None:
    (content / "articles" / "lost.md").symlink_to("nowhere.md")
    reason = refused(content, "articles/lost.md").facts["reason"]
    assert isinstance(reason, Reason)
    assert (reason, reason.zh) == ("No such file or directory", "没有这个文件或文件夹")


# what messages call a file


def test_a_file_is_called_as_the_editor_would_from_where_they_are(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    assert Folder.open(content).called("articles/a.md") == "content/articles/a.md"
    monkeypatch.chdir(content)
    assert Folder.open(content).called("articles/a.md") == "articles/a.md"
    monkeypatch.chdir(content / "articles")
    assert Folder.open(content).called("articles/a.md") == f"{content}/articles/a.md"


# bytes into text

TEXT = "标题：停水通知\n\n青石巷12月5日停水。\n"

# (bytes, text)
DECODED = [
    (b"", ""),
    (TEXT.encode(), TEXT),
    (b"\xef\xbb\xbf" + TEXT.encode(), TEXT),
    ("甲\r\n乙\r丙\n".encode(), "甲\n乙\n丙\n"),
    ("𠮷🏮".encode(), "𠮷🏮"),
    (b"a\0b and a longer line", "a\0b and a longer line"),
]


@pytest.mark.parametrize(("content", "text"), DECODED)
def test_utf_8_is_read(content: bytes, text: str) -> None:
    assert decode(content, "a.md") == text


# (encoding of the file, what the message calls it)
ENCODINGS = [
    ("gbk", "GB18030"),
    ("gb2312", "GB18030"),
    ("gb18030", "GB18030"),
    ("utf-16", "UTF-16"),
    ("utf-16-le", "UTF-16LE"),
    ("utf-16-be", "UTF-16BE"),
]
LABELS = [
    "a.md",
    "栏目/停水 通知.md",
    'it\'s $(x) "y".md',
    "-x.md",
    "长" * 60 + "/" + "长" * 60 + ".md",
]


@pytest.mark.parametrize(("encoding", "name"), ENCODINGS)
@pytest.mark.parametrize("text", [TEXT, "title: Water\n\nThere is “none”.\n"], ids=["zh", "en"])
def test_another_encoding_is_named(encoding: str, name: str, text: str) -> None:
    if encoding.startswith("gb") and text.isascii():
        pytest.skip("the same bytes")
    with pytest.raises(Refused) as caught:
        decode(text.encode(encoding, "replace"), "a.md")
    assert (caught.value.rule, caught.value.facts["encoding"]) == ("encoding", name)


@POSIX
@pytest.mark.skipif(not shutil.which("iconv"), reason="iconv is not installed")
@pytest.mark.parametrize("label", LABELS, ids=[label[:12] for label in LABELS])
@pytest.mark.parametrize("encoding", [row[0] for row in ENCODINGS])
def test_the_command_in_the_message_converts_the_file(
    tmp_path: Path, encoding: str, label: str
) -> None:
    path = tmp_path / label
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(TEXT.encode(encoding))
    with pytest.raises(Refused) as caught:
        decode(path.read_bytes(), label)
    notebook = Notebook("zh")
    notebook.note(caught.value.rule, label, NOWHERE, **caught.value.facts)
    command = notebook.problems[0].fix.removeprefix("先转换：")
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True, timeout=30)
    assert decode(path.read_bytes(), label) == TEXT
    assert [file.name for file in path.parent.iterdir()] == [path.name]


# (bytes that are no text, line of the first that is wrong, that byte)
GARBAGE = [
    (b"\xff", 1, "0xFF"),
    ("标题：".encode() + b"\n\xff\xff", 2, "0xFF"),
    ("甲\n乙\n丙".encode() + b"\xe4\xb8", 3, "0xE4"),
    (b"\x89PNG\r\n\x1a\n\xff", 1, "0x89"),
]


@pytest.mark.parametrize(("content", "line", "byte"), GARBAGE)
def test_bytes_in_no_known_encoding_are_found_at_their_line(
    content: bytes, line: int, byte: str
) -> None:
    with pytest.raises(Refused) as caught:
        decode(content, "a.md")
    assert caught.value.rule == "not-utf8"
    assert caught.value.facts == {"line": line, "byte": byte}


def test_no_message_promises_a_command_that_would_lose_text() -> None:
    with pytest.raises(Refused) as caught:
        decode(TEXT.encode("gbk"), "a.md")
    command = str(caught.value.facts["command"])
    assert re.fullmatch(
        r"iconv -f \S+ -t UTF-8 a\.md > a\.md\.utf8 && mv a\.md\.utf8 a\.md", command
    )
