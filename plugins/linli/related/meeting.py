"""How alike the wording of a story and of all others is, where few lists are made anew.

``meeting_many`` does the same with numpy, which takes longer to import than this takes for a few lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.related.index import SHIFT, USES
from linli.related.likeness import QUARTERS
from linli.related.weights import TITLED, UNIT, share

if TYPE_CHECKING:
    from linli.related.index import Index
    from linli.related.state import State
    from linli.related.vectors import Weights
    from linli.related.weights import Measure


class Meeting:
    """Compares the words of a story with those of all others."""

    def __init__(self, state: State, index: Index, measure: Measure) -> None:
        self._index = index
        self._levels = state.levels
        self._raw = measure.raw
        self._size = len(state.stories)
        self._norms = state.norms.tolist()
        self._title_norms = state.title_norms

    def sums(self, vector: Weights) -> list[int]:
        """Return by number of a story how alike its wording is, in quarters of a millionth."""
        words, weights, titled = vector
        sums, norms = [0] * self._size, self._norms
        for word, weight in zip(words, weights, strict=True):
            raised = [UNIT * raw for raw in self._raw[self._levels.get(word)]]
            fourfold = QUARTERS * weight
            # What share() does, without a call of a function for each of a hundred thousand.
            for entry in self._index.uses(word):
                number = entry >> SHIFT
                norm = norms[number]
                sums[number] += fourfold * ((raised[entry & USES] + (norm >> 1)) // norm)
        for word, weight in zip(words, titled, strict=False):
            raw = self._raw[self._levels.get(word)][1]
            for entry in self._index.uses(word):
                if entry & TITLED:
                    number = entry >> SHIFT
                    sums[number] += weight * share(raw, self._title_norms[number])
        return sums
