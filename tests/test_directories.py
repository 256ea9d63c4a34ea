"""Files are opened beside each other, by their names in directories that are held open; never through a link."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from linli.directories import HELD, USABLE, Directories

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not USABLE, reason="this system opens files by their whole name")

NAMES = [
    "a.md",
    "甲/a.md",
    "甲/b.md",
    "甲/乙/a.md",
    "甲/乙/丙/a.md",
    "甲/c.md",
    "丁/乙/a.md",
    "b.md",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.md").write_text("secret")
    return tmp_path / "content"


def read(near: Directories, name: str) -> str:
    handle = near.open(name)
    try:
        return os.read(handle, 99).decode()
    finally:
        os.close(handle)


def held() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - only their number


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1], [*NAMES[::2], *NAMES[1::2]]])
def test_every_file_is_found_whatever_was_opened_before(root: Path, order: list[str]) -> None:
    with Directories(str(root)) as near:
        assert [read(near, name) for name in order] == order


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../secret/a.md",
        "甲/../../secret/a.md",
        "甲/./a.md",
        "甲//a.md",
        "/甲/a.md",
        "甲/",
        "甲/..",
        "a.md/b.md",
        "missing.md",
        "missing/a.md",
        "甲\0/a.md",
        "甲/a\0.md",
        "x" * 5000,
        "x/" * 3000 + "a.md",
    ],
)
def test_a_name_that_leads_nowhere_or_up_is_not_opened(root: Path, name: str) -> None:
    with Directories(str(root)) as near:
        for _ in range(2):
            with pytest.raises((OSError, ValueError)):
                near.open(name)
        assert read(near, "甲/乙/a.md") == "甲/乙/a.md", "what comes after it is still found"


def test_no_link_is_followed(root: Path) -> None:
    (root / "link.md").symlink_to(root / "a.md")
    (root / "out").symlink_to(root.parent / "secret")
    (root / "甲" / "in").symlink_to(root / "甲" / "乙")
    with Directories(str(root)) as near:
        for name in ("link.md", "out/a.md", "甲/in/a.md", "甲/in/丙/a.md"):
            with pytest.raises(OSError, match=r"."):
                near.open(name)


def test_a_directory_that_is_replaced_by_a_link_leads_nowhere_else(root: Path) -> None:
    with Directories(str(root)) as near:
        assert read(near, "甲/a.md") == "甲/a.md"
        (root / "甲").rename(root / "old")
        (root / "甲").symlink_to(root.parent / "secret")
        assert read(near, "甲/b.md") == "甲/b.md", "the directory that was opened, not the link"
        assert read(near, "b.md") == "b.md"
        with pytest.raises(OSError, match=r"."):
            near.open("甲/a.md")


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="nothing tells what is open")  # noqa: PTH112
def test_a_long_way_is_not_held_open_all_along(root: Path) -> None:
    steps = ["下"] * (3 * HELD)
    deep = root
    names = []
    for number, step in enumerate(steps):
        deep /= step
        deep.mkdir()
        if number % 7 == 0 or number > len(steps) - 4:
            (deep / "a.md").write_text(f"{number}")
            names.append("/".join([*steps[: number + 1], "a.md"]))
    before = held()
    with Directories(str(root)) as near:
        for order in (names, names[::-1], [*names[::2], *names[1::2]]):
            for name in order:
                assert read(near, name) == str(name.count("/") - 1)
                assert held() <= before + HELD + 2
            with pytest.raises(FileNotFoundError):
                near.open(f"{names[-1]}x/a.md")
    assert held() == before


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="nothing tells what is open")  # noqa: PTH112
def test_nothing_stays_open(root: Path) -> None:
    before = held()
    with Directories(str(root)) as near:
        for name in (*NAMES, "missing/a.md", "甲/乙/missing/丙/a.md", "甲/missing.md"):
            try:
                read(near, name)
            except OSError:
                assert "missing" in name
            assert held() - before <= 4, "no more than the way to the last file"
    assert held() == before
