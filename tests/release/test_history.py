from __future__ import annotations

import json
import os
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from linli.errors import OutputError
from linli.release import clean_output, list_releases, roll_back
from linli.release.history import KEEP
from tests.release.sites import NOW, PAGES, Site, inodes, tree

if TYPE_CHECKING:
    from collections.abc import Callable

SECOND = {**PAGES, "index.html": b"second", "new/index.html": b"new"}
THIRD = {"index.html": b"third", "images/elm.png": PAGES["images/elm.png"]}
ALL = [PAGES, SECOND, THIRD]


@pytest.fixture
def thrice(site: Site) -> Site:
    """A site that was released three times."""
    site.publish(SECOND)
    site.publish(THIRD)
    return site


def attic(site: Site) -> list[bytes]:
    """Return what lies in the attic."""
    return sorted(tree(site.aside / "attic").values())


def test_releases_are_listed_newest_first_with_what_they_changed(thrice: Site) -> None:
    third, second, first = list_releases(thrice.target)
    assert [third.number, second.number, first.number] == [3, 2, 1]
    assert [third.files, second.files, first.files] == [len(THIRD), len(SECOND), len(PAGES)]
    assert {third.now, second.now, first.now} == {NOW}
    assert first.made <= second.made <= third.made
    assert first.changes.added == tuple(sorted(PAGES))
    assert second.changes.added == ("new/index.html",)
    assert second.changes.changed == ("index.html",)
    assert third.changes.removed == tuple(sorted(SECOND.keys() - THIRD.keys()))
    assert {third.note, second.note, first.note} == {""}


def test_nothing_was_released_yet(empty: Site) -> None:
    assert list_releases(empty.target) == ()
    for number in (None, 1):
        with pytest.raises(OutputError, match="No release before"):
            roll_back(empty.target, number)


@pytest.mark.parametrize("number", [1, 2])
def test_an_earlier_release_is_made_live_again_as_a_new_one(thrice: Site, number: int) -> None:
    record = roll_back(thrice.target, number)
    assert (record.number, record.note) == (4, f"rolled back to {number}")
    thrice.check(ALL[number - 1])
    thrice.check_standby()
    assert list_releases(thrice.target)[0] == record


def test_back_and_forth_comes_to_the_same(thrice: Site) -> None:
    trees = [thrice.built()]
    for _ in range(4):
        roll_back(thrice.target)
        trees.append(thrice.built())
    assert trees == [THIRD, SECOND, THIRD, SECOND, THIRD]


def test_what_comes_back_is_newer_than_what_it_replaces(site: Site) -> None:
    before = inodes(site.output)
    site.publish(SECOND)
    replaced = inodes(site.output)
    roll_back(site.target)
    after = inodes(site.output)
    assert after["index.html"][1] > replaced["index.html"][1]
    assert after["404.html"] == before["404.html"]


def test_the_live_release_is_live_already(thrice: Site) -> None:
    before = inodes(thrice.output)
    assert roll_back(thrice.target, 3).number == 3
    assert inodes(thrice.output) == before


def test_a_number_that_is_not_remembered_is_refused(thrice: Site) -> None:
    with pytest.raises(OutputError, match="Choose one of these: 3, 2, 1"):
        roll_back(thrice.target, 9)


def test_rolling_back_mends_what_is_damaged(site: Site) -> None:
    site.publish({**SECOND, "404.html": b"other"})
    (site.output / "404.html").write_bytes(b"damaged")
    (site.output / "theme/style.css").touch()
    roll_back(site.target)
    site.check(PAGES)


def test_what_is_damaged_and_not_remembered_cannot_be_brought_back(thrice: Site) -> None:
    (thrice.output / "images/elm.png").write_bytes(b"damaged")
    with pytest.raises(OutputError, match=r"images/elm\.png cannot be brought back"):
        roll_back(thrice.target)
    assert thrice.built() == {**THIRD, "images/elm.png": b"damaged"}


def damage(site: Site) -> None:
    for path in (site.aside / "attic").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")


def empty_the_attic(site: Site) -> None:
    shutil.rmtree(site.aside / "attic")


