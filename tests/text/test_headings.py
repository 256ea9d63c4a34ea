"""Heading levels and ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.text.ids import ID_LIMIT, heading_id
from tests.text.readers import html, read

# (Markdown levels, levels on the page)
LEVELS = [
    ([1], [2]),
    ([2], [2]),
    ([3], [2]),
    ([1, 2, 3], [2, 3, 4]),
    ([3, 4, 3], [2, 3, 2]),
    ([2, 4], [2, 4]),
    ([4, 2], [4, 2]),
    ([1, 5, 6], [2, 6, 6]),
    ([1, 6], [2, 6]),
]


@pytest.mark.parametrize(("written", "shown"), LEVELS)
def test_the_highest_heading_is_h2_and_the_others_keep_their_distance(
    written: list[int], shown: list[int]
) -> None:
    page = html("\n\n".join(f"{'#' * level} 甲" for level in written))
    assert [int(level) for level in re.findall(r"<h(\d)", page)] == shown


def test_an_underlined_heading_is_a_heading() -> None:
    assert html("怎么办\n======") == '<h2 id="怎么办">怎么办</h2>'


# (heading, its id)
IDS = [
    ("电梯怎么装", "电梯怎么装"),
    ("一、电梯怎么装？", "一-电梯怎么装"),
    ("How to get there", "how-to-get-there"),
    ("17路 Bus，延伸到 北站", "17路-bus-延伸到-北站"),
    ("ＡＢＣ　１２３", "abc-123"),
    ("C++ 与 .NET", "c-与-net"),
    ("a_b", "a-b"),
    ("！！！", "section"),
    ("🎉", "section"),
    ("**重点**：[看这里](https://example.org/)", "重点-看这里"),
    ("`x` 与 *y*", "x-与-y"),
    ("甲 & 乙 < 丙", "甲-乙-丙"),
    ('"><script>', "section"),
]


@pytest.mark.parametrize(("heading", "name"), IDS)
def test_a_heading_is_called_by_its_words(heading: str, name: str) -> None:
    assert re.findall(r'id="([^"]*)"', read(f"## {heading}").html) == [name]


def ids(page: str) -> list[str]:
    return re.findall(r'\bid="([^"]*)"', page)


def test_headings_with_the_same_words_have_different_ids() -> None:
    assert ids(html("## 甲\n\n## 甲\n\n### 甲")) == ["甲", "甲_1", "甲_2"]


def test_long_headings_that_begin_alike_have_different_ids() -> None:
    names = ids(html(f"## {'甲' * 80}一\n\n## {'甲' * 80}二"))
    assert names == ["甲" * ID_LIMIT, "甲" * ID_LIMIT + "_1"]


def test_the_id_of_a_heading_does_not_change_with_its_neighbours() -> None:
    alone = ids(html("## 怎么装"))
    assert alone == ids(html("# 题\n\n## 为什么装\n\n## 怎么装"))[-1:]


@pytest.mark.parametrize(
    "body",
    [
        "## 甲 {#x}\n\n## 乙 {#x}",
        "## 甲 {#x}\n\n<h2 id='x'>乙</h2>",
        "<h2 id=x>甲</h2>\n\n<h3 id=x>乙</h3>",
        "甲[^1]\n\n<sup id='fnref:1'>乙</sup>\n\n[^1]: 丙",
        "<li id='fn:1'>乙</li>\n\n甲[^1]\n\n[^1]: 丙",
    ],
)
def test_no_id_stands_twice_on_a_page(body: str) -> None:
    names = ids(read(body).html)
    assert names
    assert len(names) == len(set(names))


@given(st.text())
def test_any_heading_has_an_id_that_is_one_word(text: str) -> None:
    name = heading_id(text, "-")
    assert re.fullmatch(r"[^\W_]+(?:-[^\W_]+)*", name)
    assert len(name) <= ID_LIMIT
    assert name == heading_id(name, "-")[: len(name)]
