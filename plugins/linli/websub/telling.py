"""Every topic is told to the hub: in rounds, with longer and longer pauses, and never for ever.

A topic that could not be told goes to the end of the queue. When it is the hub that is busy or away, the
round ends there: the other topics wait with it, so that a hub in trouble gets few requests, not all.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from linli.websub.answers import Answer, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ask = Callable[[str, float], Answer]
    """Tells the hub of one topic within so many seconds."""


class Patience(NamedTuple):
    """How long to go on: rounds at most, seconds for one answer, in all, and for one pause.

    Pauses are ``first_pause`` seconds and then twice as long each time, or what the hub asks for.
    """

    rounds: int = 5
    answer: float = 10.0
    total: float = 180.0
    pause: float = 60.0
    first_pause: float = 1.0


class Outcome(NamedTuple):
    """A topic, the last answer it got, and how often it was tried; 0 when time was up before its turn."""

    topic: str
    answer: Answer
    tries: int

    @property
    def is_told(self) -> bool:
        """Say whether the hub has taken it."""
        return self.tries > 0 and self.answer.verdict is Verdict.TOLD


NOT_ASKED = Answer(0)


def tell(
    topics: Sequence[str],
    ask: Ask,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    patience: Patience | None = None,
) -> list[Outcome]:
    """Tell every topic and return what became of each, in their order.

    ``clock`` returns seconds that never go back, ``sleep`` waits for some. A hub that asks for a longer
    pause than ``patience`` has is not asked again.
    """
    limits = patience or Patience()
    end = clock() + limits.total
    found = {topic: Outcome(topic, NOT_ASKED, 0) for topic in topics}
    waiting = deque(found)
    for number in range(limits.rounds):
        wanted = _round(waiting, found, ask, lambda: min(limits.answer, end - clock()))
        pause = max(limits.first_pause * 2**number, wanted)
        is_last = number == limits.rounds - 1
        if not waiting or is_last or wanted > limits.pause or clock() + pause >= end:
            break
        sleep(pause)
    return list(found.values())


def _round(
    waiting: deque[str], found: dict[str, Outcome], ask: Ask, left: Callable[[], float]
) -> float:
    """Ask for each topic that waits, once; return the longest pause that the hub wants then.

    ``left`` returns how many seconds the next answer may take; without any, the round ends.
    """
    again: list[str] = []
    pause = 0.0
    while waiting and (seconds := left()) > 0:
        topic = waiting.popleft()
        answer = ask(topic, seconds)
        found[topic] = Outcome(topic, answer, found[topic].tries + 1)
        if answer.verdict is Verdict.AGAIN:
            again.append(topic)
            pause = max(pause, answer.wait)
            if answer.is_busy:
                break
    waiting.extend(again)
    return pause
