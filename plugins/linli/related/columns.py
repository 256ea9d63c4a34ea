"""The words of all stories as columns of numbers, and all that is made of them when nothing is known before.

Beside ``table``, ``shared``, ``features_many`` and ``meeting_many`` the home of numpy. What :func:`linli.related.vectors.weigh` and :class:`linli.related.index.Index` do for
a few stories is done here for all at once, in whole numbers, so that both come to the same.
"""

from __future__ import annotations

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

    Numbers = NDArray[np.int64]


class Vectors(NamedTuple):
    """The vectors of all stories, end to end: 4 bytes a word, 2 a weight.

    ``lengths`` and ``title_lengths`` are how many words each story and its title have; words of the title come first.
    """

    lengths: array[int]
    words: bytes
    weights: bytes
    title_lengths: array[int]
    titled: bytes


class Columns:
    """The words of all stories, end to end, with how each story uses them."""

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
        self._titled = self._hows >= TITLED
        lengths = np.array([len(one.uses) for one in features], np.int64)
        self._ends = np.cumsum(lengths)
        self._stories = np.repeat(np.arange(len(features), dtype=np.uint32), lengths)
        words = np.frombuffer(b"".join([one.words for one in features]), "<u4")
        self.known, self._places = _ranked(words)
        """Where in ``known``, which is sorted, each word stands."""
        size = len(self.known)
        self._live = np.bincount(self._places, minlength=size)
        old = np.zeros(len(features), np.bool_)
        old[list(counted)] = True
        counts = np.bincount(self._places[old[self._stories]], minlength=size)
        of = np.frombuffer(measure.levels_of(elders) + b"\0", np.uint8)
        self._elders = elders
        self._ceiling = measure.ceiling(elders)
        self.levels = of[np.minimum(counts, len(of) - 1)]
        self.levels[self._live > self._ceiling] = 0

    def vectors(self, measure: Measure) -> Vectors:
        """Return the vectors of all stories."""
        by_level_and_how = np.array(measure.raw_by_level_and_how, np.int32)
        levels = self.levels[self._places].astype(np.int32) << SHIFT
        raws = by_level_and_how[levels | self._hows]
        counts = raws > 0
        weights = self._shares(raws[counts], self._norms, counts)
        of_title = counts & self._titled
        titles = self._shares(by_level_and_how[levels[of_title] | 1], self._title_norms, of_title)
        return Vectors(
            self._lengths(counts),
            self.known[self._places[counts]].astype(np.uint32).tobytes(),
            weights.astype(np.uint16).tobytes(),
            self._lengths(of_title),
            titles.astype(np.uint16).tobytes(),
        )

    def lengths(self, measure: Measure) -> tuple[array[int], array[int]]:
        """Return the lengths of each story and of its title (:func:`linli.related.weights.lengths_of`)."""
        size, titled = len(self._ends), self._titled
        pairs = (self.known > LATIN)[self._places].astype(np.intp)
        squares = np.array(measure.squares(self._elders), np.float64)[pairs, self._hows]
        of_title = np.array(measure.title_squares(self._elders), np.float64)[pairs[titled]]
        self._norms = _roots(np.bincount(self._stories, squares, size))
        self._title_norms = _roots(np.bincount(self._stories[titled], of_title, size))
        return array("I", self._norms.tolist()), array("I", self._title_norms.tolist())

    def _shares(
        self, raws: NDArray[np.int32], norms: Numbers, chosen: NDArray[np.bool_]
    ) -> Numbers:
        """Return what :func:`linli.related.weights.share` does, for the words that were chosen."""
        norm = norms[self._stories[chosen]]
        return (raws * UNIT + norm // 2) // norm

    def _lengths(self, chosen: NDArray[np.bool_]) -> array[int]:
        """Return how many words of each story were chosen."""
        return array("I", np.bincount(self._stories[chosen], minlength=len(self._ends)).tolist())

    def buckets(self, size: int) -> Iterator[bytes]:
        """Yield the buckets, as :class:`linli.related.index.Index` has them."""
        too_many = self._live > 2 * self._ceiling
        chosen = ~too_many[self._places]
        entries = self.known[self._places[chosen]].astype(np.uint64) << np.uint64(32)
        entries |= self._stories[chosen].astype(np.uint64) << np.uint64(SHIFT)
        entries |= self._hows[chosen].astype(np.uint64)
        often = self.known[too_many].astype(np.uint64) << np.uint64(32)
        often |= self._live[too_many].astype(np.uint64) << np.uint64(SHIFT)
        entries = np.concatenate([entries, often])
        entries.sort()
        of = (entries >> np.uint64(32)) % np.uint64(size)
        content = entries[in_order(of, 32)].tobytes()
        start = 0
        for end in np.cumsum(np.bincount(of.astype(np.int64), minlength=size)).tolist():
            yield content[8 * start : 8 * end]
            start = end


def in_order(values: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """Return the places of ``values`` of so many bits as a stable sort has them.

    It is what ``argsort`` does, in a fifth of the time: each value is sorted together with its place.
    """
    places = _sorted_with_places(values, bits)
    places &= np.uint64((1 << 64 - bits) - 1)
    return places.view(np.int64)


def _ranked(words: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the different words, sorted, and where each of ``words`` stands among them, as ``unique`` does."""
    both = _sorted_with_places(words.astype(np.uint64), 32)
    ordered = (both >> np.uint64(32)).astype(np.uint32)
    is_first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    places = np.empty(len(ordered), np.uint32)
    places[both.astype(np.uint32)] = np.cumsum(is_first, dtype=np.uint32) - np.uint32(1)
    return ordered[is_first], places


def _sorted_with_places(values: NDArray[np.uint64], bits: int) -> NDArray[np.uint64]:
    """Return values in order, in the upper ``bits``, and below each of them its place."""
    both = values << np.uint64(64 - bits)
    both |= np.arange(len(values), dtype=np.uint64)
    both.sort()
    return both


def _roots(squares: NDArray[Any]) -> Numbers:
    # Sums of squares stay far below 2 ** 52: neither they nor their roots are rounded to another whole number.
    roots: Numbers = np.sqrt(squares).astype(np.int64) // 10
    return np.maximum(roots, 1)
