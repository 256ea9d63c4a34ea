"""A header into a story: what the site adds, what it requires, what contradicts itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from linli.errors import ConfigError
from linli.problems import Severity
from linli.story import Origin, Permission, Person, Reuse, Stamp, Status, StorySettings
from tests.factories import article
from tests.story import article_with, read

if TYPE_CHECKING:
    from tests.factories import Paper

SITE = StorySettings(
    zone=ZoneInfo("Asia/Shanghai"),
    site_name="测试邻里",
    columns={"社区": "社区", "community": "社区", "guide": "服务指南", "服务指南": "服务指南"},
)


def test_what_a_header_does_not_say_is_filled_in() -> None:
    story = read(article(来源=None), story_settings=SITE).sure
    assert (story.source, story.origin, story.permission) == (
        "测试邻里",
        Origin.ORIGINAL,
        Permission.OWN,
    )
    assert (story.status, story.reuse, story.lang) == (Status.PUBLISHED, Reuse.ASK, "zh-Hans")
    assert (story.id, story.slug, story.kind) == ("a", "a", "article")
    assert (story.tags, story.authors, story.approver, story.expires) == ((), (), None, None)


def test_the_site_decides_language_and_reuse() -> None:
    site = replace(SITE, lang="en", reuse=Reuse.CC_BY)
    story = read(article(), story_settings=site).sure
    assert (story.lang, story.reuse) == ("en", Reuse.CC_BY)


@pytest.mark.parametrize("origin", ["转载", "综合", "来稿", "通稿"])
def test_only_originals_take_source_and_permission_from_the_site(origin: str) -> None:
    reading = read(article(来源=None, 稿件性质=origin))
    assert "missing-field" in reading.rules, "the source of what is not ours must be named"
    ground = Permission.OWN if origin == "综合" else Permission.UNKNOWN
    assert read(article(稿件性质=origin)).sure.permission is ground
    assert read(article(稿件性质=origin, 来源="岚江日报")).sure.permission is Permission.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "name", "missing"),
    [
        ("article", "articles/a.md", {"title", "date", "column", "editors"}),
        ("notice", "notices/a.md", {"title", "date", "editors"}),
        ("page", "pages/a.md", {"title"}),
    ],
)
def test_each_kind_must_say_what_the_site_requires(kind: str, name: str, missing: set[str]) -> None:
    reading = read("标签：甲\n\n正文。", name)
    assert reading.story is None
    assert set(reading.rules) == {"missing-field"}
    said = {problem.what.split("“")[1].split("”")[0] for problem in reading.problems}
    assert said == missing, f"what {kind} must say"


def test_what_is_required_is_configuration(paper: Paper) -> None:
    paper.settings["LINLI_REQUIRED"] = {"article": ["title", "reviewers"]}
    assert paper.story(article(责编=None, 栏目=None, 审核="周岚")).reviewers[0].name == "周岚"
    [problem] = paper.problems(article(责编=None))
    assert problem.rule == "missing-field"
    assert "审核" in problem.what


@pytest.mark.parametrize("lost", ["标题", "日期"])
def test_a_site_that_requires_nothing_still_gets_title_and_date(paper: Paper, lost: str) -> None:
    paper.settings["LINLI_REQUIRED"] = {"article": []}
    [problem] = paper.problems(article_with({lost: None}))
    assert problem.rule == "missing-field"
    assert lost in problem.what


def test_requiring_an_unknown_field_is_a_fault_of_the_configuration(paper: Paper) -> None:
    paper.settings["LINLI_REQUIRED"] = {"article": ["titel"]}
    with pytest.raises(ConfigError, match="title"):
        paper.problems(article())


@pytest.mark.parametrize(
    ("fields", "line"), [({"标题": ""}, 1), ({"责编": ""}, 4), ({"责编": None}, 1)]
)
def test_a_missing_field_is_named_where_it_should_stand(
    fields: dict[str, str | None], line: int
) -> None:
    [problem] = read(article_with(fields)).problems
    assert (problem.rule, problem.line) == ("missing-field", line)


def test_a_field_that_cannot_be_read_is_not_called_missing_as_well() -> None:
    assert read(article(日期="明天")).rules == ["bad-date"]
    assert read(article(责编="12345")).rules == ["bad-person"]


# Columns


@pytest.mark.parametrize(
    ("name", "fields", "column"),
    [
        ("articles/guide/a.md", {"栏目": "社区"}, "社区"),
        ("articles/guide/a.md", {"栏目": "新栏目"}, "新栏目"),
        ("articles/guide/a.md", {"栏目": None, "标题": "社区丨停水"}, "社区"),
        ("articles/a.md", {"栏目": None, "标题": "服务指南 | 医保"}, "服务指南"),
        ("articles/guide/a.md", {"栏目": None}, "服务指南"),
        ("articles/社区/a.md", {"栏目": None}, "社区"),
        ("community/a.md", {"栏目": None}, "社区"),
        ("notices/a.md", {"栏目": None}, "通知公告"),
        ("notices/a.md", {"栏目": None, "标题": "社区丨停水"}, "通知公告"),
    ],
)
def test_the_column_comes_from_header_title_or_folder(
    name: str, fields: dict[str, str | None], column: str
) -> None:
    assert read(article_with(fields), name, SITE).sure.column == column


@pytest.mark.parametrize("name", ["articles/a.md", "articles/unknown/a.md", "a.md"])
def test_a_story_without_a_column_is_refused(name: str) -> None:
    [problem] = read(article(栏目=None), name, SITE).problems
    assert problem.rule == "missing-field"
    assert "column" in problem.what


def test_an_article_in_the_column_of_notices_is_a_notice() -> None:
    assert read(article(栏目="通知公告")).sure.kind == "notice"
    assert read(article(), "notices/2026/a.md").sure.kind == "notice"
    assert read(article(), "pages/a.md").sure.kind == "page"


# Series


@pytest.mark.parametrize(
    ("fields", "series", "index"),
    [
        ({"标题": "老街改造记（三）"}, "老街改造记", 3),
        ({"标题": "社区丨老街改造记（三）"}, "老街改造记", 3),
        ({"标题": "老街改造记（三）", "系列": "老街改造记"}, "老街改造记", 3),
        ({"标题": "老街改造记（三）", "序号": "4"}, "老街改造记", 4),
        ({"标题": "老街改造记（三）", "系列": "另一个系列"}, "另一个系列", None),
        ({"标题": "水管", "系列": "老街改造记", "序号": "2"}, "老街改造记", 2),
        ({"标题": "水管"}, "", None),
    ],
)
def test_the_series_comes_from_header_or_title(
    fields: dict[str, str | None], series: str, index: int | None
) -> None:
    story = read(article_with(fields)).sure
    assert (story.series, story.series_index) == (series, index)


# Names


@pytest.mark.parametrize(
    ("name", "fields", "slug"),
    [
        ("articles/lift.md", {}, "lift"),
        ("articles/Lift Retrofit.markdown", {}, "lift-retrofit"),
        ("articles/加装电梯.md", {}, "加装电梯"),
        ("articles/2026.03.22.md", {}, "2026.03.22"),
        ("articles/lift/index.md", {}, "lift"),
        ("index.md", {}, "index"),
        ("articles/lift.md", {"编号": "2026-1"}, "2026-1"),
        ("articles/lift.md", {"编号": "2026-1", "slug": "lift-2"}, "lift-2"),
        ("articles/lift.md", {"slug": "Lift-2"}, "lift-2"),
        ("articles/！！！.md", {"编号": "a"}, "a"),
    ],
)
def test_the_address_comes_from_slug_id_or_file_name(
    name: str, fields: dict[str, str | None], slug: str
) -> None:
    story = read(article_with(fields), name).sure
    assert story.slug == slug
    assert story.id == fields.get("编号", slug), "the id is for ever, else the slug"


def test_a_file_name_without_letters_or_digits_is_refused() -> None:
    assert read(article(), "articles/！！！.md").rules == ["bad-file-name"]


# What contradicts itself


def test_one_field_twice_is_refused_on_the_second_line() -> None:
    [problem] = read(article(标签="甲", tags="乙")).problems
    assert (problem.rule, problem.line, problem.column) == ("duplicate-field", 7, 1)
    assert "6" in problem.what, "the line of the first"


@pytest.mark.parametrize("yaml", [False, True], ids=["classic", "yaml"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("标题", "标题"),
        ("标题", "title"),
        ("标题", "TITLE"),
        ("日期", "发布时间"),
        ("责编", "责 编"),
    ],
)
def test_a_field_and_its_other_name_are_one_field(first: str, second: str, yaml: bool) -> None:
    line = f"{second}: 2026-03-22" if second in {"发布时间", "日期"} else f"{second}: 沈禾"
    text = article(yaml=yaml)
    header = text.removeprefix("---\n")
    reading = read(("---\n" if yaml else "") + f"{line}\n{header}")
    assert reading.rules == ["duplicate-field"], f"{first} and {second}"
    assert reading.story is None


def test_lists_that_may_be_repeated_are_put_together() -> None:
    story = read(article(相关="甲、乙", related="乙，丙")).sure
    assert story.related == ("甲", "乙", "丙")


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"更新": "2026-03-01"}, ["modified-before-date"]),
        ({"更新": "2026-03-20"}, []),
        ({"更新": "2026-03-20 08:29"}, ["modified-before-date"]),
        ({"失效": "2026-03-19"}, ["expires-before-date"]),
        ({"失效": "2026-03-20"}, []),
        ({"失效": "2026-03-20 08:30"}, ["expires-before-date"]),
        ({"失效": "2026-03-20 08:31"}, []),
    ],
)
def test_times_that_contradict_each_other_are_named_on_their_line(
    fields: dict[str, str | None], rules: list[str]
) -> None:
    reading = read(article_with(fields))
    assert reading.rules == rules
    assert [problem.line for problem in reading.problems] == [6] * len(rules)
    assert (reading.story is None) is ("expires-before-date" in rules), "only an error stops it"


def test_a_reprint_says_from_whom_it_is() -> None:
    whole = {
        "原文链接": "https://a.example/1",
        "原标题": "旧题",
        "作者": "周岚",
        "授权状态": "已授权",
    }
    assert read(article_with({"稿件性质": "转载", **whole})).rules == []
    for lost in whole:
        rest = {key: value for key, value in whole.items() if key != lost}
        [problem] = read(article_with({"稿件性质": "转载", **rest}), lang="zh-Hans").problems
        assert problem.rule == "reprint-incomplete"
        assert lost in problem.what, f"{lost} is not said"


def test_all_that_a_reprint_does_not_say_is_one_problem_where_it_says_that_it_is_one() -> None:
    reading = read(article(标签="甲", 稿件性质="转载", 作者=""), lang="zh-Hans")
    [problem] = reading.problems
    assert (problem.rule, problem.line) == ("reprint-incomplete", 7)
    assert "原文链接、原标题、作者、授权状态" in problem.what
    [english] = read(article(稿件性质="转载")).problems
    assert "source_url, original_title, authors, permission" in english.what


def test_what_a_reprint_says_badly_is_not_called_missing_as_well() -> None:
    said = {"原文链接": "www.a.example", "原标题": "旧题", "作者": "12345", "稿件性质": "转载"}
    said |= {"授权状态": "已授权"}
    assert read(article_with(said)).rules == ["bad-url", "bad-person"]


# Whose it is


@pytest.mark.parametrize("yaml", [False, True], ids=["classic", "yaml"])
def test_what_comes_from_elsewhere_and_does_not_say_what_it_is_is_not_taken_for_ours(
    yaml: bool,
) -> None:
    reading = read(article(来源="岚江日报", yaml=yaml), lang="zh-Hans")
    [problem] = reading.problems
    assert (problem.rule, problem.severity) == ("source-without-origin", "note")
    assert problem.line == (6 if yaml else 5), "the line of the source"
    assert "岚江日报" in problem.what
    assert reading.sure.permission is Permission.UNKNOWN, "nothing says that we may publish it"


@pytest.mark.parametrize("source", ["测试邻里", "测试 邻里", "ＴＥＳＴ　News", "test news"])
def test_a_site_knows_its_own_name_in_any_case_and_width(source: str) -> None:
    site = replace(SITE, site_name="测试邻里" if "邻里" in source else "Test News")
    reading = read(article(来源=source), story_settings=site)
    assert reading.rules == []
    assert reading.sure.permission is Permission.OWN


@pytest.mark.parametrize(
    ("fields", "rules", "permission"),
    [
        ({"稿件性质": "原创"}, [], Permission.OWN),
        ({"稿件性质": "通稿"}, [], Permission.UNKNOWN),
        ({"稿件性质": ""}, ["source-without-origin"], Permission.UNKNOWN),
        ({"授权状态": "已授权"}, ["source-without-origin"], Permission.LICENSED),
    ],
)
def test_a_story_from_elsewhere_is_what_its_header_says(
    fields: dict[str, str], rules: list[str], permission: Permission
) -> None:
    reading = read(article_with({"来源": "岚江日报", **fields}))
    assert reading.rules == rules
    assert reading.sure.permission is permission


def test_a_kind_of_story_that_cannot_be_read_is_not_called_unsaid_as_well() -> None:
    assert read(article(来源="岚江日报", 稿件性质="抄来")).rules == ["bad-choice"]


# No header at all


@pytest.mark.parametrize(
    "text",
    [
        "时间：3月22日上午8时\n地点：榆树里\n联系人：沈禾\n\n请互相转告。",
        "会议时间：3月22日\n服务对象：老人\n停水范围：石桥\n\n请互相转告。",
        "---\n地点: 榆树里\n电话: 0731\n---\n请互相转告。",
    ],
)
def test_lines_of_a_notice_without_a_known_field_are_no_header(text: str) -> None:
    reading = read(text, lang="zh-Hans")
    [problem] = reading.problems
    assert problem.rule == "no-header", "one problem, not one for each line"
    first = text.removeprefix("---\n").split("\n")[0].replace(": ", "：")
    assert first in problem.what
    assert problem.line == (2 if text.startswith("---") else 1)
    assert reading.story is None


@pytest.mark.parametrize("key", ["时间", "会议时间", "联系电话", "地点"])
def test_a_line_of_a_notice_below_the_header_is_never_taken_for_a_misspelt_field(key: str) -> None:
    [problem] = read(article_with({key: "明天"}), lang="zh-Hans").problems
    assert problem.rule == "unknown-field"
    assert "前面空一行" in problem.fix


def test_a_header_that_is_only_misspelt_is_one() -> None:
    assert "unknown-field-close" in read("标提：停水\n日起：2026-03-22\n\n正文。").rules
    assert "reserved-field" in read("save_as: x\n\n正文。").rules


@pytest.mark.parametrize("body", ["", "\n\n", "　\n"])
@pytest.mark.parametrize("yaml", [False, True], ids=["classic", "yaml"])
def test_a_story_without_a_text_is_refused_inside_the_file(body: str, yaml: bool) -> None:
    text = article(body, yaml=yaml).rstrip("\n") + body
    [problem] = read(text).problems
    assert problem.rule == "empty-body"
    assert 1 <= problem.line <= len(text.split("\n")), "a place that an editor can go to"
    with_picture = read(
        text.replace("责编", "配图: '![甲](a.jpg)'\n责编" if yaml else "配图: ![甲](a.jpg)\n责编")
    )
    assert with_picture.rules == [], "a picture is enough"


def test_every_fault_of_a_header_is_said_at_once() -> None:
    text = article(日期="明天", 栏目=None, 序号="三", 心情="好", 责编="123", save_as="x")
    assert sorted(read(text).rules) == [
        "bad-date",
        "bad-number",
        "bad-person",
        "missing-field",
        "reserved-field",
        "unknown-field",
    ]


def test_a_story_knows_the_line_of_each_field() -> None:
    story = read(article(yaml=True, 标签="[甲]")).sure
    assert story.lines == {
        "title": 2,
        "date": 3,
        "column": 4,
        "editors": 5,
        "source": 6,
        "tags": 7,
    }


# Fields of the site's own

OWN = {
    "phone": {"type": "line", "aliases": ["电话"], "limit": 20},
    "opening": {"type": "choice", "choices": {"open": ["开放"], "closed": ["关闭"]}},
    "meeting": {"type": "date", "aliases": ["会议时间"]},
    "委员": {"type": "people"},
}


def test_fields_the_site_added_are_read_typed(paper: Paper) -> None:
    paper.settings["LINLI_FIELDS"] = OWN
    story = paper.story(
        article(电话="0731-0000", opening="关闭", 会议时间="2026-03-22", 委员="沈禾(甲)、周岚")
    )
    assert story.extra["phone"] == "0731-0000"
    assert story.extra["opening"] == "closed"
    assert story.extra["meeting"] == Stamp(
        datetime(2026, 3, 22, tzinfo=ZoneInfo("Asia/Shanghai")), timed=False
    )
    assert story.extra["委员"] == (Person("沈禾", "甲"), Person("周岚"))
    assert list(story.extra) == sorted(story.extra), "always in one order"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"电话": "0" * 21}, "too-long"),
        ({"opening": "也许"}, "bad-choice"),
        ({"会议时间": "明天"}, "bad-date"),
        ({"电化": "1"}, "unknown-field-close"),
        ({"电话": "1", "phone": "2"}, "duplicate-field"),
    ],
)
def test_fields_the_site_added_are_checked_like_any_other(
    paper: Paper, fields: dict[str, str | None], rule: str
) -> None:
    paper.settings["LINLI_FIELDS"] = OWN
    assert paper.rules(article_with(fields)) == [rule]


def test_a_field_the_site_added_may_be_required(paper: Paper) -> None:
    paper.settings["LINLI_FIELDS"] = OWN
    paper.settings["LINLI_REQUIRED"] = {"article": ["title", "date", "phone"]}
    [problem] = paper.problems(article())
    assert problem.rule == "missing-field"
    assert "电话" in problem.what


@pytest.mark.parametrize("name", ["title", "标题", "Title", "作 者"])
def test_a_site_cannot_take_over_a_field_of_linlis(paper: Paper, name: str) -> None:
    paper.settings["LINLI_FIELDS"] = {name: {"type": "line"}}
    with pytest.raises(ConfigError, match=name):
        paper.problems(article())


def test_an_unfinished_draft_is_noted_and_holds_up_nothing(paper: Paper) -> None:
    paper.write("articles/a.md", article(责编=None, 日期=None, 状态="草稿"))
    paper.write("articles/b.md", article())
    problems = paper.site_problems(strict=True)
    assert [(one.rule, one.severity) for one in problems] == [
        ("draft-incomplete", Severity.NOTE),
        ("draft-incomplete", Severity.NOTE),
    ]


def test_the_same_story_published_lacks_what_it_lacks(paper: Paper) -> None:
    assert paper.rules(article(责编=None)) == ["missing-field"]
