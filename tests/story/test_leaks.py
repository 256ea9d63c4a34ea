"""Header lines in the body: an error at its top, a warning at its end, text everywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.story import StorySettings
from tests.factories import article
from tests.story import read

if TYPE_CHECKING:
    from tests.factories import Paper

NOTHING_REQUIRED = StorySettings(site_name="测试邻里", required={"article": ()})


@pytest.mark.parametrize("yaml", [False, True], ids=["classic", "yaml"])
@pytest.mark.parametrize(
    "line",
    [
        "责编：沈禾",
        "责编:沈禾",
        "责编 ： 沈禾",
        "责　编：沈禾",
        "Editor: Shen He",
        "SOURCE URL: https://a.example/",
        "**责编：**沈禾",
        "**责编**：沈禾",
        "__责编__: 沈禾",
        "   标签: 电梯",
        "日期：2026-03-22",
    ],
)
def test_a_field_that_opens_the_body_is_an_error(line: str, yaml: bool) -> None:
    reading = read(article(f"{line}\n\n正文。", yaml=yaml))
    [problem] = reading.problems
    assert problem.rule == "field-in-body"
    assert reading.story is None
    assert (problem.line, problem.column) == (9 if yaml else 7, 1)
    assert line.strip() in problem.what


def test_every_field_line_at_the_top_of_the_body_is_an_error_of_its_own() -> None:
    reading = read(article("责编：沈禾\n\n来源：甲\n\n正文。\n\n标签：乙\n\n完。"))
    assert [(problem.rule, problem.line) for problem in reading.problems] == [
        ("field-in-body", 7),
        ("field-in-body", 9),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "时间：3月22日上午8时\n\n地点：榆树里\n\n请互相转告。",
        "**时间：**3月22日\n**地点：**榆树里",
        "电话：0731-0000",
        "各位居民：\n\n明天停水。",
        "他说：来源：不明。",
        "来源不明的水：不要喝。",
        "今天，责编：沈禾。",
        "    责编：沈禾\n\n是一段代码。\n\n一。\n\n二。\n\n三。",
        "正文。\n\n责编：沈禾\n\n再一段。\n\n又一段。\n\n还有。\n\n还有。\n\n完。",
        "https://a.example/ 是网址。",
        "source://a",
        "时间：3月22日\n标题：停水",
        "正文。\n\n时间：3月22日\n\n地点：榆树里",
        "正文。\n\n标题：不是署名。",
        "正文。\n\n记者说：来源清楚。",
        "正文。\n\n来源：" + "很长的一句话，" * 20,
        "正文。\n\n::: 图 a.png\n替代文字: 灯\n摄影: 罗川\n:::",
        "::: 图 a.png\n替代文字: 灯\n摄影: 罗川\n:::\n\n完。",
    ],
)
def test_ordinary_lines_with_a_colon_are_text(body: str) -> None:
    reading = read(article(body))
    assert reading.rules == []


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("责编:沈禾 来源:青禾邻里", "责编"),
        ("责编：沈禾", "责编"),
        ("（责编：沈禾）", "责编"),
        ("(责任编辑：沈禾)", "责任编辑"),
        ("【来源：青禾邻里】", "来源"),
        ("**来源：** 青禾邻里", "来源"),
        ("> 来源：青禾邻里", "来源"),
        ("*校对：周岚*", "校对"),
        ("　　终审：周岚", "终审"),
        ("编辑/沈禾", "编辑"),
        ("图／周岚", "图"),
        ("Photographer: Zhou Lan", "Photographer"),
        ("Editor: Shen He", "Editor"),
        ("Correspondent: Zhou Lan", "Correspondent"),
    ],
)
def test_credits_at_the_end_of_the_body_are_warned_of(line: str, field: str) -> None:
    text = article(f"正文。\n\n{line}", 责编=None, 来源=None)
    reading = read(text, story_settings=NOTHING_REQUIRED)
    [problem] = reading.problems
    assert (problem.rule, problem.line, problem.severity) == ("credit-in-body", 7, "warning")
    assert reading.story is not None, "it is published all the same"
    assert line.strip() in problem.what
    assert field in problem.fix, "it says where the credit belongs"


def test_each_of_several_credit_lines_is_warned_of() -> None:
    reading = read(article("正文。\n\n记者：周岚\n责编：沈禾\n\n来源：甲\n"))
    assert [(problem.rule, problem.line) for problem in reading.problems] == [
        ("credit-in-body", 9),
        ("credit-twice", 10),
        ("credit-twice", 12),
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "::: 图 a.png\n摄影: 罗川\n:::\n",
        "::: 图 a.png\n摄影: 罗川\n ::: \n",
        "::: 图 a.png\n",
        "::: 图 a.png\n\n",
        "::: 提示\n",
    ],
)
def test_credits_below_a_picture_or_in_a_block_that_does_not_end_are_warned_of(
    opening: str,
) -> None:
    reading = read(article(f"正文。\n\n{opening}校对：沈禾\n\n:::\n"))
    assert reading.rules == ["credit-in-body"]


def test_a_field_line_is_not_called_a_credit_as_well() -> None:
    assert read(article("责编：沈禾\n\n正文。")).rules == ["field-in-body"]


@pytest.mark.parametrize("yaml", [False, True], ids=["classic", "yaml"])
@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("责编：沈禾", "责编"),
        ("（责任编辑：沈禾）", "责任编辑"),
        ("编辑/沈禾", "编辑"),
        ("责编：沈禾 来源：测试邻里", "责编、来源"),
        ("责编：沈禾　来源：测试邻里", "责编、来源"),
        ("责编：沈禾、来源：测试邻里", "责编、来源"),
        ("责编：沈禾 | **来源：**测试邻里", "责编、来源"),
        ("责编/沈禾 来源/测试邻里", "责编、来源"),
    ],
)
def test_a_credit_that_the_header_gives_already_is_to_be_removed(
    line: str, named: str, yaml: bool
) -> None:
    reading = read(article(f"正文。\n\n{line}", yaml=yaml), lang="zh-Hans")
    [problem] = reading.problems
    assert (problem.rule, problem.severity) == ("credit-twice", "warning")
    assert f"“{named}”" in problem.what, "every field of the line is in the header"
    assert "删掉" in problem.fix


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("责编：沈禾 校对：周岚", "校对"),
        ("责编：沈禾，摄影：周岚、来源：测试邻里", "摄影"),
        ("校对：周岚 责编：沈禾", "校对"),
    ],
)
def test_a_line_with_one_more_credit_than_the_header_is_not_to_be_removed(
    line: str, missing: str
) -> None:
    [problem] = read(article(f"正文。\n\n{line}"), lang="zh-Hans").problems
    assert problem.rule == "credit-in-body", "removing it would lose somebody's credit"
    assert f"“{missing}”" in problem.fix


def test_a_field_left_empty_in_the_header_is_not_given_there() -> None:
    text = article("正文。\n\n校对：周岚", 校对="")
    assert read(text).rules == ["credit-in-body"]


def test_the_sites_own_field_cannot_open_the_body_either(paper: Paper) -> None:
    paper.settings["LINLI_FIELDS"] = {"phone": {"type": "line", "aliases": ["电话"]}}
    assert paper.rules(article("电话：0731-0000\n\n正文。")) == ["field-in-body"]
