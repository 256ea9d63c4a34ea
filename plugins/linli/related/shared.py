"""Which stories have a word or a tag in common with one, in columns of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from linli.related.columns import in_order
from linli.related.likeness import QUARTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from linli.related.columns import Vectors

    Numbers = NDArray[np.int64]

_OF_TITLES = np.int64(1 << 32)
_WIDTH = 33
"""Bits of a word with that one."""
_WEIGHT = 16
"""Bits of a weight."""
_WEIGHTS = (1 << _WEIGHT) - 1
_NARROW = 1 << 31 - _WEIGHT
"""So many stories have numbers that fit beside a weight into 31 bits."""
_OFTEN = 64
"""A tag that one story in so many has is looked up by story."""


class Shared:
    """Which stories share words, and the sums of the products of their weights."""

    def __init__(self, vectors: Vectors) -> None:
        """A word of titles is counted apart from the same one in texts."""
        lengths = np.array(vectors.lengths, np.intp)
        in_titles = np.array(vectors.title_lengths, np.intp)
        self._size = len(lengths)
        words = np.frombuffer(vectors.words, np.uint32)
        # Those of the title come first of the words of each story.
        starts = np.cumsum(lengths) - lengths
        titled = np.repeat(starts - np.cumsum(in_titles) + in_titles, in_titles)
        titled += np.arange(len(titled))
        words = np.concatenate([words, words[titled] | _OF_TITLES])
        weights, titles = (
            np.frombuffer(packed, np.uint16) for packed in (vectors.weights, vectors.titled)
        )
        numbers = np.arange(self._size)
        stories = np.concatenate([np.repeat(numbers, lengths), np.repeat(numbers, in_titles)])
        mine = np.concatenate([np.float64(QUARTERS) * weights, titles])
        weights = np.concatenate([weights, titles])
        # The rows of a word stand together.
        order = in_order(words.view(np.uint64), _WIDTH)
        self._starts = np.flatnonzero(np.diff(words[order], prepend=~words[order[:1]]))
        self._uses = np.diff(self._starts, append=len(words))
        # As small as they can be: twenty thousand of them are looked up for one story.
        kind = np.int32 if self._size <= _NARROW else np.int64
        self._rows = (stories[order] << _WEIGHT | weights[order]).astype(kind)
        """Of each use of a word who uses it, and its weight there."""
        places = np.empty(len(words), np.int32)
        places[order] = np.repeat(np.arange(len(self._starts), dtype=np.int32), self._uses)
        # A word of one story only is nobody's to share.
        by_story = np.argsort(stories, kind="stable")
        by_story = by_story[self._uses[places[by_story]] > 1]
        self._places, self._mine = places[by_story], mine[by_story]
        counts = np.bincount(stories[by_story], minlength=self._size)
        self._ends = [0, *np.cumsum(counts).tolist()]
        self._counted = np.arange(0)

    def products(self, number: int) -> NDArray[np.float64]:
        """Return for each story how alike its wording is, in quarters of a millionth."""
        mine = slice(self._ends[number], self._ends[number + 1])
        words = self._places[mine]
        lengths = self._uses[words]
        # The rows of all its words, end to end: a run for each word, moved to where the word's rows begin.
        ends = lengths.cumsum()
        places = (self._starts[words] - ends + lengths).repeat(lengths)
        if len(places) > len(self._counted):
            self._counted = np.arange(2 * len(places))
        places += self._counted[: len(places)]
        # All places are there: it need not be asked of each.
        rows = self._rows.take(places, mode="clip")
        # Whole numbers below 2 ** 53, so that a sum of floats is exact in any order.
        products = self._mine[mine].repeat(lengths)
        products *= rows & _WEIGHTS
        rows >>= _WEIGHT
        sums = np.bincount(rows, products, self._size)
        # Of no rows at all bincount makes whole numbers.
        return sums.astype(np.float64, copy=False)


class Members:
    """Which stories have a tag."""

    def __init__(self, members: Mapping[str, Numbers], size: int) -> None:
        self._members = members
        self._marked = np.zeros(size, np.bool_)
        self._known: dict[str, NDArray[np.bool_]] = {}

    def among(self, tag: str, numbers: Numbers) -> NDArray[np.bool_]:
        """Say of each of some stories whether it has the tag."""
        members = self._members[tag]
        if _OFTEN * len(members) > len(self._marked):
            if tag not in self._known:  # there cannot be many of them
                self._known[tag] = np.zeros(len(self._marked), np.bool_)
                self._known[tag][members] = True
            return self._known[tag][numbers]
        self._marked[members] = True
        found = self._marked[numbers]
        self._marked[members] = False
        return found
