"""The few vectors that an update needs: made anew, or read, and by word in whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.related.index import HOW, SHIFT, TITLED, USES, Index
from linli.related.likeness import Posting, Weights
from linli.related.memory import FEATURES, VECTORS
from linli.related.parts import pack_vector, unpack_sketch, unpack_vector
from linli.related.weights import UNIT, Vector, share, vector_of
from linli.related.words import parts_of, unpack

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Mapping, Sequence

    from linli.related.copies import Sketch
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
        self._sketches: dict[int, Sketch] = {}
        self.postings = _Postings(state, index, measure)

    def make(self, numbers: set[int]) -> None:
        """Make vectors anew."""
        state = self._state
        _grow(state.norms, len(state.stories))
        _grow(state.title_norms, len(state.stories))
        made = []
        for number, row in self._store.get(FEATURES, sorted(numbers)).items():
            words, uses = unpack(row)
            levels = {word: state.levels.get(word) for word in words}
            vector = weigh(words, uses.translate(HOW), levels, self._measure)
            state.norms[int(number)] = vector.norm
            state.title_norms[int(number)] = vector.title_norm
            self._known[int(number)] = vector.words, vector.weights, vector.titled
            packed = pack_vector(vector, parts_of(row).sketch)
            self._sketches[int(number)] = unpack_sketch(packed)
            made.append((number, packed))
        self._store.put(VECTORS, made)

    def read(self, numbers: Iterable[int]) -> None:
        """Read what comparing these stories will ask for, in one go."""
        wanted = set(numbers)
        for number, row in self._store.get(VECTORS, sorted(wanted - self._known.keys())).items():
            self._known[int(number)] = unpack_vector(row)
            self._sketches[int(number)] = unpack_sketch(row)
        self._index.read({word for number in wanted for word in self._known[number][0]})

    def sketches(self, numbers: Iterable[int]) -> dict[int, Sketch]:
        """Return the sketches of these stories, by number."""
        wanted = set(numbers)
        for number, row in self._store.get(VECTORS, sorted(wanted - self._sketches.keys())).items():
            self._sketches[int(number)] = unpack_sketch(row)
        return {number: self._sketches[number] for number in wanted}

    def get(self, number: int) -> Weights:
        """Return a vector that was made or read."""
        return self._known[number]


class _Postings(dict[int, Posting]):
    """By word in whose vectors it is, and its weights there; found out when it is asked for."""

    def __init__(self, state: State, index: Index, measure: Measure) -> None:
        self._state = state
        self._index = index
        self._raw = measure.raw

    def __missing__(self, word: int) -> Posting:
        state, raws = self._state, self._raw[self._state.levels.get(word)]
        entries = self._index.entries(word)
        if not raws[1] or (len(entries) == 1 and not entries[0] & USES):
            entries = []
        numbers = [entry >> SHIFT for entry in entries]
        # What share() does, without a call of a function for each of ten thousands.
        raised, norms = [UNIT * raw for raw in raws], map(state.norms.__getitem__, numbers)
        weights = [
            (raised[entry & USES] + norm // 2) // norm
            for entry, norm in zip(entries, norms, strict=True)
        ]
        titles = [
            share(raws[1], state.title_norms[entry >> SHIFT]) if entry & TITLED else 0
            for entry in entries
        ]
        posting = self[word] = numbers, weights, titles
        return posting


def weigh(words: Sequence[int], hows: bytes, levels: Mapping[int, int], measure: Measure) -> Vector:
    """Return the vector of a story from its words, how it uses them, and their levels."""
    raw = measure.raw_by_level_and_how
    known = [levels[word] for word in words]
    raws = [raw[level << SHIFT | how] for level, how in zip(known, hows, strict=True)]
    titled = sum([how >= TITLED for how in hows])
    return vector_of(words, raws, [raw[level << SHIFT | 1] for level in known[:titled]])


def _grow(numbers: array[int], size: int) -> None:
    numbers.extend([0] * (size - len(numbers)))
