"""What lies in the content folder is listed, or refused, and told apart from what lay there before."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from linli.files import Folder
from linli.problems import Notebook
from linli.survey import NAME_LIMIT, Found, all_settled, survey, survey_again

POSIX = pytest.mark.skipif(os.name == "nt", reason="what this makes does not exist there")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder with one article."""
    folder = tmp_path / "content"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.md").write_text("甲", "utf-8")
    return folder


def found(content: Path) -> tuple[Found, list[tuple[str, str]]]:
    """Return what a survey lists, facts aside, and what it refuses: rule and file."""
    notebook = Notebook("en")
    folder = Folder.open(content)
    listed = survey(folder, notebook)
    return Found(listed.markdown, listed.others), [
        (one.rule, one.path.removeprefix(f"{folder.label}/")) for one in notebook.problems
    ]


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
def test_a_link_to_a_file_inside_is_listed(content: Path) -> None:
    (content / "b.md").symlink_to("articles/a.md")
    assert found(content) == (Found(("articles/a.md", "b.md"), ()), [])


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
