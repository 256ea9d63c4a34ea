"""The words of all stories as columns of numbers, and all that is made of them when nothing is known before.

Beside ``table`` the home of numpy. What :func:`linli.related.vectors.weigh` and :class:`linli.related.index.Index` do for
a few stories is done here for all at once, in whole numbers, so that both come to the same.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from linli.related.index import HOW, SHIFT, TITLED
from linli.related.parts import join_vector
from linli.related.weights import UNIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from linli.related.weights import Measure
    from linli.related.words import Features

    Numbers = NDArray[np.int64]


class Vectors(NamedTuple):
    """The vectors of all stories as rows (see :mod:`linli.related.parts`), and the lengths they had."""

    rows: list[bytes]
    norms: array[int]
    title_norms: array[int]


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
        self._sketches = [one.sketch for one in features]
        uses = b"".join([one.uses for one in features])
        self._hows = np.frombuffer(uses.translate(HOW), np.uint8)
        lengths = np.array([len(one.uses) for one in features], np.int64)
        self._ends = np.cumsum(lengths)
        self._starts = self._ends - lengths
        self._stories = np.repeat(np.arange(len(features), dtype=np.uint32), lengths)
        words = np.frombuffer(b"".join([one.words for one in features]), "<u4")
        self.known, places = np.unique(words, return_inverse=True)
        self._places = places.astype(np.uint32)
        """Where in ``known``, which is sorted, each word stands."""
        size = len(self.known)
        self._live = np.bincount(places, minlength=size)
        old = np.zeros(len(features), np.bool_)
        old[list(counted)] = True
        counts = np.bincount(places[old[self._stories]], minlength=size)
        of = np.frombuffer(measure.levels_of(elders) + b"\0", np.uint8)
        self._ceiling = measure.ceiling(elders)
        self.levels = of[np.minimum(counts, len(of) - 1)]
        self.levels[self._live > self._ceiling] = 0

    def vectors(self, measure: Measure) -> Vectors:
        """Return the vectors of all stories."""
        by_level_and_how = np.array(measure.raw_by_level_and_how, np.int64)
        levels = self.levels[self._places].astype(np.int64) << SHIFT
        raws = by_level_and_how[levels | self._hows]
        titled = self._hows >= TITLED
        titles = np.where(titled, by_level_and_how[levels | 1], 0)
        counts = raws > 0
        norms, title_norms = self._norms(raws), self._norms(titles)
        some, ends = self._parts(counts, self.known[self._places], np.uint32)
        weights, _ = self._parts(counts, self._shares(raws, norms), np.uint16)
        its_titles, title_ends = self._parts(
            counts & titled, self._shares(titles, title_norms), np.uint16
        )
        rows = []
        start = title_start = 0
        for sketch, end, title_end in zip(self._sketches, ends, title_ends, strict=True):
            words, numbers = some[4 * start : 4 * end], weights[2 * start : 2 * end]
            title = its_titles[2 * title_start : 2 * title_end]
            rows.append(join_vector(words, numbers, title, sketch))
            start, title_start = end, title_end
        return Vectors(rows, array("I", norms.tolist()), array("I", title_norms.tolist()))

    def _norms(self, raws: Numbers) -> Numbers:
        """Return the length of each story's part of ``raws``, or one."""
        # Sums of squares stay far below 2 ** 52: neither they nor their roots are rounded to another whole number.
        squares = np.bincount(self._stories, raws * raws, len(self._ends))
        return np.maximum(np.sqrt(squares).astype(np.int64), 1)

    def _shares(self, raws: Numbers, norms: Numbers) -> Numbers:
        """Return what :func:`linli.related.weights.share` does."""
        norm = norms[self._stories]
        return (raws * UNIT + norm // 2) // norm

    def _parts(
        self, chosen: NDArray[np.bool_], values: NDArray[np.integer], kind: type[np.unsignedinteger]
    ) -> tuple[bytes, list[int]]:
        """Return the values that were chosen as bytes, and how many there are up to the end of each story."""
        before = np.concatenate([[0], np.cumsum(chosen)])
        return values[chosen].astype(kind).tobytes(), before[self._ends].tolist()

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
        order = np.argsort(of, kind="stable")
        content = entries[order].tobytes()
        start = 0
        for end in np.cumsum(np.bincount(of.astype(np.int64), minlength=size)).tolist():
            yield content[8 * start : 8 * end]
            start = end
