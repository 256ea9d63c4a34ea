"""A block that takes too long is interrupted, or told of afterwards."""

from __future__ import annotations

import re
import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from linli.timelimit import ALARM_AGAIN, TooSlow, time_limit, watched

if TYPE_CHECKING:
    from collections.abc import Callable


def loop() -> None:
    while True:
        pass


def regular_expression() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


@pytest.mark.parametrize("work", [loop, regular_expression])
def test_endless_work_is_interrupted(work: Callable[[], None]) -> None:
    started = time.monotonic()
    with pytest.raises(TooSlow), time_limit(0.05):
        work()
    assert time.monotonic() - started < 5


def test_quick_work_is_left_alone_and_leaves_no_alarm() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(60):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_after_an_interruption_no_alarm_is_left() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TooSlow), time_limit(0.02):
        loop()
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_exception_of_the_work_passes_and_leaves_no_alarm() -> None:
    with pytest.raises(KeyError, match="x"), time_limit(60):
        raise KeyError("x")
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_one_alarm_serves_many_limits_and_each_of_them_holds() -> None:
    before = signal.getsignal(signal.SIGALRM)
    limit = ALARM_AGAIN + 0.1
    with watched():
        for _ in range(3):
            with time_limit(60):
                pass
        for work in (loop, regular_expression):
            started = time.monotonic()
            with pytest.raises(TooSlow), time_limit(limit):
                work()
            assert limit <= time.monotonic() - started < limit + 5
        started = time.monotonic()
        while time.monotonic() - started < 2 * ALARM_AGAIN:
            pass  # between two limits nothing is interrupted
        with pytest.raises(TooSlow), time_limit(ALARM_AGAIN / 50):
            loop()  # one that cannot wait for the alarm sets its own, and puts the other back
        assert signal.getitimer(signal.ITIMER_REAL)[1] == ALARM_AGAIN
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def loop_and_swallow(alarms: int) -> None:
    for _ in range(alarms):
        with suppress(TooSlow):
            loop()
    loop()


def test_an_alarm_that_was_swallowed_comes_again() -> None:
    started = time.monotonic()
    with watched(), pytest.raises(TooSlow), time_limit(ALARM_AGAIN):
        loop_and_swallow(2)
    assert time.monotonic() - started >= 3 * ALARM_AGAIN


def test_an_alarm_for_many_is_gone_when_one_of_them_fails() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(KeyError, match="x"), watched(), watched(), time_limit(60):
        raise KeyError("x")
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before
    with pytest.raises(TooSlow), time_limit(0.02):
        loop()


def outcome_in_a_thread(seconds: float) -> str:
    said: list[str] = []

    def work() -> None:
        try:
            with time_limit(seconds):
                said.append("done")
        except TooSlow:
            said.append("too slow")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return ", ".join(said)


def test_in_a_thread_quick_work_is_done() -> None:
    assert outcome_in_a_thread(60) == "done"


def test_in_a_thread_slow_work_is_finished_and_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 103.0])
    monkeypatch.setattr("linli.timelimit.time.monotonic", lambda: next(clock))
    assert outcome_in_a_thread(2) == "done, too slow"
