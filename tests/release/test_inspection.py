from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from linli.errors import OutputError
from linli.release import MANIFEST, clean_output, holding
from linli.release.facts import facts_of, folder_times
from linli.release.manifest import folders_of
from tests.release.sites import PAGES, Site, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHANGED = {**PAGES, "index.html": b"new home"}


@pytest.fixture(params=["known", "unknown", "large"])
def seen(request: pytest.FixtureRequest, site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A released site: with what is known of it, and without, so that it has to be read in full.

    One that is large is looked at in a process of its own.
    """
    if request.param == "unknown":
        (site.aside / "facts").unlink()
    if request.param == "large":
        monkeypatch.setattr("linli.release.room.LARGE", 0)
        monkeypatch.setattr("linli.processes.may_fork", lambda: hasattr(os, "fork"))
    return site


# (what somebody puts into the live tree)
FOREIGN = [
    "CNAME",
    "images/mine.png",
    "articles/lift/mine.html",
    "new/folder/mine.html",
    "articles/lift/.htaccess",
    "columns/community/page/2/index.html",
    "articles/.linli.json",
]


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("pages", [PAGES, CHANGED], ids=["nothing to do", "a page to change"])
def test_a_file_that_somebody_put_into_a_release_is_not_lost(
    seen: Site, name: str, pages: dict[str, bytes]
) -> None:
    mine = seen.output / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_bytes(b"mine")
    for command in (lambda: seen.publish(pages), lambda: clean_output(seen.target)):
        for _ in range(2):
            with pytest.raises(OutputError, match="did not make") as caught:
                command()
            assert name in str(caught.value)
            assert name in caught.value.zh
    assert seen.built() == {**PAGES, name: b"mine"}
    mine.unlink()
    seen.publish(pages)
    seen.check(pages)


def test_a_link_that_somebody_put_into_a_release_is_not_lost(seen: Site) -> None:
    (seen.root / "big").mkdir()
    (seen.output / "videos").symlink_to(seen.root / "big")
    with pytest.raises(OutputError, match="videos"):
        seen.publish(CHANGED)
    assert (seen.output / "videos").is_symlink()


@pytest.mark.parametrize("name", [".DS_Store", "articles/lift/Thumbs.db", "a/b/desktop.ini", "c/"])
def test_litter_and_empty_folders_are_cleared_away(seen: Site, name: str) -> None:
    litter = seen.output / name
    if name.endswith("/"):
        litter.mkdir()
    else:
        litter.parent.mkdir(parents=True, exist_ok=True)
        litter.write_bytes(b"litter")
    with holding(seen.target) as room:
        assert not room.is_intact()
    seen.publish(PAGES)
    seen.check(PAGES)
    seen.check_standby()


def alter(path: Path) -> None:
    path.write_bytes(b"WATER")


def alter_and_set_back_the_time(path: Path) -> None:
    before = path.stat()
    path.write_bytes(b"WATER and more")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"WATER")


def lose(path: Path) -> None:
    path.unlink()


def lose_the_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def lose_all_folders(path: Path) -> None:
    shutil.rmtree(path.parents[1])


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def truncate(path: Path) -> None:
    os.truncate(path, 0)


DAMAGES = [
    alter,
    alter_and_set_back_the_time,
    replace,
    lose,
    lose_the_folder,
    lose_all_folders,
    put_a_folder_there,
    truncate,
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("pages", [PAGES, CHANGED], ids=["nothing to do", "a page to change"])
def test_what_is_missing_or_altered_is_noticed_and_mended(
    seen: Site, damage: Callable[[Path], None], pages: dict[str, bytes]
) -> None:
    manifest = (seen.output / MANIFEST).read_bytes()
    path = "articles/water/index.html"
    damage(seen.output / path)
    with holding(seen.target) as room:
        assert not room.is_intact()
        assert path not in room.previous
        assert "index.html" in room.previous
    with pytest.raises(KeyError), seen.releasing() as (_, release):
        release.keep([path])
    released = seen.publish(pages)
    seen.check(pages)
    seen.check_standby()
    assert released.number == (1 if pages is PAGES else 2)
    assert ((seen.output / MANIFEST).read_bytes() == manifest) is (pages is PAGES)


def test_a_file_that_was_only_touched_is_still_live(seen: Site) -> None:
    os.utime(seen.output / "index.html", (1, 1))
    with holding(seen.target) as room:
        assert room.is_intact()
    seen.publish(CHANGED)
    seen.check(CHANGED)


def test_a_folder_moved_away_and_linked_to_is_not_taken_for_the_release(seen: Site) -> None:
    (seen.output / "articles").rename(seen.root / "moved")
    (seen.output / "articles").symlink_to(seen.root / "moved")
    with pytest.raises(OutputError, match="articles"):
        seen.publish(CHANGED)
    assert tree(seen.root / "moved").keys() == {"lift/index.html", "water/index.html"}


# (what is left of the facts)
FACTS = [
    b"",
    b"{",
    b"[]\n",
    b"null\n",
    b'{"form": 1}\n',
    b"\xff\xfe\x00",
    b'{"form": 1, "manifest": "x", "sha": "y"}\n12345678',
]


@pytest.mark.parametrize("content", FACTS)
def test_facts_that_cannot_be_used_are_no_facts(site: Site, content: bytes) -> None:
    (site.aside / "facts").write_bytes(content)
    (site.output / "index.html").write_bytes(b"HOME")
    with holding(site.target) as room:
        assert room.previous.keys() == PAGES.keys() - {"index.html"}
    site.publish(CHANGED)
    site.check(CHANGED)
    site.check_standby()


@pytest.mark.parametrize("cut", [1, 8, 100, 300])
def test_facts_that_were_cut_short_are_no_facts(site: Site, cut: int) -> None:
    content = (site.aside / "facts").read_bytes()
    (site.aside / "facts").write_bytes(content[:-cut])
    site.check(PAGES)
    assert (site.aside / "facts").stat().st_size != len(content) - cut
    site.publish(CHANGED)
    site.check_standby()


def test_facts_with_a_wrong_bit_are_no_facts(site: Site) -> None:
    content = bytearray((site.aside / "facts").read_bytes())
    content[-1] ^= 1
    (site.aside / "facts").write_bytes(content)
    site.check(PAGES)
    assert (site.aside / "facts").read_bytes() != content


def test_facts_of_another_release_are_no_facts(site: Site) -> None:
    facts = (site.aside / "facts").read_bytes()
    site.publish(CHANGED)
    (site.aside / "facts").write_bytes(facts)
    site.check(CHANGED)
    site.publish(PAGES)
    site.check(PAGES)
    site.check_standby()


# (a manifest that is not one of ours)
MANIFESTS = [
    b"{",
    b"[]",
    b"",
    b"\xff",
    b'{"files": []}',
    b'{"files": {"a": 1}}',
    b'{"files": {"a": "b"}}',
    json.dumps({"files": {"../content/a.md": "0" * 64}}).encode(),
    json.dumps({"files": {"/etc/passwd": "0" * 64}}).encode(),
    json.dumps({"files": {MANIFEST: "0" * 64}}).encode(),
]


@pytest.mark.parametrize("content", MANIFESTS)
def test_a_release_whose_manifest_is_broken_is_left_alone(site: Site, content: bytes) -> None:
    (site.output / MANIFEST).write_bytes(content)
    before = tree(site.output)
    for command in (lambda: site.publish(CHANGED), lambda: clean_output(site.target)):
        with pytest.raises(OutputError, match=MANIFEST):
            command()
    assert tree(site.output) == before


@pytest.fixture(params=["small", "large"])
def sized(request: pytest.FixtureRequest, site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A released site that is looked at by this process, or as a large one is by another."""
    if request.param == "large":
        monkeypatch.setattr("linli.release.room.LARGE", 0)
        monkeypatch.setattr("linli.processes.may_fork", lambda: hasattr(os, "fork"))
    return site


@pytest.mark.parametrize(
    "name", ["CNAME", "articles/mine.html", "new/mine.html", "articles/lift/mine.html"]
)
def test_a_file_put_into_the_standby_is_neither_lost_nor_published(sized: Site, name: str) -> None:
    mine = sized.aside / "standby" / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_bytes(b"mine")
    for _ in range(2):
        with pytest.raises(OutputError, match="standby holds files"):
            sized.publish(CHANGED)
    assert mine.read_bytes() == b"mine"
    assert sized.built() == PAGES
    mine.unlink()
    sized.publish(CHANGED)
    sized.check(CHANGED)


@pytest.mark.parametrize("name", ["index.html", "articles/lift/index.html"])
def test_a_page_that_got_another_name_in_the_standby_is_not_missed_by_readers(
    sized: Site, name: str
) -> None:
    page = sized.aside / "standby" / name
    page.rename(page.with_suffix(".bak"))
    with pytest.raises(OutputError, match=r"standby holds files.*bak"):
        sized.publish(CHANGED)
    page.with_suffix(".bak").unlink()
    sized.publish(CHANGED)
    sized.check(CHANGED)
    sized.check_standby()


def test_what_comes_into_a_folder_of_the_standby_while_its_page_is_made_is_not_published(
    sized: Site,
) -> None:
    def build() -> None:
        with sized.releasing() as (room, release):
            room.standby_seen()  # nothing was there by then
            release.write("articles/lift/index.html", b"new")
            (sized.aside / "standby/articles/lift/mine.html").write_bytes(b"mine")

    with pytest.raises(OutputError, match=r"standby holds files.*mine\.html"):
        build()
    assert sized.built() == PAGES


def test_where_our_own_folder_is_in_the_way_the_message_names_what_it_is(site: Site) -> None:
    shutil.rmtree(site.aside / "standby")
    (site.aside / "releases").rename(site.aside / "elsewhere")
    (site.aside / "releases").symlink_to("nowhere")
    with pytest.raises(OutputError, match=r"cannot be written: .* \(.*releases.*\)"):
        site.publish(CHANGED)
    assert site.built() == PAGES


def test_a_link_in_place_of_the_standby_does_not_go_live(sized: Site) -> None:
    standby, elsewhere = sized.aside / "standby", sized.root / "elsewhere"
    standby.rename(elsewhere)
    standby.symlink_to(elsewhere)
    before = tree(elsewhere)
    for pages in (CHANGED, PAGES):
        sized.publish(pages)
        sized.check(pages)
        assert not sized.output.is_symlink()
    assert tree(elsewhere) == before


@pytest.mark.parametrize("damage", [lose, lose_the_folder, lose_all_folders, replace])
def test_a_standby_that_was_damaged_is_made_anew(
    site: Site, damage: Callable[[Path], None]
) -> None:
    damage(site.aside / "standby/articles/water/index.html")
    site.publish(CHANGED)
    site.check(CHANGED)
    site.check_standby()


def test_a_standby_that_is_gone_is_made_anew(site: Site) -> None:
    shutil.rmtree(site.aside / "standby")
    site.publish(CHANGED)
    site.check(CHANGED)
    site.check_standby()


def test_a_backup_made_of_links_does_no_harm(site: Site) -> None:
    for path in PAGES:
        (site.root / "backup" / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(site.output / path, site.root / "backup" / path)
    site.publish(CHANGED)
    site.check(CHANGED)
    assert tree(site.root / "backup") == PAGES


def test_a_file_put_there_during_the_build_is_not_lost(site: Site) -> None:
    def build() -> None:
        with site.releasing() as (_, release):
            release.write("index.html", b"new home")
            (site.output / "CNAME").write_bytes(b"mine")

    with pytest.raises(OutputError, match="CNAME"):
        build()
    assert site.built() == {**PAGES, "CNAME": b"mine"}


def test_a_page_lost_during_the_build_is_not_taken_for_live(site: Site) -> None:
    def build() -> None:
        with site.releasing() as (room, release):
            release.keep(path for path in room.previous if path != "index.html")
            release.write("index.html", b"new home")
            (site.output / "404.html").unlink()

    with pytest.raises(OutputError, match="changed during the build"):
        build()
    site.publish(CHANGED)
    site.check(CHANGED)


@pytest.mark.parametrize(
    "after",
    [
        CHANGED,
        {**PAGES, "a/first/index.html": b"first", "zz/last/index.html": b"last"},
        {path: content for path, content in CHANGED.items() if path != "articles/lift/index.html"},
        {"b.html": b"b", **PAGES, "a.html": b"a"},
    ],
    ids=["a page changed", "pages and folders added", "one changed, one gone", "in another order"],
)
def test_what_is_known_of_a_release_is_what_can_be_seen_of_it(
    site: Site, after: dict[str, bytes]
) -> None:
    for pages in (after, PAGES, after):
        site.publish(pages)
        with holding(site.target) as room:
            known, seen = room.facts, list(room.files)
            assert seen == sorted(pages), "expected the manifest in order"
            assert known.digest == room.digest
            assert known.files == facts_of(site.output, pages)
            for times, root in (
                (known.live, site.output),
                (known.standby, site.aside / "standby"),
            ):
                assert times == folder_times(root, folders_of(pages)), root.name
