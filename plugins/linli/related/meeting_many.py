"""How alike the wording of a story and of all others is, where many lists are made anew: ``meeting`` with numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from linli.related.index import SHIFT, USES
from linli.related.likeness import QUARTERS
from linli.related.weights import TITLED, UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linli.related.index import Index
    from linli.related.state import State
    from linli.related.vectors import Weights
    from linli.related.weights import Measure


class _Posting(NamedTuple):
    """Who uses a word, and its weights there, and the same of those in whose titles it is."""

    numbers: NDArray[Any]
    weights: NDArray[Any]
    titled: NDArray[Any]
    title_weights: NDArray[Any]


class MeetingMany:
    """Compares the words of one story after another with those of all others."""

    def __init__(self, state: State, index: Index, measure: Measure) -> None:
        self._index = index
        self._levels = state.levels
        self._raw = np.array(measure.raw, np.int64)
        self._size = len(state.stories)
        self._norms = np.array(state.norms, np.int64)
        self._title_norms = np.array(state.title_norms, np.int64)
        self._known: dict[int, _Posting] = {}

    def sums(self, vector: Weights) -> list[int]:
        """Return by number of a story how alike its wording is, in quarters of a millionth."""
        words, weights, titled = vector
        postings = [self._posting(word) for word in words]
        # Whole numbers below 2 ** 53, so that a sum of floats is exact in any order.
        sums = self._add(
            [posting.numbers for posting in postings],
            [posting.weights for posting in postings],
            [QUARTERS * weight for weight in weights],
        )
        in_titles = postings[: len(titled)]
        sums += self._add(
            [posting.titled for posting in in_titles],
            [posting.title_weights for posting in in_titles],
            titled,
        )
        found: list[int] = sums.astype(np.int64).tolist()
        return found

    def _add(
        self,
        numbers: Sequence[NDArray[Any]],
        weights: Sequence[NDArray[Any]],
        times: Sequence[int],
    ) -> NDArray[Any]:
        if not numbers:
            return np.zeros(self._size)
        products = np.concatenate(weights) * np.repeat(times, list(map(len, numbers)))
        sums = np.bincount(np.concatenate(numbers), products, self._size)
        return sums.astype(np.float64, copy=False)

    def _posting(self, word: int) -> _Posting:
        known = self._known.get(word)
        if known is None:
            raw = self._raw[self._levels.get(word)]
            entries = np.array(self._index.uses(word), np.int64)
            numbers = entries >> SHIFT
            titled = numbers[entries & TITLED > 0]
            known = self._known[word] = _Posting(
                numbers,
                _shares(raw[entries & USES], self._norms[numbers]),
                titled,
                _shares(raw[1], self._title_norms[titled]),
            )
        return known


def _shares(raw: NDArray[Any], norms: NDArray[Any]) -> NDArray[Any]:
    """Return what :func:`linli.related.weights.share` does."""
    shares: NDArray[Any] = (raw * UNIT + norms // 2) // norms
    return shares
