from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from random import Random
from statistics import mean
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.pages.paging import page_ends, paginate
from linli.pages.views import Pager, PersonPage
from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

SIZE = 3


def slices(count: int) -> list[tuple[str, list[int], Pager]]:
    """Return address, numbers (1 is the oldest story) and pager of every page of a list."""
    items = list(range(count, 0, -1))
    return [
        (url, list(part), Pager(*pager))
        for url, part, pager in paginate(items, SIZE, "/l/", str)  # each in a time of its own
    ]


# (stories, what each page holds; the landing page first)
TABLE = [
    (0, {"/l/": []}),
    (1, {"/l/": [1]}),
    (5, {"/l/": [5, 4, 3, 2, 1]}),
    (6, {"/l/": [6, 5, 4], "/l/page/1/": [3, 2, 1]}),
    (8, {"/l/": [8, 7, 6, 5, 4], "/l/page/1/": [3, 2, 1]}),
    (9, {"/l/": [9, 8, 7], "/l/page/2/": [6, 5, 4], "/l/page/1/": [3, 2, 1]}),
]


@pytest.mark.parametrize(("count", "expected"), TABLE)
def test_pages_are_numbered_from_the_oldest(count: int, expected: dict[str, list[int]]) -> None:
    assert {url: part for url, part, _ in slices(count)} == expected


@pytest.mark.parametrize("count", range(40))
def test_every_story_stands_on_exactly_one_page_and_every_page_has_its_own_address(
    count: int,
) -> None:
    found = slices(count)
    assert [number for _, part, _ in found for number in part] == list(range(count, 0, -1))
    assert len({url for url, _, _ in found}) == len(found)
    assert all(len(part) == SIZE for _, part, _ in found[1:])
    assert len(found[0][1]) < 2 * SIZE


@pytest.mark.parametrize("count", range(40))
def test_neighbours_lead_to_each_other_and_to_pages_that_exist(count: int) -> None:
    found = {url: pager for url, _, pager in slices(count)}
    for url, pager in found.items():
        assert {pager.newer, pager.older, pager.oldest, pager.newest} - {""} <= found.keys()
        if pager.older:
            assert found[pager.older].newer == url
    assert [url for url, pager in found.items() if not pager.newer] == ["/l/"]
    assert len([url for url, pager in found.items() if not pager.older]) == 1


# (the month of each item, the oldest first; where the numbered pages of four end)
MONTHS = [
    ("aaaaaaa", []),
    ("aaaabbbb", [4]),
    ("aaaaabbb", []),  # a newest page of three would be too short
    ("aaaaabbbb", [5]),
    ("aaaaaabbbb", [6]),
    ("aaaaaaaaaa", [6]),  # half as many again, and no more
    ("aaaaaaaaa", []),  # that month may still end
    ("abababab", [4]),
    ("aaaabbbbbbbbbbbb", [4, 10]),
    ("aaaaabbbbcccc", [5, 9]),
    ("abcdeeeeeffffff", [4, 9]),
]


@pytest.mark.parametrize(("months", "ends"), MONTHS)
def test_a_full_page_goes_on_to_the_end_of_the_month(months: str, ends: list[int]) -> None:
    assert page_ends(months[::-1], 4, str) == [0, *ends]


MANY = st.lists(st.sampled_from("abcdefgh"), max_size=80).map(sorted)


@given(months=MANY, size=st.integers(1, 7))
def test_pages_are_full_and_stay_as_they_are_when_more_comes(months: list[str], size: int) -> None:
    found = [page_ends(months[:n][::-1], size, str) for n in range(len(months) + 1)]
    for before, after in pairwise(found):
        assert after[: len(before)] == before
    lengths = [end - start for start, end in pairwise(found[-1])]
    assert all(size <= length <= size + size // 2 for length in lengths)
    rest = len(months) - found[-1][-1]
    assert rest >= min(size, len(months))
    assert rest < 2 * size + size // 2 + (size == 1)


def test_a_deleted_story_moves_only_what_stands_near_it() -> None:
    chance = Random(7)  # noqa: S311 - nothing to be kept secret
    months = sorted(str(chance.randrange(1000, 1120)) for _ in range(2000))
    stories = list(enumerate(months))

    def pages(kept: list[tuple[int, str]]) -> set[tuple[tuple[int, str], ...]]:
        found = paginate(kept[::-1], 20, "/l/", itemgetter(1))
        return {tuple(part) for _, part, _ in found}

    whole = pages(stories)
    assert 70 < len(whole) < 100
    moved = [
        len(whole - pages([one for one in stories if one[0] != gone]))
        for gone in chance.sample(range(2000), 50)
    ]
    assert mean(moved) < 8, f"of {len(whole)} pages, these change with one story each: {moved}"


def lists(paper: Paper) -> dict[str, bytes]:
    """Return the built pages that list stories, the home page and the indexes aside."""
    paper.build()
    return {
        path: content
        for path, content in paper.built().items()
        if path.startswith(("latest/", "columns/社区/", "people/沈禾/", "tags/灯/"))
    }


def test_one_more_story_changes_only_the_first_page_of_a_list_until_a_page_is_full(
    paper: Paper,
) -> None:
    paper.settings |= {"DEFAULT_PAGINATION": 2, "LINLI_RELATED_LIMIT": 0}

    def add(*months: int) -> dict[str, bytes]:
        for month in months:
            header = {"标题": f"第{month}月", "标签": "灯", "日期": f"2025-{month:02}-01"}
            paper.write(f"articles/m{month}.md", article(**header))  # type: ignore[arg-type]
        return lists(paper)

    before, after = add(1, 2, 3, 4, 5, 6), add(7)
    assert before.keys() == after.keys()
    changed = {path for path in after if before[path] != after[path]}
    assert changed == {path for path in after if "/page/" not in path}
    full = add(8)
    assert {path for path in full if path not in after} == {
        f"{path.removesuffix('index.html')}page/3/index.html" for path in changed
    }
    assert [path for path in after if "/page/1/" in path and after[path] != full[path]] == []


def test_months_are_paged_too_and_keep_what_expired(paper: Paper) -> None:
    paper.settings["DEFAULT_PAGINATION"] = 1
    for day in (1, 2, 3):
        paper.write(f"notices/d{day}.md", article(日期=f"2026-03-0{day}", 失效="2026-03-21"))
    found = [page.path for page in paper.plan().pages if page.path.startswith("archive/2026/03/")]
    assert found == [
        "archive/2026/03/index.html",
        "archive/2026/03/page/2/index.html",
        "archive/2026/03/page/1/index.html",
    ]


def test_a_person_is_called_what_the_newest_stories_call_them_first(paper: Paper) -> None:
    for day, credits in (
        (1, {"通讯员": "周岚(柳湾街道)"}),
        (2, {"摄影": "周岚(榆树里社区)"}),
        (3, {"记者": "周岚(柳湾街道)", "责编": "周岚"}),
    ):
        text = article(yaml=False, 日期=f"2026-03-0{day}", **credits)
        paper.write(f"articles/{day}.md", text)
    [page] = [one.view for one in paper.plan().pages if one.path == "people/周岚/index.html"]
    assert isinstance(page, PersonPage)
    assert page.units == ("柳湾街道", "榆树里社区")
    assert page.roles == ("记者", "责编", "摄影", "通讯员")
