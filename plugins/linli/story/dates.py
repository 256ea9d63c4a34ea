"""Dates as editors write them, read into moments with a zone, or refused by name.

Read are ``2026-03-22``, ``2026/3/22``, ``2026.3.22``, ``2026年3月22日``, each with or without a time
(``08:30``, ``8时30分``, ``8点半``, ``上午8时``, ``下午3:30``, ``下午三点``), and ISO 8601 with an offset; ``20260322``; and
the right day of the week behind the day. Everything else is refused: a day that does not exist, a form in which day
and month cannot be told apart, half a day without an hour, a word.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.story.story import Stamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2199

_DAY = regex(
    r"(?P<year>\d{4})\s*(?:-|/|\.|年)\s*(?P<month>\d{1,2})\s*(?:-|/|\.|月)\s*(?P<day>\d{1,2})(?:\s*[日号]|(?!\d))"
)
_HALF = "(?:上午|下午|晚上?|凌晨|中午|早上?)"
_SPOKEN = regex(
    rf"(?P<half>{_HALF}?\s*)(?P<hour>十[一二]?|[一二两三四五六七八九])\s*[点时]\s*"
    r"(?P<minute>(?:[零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)(?=\s*分|\s*$))?"
)
"""An hour in Chinese numerals, and perhaps the minutes."""
_TIME = regex(
    rf"(?P<half>{_HALF})?\s*(?P<hour>\d{{1,2}})\s*"
    r"(?::\s*(?P<minute>\d{2})(?:\s*分|:(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"|[时点]\s*(?:整|(?P<half_hour>半)|(?P<minute_zh>\d{1,2})\s*(?:分\s*(?:(?P<second_zh>\d{1,2})\s*秒)?)?)?"
    r")(?!\d)"
)
_HOURS: Mapping[str, Mapping[int, int]] = {
    "": {hour: hour for hour in range(25)},
    "凌晨": {12: 0} | {hour: hour for hour in range(7)},
    "早": {hour: hour for hour in range(12)},
    "上午": {hour: hour for hour in range(13)},
    "中午": {1: 13, 2: 14} | {hour: hour for hour in range(10, 15)},
    "下午": {hour: hour + 12 for hour in range(1, 12)} | {hour: hour for hour in range(12, 24)},
    "晚": {hour: hour + 12 for hour in range(5, 13)} | {hour: hour for hour in range(17, 25)},
}
"""What an hour means in each part of the day; an hour that is absent does not belong to it."""
_COMPACT = regex(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_WEEKDAY = regex(
    r"\s*(?P<open>\(\s*)?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?(open)\s*\))"
)
_WEEKDAYS = "一二三四五六日"
_NUMERALS = "零一二三四五六七八九"
_YEARLESS = regex(r"\d{1,2}\s*月\s*\d{1,2}")
_ZONE = regex(r"(?:Z|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))", re.IGNORECASE)
_AMBIGUOUS = regex(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{2}[/.-]\d{1,2}[/.-]\d{1,2}")


class BadDate(Exception):  # noqa: N818 - carries a rule's name to the reader
    """Text that is not a date; ``rule`` says in which way."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.facts = facts


