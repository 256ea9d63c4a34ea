"""Tables and figures that were meant to be such and became text: pointed out, with line and way out."""

from __future__ import annotations

import time

import pytest

from linli.text.missed import printed_tables, tabbed_rows
from tests.text.readers import read

# (body, the line on which the table begins)
PRINTED = [
    ("| 线路 | 首班 |\n|---|\n| 1路 | 6:00 |", 1),
    ("| 线路 | 首班 |\n| --- | --- | --- |\n| 1路 | 6:00 |", 1),
    ("甲。\n\n| 线路 | 首班 |\n| 1路 | 6:00 |", 3),
    ("| 线路 | 首班 |\n| —— | —— |\n| 1路 | 6:00 |", 1),
    ("｜ 线路 ｜ 首班 ｜\n｜ --- ｜ --- ｜\n｜ 1路 ｜ 6:00 ｜", 1),
    ("时刻如下：\n| 线路 | 首班 |\n| --- | --- |\n| 1路 | 6:00 |", 2),
    ("甲\n线路 | 首班\n--- | ---\n1路 | 6:00", 2),
    ("| 线路 | 首班 |\n\n| --- | --- |\n\n| 1路 | 6:00 |", 1),
    ("| **线路** | [首班](https://a.example/) |\n| 1路 | *6:00* |", 1),
    ("> | 线路 | 首班 |\n> | 1路 | 6:00 |", 1),
    ("　　| 线路 | 首班 |\n　　| 1路 | 6:00 |", 1),
    ("| a | b |\n| --- | --- |\n| 1 | 2 |\n\n甲：\n| 线路 | 首班 |\n| --- | --- |", 6),
    ("| a&b | b |\n| 1 | 2 |\n\n<b>甲</b>", 1),
]


@pytest.mark.parametrize(("body", "line"), PRINTED, ids=[body for body, _ in PRINTED])
def test_a_table_that_did_not_become_one_is_pointed_out(body: str, line: int) -> None:
    outcome = read(body)
    found = [(rule, at) for rule, at, _ in outcome.places if rule == "table-as-text"]
    assert found == [("table-as-text", line)]
    [problem] = [problem for problem in outcome.problems if problem.rule == "table-as-text"]
    assert "| --- | --- |" in problem.fix


NO_PRINTED_TABLE = [
    "| 线路 | 首班 |\n| --- | --- |\n| 1路 | 6:00 |",
    "| 线路 | 首班 |\n| --- | --- |\n| `1 | 2` | 1\\|2 |",
    "线路 | 首班\n--- | ---\n1路 | 6:00",
    "- 甲\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |",
    "```\n| a | b |\n| 1 | 2 |\n```",
    "    | a | b |\n    | 1 | 2 |",
    "写成 `| a | b |` 和\n`| --- |`。",
    "文｜王芳\n图｜李明\n编｜周岚",
    "首页 | 新闻 | 公告",
    "社区｜电梯装好了\n\n公告｜明天停水",
    "线路｜首班｜末班\n1路｜6:00｜22:00\n2路｜6:00｜22:00",
    "| 栏目 | 标题 |\n|---|---|\n| 1 | 社区｜电梯装好了 |",
    "导航：甲 | 乙\n\n| 甲 | 乙 |\n| --- | --- |\n| 甲 | 乙 |",
    "|x| = 1\n|y| = 2",
    "| 5 - - - |\n| 3 - - - |",
    "啦｜啦｜啦｜\n啦｜啦｜啦｜\n啦｜啦｜啦｜",
    "首页 | 新闻 | 公告\n首页 | 新闻 | 公告\n首页 | 新闻 | 公告",
    "监制 | 王芳 | 李明\n编导 | 王芳 | 李明\n摄影 | 王芳 | 李明",
    "| 表头\\|甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n一 | 二",
]


@pytest.mark.parametrize("body", NO_PRINTED_TABLE)
def test_tables_code_and_single_bars_are_left_alone(body: str) -> None:
    assert read(body).rules == []


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("| a | b |\n| --- | --- |\n| 1 | 2 | 3 |", [3]),
        ("甲。\n\na | b\n--- | ---\n1 | 2\n1 | 2 | 3\n1 | 2 | 3 | 4", [6, 7]),
        ("> | a | b |\n> | --- | --- |\n> | 1 | 2 | `3` |", [3]),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |\n\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |", []),
        ("| a | b |\n| --- | --- |\n| 1 | 2 | |\n| 1 |\n| `1|2` | 3\\|4 |", []),
        ("    | a | b |\n    | --- | --- |\n    | 1 | 2 | 3 |\n\n甲", []),
    ],
)
def test_cells_that_a_table_has_no_column_for_are_pointed_out(body: str, lines: list[int]) -> None:
    places = read(body).places
    assert [(rule, line) for rule, line, _ in places] == [("table-cells-lost", at) for at in lines]


