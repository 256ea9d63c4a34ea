from __future__ import annotations

import multiprocessing
import random
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.build.workers import working
from linli.related.candidate import Candidate
from linli.related.likeness import ALIKE, FLOOR, Likeness
from linli.related.relate import Memory, relate
from linli.related.tags import Tags
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


keys = st.integers(0, 9).map("s{}".format)
candidates = st.lists(
    st.builds(
        Candidate,
        key=keys,
        mark=st.just(b""),
        tags=st.lists(st.sampled_from("甲乙丙"), max_size=2, unique=True).map(tuple),
        lang=st.sampled_from(["zh", "zh", "zh", "en"]),
        day=st.sampled_from([735_000, 739_000, 739_001, 739_400]),
        listed=st.sampled_from([True, True, True, False]),
        excluded=st.lists(keys, max_size=1).map(tuple),
    ),
    min_size=2,
    max_size=10,
    unique_by=lambda one: one.key,
)


@given(candidates, st.lists(st.integers(0, 400_000), min_size=10, max_size=10), st.integers(1, 4))
@settings(deadline=None)
def test_who_is_not_looked_at_would_not_be_in_the_list(
    all_of_them: list[Candidate], likeness: list[int], limit: int
) -> None:
    here = Likeness(all_of_them, Tags(all_of_them, FEW))
    alike = {
        number: likeness[number]
        for number in range(1, len(all_of_them))
        if likeness[number] >= FLOOR
    }
    all_places = sorted(here.places(all_of_them[0], here.met(0, alike).items()))
    met = [words << ALIKE | number for number, words in alike.items()]
    assert here.best_of(0, met, limit) == all_places[:limit]
    assert here.best(0, {**alike, 0: 1_000_000}, limit) == all_places[:limit]
