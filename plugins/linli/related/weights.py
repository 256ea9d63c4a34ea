"""How much a word says of a story: the more the oftener it is used there, and the fewer stories use it.

How many stories use a word is counted in the older part of the archive only, and by coarse levels: see
:meth:`Measure.elders`. So a new story changes the weight of no word, and of two stories the likeness stays what it
was, until the archive has grown by half. Weights are whole numbers: sums do not depend on the order of their parts.
"""

from __future__ import annotations

from functools import cached_property
from math import isqrt, log
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from linli.related.words import LATIN

if TYPE_CHECKING:
    from collections.abc import Sequence

UNIT = 1000
"""The length of a vector, nearly; a product of two weights counts millionths."""
EXPECTED = (
    (0, 92, 98),
    (12, 84, 96),
    (24, 78, 93),
    (48, 71, 89),
    (96, 60, 84),
    (216, 51, 79),
    (486, 46, 76),
)
"""From so many counted stories on, ten times what words weigh on an average: Latin ones, whose commonest say little, and
pairs of characters. Measured on Chinese and English news."""
IN_TITLE_MORE = (4, 0)
"""So much more they weigh in titles."""
OFTEN = 15
"""More uses than this in one story add nothing."""
TITLED = 16
"""Added to how a story uses a word that its title has."""
USUAL_LEVEL = 1
"""The level of a word that few or no stories of the older part use."""


class Level(NamedTuple):
    """From which share of the stories on, and from how many at least, a word weighs so much."""

    share: float
    least: int
    weight: int


class Measure(Struct, frozen=True, dict=True):
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
    def times(self) -> tuple[int, ...]:
        """Return what using a word so many times makes of its weight."""
        return (0, *(round(64 * (1 + log(count))) for count in range(1, OFTEN + 1)))

    @cached_property
    def raw(self) -> tuple[tuple[int, ...], ...]:
        """Return the weight of a word by its level and count, before vectors are brought to one length."""
        return (
            (0,) * len(self.times),
            *(tuple([one.weight * each for each in self.times]) for one in self.levels),
        )

    @cached_property
    def raw_by_level_and_how(self) -> tuple[int, ...]:
        """Return the same, one after the other, by ``level << 5 | how`` (see :mod:`linli.related.index`)."""
        return tuple([row[how % len(row)] for row in self.raw for how in range(32)])

    def squares(self, elders: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return what a word adds to the square of the length, by how it is used: Latin ones, and pairs of characters."""
        of = [self.times[how % len(self.times)] for how in range(32)]
        latin, pair = [tuple([(each * weight) ** 2 for each in of]) for weight in _expected(elders)]
        return latin, pair

    def title_squares(self, elders: int) -> tuple[int, int]:
        """Return what a word of the title adds to the square of the title's length."""
        weights = zip(_expected(elders), IN_TITLE_MORE, strict=True)
        latin, pair = [(self.times[1] * (weight + more)) ** 2 for weight, more in weights]
        return latin, pair


def _expected(elders: int) -> tuple[int, int]:
    return next((latin, pair) for least, latin, pair in reversed(EXPECTED) if elders >= least)


USUAL = Measure()


def lengths_of(words: Sequence[int], hows: bytes, measure: Measure, elders: int) -> tuple[int, int]:
    """Return the lengths of a story and of its title, as if every word weighed what is expected of its kind.

    So they depend on nothing but the story: where a word becomes more common, only stories that both use it become
    less alike. ``hows`` say how it uses its ``words``; those of the title come first.
    """
    latin, pair = measure.squares(elders)
    used = zip(words, hows, strict=True)
    total = sum([(pair if word > LATIN else latin)[how] for word, how in used])
    titled = sum(how >= TITLED for how in hows)
    pairs = sum(word > LATIN for word in words[:titled])
    of_latin, of_pair = measure.title_squares(elders)
    title = pairs * of_pair + (titled - pairs) * of_latin
    return isqrt(total) // 10 or 1, isqrt(title) // 10 or 1


def share(raw: int, norm: int) -> int:
    """Return a weight in a vector that was of length ``norm``."""
    return (raw * UNIT + norm // 2) // norm