@pytest.mark.parametrize("harm", [damage, empty_the_attic])
def test_a_damaged_attic_is_said_and_nothing_is_changed(
    thrice: Site, harm: Callable[[Site], None]
) -> None:
    before = inodes(thrice.output)
    harm(thrice)
    with pytest.raises(OutputError, match="missing or damaged") as caught:
        roll_back(thrice.target)
    assert "副本" in caught.value.zh
    assert inodes(thrice.output) == before
    thrice.check(THIRD)
    thrice.check_standby()
    assert [record.number for record in list_releases(thrice.target)] == [3, 2, 1]


RECORDS = ["", "{", "[]", "{}", '{"number": 2}']


@pytest.mark.parametrize("content", RECORDS)
def test_history_ends_at_a_record_that_cannot_be_read(thrice: Site, content: str) -> None:
    (thrice.aside / "releases/000002.json").write_text(content, encoding="utf-8")
    assert [record.number for record in list_releases(thrice.target)] == [3]
    with pytest.raises(OutputError, match="No release before"):
        roll_back(thrice.target)
    assert thrice.publish(PAGES).number == 4


def test_a_record_that_was_tampered_with_is_noticed(thrice: Site) -> None:
    path = thrice.aside / "releases/000003.json"
    values = json.loads(path.read_bytes())
    values["removed"]["../../content/a.md"] = values["removed"].pop("404.html")
    path.write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(OutputError, match="record is damaged"):
        roll_back(thrice.target)
    thrice.check(THIRD)


def test_only_the_last_releases_are_kept_and_what_they_need(site: Site) -> None:
    made = [{**PAGES, "index.html": f"release {n}".encode()} for n in range(2, KEEP + 5)]
    for pages in made:
        site.publish(pages)
    newest = KEEP + 4
    kept = [record.number for record in list_releases(site.target)]
    assert kept == list(range(newest, newest - KEEP, -1))
    assert len(list((site.aside / "releases").iterdir())) == KEEP
    assert attic(site) == sorted(pages["index.html"] for pages in made[-KEEP:-1])
    roll_back(site.target, kept[-1])
    site.check(made[-KEEP])


def test_the_attic_holds_names_of_the_same_files_and_no_copies(site: Site) -> None:
    inode = (site.output / "index.html").stat().st_ino
    site.publish(SECOND)
    assert [path.stat().st_ino for path in site.aside.glob("attic/*/*")] == [inode]


def test_history_goes_on_while_each_release_leads_to_the_next(thrice: Site) -> None:
    records = list_releases(thrice.target)
    assert [late.number - early.number for late, early in pairwise(records)] == [1, 1]


def test_a_release_that_was_recorded_but_never_went_live_is_left_out(thrice: Site) -> None:
    text = (thrice.aside / "releases/000003.json").read_text("utf-8")
    never = text.replace(list_releases(thrice.target)[0].manifest, "0" * 64)
    (thrice.aside / "releases/000004.json").write_text(
        never.replace('"number": 3', '"number": 4'), encoding="utf-8"
    )
    assert [record.number for record in list_releases(thrice.target)] == [3, 2, 1]
    (thrice.aside / "facts").unlink()
    assert thrice.publish(SECOND).number == 4
    assert [record.number for record in list_releases(thrice.target)] == [4, 3, 2, 1]
    roll_back(thrice.target, 3)
    thrice.check(THIRD)


def test_a_tree_without_a_record_can_be_had_back(site: Site) -> None:
    shutil.rmtree(site.aside)
    assert site.publish(SECOND).number == 2
    assert [record.note for record in list_releases(site.target)] == ["", "found"]
    roll_back(site.target)
    site.check(PAGES)


def test_numbers_go_on_after_somebody_removed_the_output(thrice: Site) -> None:
    shutil.rmtree(thrice.output)
    assert thrice.publish(PAGES).number == 4
    thrice.check(PAGES)
    thrice.check_standby()
    assert [record.number for record in list_releases(thrice.target)] == [4]
    assert attic(thrice) == []


def test_clean_removes_everything_and_says_whether_there_was_anything(thrice: Site) -> None:
    assert clean_output(thrice.target) == (thrice.output, thrice.aside)
    assert {path.name for path in thrice.root.iterdir()} == {"content", "theme"}
    assert clean_output(thrice.target) == ()
    assert thrice.publish(PAGES).number == 1
    thrice.check(PAGES)


def test_clean_forgets_what_is_left_of_a_removed_output(thrice: Site) -> None:
    shutil.rmtree(thrice.output)
    assert clean_output(thrice.target) == (thrice.aside,)
    assert not os.path.lexists(thrice.aside)
