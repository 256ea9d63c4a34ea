from __future__ import annotations

import multiprocessing
import random
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from linli.build.workers import working
from linli.related.relate import Memory, relate
from tests.related.newsroom import FEW, Newsroom, newsroom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linli.related.parts import Compare, Found, Spread


def stories(size: int) -> Newsroom:
    """Return stories of a few words each, with tags, series, languages and the like by chance."""
    chance = random.Random(size)  # noqa: S311 - any newsroom will do
    words = [chr(0x7000 + 2 * number) + chr(0x7001 + 2 * number) for number in range(9 + size // 2)]
    made: dict[str, dict[str, Any]] = {}
    for number in range(size):
        made[f"s{number}"] = {
            "text": "，".join(chance.sample(words, 8)) + "。" + "，".join(words[number % 5 :: 7]),
            "tags": tuple(chance.sample("甲乙丙丁", chance.randrange(3))),
            "day": 739_000 + chance.randrange(900),
            "group": chance.choice(["", "", "系列"]),
            "lang": chance.choice(["zh", "zh", "zh", "en"]),
            "listed": chance.random() < 0.8,
            "excluded": (f"s{chance.randrange(size)}",),
            "names": tuple(chance.sample("甲乙丙丁戊己", chance.randrange(3))),
            "pins": (f"s{chance.randrange(size)}",) if chance.random() < 0.2 else (),
            "links": (f"s{chance.randrange(2 * size)}",) if chance.random() < 0.2 else (),
            "kind": chance.choice(["", "", "notice", "guide"]),
        }
    return newsroom(made)


def related(here: Newsroom, spread: Spread, limit: int = 5) -> dict[str, object]:
    def features(keys: Sequence[str]) -> dict[str, bytes]:
        return {key: here.features[key] for key in keys}

    return dict(relate(here.candidates, features, limit, Memory(None, ""), FEW, spread))


def in_parts(of: int) -> Spread:
    def spread(function: Compare, tools: bytes, size: int) -> Iterable[Found]:
        return [found for part in range(of) for found in function(tools, [(part, of)])]

    return spread


@pytest.mark.parametrize("of", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("size", [3, 60])
def test_lists_do_not_depend_on_the_number_of_parts(size: int, of: int) -> None:
    here = stories(size)
    assert related(here, in_parts(of)) == here.relate(5, measure=FEW)


@pytest.mark.parametrize("at_once", [1, 7, 60, 61])
def test_lists_do_not_depend_on_how_many_are_made_at_once(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from linli.related import table

    monkeypatch.setattr(table, "_AT_ONCE", at_once)
    here = stories(60)
    assert related(here, in_parts(2)) == here.relate(5, measure=FEW)


def test_copies_that_are_told_at_once_stand_in_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    from linli.related import table
    from linli.related.picking import Copies

    chance = random.Random(3)  # noqa: S311 - any newsroom will do
    same = "".join(chr(0x6000 + chance.randrange(400)) for _ in range(300))
    topics = ["".join(chr(0x6000 + chance.randrange(400)) for _ in range(40)) for _ in range(40)]
    made: dict[str, dict[str, Any]] = {}
    for number in range(400):
        own = "".join(chr(0x6000 + chance.randrange(400)) for _ in range(40))
        copied = same if number % 6 == 1 else same[:30]
        text = f"{copied}。{own}。{topics[number // 10]}"
        made[f"s{number}"] = {"text": text, "day": 739_000 + number}
    here = newsroom(made)
    told = here.relate(5)
    asked: list[int] = []

    def nobody(_: Copies, one: int, __: object) -> frozenset[int]:
        asked.append(one)
        return frozenset()

    monkeypatch.setattr(Copies, "of", nobody)
    assert told == here.relate(5), "asked for one by one they are the same"
    assert len(asked) > 60
    monkeypatch.setattr(table, "_OFTEN_ENOUGH", 1000)
    assert told == here.relate(5), "all are looked at, though only some are at first"


def threads() -> Executor:
    return ThreadPoolExecutor(3)


def processes() -> Executor:
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


@pytest.mark.slow
@pytest.mark.parametrize("make", [threads, processes])
def test_an_executor_that_is_handed_in_finds_the_same_lists(make: Callable[[], Executor]) -> None:
    here = stories(60)
    with make() as executor, working(executor, jobs=3) as hands:
        assert related(here, hands.spread) == here.relate(5, measure=FEW)
