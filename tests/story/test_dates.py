"""Dates: the tables of ``tests/cases/dates.md``, and every moment read back from each form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from linli.story.dates import FIRST_YEAR, LAST_YEAR, BadDate, read_date
from tests.factories import article
from tests.story import article_with, quick, read
from tests.tables import cases

if TYPE_CHECKING:
    from collections.abc import Callable

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(("written", "zone", "moment"), cases("dates", "Moments"))
def test_a_moment_is_read_as_written(written: str, zone: str, moment: str) -> None:
    stamp = read_date(written, ZoneInfo(zone))
    assert stamp.at.isoformat() == moment, f"{written} in {zone}"
    assert stamp.timed, f"{written} names a time of day"
    assert stamp.end == stamp.at, "a moment ends when it begins"


@pytest.mark.parametrize(("written", "zone", "begins"), cases("dates", "Days"))
def test_a_bare_day_is_read_as_a_day(written: str, zone: str, begins: str) -> None:
    stamp = read_date(written, ZoneInfo(zone))
    assert stamp.at.astimezone(UTC) == datetime.fromisoformat(begins), f"{written} in {zone}"
    assert not stamp.timed, f"{written} names no time of day"


@pytest.mark.parametrize(("written", "zone", "rule", "says"), cases("dates", "Refused"))
def test_what_is_no_date_is_refused_by_name(written: str, zone: str, rule: str, says: str) -> None:
    with pytest.raises(BadDate) as caught:
        read_date(written, ZoneInfo(zone))
    assert caught.value.rule == rule, f"{written} in {zone}"
    assert says in "".join(map(str, caught.value.facts.values())), "the message helps to mend it"


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-22", 24), ("2026-03-29", 23), ("2026-10-25", 25)]
)
def test_a_day_without_a_time_ends_at_midnight(day: str, hours: int) -> None:
    stamp = read_date(day, ZoneInfo("Europe/Berlin"))
    assert stamp.end.isoformat()[10:19] == "T00:00:00", "it ends at midnight on the clock"
    assert stamp.end.astimezone(UTC) - stamp.at.astimezone(UTC) == timedelta(hours=hours)


def test_a_date_that_cannot_be_read_is_named_with_field_value_and_place() -> None:
    problem = read(article(日期="2026-02-30"), lang="zh-Hans").problems[0]
    assert (problem.rule, problem.line, problem.column) == ("impossible-date", 2, 4)
    assert "日期" in problem.what
    assert "2026-02-30" in problem.what


@pytest.mark.parametrize(
    ("fields", "example"),
    [
        ({"日期": "3月22日"}, "2026年3月22日"),
        ({"失效": "3月22日 8时"}, "2026年3月22日 8时"),
        ({"日期": "2025-03-20", "失效": "4月1日"}, "2025年4月1日"),
        ({"日期": "2024年3月20日", "更正": "3月25日 人数应为36人"}, "2024年3月25日"),
        ({"日期": "3月22日", "原发时间": "２０２３／３／１"}, "2023年3月22日"),
    ],
)
@pytest.mark.parametrize("yaml", [False, True], ids=["classic", "yaml"])
def test_a_date_without_a_year_is_given_the_one_the_header_speaks_of(
    fields: dict[str, str], example: str, yaml: bool
) -> None:
    [problem] = read(article_with(fields, yaml=yaml), lang="zh-Hans").problems
    assert problem.rule == "date-without-year"
    assert example in problem.fix


@pytest.mark.parametrize(
    ("value", "rule", "chinese", "english"),
    [
        ("2026年3月22日上午", "incomplete-time", "没有写几点", "does not say the hour"),
        ("2026年3月22日三点", "incomplete-time", "上午还是下午", "before or after noon"),
        ("2026年3月22日（星期六）", "wrong-weekday", "星期日", "a Sunday"),
        ("2026-03-23 周日", "wrong-weekday", "星期一", "a Monday"),
    ],
)
def test_what_is_missing_or_wrong_in_a_date_is_said(
    value: str, rule: str, chinese: str, english: str
) -> None:
    for lang, words in (("zh-Hans", chinese), ("en", english)):
        [problem] = read(article(日期=value), lang=lang).problems
        assert (problem.rule, problem.line) == (rule, 2)
        assert words in problem.what


@pytest.mark.parametrize("value", ["长期", "长期有效", "永久有效。", "无", "never"])
@pytest.mark.parametrize("key", ["失效", "授权截止"])
def test_what_does_not_end_is_told_to_leave_the_line_out(key: str, value: str) -> None:
    [problem] = read(article_with({key: value}), lang="zh-Hans").problems
    assert (problem.rule, problem.line) == ("no-end", 6)
    assert f"不写“{key}”" in problem.fix


def test_only_what_ends_may_be_without_end() -> None:
    assert read(article(日期="长期")).rules == ["bad-date"]


@pytest.mark.parametrize("hour", range(1, 13))
def test_every_hour_is_read_in_chinese_numerals(hour: int) -> None:
    spoken = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()[hour - 1]
    stamp = read_date(f"2026年3月22日上午{spoken}点", SHANGHAI)
    assert stamp.at.hour == hour


def test_a_date_is_read_in_the_zone_of_the_site() -> None:
    story = read(article(日期="2026-03-20T00:30:00Z")).sure
    assert story.date.at.isoformat() == "2026-03-20T08:30:00+08:00"


FORMS: list[Callable[[datetime], str]] = [
    lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    lambda at: f"{at:%Y-%m-%dT%H:%M:%S}",
    lambda at: f"{at:%Y/%m/%d %H:%M:%S}",
    lambda at: f"{at.year}.{at.month}.{at.day} {at.hour}:{at:%M:%S}",
    lambda at: f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute}分{at.second}秒",
    lambda at: f"{at.year} 年 {at.month} 月 {at.day} 日 {at.hour} 点 {at.minute} 分 {at.second} 秒",
    lambda at: f"{at:%Y-%m-%d} {_half(at)}:{at:%M:%S}",
    lambda at: f"{at:%Y年%m月%d日}{_half(at)}时{at:%M分%S秒}",
    lambda at: f"{at:%Y-%m-%d %H:%M:%S}".translate(
        str.maketrans("0123456789-:", "０１２３４５６７８９－：")
    ),
]


def _half(at: datetime) -> str:
    """Return the hour as it is spoken: 凌晨1, 上午8, 中午12, 下午3, 晚上8."""
    hour = at.hour
    part = next(
        name
        for name, first in {"晚上": 18, "下午": 13, "中午": 12, "上午": 6, "凌晨": 0}.items()
        if hour >= first
    )
    return f"{part}{hour - 12 if hour > 12 else hour or 12}"


moments = st.datetimes(
    datetime(FIRST_YEAR, 1, 1),  # noqa: DTZ001 - clock faces; the zone is drawn beside them
    datetime(LAST_YEAR, 12, 31, 23, 59, 59),  # noqa: DTZ001 - as above
).map(lambda moment: moment.replace(microsecond=0))
zones = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"]).map(ZoneInfo)


@quick
@given(moments, zones, st.sampled_from(FORMS))
def test_every_real_moment_reads_back_from_every_form(
    moment: datetime, zone: ZoneInfo, form: Callable[[datetime], str]
) -> None:
    at = moment.replace(tzinfo=zone)
    assume(at.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment)
    assert read_date(form(at), zone).at == at, f"written as {form(at)}"


@quick
@given(moments, zones, st.integers(-12 * 60, 14 * 60))
def test_every_moment_with_an_offset_is_the_same_moment_in_the_zone_of_the_site(
    moment: datetime, zone: ZoneInfo, minutes: int
) -> None:
    at = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    stamp = read_date(at.isoformat(), zone)
    assert stamp.at.astimezone(UTC) == at.astimezone(UTC)
    assert stamp.at.tzinfo is zone


def rule_of(text: str) -> str:
    """Return the rule that ``text`` breaks as a date, or nothing."""
    try:
        stamp = read_date(text, SHANGHAI)
    except BadDate as bad:
        return bad.rule
    return "" if FIRST_YEAR <= stamp.at.year <= LAST_YEAR + 1 else "a year out of range"


@quick
@given(
    st.text(
        st.characters() | st.sampled_from("0123456789-/.:年月日时分 T+Z上午三十点（周）"),
        max_size=30,
    )
)
def test_any_text_is_a_date_or_refused_by_name(text: str) -> None:
    assert rule_of(text) in {
        "",
        "bad-date",
        "date-without-year",
        "impossible-date",
        "ambiguous-date",
        "incomplete-time",
        "wrong-weekday",
    }
