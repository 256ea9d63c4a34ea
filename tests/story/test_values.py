"""What a value means: choices, addresses, languages, numbers, covers, corrections, limits."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.story.context import one_line
from linli.story.fields import FIELDS, Field, FieldTable, Type
from linli.story.story import AiUse, Correction, Cover, Origin, Permission, Reuse, Status
from linli.story.values import is_web_address, plain_language
from tests.factories import article
from tests.story import article_with, read
from tests.tables import cases

TABLE = FieldTable()


@pytest.mark.parametrize(("field", "written", "means"), cases("fields", "Choices"))
@pytest.mark.parametrize("yaml", [False, True], ids=["classic", "yaml"])
def test_a_choice_is_understood_in_every_spelling(
    field: str, written: str, means: str, yaml: bool
) -> None:
    # A reprint may be published on any ground but as our own work.
    beside = {"稿件性质": "转载"} if field == "permission" and means != "own" else {}
    story = read(article_with({field: written, **beside}, yaml=yaml)).sure
    assert getattr(story, field) == means, f"{field}: {written}"


def test_a_choice_becomes_a_value_of_its_kind() -> None:
    story = read(article(稿件性质="综合", 授权状态="白名单", 转载许可="禁止转载", 状态="待审")).sure
    assert story.origin is Origin.COMPILED
    assert story.permission is Permission.WHITELIST
    assert story.reuse is Reuse.NONE
    assert story.status is Status.REVIEW
    assert story.ai_use is AiUse.NONE


@pytest.mark.parametrize(("field", "written", "named"), cases("fields", "No choice"))
def test_what_is_no_choice_is_refused_with_the_choices(
    field: str, written: str, named: str
) -> None:
    reading = read(article_with({field: written}))
    assert reading.rules == ["bad-choice"]
    problem = reading.problems[0]
    assert written in problem.what
    assert named in problem.fix
    assert problem.line == 6, "the line of the value"


@pytest.mark.parametrize(
    ("field", "value"), [("AI标识", "使用"), ("类别", "猫"), ("状态", "快好了")]
)
@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_the_reason_of_a_wrong_choice_holds_for_every_field(
    field: str, value: str, lang: str
) -> None:
    problems = read(article_with({field: value}), lang=lang).problems
    [problem] = [one for one in problems if one.rule == "bad-choice"]
    assert set(problem.why).isdisjoint("转载布"), "nothing about reprints or publication"
    assert "notice" not in problem.why


def test_a_chinese_site_names_fields_and_choices_in_chinese() -> None:
    problem = read(article(status="快好了"), lang="zh-Hans").problems[0]
    assert "状态" in problem.what
    assert "草稿" in problem.fix


@pytest.mark.parametrize(("written", "usable"), cases("names", "Web addresses"))
def test_a_web_address_is_whole_and_harmless(written: str, usable: str) -> None:
    assert is_web_address(written) is (usable == "yes"), written


def test_a_web_address_is_kept_as_written_or_refused() -> None:
    url = "https://Example.org/A?b=c#d"
    assert read(article(原文链接=url)).sure.source_url == url
    assert read(article(原文链接="www.example.org")).rules == ["bad-url"]
    assert read(article(原文链接="https://example.org/" + "a" * 2000)).rules == ["bad-url"]


@pytest.mark.parametrize(("written", "tag"), cases("names", "Languages"))
def test_a_language_is_a_tag_or_a_chinese_name(written: str, tag: str) -> None:
    assert plain_language(written) == tag
    reading = read(article(语言=written))
    assert reading.rules == ([] if tag else ["bad-language"])
    if tag:
        assert reading.sure.lang == tag


@pytest.mark.parametrize(
    ("written", "number"),
    [("1", 1), ("12", 12), ("３", 3), ("007", 7), ("999", 999)],
)
def test_a_number_is_read(written: str, number: int) -> None:
    assert read(article(系列="甲", 序号=written)).sure.series_index == number


@pytest.mark.parametrize("written", ["0", "-1", "1.5", "1000", "三", "1e3", "0x1", "1_0"])
def test_what_is_no_number_is_refused(written: str) -> None:
    assert read(article(序号=written)).rules == ["bad-number"]


@pytest.mark.parametrize(
    ("written", "cover"),
    [
        ("images/x.jpg", Cover("images/x.jpg")),
        ("图 片/电梯.jpg", Cover("图 片/电梯.jpg")),
        ("{src: x.jpg}", Cover("x.jpg")),
        (
            "{src: x.jpg, alt: 电梯, caption: 榆树里, credit: 周岚}",
            Cover("x.jpg", "电梯", "榆树里", "周岚"),
        ),
        (
            "{文件: x.jpg, 替代文字: 电梯, 图说: 榆树里, 摄影: 周岚}",
            Cover("x.jpg", "电梯", "榆树里", "周岚"),
        ),
        ("{SRC: x.jpg, Alt: 电梯}", Cover("x.jpg", "电梯")),
        ("[x.jpg]", Cover("x.jpg")),
    ],
)
def test_a_cover_is_a_file_or_a_file_with_words(written: str, cover: Cover) -> None:
    reading = read(article(yaml=True, 配图=written))
    assert reading.sure.cover == cover
    assert reading.rules == ([] if cover.alt else ["image-alt"]), "a picture needs words"


@pytest.mark.parametrize(
    ("written", "cover"),
    [
        ("images/x.jpg", Cover("images/x.jpg")),
        ("图 片/电梯.jpg", Cover("图 片/电梯.jpg")),
        ("![电梯](x.jpg)", Cover("x.jpg", "电梯")),
        ('![电梯](x.jpg "榆树里")', Cover("x.jpg", "电梯", "榆树里")),
        ("![电梯](x.jpg “榆树里”)", Cover("x.jpg", "电梯", "榆树里")),
        (
            '![电梯](x.jpg "老人说“再等等”，排队。")',
            Cover("x.jpg", "电梯", "老人说“再等等”，排队。"),
        ),
        ("![电梯](x.jpg “老人说“再等等””)", Cover("x.jpg", "电梯", "老人说“再等等”")),
        ('![电梯](x.jpg "3" 管")', Cover("x.jpg", "电梯", '3" 管')),
        ("![电梯](图(1).jpg)", Cover("图(1).jpg", "电梯")),
        ("![电梯](图(1)(2)a.jpg)", Cover("图(1)(2)a.jpg", "电梯")),
        ("![电梯](x<1>.jpg)", Cover("x<1>.jpg", "电梯")),
        ('![电梯](x.jpg "甲") ![b](y.jpg "乙")', Cover('![电梯](x.jpg "甲") ![b](y.jpg "乙")')),
        ('![电梯](<图 1.jpg> "榆树里")', Cover("图 1.jpg", "电梯", "榆树里")),
        ("![ 电梯 ]( x.jpg )", Cover("x.jpg", "电梯")),
        ("![](x.jpg)", Cover("x.jpg")),
    ],
)
def test_a_cover_in_one_line_is_a_file_or_a_picture_in_markdown(written: str, cover: Cover) -> None:
    reading = read(article(配图=written))
    assert reading.sure.cover == cover
    assert reading.rules == ([] if cover.alt else ["image-alt"]), "a picture needs words"


@pytest.mark.parametrize("line", ["配图: {}", "配图：{}", "配图:{}", "cover:   {}", "题图 ： {}"])
@pytest.mark.parametrize(
    ("written", "cover"),
    [
        ("![电梯](x.jpg)", Cover("x.jpg", "电梯")),
        ('![电梯](x.jpg "榆树里")', Cover("x.jpg", "电梯", "榆树里")),
        ("![It's new: a lift](x.jpg)", Cover("x.jpg", "It's new: a lift")),
        ("![第 #3 号楼](x.jpg)", Cover("x.jpg", "第 #3 号楼")),
        ("![电梯](x.jpg)  # 待换 (旧图)", Cover("x.jpg", "电梯")),
    ],
)
def test_a_picture_in_markdown_needs_no_quotes_in_yaml(
    line: str, written: str, cover: Cover
) -> None:
    reading = read(article(yaml=True).replace("---\n", f"---\n{line.format(written)}\n", 1))
    assert reading.rules == []
    assert reading.sure.cover == cover


def test_a_fault_of_a_picture_without_quotes_is_found_where_it_stands() -> None:
    text = article(yaml=True).replace("---\n", "---\n配图:   ![](x.jpg)\n", 1)
    [problem] = read(text).problems
    assert (problem.rule, problem.line, problem.column) == ("image-alt", 2, 7)


def test_only_a_field_for_pictures_takes_one_without_quotes() -> None:
    assert read(article(yaml=True, 副题="![电梯](x.jpg)")).story is None


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("{alt: 电梯}", "unknown-part"),
        ("{source: x.jpg}", "unknown-part"),
        ("{src: [x.jpg]}", "wrong-shape"),
        ("[a.jpg, b.jpg]", "wrong-shape"),
        ("{src: a.jpg, src: b.jpg}", "duplicate-field"),
        ("{src: a.jpg, 文件: b.jpg}", "duplicate-field"),
    ],
)
def test_a_cover_that_cannot_be_read_is_refused(written: str, rule: str) -> None:
    assert read(article(yaml=True, 配图=written)).rules == [rule]


def test_a_misspelt_part_of_a_cover_is_refused_with_the_right_one() -> None:
    problem = read(article(yaml=True, 配图="{src: a.jpg, captoin: 电梯}")).problems[0]
    assert "captoin" in problem.what
    assert "caption" in problem.what + problem.fix


@pytest.mark.parametrize(
    ("written", "day", "timed", "text"),
    [
        ("2026-03-25 人数应为36人", "2026-03-25T00:00", False, "人数应为36人"),
        ("2026-03-25，人数应为36人", "2026-03-25T00:00", False, "人数应为36人"),
        ("2026-03-25：人数应为36人", "2026-03-25T00:00", False, "人数应为36人"),
        ("2026年3月25日 人数应为36人", "2026-03-25T00:00", False, "人数应为36人"),
        ("2026年3月25日人数应为36人", "2026-03-25T00:00", False, "人数应为36人"),
        ("2026/3/5 36人，不是63人", "2026-03-05T00:00", False, "36人，不是63人"),
        ("2026-03-25 08:30 人数应为36人", "2026-03-25T08:30", True, "人数应为36人"),
        ("2026-03-25T08:30 人数应为36人", "2026-03-25T08:30", True, "人数应为36人"),
    ],
)
def test_a_correction_line_is_a_day_and_a_text(
    written: str, day: str, timed: bool, text: str
) -> None:
    [correction] = read(article(更正=written)).sure.corrections
    assert correction.date.at.replace(tzinfo=None) == datetime.fromisoformat(day)
    assert correction.date.timed is timed
    assert correction.text == text
    assert (correction.major, correction.by) == (False, "")


def test_correction_lines_may_be_repeated() -> None:
    story = read("更正：2026-03-25 甲\n更正: 2026-03-26 乙\n" + article()).sure
    assert [correction.text for correction in story.corrections] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("written", "major", "by"),
    [
        ("{date: 2026-03-25, text: 甲}", False, ""),
        ("{date: 2026-03-25, text: 甲, major: true, by: 沈禾}", True, "沈禾"),
        ("{日期: 2026年3月25日, 说明: 甲, 重大: 是, 更正人: 沈禾}", True, "沈禾"),
        ("{date: 2026-03-25, text: 甲, major: no}", False, ""),
        ("[{date: 2026-03-25, text: 甲, major: YES}]", True, ""),
        ("[2026-03-25 甲]", False, ""),
    ],
)
def test_a_correction_in_yaml_is_a_mapping_or_a_line(written: str, major: bool, by: str) -> None:
    [correction] = read(article(yaml=True, corrections=written)).sure.corrections
    assert isinstance(correction, Correction)
    assert correction.date.at.isoformat() == "2026-03-25T00:00:00+08:00"
    assert (correction.text, correction.major, correction.by) == ("甲", major, by)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("改了一下", "bad-correction"),
        ("2026-03-25", "bad-correction"),
        ("2026-03-25 08:30", "bad-correction"),
        ("2026年3月25日", "bad-correction"),
        ("2026-02-30 甲", "impossible-date"),
        ("3月25日 甲", "date-without-year"),
        ("3月25日，甲", "date-without-year"),
        ("3月25号甲", "date-without-year"),
        ("3月25日", "bad-correction"),
        ("3月的数字错了", "bad-correction"),
        ("{date: 3月25日, text: 甲}", "date-without-year"),
        ("2026-03-251 甲", "bad-correction"),
        ("{date: 2026-03-25}", "bad-correction"),
        ("{text: 甲}", "bad-correction"),
        ("{date: 明天, text: 甲}", "bad-date"),
        ("{date: 2026-03-25, text: 甲, major: 也许}", "bad-correction"),
        ("{date: 2026-03-25, text: 甲, who: 沈禾}", "unknown-part"),
        ("{date: 2026-03-25, text: 甲, text: 乙}", "duplicate-field"),
    ],
)
def test_a_correction_without_day_or_text_is_refused(written: str, rule: str) -> None:
    assert read(article(yaml=True, 更正=written)).rules == [rule]


@pytest.mark.parametrize(
    ("field", "written", "wanted"),
    [
        ("标题", "[停水, 通知]", "one value"),
        ("标题", "{a: b}", "one value"),
        ("日期", "[2026-03-22, 2026-03-23]", "one value"),
        ("标签", "{a: b}", "a list"),
        ("标签", "[[a], b]", "a list of short texts"),
        ("状态", "{a: b}", "one value"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_with_the_right_one(
    field: str, written: str, wanted: str
) -> None:
    problem = read(article_with({field: written}, yaml=True)).problems[0]
    assert problem.rule == "wrong-shape"
    assert wanted in problem.what


def test_a_list_of_one_is_one_value() -> None:
    assert read(article(yaml=True, 标题="[停水]")).sure.title == "停水"


def test_a_list_keeps_each_text_once_in_the_order_written() -> None:
    story = read(article(标签="养老、电梯，养老;电梯　社区")).sure
    assert story.tags == ("养老", "电梯", "社区")
    assert read(article(yaml=True, 标签='[养老, 电梯, 养老, ""]')).sure.tags == ("养老", "电梯")


def test_texts_that_differ_by_normal_form_alone_are_one() -> None:
    assert read(article(标签="cafe\u0301、caf\u00e9")).sure.tags == ("caf\u00e9",)


def test_a_part_of_a_yaml_list_is_not_split_again() -> None:
    assert read(article(yaml=True, 标签="[甲、乙, 丙]")).sure.tags == ("甲、乙", "丙")


def test_a_line_that_runs_over_several_becomes_one() -> None:
    assert read(article(摘要="第一行\n    第二行")).sure.summary == "第一行 第二行"


@pytest.mark.parametrize(
    "field",
    [field for field in FIELDS if field.type is Type.LINE],
    ids=lambda field: field.key,
)
def test_a_line_is_at_most_as_long_as_its_field_allows(field: Field) -> None:
    fits, exceeds = "长" * field.limit, "长" * (field.limit + 1)
    other: dict[str, str | None] = {
        row: None for row in ("标题", "栏目", "来源") if TABLE.find(row) is field
    }
    other["稿件性质"] = "原创"
    assert read(article_with({**other, field.key: fits})).rules == []
    reading = read(article_with({**other, field.key: exceeds}))
    assert reading.rules == ["too-long"], "and not missing as well"
    assert str(field.limit) in reading.problems[0].what


@pytest.mark.parametrize("field", ["编号", "slug"])
def test_a_name_that_would_have_to_be_changed_is_refused_with_a_better_one(field: str) -> None:
    problem = read(article_with({field: "../停水 通知"})).problems[0]
    assert problem.rule == "bad-name"
    assert "停水-通知" in problem.fix
    assert read(article_with({field: "Lift-1"})).sure.slug == "lift-1"


def test_an_empty_status_publishes_nothing() -> None:
    assert read(article(状态="")).rules == ["bad-choice"]


@pytest.mark.parametrize(("written", "year"), [("2026", 2026), ("２０２５年", 2025)])
def test_a_year_is_read(written: str, year: int) -> None:
    assert read(article(版权年份=written)).sure.copyright_year == year


@pytest.mark.parametrize("written", ["26", "1899", "2200", "今年"])
def test_what_is_no_year_is_refused(written: str) -> None:
    assert read(article(版权年份=written)).rules == ["bad-number"]


def test_a_field_of_another_program_is_answered_with_ours() -> None:
    problem = read(article(draft="true")).problems[0]
    assert problem.rule == "unknown-field-close"
    assert "status" in problem.what


@pytest.mark.parametrize(
    "field", [field for field in FIELDS if field.key != "status"], ids=lambda field: field.key
)
def test_an_empty_value_counts_as_none(field: Field) -> None:
    other = {
        row: None for row in ("标题", "日期", "栏目", "责编", "来源") if TABLE.find(row) is field
    }
    without, empty = read(article_with(other)), read(article_with({**other, field.key: ""}))
    assert empty.rules == without.rules
    if without.story and empty.story:
        assert getattr(empty.story, field.key) == getattr(without.story, field.key)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (" 水  停了\n", "水 停了"),
        ("\u200b", ""),
        ("\u0301 \u200d", ""),
        ("“水”", "“水”"),
        ("！", "！"),
    ],
)
def test_a_line_in_which_nothing_can_be_seen_is_empty(written: str, seen: str) -> None:
    assert one_line(written) == seen
