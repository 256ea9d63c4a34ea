"""A limit on how long the reading of one file may take.

Some texts make a parser work for minutes (twenty thousand opening brackets). Where the system can
interrupt a computation (POSIX signals, in the main thread of a process), it is interrupted; elsewhere
the block simply runs, and the caller is told afterwards.
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


ALARM_AGAIN = 0.5
"""Seconds between one alarm and the next."""


class TooSlow(Exception):  # noqa: N818 - caught by the reader, which writes down a problem
    """The block took longer than it may."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``TooSlow`` when the block takes longer than ``seconds``."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        started = time.monotonic()
        yield
        if time.monotonic() - started > seconds:
            raise TooSlow
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, interrupt)
    # Again and again: one alarm can be lost in a callback that swallows exceptions.
    signal.setitimer(signal.ITIMER_REAL, seconds, ALARM_AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