# (body, the line on which the rows begin)
TABBED = [
    ("线路\t首班\t末班\n1路\t6:00\t22:00", 1),
    ("甲。\n\n姓名\t名次\n王芳\t1\n李明\t2", 3),
    ("1.\t王芳\t三栋\n2.\t李明\t四栋", 1),
]


@pytest.mark.parametrize(("body", "line"), TABBED)
def test_rows_with_tabs_are_pointed_out_once(body: str, line: int) -> None:
    assert [(rule, at) for rule, at, _ in read(body).places] == [("table-with-tabs", line)]


@pytest.mark.parametrize(
    "body",
    [
        "青石巷社区\t2026年3月22日",
        "1.\t王芳\n2.\t李明",
        "一、\t总则\n二、\t附则",
        "第一条\t为了邻里。\n第二条\t为了和气。",
        "时间：\t3月22日\n地点：\t居委会",
        "•\t王芳\n•\t李明",
        "1\t王芳\n2\t李明",
        *(
            f"{mark}\t王芳的话\n{mark}\t李明的话"
            for mark in "A. a) i. Ⅰ. ⑴ ❶ ㈠ [1] ■ ★ ◆ ➢ ✓ — \uf06c 第一， 一是 1.1 # ## >".split()
        ),
        "- 王芳\t（5人）\n- 李明\t（6人）",
        "```\na\tb\nc\td\n```",
        "    a\tb\n    c\td",
        "<pre>a\tb\nc\td</pre>",
        "甲\t\n乙\t",
        "甲\t乙\n\n丙",
    ],
)
def test_tabs_that_make_no_rows_are_left_alone(body: str) -> None:
    assert read(body).rules == []


@pytest.mark.parametrize(
    "body",
    [
        "甲。\n\n：：： 图 images/a.jpg\n图说：甲\n：：：",
        "甲。\n\n:：: 图 images/a.jpg\n:::",
        "甲。\n\n　：：：图 images/a.jpg",
        "甲。\n\n：：：： figure images/a.jpg",
    ],
)
def test_a_figure_with_full_width_colons_is_pointed_out(body: str) -> None:
    assert [(rule, line) for rule, line, _ in read(body).places] == [("full-width-figure", 3)]


@pytest.mark.parametrize(
    "body",
    [
        "时间：：三点",
        "：：：",
        "：：：）",
        "：：：………",
        "`：：： 图`",
        "```\n：：： 图 a.jpg\n```",
        "他说：：：：好",
    ],
)
def test_other_colons_are_left_alone(body: str) -> None:
    assert read(body).rules == []


def test_what_became_of_a_picture_with_a_full_width_mark_is_told_as_it_is() -> None:
    [problem] = [one for one in read("！[公交](bus.jpg)").problems if one.rule != "image-alt"]
    assert "成了链接" in problem.what
    [problem] = read("！[公交]（bus.jpg）").problems
    assert "没有成为链接或图片" in problem.what


@pytest.mark.parametrize("tag", ["table", "pre"])
def test_elements_that_never_end_are_looked_for_once(tag: str) -> None:
    body = f"<{tag}>\tx\n|a\n" * 20_000
    started = time.monotonic()
    assert printed_tables(body, body) == []
    tabbed_rows(body)
    assert time.monotonic() - started < 10, "each was looked for to the end of the text: minutes"


def test_what_stands_in_html_of_the_author_is_no_table_of_bars() -> None:
    body = "<pre>a\tb\nc\td</pre>\n<table>\n|a|b|\n</table>\n甲\t乙\n丙\t丁\n<pre>e\tf"
    assert tabbed_rows(body) == ["甲\t乙"]


@pytest.mark.parametrize("body", ["[甲](notice.md）", "![图](a.jpg）", "[甲](https://a.example/）"])
def test_a_link_that_ends_in_a_full_width_bracket_is_pointed_out(body: str) -> None:
    assert [rule for rule, _, _ in read(body).places] == ["full-width-link"]
