"""What a hub's answer means: it was told, it should be asked once more, or it will not listen."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What is to be done after an answer."""

    TOLD = "told"
    AGAIN = "again"
    REFUSED = "refused"


class Answer(NamedTuple):
    """What came back: HTTP status (0 for no answer at all), its words, and for how long to wait.

    ``reason`` is the status line's, or why there was no answer; ``said`` the beginning of the body. ``wait``
    is in seconds. ``is_final`` marks a failure that another try cannot mend.
    """

    status: int
    reason: str = ""
    said: str = ""
    wait: float = 0.0
    location: str = ""
    is_final: bool = False

    @property
    def verdict(self) -> Verdict:
        """Return what is to be done: once more after 408, 429, 5xx and silence, never after another 4xx."""
        if 200 <= self.status < 300:
            return Verdict.TOLD
        if self.is_final or (self.status and self.status < 500 and self.status not in {408, 429}):
            return Verdict.REFUSED
        return Verdict.AGAIN

    @property
    def is_busy(self) -> bool:
        """Say whether the hub, and not only this topic, has to be left alone for a while."""
        return self.status in {0, 408, 429, 502, 503, 504}


def seconds_to_wait(retry_after: str, date: str) -> float:
    """Return the seconds that a ``Retry-After`` asks for, 0 when it says nothing (RFC 9110, 10.2.3).

    It is a number of seconds, or a time: that is compared with the answer's own ``Date``, so that the
    clocks of two machines need not agree.
    """
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - parsedate_to_datetime(date)).total_seconds())
    except (ValueError, TypeError):  # no such time, or one with a zone and one without
        return 0.0
