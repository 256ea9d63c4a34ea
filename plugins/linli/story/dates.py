"""Dates as editors write them, read into moments with a zone, or refused by name.

Read are ``2026-03-22``, ``2026/3/22``, ``2026.3.22``, ``2026年3月22日``, each with or without a time
(``08:30``, ``8时30分``, ``8点半``, ``上午8时``, ``下午3:30``), and ISO 8601 with an offset. Everything else is
refused: a day that does not exist, a form in which day and month cannot be told apart, a word.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from linli.story.story import Stamp

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2199

_DAY = re.compile(
    r"(?P<year>\d{4})\s*(?:-|/|\.|年)\s*(?P<month>\d{1,2})\s*(?:-|/|\.|月)\s*(?P<day>\d{1,2})\s*[日号]?"
)
_TIME = re.compile(
    r"(?P<half>上午|下午|晚上?|凌晨|中午|早上?)?\s*"
    r"(?P<hour>\d{1,2})\s*(?::|时|点)\s*(?:(?P<minute>\d{1,2})\s*分?|(?P<half_hour>半)|整)?"
    r"(?:[:分]?\s*(?P<second>\d{1,2})(?:\.\d+)?\s*秒?)?"
)
_COMPACT = re.compile(r"\d{8}")
_ZONE = re.compile(r"(?:Z|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{2}[/.-]\d{1,2}[/.-]\d{1,2}")


class BadDate(Exception):  # noqa: N818 - carries a rule's name to the reader
    """Text that is not a date; ``rule`` says in which way."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.facts = facts


def read_date(text: str, zone: ZoneInfo) -> Stamp:
    """Return the moment ``text`` names, in ``zone`` unless it gives an offset itself.

    Raises ``BadDate`` with rule ``bad-date``, ``impossible-date`` or ``ambiguous-date``.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _DAY.match(plain)
    if not match:
        if _AMBIGUOUS.match(plain):
            raise BadDate("ambiguous-date")
        raise BadDate("bad-date", example=_example(plain))
    day = _day(match)
    rest = plain[match.end() :].removeprefix("T").removeprefix("t").strip(" ,，")
    if not rest:
        return Stamp(_local(day, zone), timed=False)
    time = _TIME.match(rest)
    if not time:
        raise BadDate("bad-date", example=day.strftime("%Y-%m-%d 08:30"))
    moment = day + _time_of_day(time)
    offset = rest[time.end() :].strip()
    if not offset:
        return Stamp(_local(moment, zone))
    return Stamp(_with_offset(moment, offset).astimezone(zone))


def _day(match: re.Match[str]) -> datetime:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDate("impossible-date", reason=f"{year}")
    try:
        return datetime(year, month, day)  # noqa: DTZ001 - the zone is added by the caller
    except ValueError:
        raise BadDate("impossible-date", reason=f"{year}-{month:02}-{day:02}") from None


def _time_of_day(match: re.Match[str]) -> timedelta:
    hour, minute = int(match["hour"]), int(match["minute"] or (30 if match["half_hour"] else 0))
    second = int(match["second"] or 0)
    half = match["half"] or ""
    if (half in {"下午", "晚", "晚上"} and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    elif half in {"上午", "凌晨", "早", "早上"} and hour > 12:
        raise BadDate("impossible-date", reason=match.group().strip())
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
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


def _example(plain: str) -> str:
    """Return how ``plain`` was probably meant, or an example."""
    if _COMPACT.fullmatch(plain):
        return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    return "2026-03-22 08:30"
