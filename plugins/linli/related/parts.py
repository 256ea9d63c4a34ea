"""Comparing all stories with each other, in parts that know nothing of one another.

Of two stories the one with the larger number compares them; a part is every so many-th story. So a part knows some
of those whom a story meets, and the best of what the parts found are the best of all, however many parts there are.
"""

from __future__ import annotations

import gc
import pickle
from array import array
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linli.related.candidate import Candidate
from linli.related.likeness import ALIKE, WEIGHTS, Likeness, Place, shared_words
from linli.related.tags import Tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linli.related.likeness import Weights
    from linli.related.weights import Measure

    Part = tuple[int, int]
    Found = tuple[bytes, bytes]
    Compare = Callable[[bytes, Sequence[Part]], Sequence[Found]]
    Spread = Callable[[Compare, bytes, int], Iterable[Found]]
    """Has a function work on all parts of so many stories, and returns what it gave, part by part."""

_TOP = 1 << 31
_RANK = 0xFFFF_FFFF


class Tools(NamedTuple):
    """What comparing needs: the stories, and their vectors as rows, both by number."""

    stories: Sequence[Candidate]
    vectors: Sequence[bytes]
    limit: int
    measure: Measure

    def pack(self) -> bytes:
        """Return it as bytes, for another process."""
        # Plain tuples travel in a third of the time.
        return pickle.dumps(([tuple(story) for story in self.stories], *self[1:]))

    def order(self) -> list[int]:
        """Return the numbers of the stories in the order of their keys."""
        keys = [story[0] for story in self.stories]
        return sorted(range(len(keys)), key=keys.__getitem__)


def compare_here(function: Compare, tools: bytes, size: int) -> Iterable[Found]:
    """Compare all stories at once, in this process."""
    del size
    return function(tools, [(0, 1)])


def compare(tools: bytes, parts: Sequence[Part]) -> list[Found]:
    """Return what each of the parts ``(number, of)`` finds; a pure function, for any process."""
    collecting = gc.isenabled()
    gc.disable()  # a million values and no circle among them
    try:
        kit = _unpack(tools)
        return [_compare(kit, number, of) for number, of in parts]
    finally:
        if collecting:
            gc.enable()


def lists_of(tools: Tools, founds: Iterable[Found]) -> Iterator[list[Place]]:
    """Yield the list of each story by number, made of what all parts found."""
    stories, limit, order = tools.stories, tools.limit, tools.order()
    parts = [_each(found) for found in founds]
    for some in zip(*parts, strict=True):
        best = some[0]
        if len(some) > 1:
            best = sorted([one for places in some for one in places])
            # A part that does not know what a story shares with another may have seen it near in a tag.
            best = sorted({one & _RANK: one for one in reversed(best)}.values())[:limit]
        found = [((one >> ALIKE) - _TOP, order[one & _RANK]) for one in best]
        yield [Place(below, stories[number].key, number) for below, number in found]


def pack_vector(words: array[int], weights: array[int]) -> bytes:
    """Return a vector as a row."""
    return words.tobytes() + weights.tobytes()


def unpack_vector(row: bytes) -> Weights:
    """Return the vector in a row."""
    words = len(row) // 6 * 4
    return array("I", row[:words]), array("H", row[words:])


@lru_cache(maxsize=1)
def _unpack(tools: bytes) -> Tools:
    stories, vectors, limit, measure = pickle.loads(tools)  # noqa: S301 - made by this build
    return Tools([Candidate._make(story) for story in stories], vectors, limit, measure)


def _compare(kit: Tools, part: int, of: int) -> Found:
    """Return how long the list of each story is, and all places, end to end.

    A place is one number, the less the better; as keys decide ties, it ends with where the key stands among all.
    """
    lengths, places = bytearray(), array("Q")
    ranks = array("I", bytes(4 * len(kit.stories)))
    for rank, number in enumerate(kit.order()):
        ranks[number] = rank
    likeness = Likeness(kit.stories, Tags(kit.stories, kit.measure))
    for number, met in enumerate(_pairs(kit.vectors, part, of)):
        best = likeness.best_of(number, met, kit.limit, number % of == part)
        lengths.append(len(best))
        places.extend([(below + _TOP) << ALIKE | ranks[other] for below, _, other in best])
    return bytes(lengths), places.tobytes()


def _pairs(vectors: Sequence[bytes], part: int, of: int) -> list[array[int]]:
    """Return for each story those that share words with it: ``alike << ALIKE | number``."""
    postings: Mapping[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    pairs = [array("Q") for _ in vectors]
    for number, row in enumerate(vectors):
        words, weights = unpack_vector(row)
        if number % of == part:
            mine = pairs[number]
            for other, alike in shared_words((words, weights), postings).items():
                mine.append(alike << ALIKE | other)
                pairs[other].append(alike << ALIKE | number)
        for word, weight in zip(words, weights, strict=True):
            numbers, its = postings[word]
            numbers.append(number)
            its.append(WEIGHTS[weight])
    return pairs


def _each(found: Found) -> Iterator[list[int]]:
    lengths, packed = found
    places, start = array("Q", packed).tolist(), 0
    for length in lengths:
        yield places[start : start + length]
        start += length
