"""Only regular files inside the content folder are read, and only as UTF-8; all else is said."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli.errors import Reason
from linli.files import (
    NAME_LIMIT,
    Folder,
    Found,
    Refused,
    all_settled,
    decode,
    survey,
    survey_again,
)
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


def found(content: Path) -> tuple[Found, list[tuple[str, str]]]:
    """Return what a survey lists, facts aside, and what it refuses: rule and file."""
    notebook = Notebook("en")
    folder = Folder.open(content)
    listed = survey(folder, notebook)
    return Found(listed.markdown, listed.others), [
        (one.rule, one.path.removeprefix(f"{folder.label}/")) for one in notebook.problems
    ]


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
    assert found(content) == (Found(("articles/a.md", "b.md"), ()), [])


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


# listing


def test_files_are_listed_in_a_fixed_order_markdown_apart(content: Path) -> None:
    for name in ("b.md", "B.MD", "c.markdown", "d.mkd", "e.mdown", "图.jpg", "x.pdf", "y", "md"):
        (content / name).write_bytes(b"")
    listed, problems = found(content)
    assert listed.markdown == ("B.MD", "articles/a.md", "b.md", "c.markdown", "d.mkd", "e.mdown")
    assert listed.others == ("md", "x.pdf", "y", "图.jpg")
    assert problems == []


@pytest.mark.parametrize("name", [".git", ".draft.md", "a.md~", ".obsidian/x.md", "notes~/x.md"])
def test_hidden_files_and_backups_are_passed_over(content: Path, name: str) -> None:
    path = content / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    assert found(content) == (Found(("articles/a.md",), ()), [])


@pytest.mark.parametrize("suffix", [".rst", ".html", ".HTM", ".xhtml", ".adoc", ".org", ".textile"])
def test_texts_in_another_form_are_said_and_not_read(content: Path, suffix: str) -> None:
    (content / f"b{suffix}").write_bytes(b"x")
    listed, problems = found(content)
    assert listed.markdown == ("articles/a.md",)
    assert listed.others == ()
    assert problems == [("not-markdown", f"b{suffix}")]


def test_a_folder_named_like_a_file_is_a_folder(content: Path) -> None:
    (content / "x.md").mkdir()
    (content / "x.md" / "y.md").write_bytes(b"x")
    assert found(content) == (Found(("articles/a.md", "x.md/y.md"), ()), [])


# (name in bytes, may it stand)
NAMES = [
    ("停水 通知（一）.md".encode(), True),
    (b"a'b\"c$(d).md", True),
    (b"-rf.md", True),
    (b"x" * (NAME_LIMIT - 3) + b".md", True),
    (b"x" * (NAME_LIMIT - 2) + b".md", False),
    (b"x" * 252 + b".md", False),
    ("长".encode() * 84 + b".md", False),
    (b"\xc4\xe3.md", False),
    (b"a\nb.md", False),
    (b"a\x1b[31m.md", False),
    ("a\u202egpj.md".encode(), False),
    ("a\u200bb.md".encode(), False),
    (b"a\\b.md", False),
]


@POSIX
@pytest.mark.parametrize(("name", "usable"), NAMES, ids=[repr(name[:20]) for name, _ in NAMES])
def test_a_name_can_be_part_of_an_address_or_is_refused(
    content: Path, name: bytes, *, usable: bool
) -> None:
    try:
        Path(os.fsdecode(os.fsencode(content) + b"/" + name)).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system refuses the name itself")
    listed, problems = found(content)
    assert len(listed.markdown) == 1 + usable
    assert [rule for rule, _ in problems] == ([] if usable else ["bad-file-name"])
    assert all(path.isprintable() and path.encode() for _, path in problems)


@POSIX
def test_links_to_folders_are_not_followed(content: Path) -> None:
    (content / "in").symlink_to("articles")
    (content / "out").symlink_to(content.parent)
    (content / "loop").symlink_to(".")
    listed, problems = found(content)
    assert listed.markdown == ("articles/a.md",)
    assert problems == [("folder-link", "in"), ("folder-link", "loop"), ("outside", "out")]


@POSIX
def test_what_is_no_file_is_said_in_the_list(content: Path) -> None:
    os.mkfifo(content / "b.md")
    here = Path.cwd()
    os.chdir(content)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as door:
            door.bind("c.md")
    finally:
        os.chdir(here)
    assert found(content) == (
        Found(("articles/a.md",), ()),
        [("not-a-file", "b.md"), ("not-a-file", "c.md")],
    )


def test_folders_many_levels_deep_are_listed(content: Path) -> None:
    deep = content.joinpath(*"abcdefghij" * 8)
    deep.mkdir(parents=True)
    (deep / "z.md").write_bytes(b"x")
    assert any(name.endswith("/z.md") for name in found(content)[0].markdown)


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


SEEN = 1_795_000_000_123_456_789


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ((), True),
        ((3_000_000_000, 90_000_000_000), True),
        (
            (60_000_001, 3_000_000_000),
            True,
        ),  # a fine clock has gone on, though a coarse one may not have
        ((1_123_456_789, 3_000_000_000), False),  # a whole second: the clock may be a coarse one
        ((1, 3_000_000_000), False),
        ((0,), False),
    ],
)
@pytest.mark.parametrize("place", [1, 2])
def test_files_are_settled_together_when_the_newest_cannot_change_unseen(
    ages: tuple[int, ...], expected: bool, place: int
) -> None:
    facts = []
    for age in ages:
        row = [5, SEEN - 10**12, SEEN - 10**12, 7]
        row[place] = SEEN - age
        facts.append((row[0], row[1], row[2], row[3]))
    assert all_settled(facts, SEEN) is expected


def test_of_files_that_were_saved_only_those_are_looked_at_again(content: Path) -> None:
    for name in ("a.md", "b.md", "c.png"):
        (content / name).write_text("一", encoding="utf-8")
    folder = Folder.open(content)
    before = survey(folder, Notebook("zh"))
    for name in ("a.md", "b.md", "c.png"):
        (content / name).write_text("一二", encoding="utf-8")
    after = survey_again(folder, before, ["c.png", "a.md"])
    now = survey(folder, Notebook("zh"))
    assert after == Found(now.markdown, now.others, {**now.facts, "b.md": before.facts["b.md"]})


@pytest.mark.parametrize("how", ["new", "gone", "folder", "link", "refused", "outside"])
def test_what_is_no_longer_the_same_file_has_everything_looked_at(content: Path, how: str) -> None:
    (content / "a.md").write_text("一", encoding="utf-8")
    (content / "b.md").symlink_to("a.md")
    folder = Folder.open(content)
    before = survey(folder, Notebook("zh"))
    names = {"new": "new.md", "link": "b.md", "refused": ".a.md", "outside": "../a.md"}
    name = names.get(how, "a.md")
    if how in {"new", "refused", "outside"}:
        (content / name).write_text("二", encoding="utf-8")
    elif how != "link":
        (content / name).unlink()
    if how == "folder":
        (content / name).mkdir()
    assert survey_again(folder, before, [name]) is None, f"{how}: expected to be told so"
    assert survey_again(folder, before, []) == before


def test_a_system_that_cannot_hold_directories_open_lists_the_same(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content / "b").mkdir()
    for name in ("a.md", "b/c.md", "b/d.png", "b/e.rst"):
        (content / name).write_text("一", encoding="utf-8")
    (content / "b" / "link.md").symlink_to("c.md")
    (content / "way").symlink_to("b")
    folder = Folder.open(content)
    notebooks = Notebook("zh"), Notebook("zh")
    held = survey(folder, notebooks[0])
    monkeypatch.setattr(os, "supports_fd", frozenset[object]())
    assert survey(folder, notebooks[1]) == held
    assert notebooks[0].problems == notebooks[1].problems
    assert {one.rule for one in notebooks[0].problems} == {"not-markdown", "folder-link"}
    assert set(held.facts) == {"a.md", "articles/a.md", "b/c.md", "b/d.png", "b/e.rst"}


def test_no_directory_stays_open(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    open_ = os.open

    def note(path: str, flags: int) -> int:
        opened.append(open_(path, flags))
        return opened[-1]

    monkeypatch.setattr(os, "open", note)
    survey(Folder.open(content), Notebook("zh"))
    assert len(opened) == (2 if os.scandir in os.supports_fd else 0)
    for handle in opened:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(handle)
