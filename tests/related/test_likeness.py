from __future__ import annotations

import random

import pytest

from linli.related.candidate import Candidate
from linli.related.likeness import (
    EASES,
    FLOOR,
    KEPT,
    QUARTERS,
    Likeness,
    parts_of,
    risen,
    score_of,
    tag_bonus,
)


def candidate(key: str, chance: random.Random) -> Candidate:
    return Candidate(
        key,
        b"",
        tuple(chance.sample("甲乙丙", chance.randrange(4))),
        "zh",
        739_000 + chance.choice([0, 0, 3, 90, 4000]),
        links=("b",) if chance.random() < 0.2 else (),
        names=tuple(chance.sample("丁戊", chance.randrange(3))),
        kind=chance.choice([*EASES]),
    )


@pytest.mark.parametrize("seed", range(30))
def test_no_score_rises_by_more_than_it_is_said_to(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - any stories will do
    for _ in range(200):
        mine, its = candidate("a", chance), candidate("b", chance)
        words, more = chance.randrange(4 * 10 ** chance.randrange(4, 7)), chance.randrange(200_000)
        before, after = (score_of(mine, its, one, {"丁"}) for one in (words, words + more))
        assert before <= after, "more in common, and less alike"
        for edge in (before, before + 1000):
            assert after <= risen(edge, more, bool(mine.tags))


@pytest.mark.parametrize("seed", range(30))
def test_places_are_the_same_one_by_one_and_all_at_once(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - any stories will do
    stories = [candidate(f"s{number}", chance) for number in range(20)]
    likeness = Likeness(stories, {"丁"})
    met = {number: chance.randrange(800_000) for number in range(20)}
    own, theirs = likeness.places(0, met)
    found = [likeness.place(0, other, words) for other, words in met.items()]
    assert own == sorted([place for place in found if place])
    found = [likeness.place(other, 0, words) for other, words in met.items()]
    assert [place for _, place in theirs] == [place for place in found if place]


def test_nobody_below_the_floor_is_kept_without_a_name_or_a_link() -> None:
    mine = Candidate("a", b"", ("甲",), "zh", 739_000)
    score = score_of(mine, mine._replace(key="b"), QUARTERS * FLOOR - 1, set())
    assert score < KEPT, "somebody in a list would be overlooked"


def test_the_parts_of_a_score_add_up_to_it() -> None:
    mine = Candidate("a", b"", ("甲", "乙"), "zh", 739_000)
    its = Candidate("b", b"", ("甲",), "zh", 739_003)
    parts = parts_of(mine, its, score_of(mine, its, 4 * 30_000, set()), set())
    assert parts["words"] == 30_000
    assert sum(parts.values()) == score_of(mine, its, 4 * 30_000, set())
    assert parts["tags"] == tag_bonus(1, 2, 1) * 600_000 // 1_000_000, "tags count by and by"
