"""How much a word says of a story: the more the oftener it is used there, and the fewer stories use it.

How many stories use a word is counted in the older part of the archive only, and by coarse levels: see
:meth:`Measure.elders`. So a new story changes the weight of no word, and of two stories the likeness stays what it
was, until the archive has grown by half. Weights are whole numbers: sums do not depend on the order of their parts.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from math import isqrt, log
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

UNIT = 1000
"""The length of every vector; a product of two weights counts millionths."""
OFTEN = 15
"""More uses than this in one story add nothing."""
USUAL_LEVEL = 1
"""The level of a word that few or no stories of the older part use."""


class Level(NamedTuple):
    """From which share of the stories on, and from how many at least, a word weighs so much."""

    share: float
    least: int
    weight: int


@dataclass(frozen=True)
class Measure:
    """The figures likeness is measured with; tests use smaller ones.

    A word that a quarter of the stories use tells nothing (but one that ``small`` use always does), nor does one
    that ``common`` use, in a large newsroom. ``first`` stories are counted whole; of more, a part that grows in steps
    until it is ``most``: so many tell how common a word is, and from then on no new story has all be weighed anew.
    A name of ``few_named`` of the counted stories is rare, if no more than ``named`` of all have it.
    """

    levels: tuple[Level, ...] = (
        Level(0, 0, 10),
        Level(0.002, 2, 8),
        Level(0.008, 4, 6),
        Level(0.03, 8, 4),
    )
    common: int = 768
    small: int = 24
    first: int = 96
    most: int = 1093
    few_named: int = 6
    named: int = 64

    def elders(self, size: int) -> int:
        """Return how many of ``size`` stories, the oldest, are counted: the steps are half as many again.

        >>> [Measure().elders(size) for size in (50, 96, 100, 143, 144, 10_000)]
        [50, 96, 96, 96, 144, 1093]
        """
        if size <= self.first:
            return size
        step = self.first
        while step + (step >> 1) <= min(size, self.most):
            step += step >> 1
        return step

    def cap(self, elders: int) -> int:
        """Return in how many of so many counted stories a word may be and still tell them apart."""
        return max(self.small, elders >> 2)

    def ceiling(self, elders: int) -> int:
        """Return how many stories may use a word that still counts, newer ones among them."""
        return self.common if elders >= self.most else min(self.common, 2 * self.cap(elders))

    def levels_of(self, elders: int) -> bytes:
        """Return the level by number of stories, of the counted ones, that use a word; beyond its end it is 0."""
        return bytes(
            [
                sum(count >= one.least and count >= one.share * elders for one in self.levels)
                for count in range(self.cap(elders) + 1)
            ]
        )

    @cached_property
    def raw(self) -> tuple[tuple[int, ...], ...]:
        """Return the weight of a word by its level and count, before vectors are brought to one length."""
        times = [0, *(round(64 * (1 + log(count))) for count in range(1, OFTEN + 1))]
        return (
            (0,) * len(times),
            *(tuple([one.weight * each for each in times]) for one in self.levels),
        )

    @cached_property
    def raw_by_level_and_how(self) -> tuple[int, ...]:
        """Return the same, one after the other, by ``level << 5 | how`` (see :mod:`linli.related.index`)."""
        return tuple([row[how % len(row)] for row in self.raw for how in range(32)])


USUAL = Measure()


class Vector(NamedTuple):
    """The words of a story and their weights; those of its title come first.

    ``titled`` are the weights in the vector of the title alone, which is of the same length. ``norm`` and
    ``title_norm`` are the lengths they had before.
    """

    words: array[int]
    weights: array[int]
    titled: array[int]
    norm: int
    title_norm: int


def vector_of(words: Sequence[int], raws: Sequence[int], titles: Sequence[int]) -> Vector:
    """Return the vector of a story.

    ``raws`` are the weights of its ``words`` in the same order; ``titles``, for the first of them, their weights as
    words of the title. Words without weight are left out.
    """
    norm = isqrt(sum(map(mul, raws, raws))) or 1
    title_norm = isqrt(sum(map(mul, titles, titles))) or 1
    shares = {raw: share(raw, norm) for raw in set(raws)}
    return Vector(
        array("I", list(compress(words, raws))),
        array("H", [shares[raw] for raw in raws if raw]),
        array("H", [share(title, title_norm) for title in titles if title]),
        norm,
        title_norm,
    )


def share(raw: int, norm: int) -> int:
    """Return a weight in a vector of length ``UNIT``."""
    return (raw * UNIT + norm // 2) // norm
