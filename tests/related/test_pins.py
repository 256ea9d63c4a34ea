from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from linli.related.pins import Names, wants_none
from linli.story import Stamp, Story

LIFT = Story(
    name="articles/community/lift-retrofit-1.md",
    kind="article",
    id="lift-2026-001",
    slug="old-blocks-new-lifts",
    title="老楼装电梯（一）：谁先开口",
    date=Stamp(datetime(2026, 3, 20, tzinfo=ZoneInfo("Asia/Shanghai"))),
    lang="zh-Hans",
)
CANTEEN = replace(
    LIFT, name="articles/canteen.md", id="canteen", slug="canteen", title="Canteen: one year"
)
NAMES = Names([LIFT, CANTEEN], folder="content/")

CALLED = [
    "lift-2026-001",
    "LIFT-2026-001",
    "old-blocks-new-lifts",
    "lift-retrofit-1",
    "articles/community/lift-retrofit-1.md",
    "articles/community/lift-retrofit-1",
    "/articles/community/lift-retrofit-1.md",
    "./articles/community/lift-retrofit-1.md",
    "老楼装电梯（一）：谁先开口",
    "《老楼装电梯（一）：谁先开口》",
    "  老楼装电梯（一）：谁先开口  ",
    "老楼装电梯(一):谁先开口",
    "lift-retrofit-1.md",
    "content/articles/community/lift-retrofit-1.md",
    "/articles/old-blocks-new-lifts/",
    "https://news.example/articles/old-blocks-new-lifts/",
    "https://news.example/paper/articles/old-blocks-new-lifts/index.html",
]


@pytest.mark.parametrize("name", CALLED)
def test_a_story_is_found_by_id_address_file_path_or_title(name: str) -> None:
    assert NAMES.find(name) == LIFT.name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "lift",
        "lift-retrofit-9",
        "老楼装电梯",
        "../lift-retrofit-1",
        "other/articles/canteen.md",
        "canteen.txt",
    ],
)
def test_a_name_that_only_resembles_one_finds_nothing(name: str) -> None:
    assert NAMES.find(name) is None


def test_of_two_stories_of_one_name_the_first_is_meant() -> None:
    twin = replace(CANTEEN, name="articles/twin.md", id="twin", slug="twin")
    assert Names([twin, CANTEEN]).find(CANTEEN.title) == twin.name
    assert Names([CANTEEN, twin]).find(CANTEEN.title) == CANTEEN.name


def test_an_id_is_stronger_than_any_other_name() -> None:
    twin = replace(CANTEEN, name="articles/twin.md", id="twin", slug="canteen", title="canteen")
    assert Names([twin, CANTEEN]).find("canteen") == CANTEEN.name


# (a header's list, what is found)
OUTAGE = replace(
    CANTEEN, name="articles/outage.md", id="o", slug="o", title="柏溪、梅林停水，明早恢复"
)
TAKEN_APART = [
    (("柏溪", "梅林停水", "明早恢复"), [OUTAGE.name]),
    (
        ("canteen", "柏溪", "梅林停水", "明早恢复", "lift-2026-001"),
        [CANTEEN.name, OUTAGE.name, LIFT.name],
    ),
    (("《柏溪", "梅林停水", "明早恢复》"), [OUTAGE.name]),
    (("柏溪", "梅林停水"), [None, None]),
    (("canteen", "o"), [CANTEEN.name, OUTAGE.name]),
]


@pytest.mark.parametrize(("names", "found"), TAKEN_APART)
def test_a_title_with_commas_in_it_is_put_together_again(
    names: tuple[str, ...], found: list[str | None]
) -> None:
    known = Names([LIFT, CANTEEN, OUTAGE])
    assert [file for _, file in known.find_all(names)] == found


def test_a_file_that_could_not_be_read_may_be_what_is_meant() -> None:
    names = Names([LIFT, CANTEEN], ["articles/burnt.md"])
    assert all(map(names.may_be_unread, ("burnt", "articles/burnt", "/articles/burnt.md")))
    assert names.may_be_unread("题目也可能是它的")
    assert not names.may_be_unread("cantean")
    assert not NAMES.may_be_unread("burnt")


# (written, suggested)
SUGGESTED = [
    ("lift-retrofit-9", "lift-retrofit-1"),
    ("老楼装电梯一谁先开口", "老楼装电梯（一）：谁先开口"),
    ("cantean", "canteen"),
    ("CANTEEN: ONE YAER", "Canteen: one year"),
    ("完全不同的东西", ""),
]


@pytest.mark.parametrize(("written", "suggested"), SUGGESTED)
def test_the_nearest_name_is_suggested_or_none(written: str, suggested: str) -> None:
    assert NAMES.closest(written) == suggested


# (related in the header, does it ask for no list at all?)
NONE = [
    (("none",), True),
    (("None",), True),
    (("无",), True),
    (("不显示",), True),
    ((), False),
    (("canteen",), False),
    (("none", "canteen"), False),
]


@pytest.mark.parametrize(("related", "wanted"), NONE)
def test_an_editor_can_ask_for_no_list(related: tuple[str, ...], wanted: bool) -> None:
    assert wants_none(related) is wanted