def read_date(text: str, zone: ZoneInfo) -> Stamp:
    """Return the moment ``text`` names, in ``zone`` unless it gives an offset itself.

    Raises ``BadDate`` with rule ``bad-date``, ``date-without-year``, ``impossible-date``,
    ``ambiguous-date``, ``incomplete-time`` or ``wrong-weekday``.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _DAY.match(plain) or _COMPACT.match(plain)
    if not match:
        if _AMBIGUOUS.match(plain):
            raise BadDate("ambiguous-date")
        if _lacks_year(plain, zone):
            raise BadDate("date-without-year", example=plain)
        raise BadDate("bad-date", example="2026-03-22 08:30")
    day = _day(match)
    rest = (
        _behind_weekday(day, plain[match.end() :]).removeprefix("T").removeprefix("t").strip(" ,，")
    )
    if not rest:
        # Where clocks go forward at midnight, the day still exists: it begins an hour later.
        return Stamp(day.replace(tzinfo=zone), timed=False)
    rest = _in_digits(day, rest)
    time = _TIME.match(rest)
    if not time:
        if re.fullmatch(_HALF, rest):
            raise BadDate("incomplete-time", missing="hour", example=f"{day:%Y-%m-%d} 08:30")
        raise BadDate("bad-date", example=day.strftime("%Y-%m-%d 08:30"))
    moment = day + _time_of_day(time)
    offset = rest[time.end() :].strip()
    if not offset:
        return Stamp(_local(moment, zone))
    return Stamp(_with_offset(moment, offset).astimezone(zone))


def _lacks_year(plain: str, zone: ZoneInfo) -> bool:
    """Say whether ``plain`` would be a date with a year (a leap one) before it."""
    if not _YEARLESS.match(plain):
        return False
    try:
        read_date(f"2024年{plain}", zone)
    except BadDate:
        return False
    return True


def _day(match: re.Match[str]) -> datetime:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDate("impossible-date", reason=f"{year}")
    try:
        return datetime(year, month, day)  # noqa: DTZ001 - the zone is added by the caller
    except ValueError:
        raise BadDate("impossible-date", reason=f"{year}-{month:02}-{day:02}") from None


def _behind_weekday(day: datetime, rest: str) -> str:
    """Return ``rest`` without the day of the week that it begins with, which must be that of ``day``."""
    match = _WEEKDAY.match(rest)
    if not match:
        return rest
    if _WEEKDAYS[day.weekday()] != match["weekday"].replace("天", "日"):
        raise BadDate("wrong-weekday", weekday=day.weekday(), example=f"{day:%Y-%m-%d}")
    return rest[match.end() :]


def _in_digits(day: datetime, rest: str) -> str:
    """Return a time that begins with an hour in Chinese numerals in digits."""
    match = _SPOKEN.match(rest)
    if not match:
        return rest
    hour = _number(match["hour"])
    if not match["half"].strip():
        example = f"{day:%Y-%m-%d} 下午{hour}点"
        raise BadDate("incomplete-time", missing="half", example=example)
    minute = f"{_number(match['minute']):02}" if match["minute"] else ""
    return f"{match['half']}{hour}点{minute}{rest[match.end() :].lstrip()}"


def _number(numerals: str) -> int:
    """Return the number below 60 that Chinese ``numerals`` write."""
    tens, ten, units = numerals.replace("〇", "零").replace("两", "二").rpartition("十")
    number = _NUMERALS.index(units[-1]) if units else 0
    return number + (10 * (_NUMERALS.index(tens) if tens else 1) if ten else 0)


def _time_of_day(match: re.Match[str]) -> timedelta:
    hour = _HOURS[(match["half"] or "").removesuffix("上")].get(int(match["hour"]))
    minute = int(match["minute"] or match["minute_zh"] or (30 if match["half_hour"] else 0))
    second = int(match["second"] or match["second_zh"] or 0)
    if hour is None or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        raise BadDate("impossible-date", reason=match.group().strip())
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    local = moment.replace(tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise BadDate("impossible-date", reason=f"{moment:%Y-%m-%d %H:%M} {zone.key}")
    return local


def _with_offset(moment: datetime, offset: str) -> datetime:
    match = _ZONE.fullmatch(offset)
    if not match:
        raise BadDate("bad-date", example=moment.strftime("%Y-%m-%dT%H:%M:%S+08:00"))
    if match["sign"] is None:
        return moment.replace(tzinfo=UTC)
    hours, minutes = int(match["hours"]), int(match["minutes"])
    if hours > 14 or minutes > 59:
        raise BadDate("impossible-date", reason=offset)
    shift = timedelta(hours=hours, minutes=minutes)
    return (moment - (shift if match["sign"] == "+" else -shift)).replace(tzinfo=UTC)
