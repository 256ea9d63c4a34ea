from __future__ import annotations

import json
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from linli.errors import OutputError
from linli.release import MANIFEST, holding
from tests.release.sites import NOW, PAGES, Site, inodes, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHANGED = {**PAGES, "index.html": b"new home"}
LESS = {path: content for path, content in PAGES.items() if not path.startswith("columns/")}

# (what, the pages of the next release)
STEPS = [
    ("one page changes", CHANGED),
    ("a page comes, in folders of its own", {**PAGES, "notices/a/b/c/index.html": b"x"}),
    ("a page comes beside another", {**PAGES, "articles/lift/photo.jpg": b"x"}),
    ("pages and their folders go", LESS),
    ("nearly everything goes", {"index.html": b"home"}),
    ("everything goes", {}),
    ("everything changes", {path: content + b"!" for path, content in PAGES.items()}),
    ("a folder becomes a file", {**LESS, "columns": b"x"}),
    ("a file becomes a folder", {**LESS, "images/elm.png/index.html": b"x", "images/elm.png": None}),
    ("a name changes its case", {**LESS, "Articles/lift/index.html": b"lift"}),
    ("two pages swap", {**PAGES, "index.html": b"nowhere", "404.html": b"home"}),
    ("a page becomes empty", {**PAGES, "index.html": b""}),
    ("names with everything in them", {"a b/ü·“1”/100%.html": b"x", "-/~/..a": b"y", "c:d": b"z"}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "pages"), STEPS)
def test_the_tree_is_what_was_written_and_nothing_else(
    site: Site, what: str, pages: dict[str, bytes | None]
) -> None:
    after = {path: content for path, content in pages.items() if content is not None}
    for wanted in (after, PAGES, after):
        site.publish(wanted)
        site.check(wanted)
        site.check_standby()


@pytest.mark.parametrize(("what", "pages"), STEPS)
def test_a_tree_that_was_changed_is_the_same_bytes_as_one_made_anew(
    site: Site, tmp_path: Path, what: str, pages: dict[str, bytes | None]
) -> None:
    after = {path: content for path, content in pages.items() if content is not None}
    site.publish(after)
    (tmp_path / "another").mkdir()
    other = Site(tmp_path / "another")
    other.publish(dict(reversed(after.items())))
    assert tree(other.output) == tree(site.output)


def test_the_manifest_lists_every_file_with_its_hash_in_order(site: Site) -> None:
    listed = json.loads((site.output / MANIFEST).read_bytes())
    assert list(listed) == ["made-by", "files"]
    assert listed["files"] == {path: sha256(text).hexdigest() for path, text in PAGES.items()}
    assert list(listed["files"]) == sorted(listed["files"])


def test_what_does_not_change_keeps_its_inode_and_time(site: Site) -> None:
    before = inodes(site.output)
    for text in (b"second", b"third", b"fourth"):
        site.publish({**PAGES, "index.html": text})
        after = inodes(site.output)
        for changed in ("index.html", MANIFEST):
            assert after.pop(changed) != before[changed]
        assert after == {path: before[path] for path in after}


def test_a_page_is_never_written_into_an_inode_that_is_shared(site: Site) -> None:
    os.link(site.output / "index.html", site.root / "copy")
    site.publish(CHANGED)
    assert (site.root / "copy").read_bytes() == b"home"


def test_a_release_says_what_it_changed(site: Site) -> None:
    more = {**LESS, "index.html": b"new home", "notices/a/index.html": b"x"}
    changes = site.publish(more).changes
    assert changes.added == ("notices/a/index.html",)
    assert changes.changed == ("index.html",)
    assert changes.removed == (
        "columns/community/index.html",
        "columns/community/page/1/index.html",
    )


def test_a_release_that_changes_nothing_is_none(site: Site) -> None:
    before = inodes(site.output), site.output.stat().st_ino
    release = site.publish(PAGES)
    assert (release.number, bool(release.changes)) == (1, False)
    assert (inodes(site.output), site.output.stat().st_ino) == before
    assert site.publish(CHANGED).number == 2


def test_files_are_kept_without_their_bytes(site: Site) -> None:
    with site.releasing() as (room, release):
        release.keep(path for path in room.previous if path != "index.html")
        release.write("index.html", b"new home")
    site.check(CHANGED)


def test_only_what_is_live_can_be_kept(site: Site) -> None:
    with pytest.raises(KeyError, match="nowhere"), site.releasing() as (_, release):
        release.keep(["nowhere.html"])
    site.check(PAGES)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("again", ["write", "keep", "wrote"])
def test_a_file_is_written_once(empty: Site, first: bool, again: str) -> None:
    if not first:
        empty.publish(PAGES)

    def build() -> None:
        with empty.releasing() as (_, release):
            release.write("a/b.html", b"first")
            if again == "write":
                release.write("a/b.html", b"second")
            elif again == "keep":
                release.keep(["a/b.html"])
            else:
                release.wrote("a/b.html", "0" * 64)

    with pytest.raises(OutputError, match="exists"):
        build()


