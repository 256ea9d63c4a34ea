"""The few vectors that an update needs: made anew, or read, and by word in whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.related.index import SHIFT, USES, Index
from linli.related.likeness import Posting, Weights
from linli.related.memory import FEATURES, VECTORS
from linli.related.parts import pack_vector, unpack_vector
from linli.related.weights import rank_of, share, vector_of
from linli.related.words import unpack

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable

    from linli.related.memory import Store
    from linli.related.state import State
    from linli.related.weights import Measure


class Vectors:
    """Vectors by number of the story; ``postings`` by word are those of :func:`likeness.shared_words`."""

    def __init__(self, state: State, store: Store, index: Index, measure: Measure) -> None:
        self._state = state
        self._store = store
        self._index = index
        self._measure = measure
        self._known: dict[int, Weights] = {}
        self.postings = _Postings(state, index, measure)

    def make(self, numbers: set[int]) -> None:
        """Make vectors anew."""
        state, raw = self._state, self._measure.raw
        _grow(state.norms, len(state.stories))
        _grow(state.cuts, len(state.stories))
        made = []
        for number, row in self._store.get(FEATURES, sorted(numbers)).items():
            ranks = []
            for word, uses in zip(*unpack(row), strict=True):
                level = state.levels.get(word)
                if level:
                    ranks.append(rank_of(raw[level][min(uses, USES)], word))
            vector = vector_of(ranks, self._measure)
            state.norms[int(number)], state.cuts[int(number)] = vector.norm, vector.cut
            self._known[int(number)] = vector.words, vector.weights
            made.append((number, pack_vector(vector.words, vector.weights)))
        self._store.put(VECTORS, made)

    def read(self, numbers: Iterable[int]) -> None:
        """Read what comparing these stories will ask for, in one go."""
        wanted = set(numbers)
        for number, row in self._store.get(VECTORS, sorted(wanted - self._known.keys())).items():
            self._known[int(number)] = unpack_vector(row)
        self._index.read({word for number in wanted for word in self._known[number][0]})

    def get(self, number: int) -> Weights:
        """Return a vector that was made or read."""
        return self._known[number]


class _Postings(dict[int, Posting]):
    """By word in whose vectors it is, and its weight there; found out when it is asked for."""

    def __init__(self, state: State, index: Index, measure: Measure) -> None:
        self._state = state
        self._index = index
        self._raw = measure.raw

    def __missing__(self, word: int) -> Posting:
        state, raws = self._state, self._raw[self._state.levels.get(word)]
        norms, cuts = state.norms, state.cuts
        numbers: list[int] = []
        weights: list[int] = []
        for entry in self._index.entries(word):
            number = entry >> SHIFT
            raw = raws[entry & USES]
            if raw and rank_of(raw, word) >= cuts[number]:
                numbers.append(number)
                weights.append(share(raw, norms[number]))
        posting = self[word] = numbers, weights
        return posting


def _grow(numbers: array[int], size: int) -> None:
    numbers.extend([0] * (size - len(numbers)))
