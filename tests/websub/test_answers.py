from __future__ import annotations

import pytest

from linli.websub.answers import Answer, Verdict, seconds_to_wait

# (status, what is to be done, must the whole hub be left alone)
STATUSES = [
    (200, Verdict.TOLD, False),
    (202, Verdict.TOLD, False),
    (204, Verdict.TOLD, False),
    (301, Verdict.REFUSED, False),
    (307, Verdict.REFUSED, False),
    (400, Verdict.REFUSED, False),
    (403, Verdict.REFUSED, False),
    (404, Verdict.REFUSED, False),
    (408, Verdict.AGAIN, True),
    (429, Verdict.AGAIN, True),
    (500, Verdict.AGAIN, False),
    (502, Verdict.AGAIN, True),
    (503, Verdict.AGAIN, True),
    (504, Verdict.AGAIN, True),
    (0, Verdict.AGAIN, True),
]


@pytest.mark.parametrize(("status", "verdict", "busy"), STATUSES)
def test_a_status_says_what_to_do(status: int, verdict: Verdict, busy: bool) -> None:
    answer = Answer(status)
    assert (answer.verdict, answer.is_busy) == (verdict, busy)


def test_what_another_try_cannot_mend_is_not_tried_again() -> None:
    assert Answer(0, "certificate has expired", is_final=True).verdict is Verdict.REFUSED


DATE = "Sun, 22 Mar 2026 08:00:00 GMT"

# (Retry-After, Date, seconds)
WAITS = [
    ("7", DATE, 7.0),
    (" 7 ", "", 7.0),
    ("0", DATE, 0.0),
    ("Sun, 22 Mar 2026 08:00:30 GMT", DATE, 30.0),
    ("Sun, 22 Mar 2026 07:00:00 GMT", DATE, 0.0),
    ("Sun, 22 Mar 2026 08:00:30 GMT", "", 0.0),
    ("Sun, 22 Mar 2026 08:00:30 -0000", DATE, 0.0),
    ("-5", DATE, 0.0),
    ("1.5", DATE, 0.0),
    ("soon", DATE, 0.0),
    ("９", DATE, 0.0),
    ("", DATE, 0.0),
    ("9" * 400, DATE, 999_999_999.0),
]


@pytest.mark.parametrize(("retry_after", "date", "seconds"), WAITS)
def test_a_hub_says_how_long_to_wait(retry_after: str, date: str, seconds: float) -> None:
    assert seconds_to_wait(retry_after, date) == seconds
