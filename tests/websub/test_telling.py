from __future__ import annotations

from collections.abc import Callable

from linli.websub.answers import Answer
from linli.websub.telling import Outcome, Patience, tell
from tests.websub.hub import Clock

TOLD, BUSY, BROKEN, NO = Answer(202), Answer(503), Answer(500), Answer(404)
Ask = Callable[[str, float], Answer]


def telling(ask: Ask, topics: str, clock: Clock | None = None) -> list[Outcome]:
    clock = clock or Clock()
    return tell(topics.split(), ask, clock, clock.sleep, Patience(total=100))


def script(**answers: list[Answer]) -> tuple[Ask, list[str]]:
    """Return what answers each topic in turn, the last answer for ever, and a list of who was asked."""
    asked: list[str] = []

    def ask(topic: str, _: float) -> Answer:
        asked.append(topic)
        mine = answers[topic]
        return mine.pop(0) if len(mine) > 1 else mine[0]

    return ask, asked


def test_every_topic_is_told_once_and_in_order() -> None:
    ask, asked = script(a=[TOLD], b=[TOLD])
    clock = Clock()
    assert telling(ask, "a b", clock) == [Outcome("a", TOLD, 1), Outcome("b", TOLD, 1)]
    assert (asked, clock.slept) == (["a", "b"], [])


def test_a_topic_twice_is_told_once() -> None:
    ask, asked = script(a=[TOLD])
    assert len(telling(ask, "a a")) == 1
    assert asked == ["a"]


def test_a_refusal_is_final_and_holds_nobody_up() -> None:
    ask, asked = script(a=[NO], b=[TOLD])
    assert [one.is_told for one in telling(ask, "a b")] == [False, True]
    assert asked == ["a", "b"]


def test_a_fault_with_one_topic_holds_nobody_up_and_is_tried_again() -> None:
    ask, asked = script(a=[BROKEN, TOLD], b=[TOLD])
    clock = Clock()
    assert [one.tries for one in telling(ask, "a b", clock)] == [2, 1]
    assert (asked, clock.slept) == (["a", "b", "a"], [1.0])


def test_a_busy_hub_is_left_alone_by_all_topics() -> None:
    ask, asked = script(a=[BUSY, BUSY, TOLD], b=[TOLD], c=[TOLD])
    clock = Clock()
    assert all(one.is_told for one in telling(ask, "a b c", clock))
    assert asked == ["a", "b", "c", "a", "a"]
    assert clock.slept == [1.0, 2.0]


def test_pauses_grow_and_end() -> None:
    ask, asked = script(a=[BROKEN])
    clock = Clock()
    assert telling(ask, "a", clock) == [Outcome("a", BROKEN, 5)]
    assert clock.slept == [1.0, 2.0, 4.0, 8.0]
    assert len(asked) == 5


def test_what_the_hub_asks_for_is_waited_for() -> None:
    ask, _ = script(a=[Answer(429, wait=30), TOLD])
    clock = Clock()
    assert telling(ask, "a", clock)[0].is_told
    assert clock.slept == [30.0]


def test_a_hub_that_asks_for_too_long_a_pause_is_left() -> None:
    ask, asked = script(a=[Answer(503, wait=3600)], b=[TOLD])
    clock = Clock()
    assert [one.tries for one in telling(ask, "a b", clock)] == [1, 0]
    assert (asked, clock.slept) == (["a"], [])


def test_time_in_all_is_bounded_however_slow_the_hub() -> None:
    clock = Clock()
    given: list[float] = []

    def slow(_: str, seconds: float) -> Answer:
        given.append(seconds)
        clock.now += seconds
        return BROKEN

    outcomes = telling(slow, " ".join(f"t{number}" for number in range(40)), clock)
    assert clock.now <= 100
    assert max(given) <= 10
    assert min(given) > 0
    assert sum(one.tries == 0 for one in outcomes) == 30, "expected ten of ten seconds each"


def test_nothing_to_tell_is_no_work() -> None:
    ask, asked = script()
    assert telling(ask, "") == []
    assert asked == []
