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
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


ALARM_AGAIN = 0.5
"""Seconds between one alarm and the next."""
SOON = 0.001
"""Seconds to an alarm at least; none at all would mean that there is no alarm."""


class TooSlow(Exception):  # noqa: N818 - caught by the reader, which writes down a problem
    """The block took longer than it may."""


class _Watch:
    """One alarm for many blocks: it goes off again and again, and looks whether the block of the moment is late."""

    deadline = inf
    """When the block has to be done, in seconds of the monotonic clock; it is over when there is none."""

    def look(self, number: int, frame: FrameType | None) -> None:
        """Interrupt a block that is late; come back in time to one that will be late soon."""
        del number, frame
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TooSlow
        if left < ALARM_AGAIN:
            signal.setitimer(signal.ITIMER_REAL, max(left, SOON), ALARM_AGAIN)


_watch: _Watch | None = None


@contextmanager
def watched() -> Iterator[None]:
    """Serve all limits inside of this block with one alarm: to set one for each costs more than most files take."""
    global _watch  # noqa: PLW0603 - a process has one such alarm
    if _watch is not None or not _can_interrupt():
        yield
        return
    watch = _Watch()
    before = signal.signal(signal.SIGALRM, watch.look)
    signal.setitimer(signal.ITIMER_REAL, ALARM_AGAIN, ALARM_AGAIN)
    _watch = watch
    try:
        yield
    finally:
        _watch = None
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``TooSlow`` when the block takes longer than ``seconds``."""
    if not _can_interrupt():
        started = time.monotonic()
        yield
        if time.monotonic() - started > seconds:
            raise TooSlow
        return
    watch = _watch
    if watch is not None and seconds >= ALARM_AGAIN:
        watch.deadline = time.monotonic() + seconds
        try:
            yield
        finally:
            watch.deadline = inf
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    earlier = signal.getitimer(signal.ITIMER_REAL)
    before = signal.signal(signal.SIGALRM, interrupt)
    # Again and again: one alarm can be lost in a callback that swallows exceptions.
    signal.setitimer(signal.ITIMER_REAL, seconds, ALARM_AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *(earlier if watch else (0,)))
        signal.signal(signal.SIGALRM, before)


def _can_interrupt() -> bool:
    in_main = threading.current_thread() is threading.main_thread()
    return in_main and hasattr(signal, "setitimer")
