"""Comparing all stories with each other, in parts that know nothing of one another.

A part is every so many-th story.
"""

from __future__ import annotations

import os
import pickle
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linli.related.candidate import Candidate
from linli.related.copies import Sketch
from linli.related.likeness import Place
from linli.related.reasons import reasons_of
from linli.related.words import little

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linli.related.likeness import Weights
    from linli.related.reasons import Reason
    from linli.related.table import Table
    from linli.related.weights import Vector

    Part = tuple[int, int]
    Found = tuple[bytes, bytes, list[list[Reason]]]
    Compare = Callable[[bytes, Sequence[Part]], Sequence[Found]]
    Spread = Callable[[Compare, bytes, int], Iterable[Found]]
    """Has a function work on all parts of so many stories, and returns what it gave, part by part."""


LEFT_OUT = 128
"""Added to the length of a list from which a near-copy was left out."""


class Tools(NamedTuple):
    """What comparing needs: the stories, and their vectors as rows, both by number; the names that are not rare.

    Of ``room`` places in a list, ``limit`` are shown.
    """

    stories: Sequence[Candidate]
    vectors: Sequence[bytes]
    room: int
    limit: int
    common: frozenset[str]

    def pack(self) -> bytes:
        """Return it as bytes, for another process."""
        # Plain tuples travel in a third of the time.
        return pickle.dumps(([tuple(story) for story in self.stories], *self[1:]))


def compare_here(function: Compare, tools: bytes, size: int) -> Iterable[Found]:
    """Compare all stories at once, in this process."""
    del size
    return function(tools, [(0, 1)])


def compare(tools: bytes, parts: Sequence[Part]) -> list[Found]:
    """Return what each of the parts ``(number, of)`` finds; a pure function, for any process."""
    kit, table = _table(tools)
    found = []
    for part, of in parts:
        lengths, places, reasons = bytearray(), array("q"), []
        for number in range(part, len(kit.stories), of):
            best, left_out = table.best(number, kit.room)
            lengths.append(len(best) // 2 | (LEFT_OUT if left_out else 0))
            places.extend(best)
            shown = zip(best[: 2 * kit.limit : 2], best[1 : 2 * kit.limit : 2], strict=True)
            reasons.append(reasons_of(number, shown, kit.stories, kit.common))
        found.append((bytes(lengths), places.tobytes(), reasons))
    return found


def lists_of(
    tools: Tools, founds: Iterable[Found]
) -> Iterator[tuple[list[Place], list[Reason], bool]]:
    """Yield the list of each story by number, the reasons of the places that are shown, and whether a near-copy was left out."""
    stories = tools.stories
    parts = [_each(found) for found in founds]
    for number in range(len(stories)):
        best, reasons, left_out = next(parts[number % len(parts)])
        places = [
            Place(below, stories[other].key, other)
            for below, other in zip(best[::2], best[1::2], strict=True)
        ]
        yield places, reasons, left_out


def pack_vector(vector: Vector, sketch: bytes) -> bytes:
    """Return a vector as a row, with the sketch of the text."""
    words, weights = vector.words.tobytes(), vector.weights.tobytes()
    return join_vector(words, weights, vector.titled.tobytes(), sketch)


def join_vector(words: bytes, weights: bytes, titled: bytes, sketch: bytes) -> bytes:
    """Return a row of its columns: 4 bytes a word, 2 a weight."""
    sizes = array("I", [len(words) // 4, len(titled) // 2])
    return b"".join([sizes.tobytes(), words, weights, titled, sketch])


def split_vector(row: bytes) -> tuple[tuple[int, int], tuple[bytes, bytes, bytes]]:
    """Return how many words a row has, and how many of its title, and its columns but the sketch."""
    size, titled = array("I", row[:8])
    words, weights, titles = 8 + 4 * size, 8 + 6 * size, 8 + 6 * size + 2 * titled
    return (size, titled), (row[8:words], row[words:weights], row[weights:titles])


def unpack_vector(row: bytes) -> Weights:
    """Return the vector in a row."""
    words, weights, titles = split_vector(row)[1]
    return array("I", words), array("H", weights), array("H", titles)


def unpack_sketch(row: bytes) -> Sketch:
    """Return the sketch in a row."""
    size, titled = array("I", row[:8])
    return Sketch(little(array("H", row[8 + 6 * size + 2 * titled :])))


@lru_cache(maxsize=1)
def _table(tools: bytes) -> tuple[Tools, Table]:
    without_threads()
    from linli.related.table import Table

    stories, *others = pickle.loads(tools)  # noqa: S301 - made by this build
    kit = Tools([Candidate._make(story) for story in stories], *others)
    return kit, Table(kit.stories, kit.vectors, kit.common)


def without_threads() -> None:
    """Have numpy, where it is imported after this, start no threads.

    They are for matrices, which are never used here, and would forbid a fork ever after.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _each(found: Found) -> Iterator[tuple[list[int], list[Reason], bool]]:
    lengths, packed, reasons = found
    places, start = array("q", packed).tolist(), 0
    for both, why in zip(lengths, reasons, strict=True):
        length = both & ~LEFT_OUT
        yield places[start : start + 2 * length], why, bool(both & LEFT_OUT)
        start += 2 * length
