"""The only "now": the option, else the environment, else the real time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from linli.clock import read_clock
from linli.errors import UsageError

ZONE = ZoneInfo("Asia/Shanghai")

# (--now, the moment in the site's zone)
OPTIONS = [
    ("2026-03-22T08:00:00+08:00", "2026-03-22T08:00:00+08:00"),
    ("2026-03-22T08:00+08:00", "2026-03-22T08:00:00+08:00"),
    ("2026-03-22T00:00:00Z", "2026-03-22T08:00:00+08:00"),
    ("2026-03-21T20:00:00-04:00", "2026-03-22T08:00:00+08:00"),
    ("2026-03-22T08:00:00", "2026-03-22T08:00:00+08:00"),
    ("2026-03-22 08:00", "2026-03-22T08:00:00+08:00"),
    ("2026-03-22", "2026-03-22T00:00:00+08:00"),
    ("  2026-03-22T08:00:00Z  ", "2026-03-22T16:00:00+08:00"),
]


@pytest.mark.parametrize(("option", "moment"), OPTIONS)
def test_the_option_is_read_in_the_zone_of_the_site(option: str, moment: str) -> None:
    now = read_clock(option, ZONE, {})
    assert now.isoformat() == moment
    assert now.tzinfo is ZONE


@pytest.mark.parametrize(
    "option",
    ["", " ", "now", "tomorrow", "08:00", "2026-02-30", "2026年3月22日", "22/03/2026", "1774137600",
     "2026-03-22T25:00", "2026-03-22T08:00+99:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"],
)  # fmt: skip
def test_an_option_that_is_no_time_is_refused_with_an_example(option: str) -> None:
    with pytest.raises(UsageError, match="is not a time") as caught:
        read_clock(option, ZONE, {"SOURCE_DATE_EPOCH": "1774137600"})
    assert repr(option) in str(caught.value)
    assert "2026-03-22T08:00:00+08:00" in caught.value.fix


# (SOURCE_DATE_EPOCH, the moment)
EPOCHS = [
    ("1774137600", "2026-03-22T08:00:00+08:00"),
    ("0", "1970-01-01T08:00:00+08:00"),
    ("-1", "1970-01-01T07:59:59+08:00"),
    (" 1774137600\n", "2026-03-22T08:00:00+08:00"),
]


@pytest.mark.parametrize(("epoch", "moment"), EPOCHS)
def test_the_environment_is_read_when_no_option_is_given(epoch: str, moment: str) -> None:
    now = read_clock(None, ZONE, {"SOURCE_DATE_EPOCH": epoch})
    assert now.isoformat() == moment
    assert now.tzinfo is ZONE


def test_the_option_comes_before_the_environment() -> None:
    now = read_clock("2026-03-22", ZONE, {"SOURCE_DATE_EPOCH": "0"})
    assert now.year == 2026


def test_a_bad_environment_does_not_matter_when_the_option_is_given() -> None:
    assert read_clock("2026-03-22", ZONE, {"SOURCE_DATE_EPOCH": "soon"}).year == 2026


@pytest.mark.parametrize(
    "epoch",
    ["soon", "1.5", "1e9", " ", "1_774_137_600", "１７７４", "0x10", "+-1", "9" * 30, "9" * 5000, "-" + "9" * 30,
     "2026-03-22"],
)  # fmt: skip
def test_an_environment_that_is_no_number_of_seconds_is_refused(epoch: str) -> None:
    with pytest.raises(UsageError, match="is not a number of seconds since 1970") as caught:
        read_clock(None, ZONE, {"SOURCE_DATE_EPOCH": epoch})
    assert caught.value.exit_code == 2
    assert "1774137600" in caught.value.fix


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_the_real_time_is_taken_last_in_whole_seconds(environment: dict[str, str]) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    now = read_clock(None, ZONE, environment)
    assert before <= now <= datetime.now(UTC)
    assert now.microsecond == 0
    assert now.tzinfo is ZONE
