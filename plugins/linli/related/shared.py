"""Which stories have a word or a tag in common with one, in columns of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_OFTEN = 64
"""A tag that one story in so many has is looked up by story."""


class Shared:
    """Which stories share words, and the sums of the products of their weights."""

    def __init__(
        self, lengths: Numbers, words: NDArray[np.uint32], weights: bytes, times: int = 1
    ) -> None:
        """``words`` and ``weights`` are those of all vectors, end to end; products count so many ``times``."""
        self._times = np.float64(times)
        self._size = len(lengths)
        self._mine = np.frombuffer(weights, np.uint16)
        # The rows of a word stand together.
        order = np.argsort(words, kind="stable")
        first = np.flatnonzero(np.diff(words[order], prepend=~words[order[:1]]))
        self._holders = np.repeat(np.arange(self._size, dtype=np.int32), lengths)[order]
        self._weights = self._mine[order]
        self._starts, self._uses = first, np.diff(first, append=len(words))
        self._places = np.empty(len(words), np.int32)
        self._places[order] = np.repeat(np.arange(len(first), dtype=np.int32), self._uses)
        self._uses[self._uses == 1] = 0  # a word of one story only is nobody's to share
        self._ends = [0, *np.cumsum(lengths).tolist()]

    def products(self, number: int) -> NDArray[np.float64]:
        """Return for each story the product of its vector and that of one."""
        sums = np.bincount(*self._rows(number), self._size)
        # Of no rows at all bincount makes whole numbers.
        return sums.astype(np.float64, copy=False)

    def add_products(self, number: int, sums: NDArray[np.float64]) -> None:
        """Add them to ``sums``, where there are few."""
        np.add.at(sums, *self._rows(number))

    def _rows(self, number: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Return for each word of a story and each other one that uses it who that is, and the product of both weights."""
        mine = slice(self._ends[number], self._ends[number + 1])
        words = self._places[mine]
        lengths = self._uses[words]
        # The rows of all its words, end to end: a run for each word, moved to where the word's rows begin.
        offsets = self._starts[words] - np.cumsum(lengths) + lengths
        rows = np.repeat(offsets, lengths)
        rows += np.arange(len(rows))
        # Whole numbers below 2 ** 53, so that a sum of floats is exact in any order.
        products = np.repeat(self._times * self._mine[mine], lengths)
        products *= self._weights[rows]
        return self._holders[rows], products


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
