from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from linli.related.report import Findings, Row, Told, as_html, as_json, as_text, totals

HOSTILE = '<script>alert("电梯")</script>&\x1b[31m\n伪造的一行'
LIFT = Told("电梯装好了", "content/b.md", "both", "都写到电梯", "0.410", "文字 0.300 + 标签 0.110")
PINNED = Told("食堂", "content/c.md", "pinned", "编辑推荐")
A = Row("老楼里的电梯", "content/a.md", "related", (PINNED, LIFT))
B = Row("河堤", "content/d.md", "latest", (Told("桥", "content/e.md", "latest", ""),))
C = Row("孤岛", "content/f.md", "empty")
FOUND = Findings("2026-03-22 12:00", (A, B, C), (C,), ((A, B),), ("content/bad.md",))


def test_the_text_has_figures_what_needs_a_look_and_every_list_with_reasons() -> None:
    text = as_text(FOUND, "zh-Hans")
    for line in (
        "稿件：3",
        "有相关阅读：1",
        "没有相关的，用本栏目最新 (1)",
        "  孤岛 (content/f.md)",
        "  老楼里的电梯 (content/a.md) ≈ 河堤 (content/d.md)",
        "  content/bad.md",
        "  1  食堂 (content/c.md)",
        "     编辑推荐",
        "     0.410  都写到电梯  文字 0.300 + 标签 0.110",
    ):
        assert line in text.splitlines(), line


def test_an_english_desk_reads_english() -> None:
    assert "3 stories" in totals(FOUND, "en")
    assert "are in no list (1)" in as_text(FOUND, "en")


def test_programs_get_the_same_as_json() -> None:
    value = json.loads(as_json(FOUND))
    assert value["counts"] == {"related": 1, "latest": 1, "empty": 1, "none": 0}
    assert [one["score"] for one in value["lists"][0]["entries"]] == [None, 0.41]
    assert (value["orphans"], value["copies"]) == (
        ["content/f.md"],
        [["content/a.md", "content/d.md"]],
    )


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


@pytest.mark.parametrize("row", [A._replace(title=HOSTILE), A._replace(path=HOSTILE)])
def test_a_page_runs_and_links_nothing_whatever_stories_are_called(row: Row) -> None:
    page = as_html(Findings("now", (row,), (row,), ((row, row),), (HOSTILE,)), "zh-Hans")
    assert {"script", "a", "img", "link"}.isdisjoint(Tags(page).found)
    assert "&lt;script&gt;" in page


def test_a_page_has_a_group_of_rows_for_each_story() -> None:
    page = as_html(FOUND, "zh-Hans")
    assert Tags(page).found.count("tbody") == 3
    assert page.count('rowspan="2"') == 1


def test_a_console_obeys_no_title() -> None:
    text = as_text(Findings("now", (A._replace(title=HOSTILE),), (), ()), "zh-Hans")
    assert "\x1b" not in text
    assert not any(line.startswith("伪造") for line in text.splitlines())