OUTSIDE = [
    "../a",
    "/a",
    "a/../../b",
    "",
    "a/./../../b",
    "..",
    "a\\..\\b",
    "a//b",
    "./a",
    "a/",
    "\0",
]


@pytest.mark.parametrize("path", [*OUTSIDE, MANIFEST])
@pytest.mark.parametrize("way", ["write", "wrote", "pen"])
def test_nothing_is_written_outside_the_release(site: Site, path: str, way: str) -> None:
    def build() -> None:
        with site.releasing() as (_, release):
            if way == "write":
                release.write(path, b"x")
            elif way == "wrote":
                release.wrote(path, "0" * 64)
            else:
                release.pen.write(path, b"x")

    with pytest.raises(OutputError, match="page"):
        build()
    site.check(PAGES)
    assert {path.name for path in site.root.iterdir()} == {
        "content",
        "theme",
        "output",
        ".output.linli",
    }


@pytest.mark.parametrize("first", [True, False])
def test_pages_may_be_written_by_other_processes(empty: Site, first: bool) -> None:
    if not first:
        empty.publish({**CHANGED, "old.html": b"old"})
    with empty.releasing() as (room, release):
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(2, mp_context=spawn) as workers:
            known = [room.previous.get(path) for path in PAGES]
            shas = workers.map(release.pen.write, PAGES, PAGES.values(), known)
            for path, sha in zip(PAGES, shas, strict=True):
                release.wrote(path, sha)
    empty.check(PAGES)
    empty.check_standby()


@pytest.mark.parametrize("first", [True, False])
def test_a_pen_writes_only_what_is_not_live_already(empty: Site, first: bool) -> None:
    if not first:
        empty.publish(PAGES)
    with empty.releasing() as (room, release):
        for path, text in PAGES.items():
            release.wrote(path, release.pen.write(path, text, room.previous.get(path)))
        assert len(tree(empty.aside / "new")) == (len(PAGES) if first else 0)


def test_a_reader_inside_either_tree_finds_every_page_at_every_step(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = {path: content + b"!" for path, content in PAGES.items()}
    steps: list[str] = []
    faults: set[str] = set()

    def watched(name: str, call: Callable[..., None]) -> Callable[..., None]:
        def step(*arguments: Any) -> None:
            call(*arguments)
            steps.append(name)
            for root in (site.output, site.aside / "standby"):
                for path in PAGES:
                    found = (root / path).read_bytes() if (root / path).exists() else None
                    if found not in (PAGES[path], after[path]):
                        faults.add(f"{path} after {name}: {found!r}")

        return step

    for name in ("link", "replace", "unlink"):
        monkeypatch.setattr(os, name, watched(name, getattr(os, name)))
    site.publish(after)
    monkeypatch.undo()
    assert faults == set()
    assert len(steps) > 4 * len(PAGES)
    site.check(after)
    site.check_standby()


@pytest.mark.skipif(sys.platform != "linux", reason="the length of a name is limited otherwise")
@pytest.mark.parametrize("first", [True, False])
def test_a_path_that_is_too_long_leaves_the_live_tree_as_it_was(empty: Site, first: bool) -> None:
    if not first:
        empty.publish(PAGES)
    with pytest.raises(OutputError, match="too long"):
        empty.publish({**CHANGED, f"a/{'里' * 100}/index.html": b"x"})
    assert empty.output.exists() is not first
    empty.publish(PAGES)
    empty.check(PAGES)
    empty.check_standby()


def test_new_files_and_folders_have_the_rights_that_the_umask_gives(empty: Site) -> None:
    before = os.umask(0o027)
    try:
        empty.publish(PAGES)
        empty.publish({**PAGES, "a/b.html": b"x"})
    finally:
        os.umask(before)
    assert (empty.output / "a/b.html").stat().st_mode & 0o777 == 0o640
    assert (empty.output / "articles/lift/index.html").stat().st_mode & 0o777 == 0o640
    assert (empty.output / MANIFEST).stat().st_mode & 0o777 == 0o640
    assert {path.stat().st_mode & 0o777 for path in empty.output.rglob("*") if path.is_dir()} == {
        0o750
    }


def test_an_error_in_the_block_drops_the_release(site: Site) -> None:
    before = inodes(site.output)

    def build() -> None:
        with site.releasing() as (_, release):
            release.write("index.html", b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        build()
    assert inodes(site.output) == before
    site.check(PAGES)
    site.check_standby()


def test_two_outputs_in_one_folder_do_not_meet(site: Site) -> None:
    other = Site(site.root)
    target = type(site.target)(site.root / "output.old")
    with holding(site.target), holding(target) as room, room.release(NOW) as release:
        release.write("index.html", b"other")
    other.check(PAGES)
    assert (site.root / "output.old/index.html").read_bytes() == b"other"
