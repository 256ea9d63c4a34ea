"""How much a word says of a story: the more the oftener it is used there, and the fewer stories use it.

How many stories use a word counts by coarse levels, and how many stories there are does not count at all. So a
new story changes the weight of those few words that it lifts to another level, and of no others. Weights are
whole numbers: sums do not depend on the order of their parts.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property
from math import isqrt, log
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

UNIT = 1000
"""The length of every vector; a product of two weights counts millionths."""
OFTEN = 15
"""More uses than this in one story add nothing."""
_WORD = 0xFFFF_FFFF


@dataclass(frozen=True)
class Measure:
    """The figures likeness is measured with; tests use smaller ones.

    ``levels`` are pairs: from how many stories on, how heavy. A word in more than ``common`` stories tells
    nothing (in a small newsroom: in more than a third of them). ``strongest`` words of a story take part. Of
    the stories that bear a tag, ``window`` before and after a story in time are looked at. ``rarity`` says from
    how many stories on a tag counts how many thousandths.
    """

    levels: tuple[tuple[int, int], ...] = ((2, 10), (16, 7))
    common: int = 128
    small: int = 6
    strongest: int = 48
    window: int = 10
    rarity: tuple[tuple[int, int], ...] = ((0, 850), (4, 700), (16, 500), (64, 300))

    def reach(self, size: int) -> int:
        """Return in how many of ``size`` stories a word may be and still tell them apart."""
        return min(self.common, max(self.small, size // 3))

    def level(self, stories: int, reach: int) -> int:
        """Return the level of a word in so many stories; 0 when it does not count."""
        if stories > reach:
            return 0
        return sum(stories >= least for least, _ in self.levels)

    @cached_property
    def raw(self) -> tuple[tuple[int, ...], ...]:
        """Return the weight of a word by its level and count, before vectors are brought to one length."""
        times = [0, *(round(64 * (1 + log(count))) for count in range(1, OFTEN + 1))]
        return (
            (0,) * len(times),
            *(tuple(weight * one for one in times) for _, weight in self.levels),
        )

    def rarity_of(self, stories: int) -> int:
        """Return how much a tag that so many stories bear says, in thousandths."""
        return next(worth for least, worth in reversed(self.rarity) if stories >= least)


USUAL = Measure()


class Vector(NamedTuple):
    """The strongest words of a story and their weights.

    ``norm`` is the length it had before all were brought to one length; ``cut`` the rank of its weakest word,
    0 while there is room for more.
    """

    words: array[int]
    weights: array[int]
    norm: int
    cut: int


def rank_of(raw: int, word: int) -> int:
    """Return a number that puts words in order: heavier first, then by number; 0 if it does not count."""
    return raw and raw << 32 | word ^ _WORD


def vector_of(ranks: list[int], measure: Measure) -> Vector:
    """Return the vector of a story from the ranks of its words."""
    ranks.sort(reverse=True)
    full = len(ranks) >= measure.strongest
    strongest = ranks[: measure.strongest]
    raws = [rank >> 32 for rank in strongest]
    norm = isqrt(sum(map(mul, raws, raws))) or 1
    shares = {raw: share(raw, norm) for raw in set(raws)}
    return Vector(
        array("I", [~rank & _WORD for rank in strongest]),
        array("H", [shares[raw] for raw in raws]),
        norm,
        strongest[-1] if full and strongest else 0,
    )


def share(raw: int, norm: int) -> int:
    """Return a weight in a vector of length ``UNIT``."""
    return (raw * UNIT + norm // 2) // norm


def raw_by_stories(measure: Measure, reach: int) -> Sequence[tuple[int, ...]]:
    """Return rows of ``measure.raw`` by the number of stories a word is in, up to twice ``reach``."""
    return [measure.raw[measure.level(count, reach)] for count in range(2 * reach + 1)]
