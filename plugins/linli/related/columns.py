"""The words of all stories as columns of numbers, and all that is made of them when nothing is known before.

Beside ``table``, ``shared``, ``features_many`` and ``meeting_many`` the home of numpy. What :func:`linli.related.vectors.weigh` and :class:`linli.related.index.Index` do for
a few stories is done here for all at once, in whole numbers, so that both come to the same.
"""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from linli.related.index import HOW, SHIFT
from linli.related.weights import TITLED, UNIT
from linli.related.words import LATIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from linli.related.weights import Measure
    from linli.related.words import Features


_LEVELS = 3
"""Bits of the level of a word; with those of how it is used they make eight."""
_PAIR = 1 << _LEVELS
"""Added to the level of a word that is a pair of characters."""
_HIGH = 1 if sys.byteorder == "little" else 0
"""Which half of a number of 64 bits is the upper one."""


class Vectors(NamedTuple):
    """The vectors of all stories, end to end: 4 bytes a word, 2 a weight. Of ``size`` words each has a number below that.

    ``lengths`` and ``title_lengths`` are how many words each story and its title have. A word of one story alone is left out:
    there is nobody to share it with.
    """

    size: int
    lengths: array[int]
    words: bytes
    weights: bytes
    title_lengths: array[int]
    title_words: bytes
    title_weights: bytes


class Columns:
    """The words of all stories, end to end, with how each story uses them.

    There are millions of them, and memory that is new costs more than what is done with it: whatever fits into a byte is one.
    """

    def __init__(
        self,
        features: Sequence[Features],
        counted: Collection[int],
        measure: Measure,
        elders: int,
    ) -> None:
        """``features`` are those of all stories, by number; in those ``counted`` words are weighed."""
        uses = b"".join([one.uses for one in features])
        self._hows = np.frombuffer(uses.translate(HOW), np.uint8)
        lengths = np.array([len(one.uses) for one in features], np.int64)
        self._ends = np.cumsum(lengths)
        self._stories = np.repeat(np.arange(len(features), dtype=np.uint32), lengths)
        words = np.frombuffer(b"".join([one.words for one in features]), "<u4")
        self.known, self._live, self._places = _ranked(words)
        """Where in ``known``, which is sorted, each word stands; how many stories use it."""
        old = np.zeros(len(features), np.bool_)
        old[list(counted)] = True
        counts = np.bincount(self._places[np.repeat(old, lengths)], minlength=len(self.known))
        of = np.frombuffer(measure.levels_of(elders) + b"\0", np.uint8)
        self._elders = elders
        self._ceiling = measure.ceiling(elders)
        self.levels = of[np.minimum(counts, len(of) - 1)]
        self.levels[self._live > self._ceiling] = 0
        shared = np.where(self._live > 1, self.levels, 0).astype(np.uint8)
        self._kinds = np.where(self.known > LATIN, _PAIR | shared, shared)[self._places]
        """Of each word the level, nought if it is one story's alone, and whether it is a pair of characters."""

    def lengths(self, measure: Measure) -> tuple[array[int], array[int]]:
        """Return the lengths of each story and of its title (:func:`linli.related.weights.lengths_of`)."""
        titled = self._hows >= TITLED
        pairs = self._kinds & _PAIR
        squares = np.array(measure.squares(self._elders), np.uint32).ravel()
        totals = np.zeros(len(pairs) + 1, np.int64)
        np.cumsum(squares[pairs << SHIFT - _LEVELS | self._hows], out=totals[1:])
        self._norms = _roots(np.diff(totals[self._ends], prepend=0))
        of_title = np.array(measure.title_squares(self._elders), np.float64)
        of_titles = of_title[np.minimum(pairs[titled], 1)]
        self._title_norms = _roots(np.bincount(self._stories[titled], of_titles, len(self._ends)))
        return array("I", self._norms.tolist()), array("I", self._title_norms.tolist())

    def vectors(self, measure: Measure) -> Vectors:
        """Return the vectors of all stories, whose :meth:`lengths` are known."""
        raw = np.array(measure.raw_by_level_and_how, np.int32)
        # These are eight bits: the one that tells pairs falls out.
        uses = self._kinds << SHIFT | self._hows
        counting = (raw > 0).tobytes().ljust(256, b"\0")
        counts = np.flatnonzero(np.frombuffer(uses.tobytes().translate(counting), np.bool_))
        uses, words, stories = uses[counts], self._places[counts], self._stories[counts]
        titled = np.flatnonzero(self._hows[counts] >= TITLED)
        in_titles = stories[titled]
        once = uses[titled] >> SHIFT << SHIFT | 1
        return Vectors(
            len(self.known),
            self._sizes(stories),
            words.tobytes(),
            _shares(raw[uses], self._norms[stories]),
            self._sizes(in_titles),
            words[titled].tobytes(),
            _shares(raw[once], self._title_norms[in_titles]),
        )

    def _sizes(self, stories: NDArray[np.uint32]) -> array[int]:
        """Return how often each story is among some."""
        return array("I", np.bincount(stories, minlength=len(self._ends)).tolist())

    def buckets(self, size: int) -> Iterator[bytes]:
        """Yield the buckets, as :class:`linli.related.index.Index` has them."""
        of = self.known % np.uint32(size)
        by_bucket = np.argsort(of, kind="stable")
        moved = np.empty(len(of), np.uint32)
        moved[by_bucket] = np.arange(len(of), dtype=np.uint32)
        # Of a word that too many use it is only said how many.
        too_many = self._live > 2 * self._ceiling
        often = np.flatnonzero(too_many)
        chosen = np.flatnonzero(~too_many[self._places])
        entries, high, low = _halves(len(chosen) + len(often))
        high[: len(chosen)], high[len(chosen) :] = moved[self._places[chosen]], moved[often]
        low[: len(chosen)] = self._stories[chosen] << SHIFT | self._hows[chosen]
        low[len(chosen) :] = self._live[often] << SHIFT
        entries.sort()
        high[:] = self.known[by_bucket][high]
        content = entries.tobytes()
        start = 0
        sizes = np.bincount(of, np.where(too_many, 1, self._live), size)
        for end in np.cumsum(sizes).astype(np.int64).tolist():
            yield content[8 * start : 8 * end]
            start = end


