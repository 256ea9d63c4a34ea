"""Which stories have a word or a tag in common with one, in columns of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from linli.related.columns import in_order
from linli.related.likeness import QUARTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from linli.related.columns import Vectors

    Numbers = NDArray[np.int64]

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
        lengths = np.array([vectors.lengths, vectors.title_lengths], np.intp)
        self._size = lengths.shape[1]
        texts, titles = (
            np.frombuffer(packed, np.uint32) for packed in (vectors.words, vectors.title_words)
        )
        self._words = np.concatenate([texts, titles + np.uint32(vectors.size)])
        """Those of all texts, by story, and then those of all titles."""
        self._weights = np.frombuffer(vectors.weights + vectors.title_weights, np.uint16)
        self._ends = np.concatenate([[0], np.cumsum(lengths)]).tolist()
        # The rows of a word stand together.
        self._uses = np.bincount(self._words, minlength=2 * vectors.size)
        self._starts = np.cumsum(self._uses) - self._uses
        # As small as they can be: twenty thousand of them are looked up for one story.
        kind = np.int32 if self._size <= _NARROW else np.int64
        stories = np.tile(np.arange(self._size, dtype=kind), 2)
        rows: NDArray[Any] = np.repeat(stories, lengths.ravel())
        rows <<= _WEIGHT
        rows |= self._weights
        self._rows = rows[in_order(self._words)]
        """Of each use of a word who uses it, and its weight there."""
        self._counted = np.arange(0)

    def products(self, number: int) -> NDArray[np.float64]:
        """Return for each story how alike its wording is, in quarters of a millionth."""
        text, title = (
            slice(self._ends[at], self._ends[at + 1]) for at in (number, self._size + number)
        )
        words = np.concatenate([self._words[text], self._words[title]])
        mine = np.concatenate([np.float64(QUARTERS) * self._weights[text], self._weights[title]])
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
        products = mine.repeat(lengths)
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
