"""The few vectors that an update needs: made of what is known of a story's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.related.copies import Sketch, unpack_sketch
from linli.related.index import HOW, SHIFT
from linli.related.memory import FEATURES
from linli.related.weights import TITLED, lengths_of, share
from linli.related.words import parts_of, unpack

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Sequence

    from linli.related.index import Index
    from linli.related.memory import Store
    from linli.related.state import State
    from linli.related.weights import Measure

Weights = tuple["Sequence[int]", "Sequence[int]", "Sequence[int]"]
"""The words of a story, their weights, and for the first of them, which the title has, their weights there."""


class Vectors:
    """Vectors and sketches by number of the story."""

    def __init__(self, state: State, store: Store, index: Index, measure: Measure) -> None:
        self._state = state
        self._store = store
        self._index = index
        self._measure = measure
        self._features: dict[int, bytes] = {}
        self._sketches: dict[int, Sketch] = {}

    def measure(self, numbers: set[int]) -> None:
        """Find out how long the vectors are of stories whose words are not what they were."""
        state = self._state
        _grow(state.norms, len(state.stories))
        _grow(state.title_norms, len(state.stories))
        self._read(numbers)
        for number in numbers:
            words, uses = unpack(self._features[number])
            lengths = lengths_of(words, uses.translate(HOW), self._measure, state.elders)
            state.norms[number], state.title_norms[number] = lengths

    def read(self, numbers: Iterable[int]) -> None:
        """Read what comparing these stories will ask for, in one go."""
        wanted = set(numbers)
        self._read(wanted)
        self._index.read({word for number in wanted for word in unpack(self._features[number])[0]})

    def _read(self, numbers: set[int]) -> None:
        found = self._store.get(FEATURES, sorted(numbers - self._features.keys()))
        self._features.update((int(number), row) for number, row in found.items())

    def sketches(self, numbers: Iterable[int]) -> dict[int, Sketch]:
        """Return the sketches of these stories, by number."""
        wanted = set(numbers)
        self._read(wanted - self._sketches.keys())
        for number in wanted - self._sketches.keys():
            self._sketches[number] = unpack_sketch(parts_of(self._features[number]).sketch)
        return {number: self._sketches[number] for number in wanted}

    def get(self, number: int) -> Weights:
        """Return the vector of a story that was read."""
        state, raw = self._state, self._measure.raw_by_level_and_how
        words, uses = unpack(self._features[number])
        norm, title_norm = state.norms[number], state.title_norms[number]
        shares = {0: 0}
        kept, weights, titled = [], [], []
        for word, how in zip(words, uses.translate(HOW), strict=True):
            level = state.levels.get(word)
            if level:
                one = raw[level << SHIFT | how]
                if one not in shares:
                    shares[one] = share(one, norm)
                kept.append(word)
                weights.append(shares[one])
                if how >= TITLED:
                    titled.append(share(raw[level << SHIFT | 1], title_norm))
        return kept, weights, titled


def _grow(numbers: array[int], size: int) -> None:
    numbers.extend([0] * (size - len(numbers)))
