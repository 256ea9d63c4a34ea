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
from linli.related.likeness import LOWEST, Place
from linli.related.lists import Copied, Known
from linli.related.reasons import reasons_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linli.related.columns import Vectors
    from linli.related.reasons import Reason
    from linli.related.table import Table

    Part = tuple[int, int]
    Found = tuple[bytes, bytes, bytes, dict[int, list[int]], list[list[Reason]]]
    Compare = Callable[[bytes, Sequence[Part]], Sequence[Found]]
    Spread = Callable[[Compare, bytes, int], Iterable[Found]]
    """Has a function work on all parts of so many stories, and returns what it gave, part by part."""


_WIDE = 3
"""Numbers of a place."""


class Tools(NamedTuple):
    """What comparing needs: the stories, their vectors and sketches, all in one order; the names that are not rare.

    Of ``room`` places in a list, ``limit`` are shown.
    """

    stories: Sequence[Candidate]
    vectors: Vectors
    sketches: Sequence[bytes]
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
    try:
        return function(tools, [(0, 1)])
    finally:
        _table.cache_clear()  # nobody asks for another part


def compare(tools: bytes, parts: Sequence[Part]) -> list[Found]:
    """Return what each of the parts ``(number, of)`` finds; a pure function, for any process."""
    kit, table = _table(tools)
    return [_compare(kit, table, range(part, len(kit.stories), of)) for part, of in parts]


def _compare(kit: Tools, table: Table, numbers: range) -> Found:
    lengths, places, edges = array("I"), array("q"), array("I")
    copied, reasons = {}, []
    for at, number in enumerate(numbers):
        best = table.best(number, kit.room)
        flat = best.places
        lengths.append(len(flat) // _WIDE)
        places.extend(flat)
        edges.append(best.edge)
        if best.copied:
            copied[at] = best.copied
        first = zip(
            flat[: _WIDE * kit.limit : _WIDE], flat[2 : _WIDE * kit.limit : _WIDE], strict=True
        )
        shown = [place for place in first if -place[0] >= LOWEST]
        reasons.append(reasons_of(number, shown, kit.stories, kit.common))
    return lengths.tobytes(), places.tobytes(), edges.tobytes(), copied, reasons


def lists_of(
    stories: Sequence[Candidate], founds: Iterable[Found]
) -> Iterator[tuple[Known, list[Reason]]]:
    """Yield the list of each story by number, with the reasons of the places that are shown."""
    parts = [_each(found, stories) for found in founds]
    for number in range(len(stories)):
        yield next(parts[number % len(parts)])


@lru_cache(maxsize=1)
def _table(tools: bytes) -> tuple[Tools, Table]:
    without_threads()
    from linli.related.table import Table

    stories, *others = pickle.loads(tools)  # noqa: S301 - made by this build
    kit = Tools([Candidate._make(story) for story in stories], *others)
    return kit, Table(kit.stories, kit.vectors, kit.sketches, kit.common)


def without_threads() -> None:
    """Have numpy, where it is imported after this, start no threads.

    They are for matrices, which are never used here, and would forbid a fork ever after.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _each(found: Found, stories: Sequence[Candidate]) -> Iterator[tuple[Known, list[Reason]]]:
    lengths, packed, edges, copied, reasons = found
    places, start = array("q", packed).tolist(), 0
    rows = zip(array("I", lengths), array("I", edges), reasons, strict=True)
    for at, (length, edge, why) in enumerate(rows):
        end = start + _WIDE * length
        listed = [
            Place(below, stories[other].key, other, words)
            for below, words, other in zip(*[iter(places[start:end])] * _WIDE, strict=True)
        ]
        left_out = [
            Copied(Place(below, stories[other].key, other, words), whose)
            for below, words, other, whose in zip(
                *[iter(copied.get(at, ()))] * (_WIDE + 1), strict=True
            )
        ]
        yield Known(listed, left_out, edge), why
        start = end