def in_order(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the places of values as a stable sort has them.

    It is what ``argsort`` does, in a fifth of the time: each value is sorted together with its place.
    """
    return _sorted_with_places(values)[1]


def _ranked(
    words: NDArray[np.uint32],
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint32]]:
    """Return the different words, sorted; how often each is there; where each of ``words`` stands among them."""
    ordered, places = _sorted_with_places(words)
    is_first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    firsts = np.flatnonzero(is_first)
    counts = np.diff(firsts, append=len(ordered))
    ranks = np.empty(len(ordered), np.uint32)
    ranks[places] = np.repeat(np.arange(len(firsts), dtype=np.uint32), counts)
    return ordered[firsts], counts, ranks


def _sorted_with_places(
    values: NDArray[np.uint32],
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return values in order, and the place of each of them; equal ones stay in order."""
    both, high, low = _halves(len(values))
    high[:] = values
    low[:] = np.arange(len(values), dtype=np.uint32)
    both.sort()
    return high, low


def _halves(
    size: int,
) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint32]]:
    """Return room for so many numbers of 64 bits, and its upper and lower halves."""
    both = np.empty(size, np.uint64)
    halves = both.view(np.uint32)
    return both, halves[_HIGH::2], halves[1 - _HIGH :: 2]


def _shares(raws: NDArray[np.int32], norms: NDArray[np.int32]) -> bytes:
    """Return what :func:`linli.related.weights.share` does."""
    return ((raws * UNIT + norms // 2) // norms).astype(np.uint16).tobytes()


def _roots(squares: NDArray[Any]) -> NDArray[np.int32]:
    # Sums of squares stay far below 2 ** 52: neither they nor their roots are rounded to another whole number.
    roots: NDArray[np.int32] = np.sqrt(squares).astype(np.int32) // 10
    return np.maximum(roots, 1)
