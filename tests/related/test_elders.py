from __future__ import annotations

import random

import pytest

from linli.related.candidate import Candidate
from linli.related.elders import common_names, elders_of, moved_elders, moved_names
from tests.related.newsroom import FEW

ELDERS = 6


def story(key: str, chance: random.Random) -> Candidate:
    names = tuple(chance.sample("甲乙丙丁", chance.randrange(3)))
    return Candidate(key, b"", (), "zh", 739_000 + chance.randrange(12), names=names)


@pytest.mark.parametrize("seed", range(60))
def test_the_oldest_stories_and_common_names_are_followed_as_if_all_were_looked_at(
    seed: int,
) -> None:
    chance = random.Random(seed)  # noqa: S311 - any stories will do
    stories: list[Candidate | None] = [story(f"s{number}", chance) for number in range(14)]
    counted = elders_of(stories, ELDERS)
    common = common_names(stories, counted, FEW)
    for _ in range(12):
        before: dict[int, Candidate | None] = {}
        for number in chance.sample(range(14), chance.randrange(1, 4)):
            before[number] = stories[number]
            stories[number] = story(f"s{number}", chance) if chance.random() < 0.8 else None
        now = moved_elders(counted, stories, before)
        assert now == elders_of(stories, ELDERS), "others are the oldest"
        touched = [*before.values(), *[stories[n] for n in (now ^ counted) | before.keys()]]
        names = {name for one in touched if one for name in one.names}
        common = moved_names(common, names, stories, now, FEW)
        assert common == common_names(stories, now, FEW), "others are the common names"
        counted = now
