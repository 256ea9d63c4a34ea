from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from linli.notices.lifecycle import State, state_of, why_hidden
from linli.story import Stamp, Status, Story
from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(text: str) -> datetime:
    """Return a moment; without an offset it is one in Shanghai."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)


def stamp(text: str) -> Stamp:
    return Stamp(moment(text), timed=len(text) > 10)


def story(status: Status, date: str, expires: str = "", until: str = "") -> Story:
    return Story(
        name="notices/a.md",
        kind="notice",
        id="a",
        slug="a",
        title="停水通知",
        date=stamp(date),
        lang="zh-Hans",
        status=status,
        expires=stamp(expires) if expires else None,
        permission_until=stamp(until) if until else None,
    )


NOON = "2026-03-22 12:00"

# (status, date, expires, now, state)
LIVES: list[tuple[Status, str, str, str, State]] = [
    # published: by its date
    (Status.PUBLISHED, "2026-03-20 08:30", "", NOON, State.LIVE),
    (Status.PUBLISHED, "2026-03-22 12:00", "", NOON, State.LIVE),
    (Status.PUBLISHED, "2026-03-22 12:01", "", NOON, State.HIDDEN),
    (Status.PUBLISHED, "2026-03-22", "", "2026-03-22 00:00", State.LIVE),
    (Status.PUBLISHED, "2026-03-22", "", "2026-03-21 23:59", State.HIDDEN),
    # a time in another zone is the same moment
    (Status.PUBLISHED, "2026-03-22T04:00:00+00:00", "", NOON, State.LIVE),
    (Status.PUBLISHED, "2026-03-22T04:00:01+00:00", "", NOON, State.HIDDEN),
    (Status.PUBLISHED, "2026-03-22 12:00", "", "2026-03-22T03:59:59+00:00", State.HIDDEN),
    # expiry: to the minute, or to the end of its day
    (Status.PUBLISHED, "2026-03-20 08:30", "2026-03-22 12:00", "2026-03-22 11:59", State.LIVE),
    (Status.PUBLISHED, "2026-03-20 08:30", "2026-03-22 12:00", NOON, State.EXPIRED),
    (Status.PUBLISHED, "2026-03-20 08:30", "2026-03-22", NOON, State.LIVE),
    (Status.PUBLISHED, "2026-03-20 08:30", "2026-03-22", "2026-03-22 23:59:59", State.LIVE),
    (Status.PUBLISHED, "2026-03-20 08:30", "2026-03-22", "2026-03-23 00:00", State.EXPIRED),
    (
        Status.PUBLISHED,
        "2026-03-20 08:30",
        "2026-03-22",
        "2026-03-22T15:59:59+00:00",
        State.LIVE,
    ),
    (
        Status.PUBLISHED,
        "2026-03-20 08:30",
        "2026-03-22",
        "2026-03-22T16:00:00+00:00",
        State.EXPIRED,
    ),
    # not yet, whatever the expiry says
    (Status.PUBLISHED, "2026-03-23", "2026-03-24", NOON, State.HIDDEN),
    # drafts and reviews are hidden at any time
    (Status.DRAFT, "2026-03-20 08:30", "", NOON, State.HIDDEN),
    (Status.DRAFT, "2026-03-20 08:30", "2026-03-21", NOON, State.HIDDEN),
    (Status.DRAFT, "2026-03-24", "", NOON, State.HIDDEN),
    (Status.REVIEW, "2026-03-20 08:30", "", NOON, State.HIDDEN),
    (Status.REVIEW, "2026-03-20 08:30", "2026-03-21", NOON, State.HIDDEN),
    # withdrawn for ever, but only once it could have been read
    (Status.WITHDRAWN, "2026-03-20 08:30", "", NOON, State.WITHDRAWN),
    (Status.WITHDRAWN, "2026-03-20 08:30", "2026-03-21", NOON, State.WITHDRAWN),
    (Status.WITHDRAWN, "2026-03-24", "", NOON, State.HIDDEN),
]


@pytest.mark.parametrize(("status", "date", "expires", "now", "state"), LIVES)
def test_what_readers_may_see_follows_from_status_times_and_now(
    status: Status, date: str, expires: str, now: str, state: State
) -> None:
    assert state_of(story(status, date, expires), moment(now)) is state


# (status, date, last day of the permission, why it is hidden)
REASONS = [
    (Status.DRAFT, "2026-03-20 08:30", "", "draft"),
    (Status.REVIEW, "2026-03-20 08:30", "2026-03-21", "draft"),
    (Status.DRAFT, "2026-03-24", "", "draft"),
    (Status.WITHDRAWN, "2026-03-24", "", "withdrawn"),
    (Status.PUBLISHED, "2026-03-24", "", "awaited"),
    (Status.PUBLISHED, "2026-03-20 08:30", "2026-03-21", "lapsed"),
]


@pytest.mark.parametrize(("status", "date", "until", "why"), REASONS)
def test_a_hidden_story_is_hidden_for_a_reason(
    status: Status, date: str, until: str, why: str
) -> None:
    one = story(status, date, "", until)
    assert state_of(one, moment(NOON)) is State.HIDDEN
    assert why_hidden(one, moment(NOON).timestamp()) == why


# (the site's zone, the last second of 22 March there, the next one)
ENDS = [
    ("Asia/Shanghai", "2026-03-22T15:59:59+00:00", "2026-03-22T16:00:00+00:00"),
    ("UTC", "2026-03-22T23:59:59+00:00", "2026-03-23T00:00:00+00:00"),
    ("America/Los_Angeles", "2026-03-23T06:59:59+00:00", "2026-03-23T07:00:00+00:00"),
    ("Pacific/Auckland", "2026-03-22T10:59:59+00:00", "2026-03-22T11:00:00+00:00"),
]


@pytest.mark.parametrize(("zone", "last", "first"), ENDS)
def test_a_day_without_a_time_ends_at_midnight_of_the_site_s_zone(
    paper: Paper, zone: str, last: str, first: str
) -> None:
    paper.settings["TIMEZONE"] = zone
    notice = paper.story(article(日期="2026-03-01", 失效="2026-03-22"), "notices/a.md")
    assert state_of(notice, moment(last)) is State.LIVE
    assert state_of(notice, moment(first)) is State.EXPIRED


# (zone, a day that clocks change, the last second of it, the next one)
LONG_AND_SHORT_DAYS = [
    ("Europe/Berlin", "2026-03-29", "2026-03-29T21:59:59+00:00", "2026-03-29T22:00:00+00:00"),
    ("Europe/Berlin", "2026-10-25", "2026-10-25T22:59:59+00:00", "2026-10-25T23:00:00+00:00"),
]


@pytest.mark.parametrize(("zone", "day", "last", "first"), LONG_AND_SHORT_DAYS)
def test_a_day_on_which_the_clocks_change_ends_at_midnight_too(
    paper: Paper, zone: str, day: str, last: str, first: str
) -> None:
    paper.settings["TIMEZONE"] = zone
    notice = paper.story(article(日期="2026-03-01", 失效=day), "notices/a.md")
    assert state_of(notice, moment(last)) is State.LIVE
    assert state_of(notice, moment(first)) is State.EXPIRED


def test_a_standing_page_that_is_taken_back_is_simply_gone() -> None:
    moment = datetime.fromisoformat("2026-03-22T12:00:00+08:00")
    page = Story("pages/a.md", "page", "a", "a", "甲", Stamp(moment), "zh", status=Status.WITHDRAWN)
    assert state_of(page, moment) is State.HIDDEN
