"""Comparing all stories with each other, in parts that know nothing of one another.

A part is a run of stories: those of the same days are often alike, and what is known of two of them, whether they are copies of
each other or what their titles have in common, serves both of their lists.
"""

from __future__ import annotations

import os
import pickle
from array import array
from typing import TYPE_CHECKING, NamedTuple

from linli.related.candidate import Candidate
from linli.related.likeness import LOWEST
from linli.related.lists import Flat
from linli.related.reasons import reasons_of
from linli.threads import OfThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linli.related.columns import Vectors
    from linli.related.reasons import Reason
    from linli.related.table import Table

    Part = tuple[int, int]
    Found = tuple[
        int, bytes, bytes, bytes, bytes, bytes, dict[int, Sequence[int]], list[list[Reason]]
    ]
    Compare = Callable[[bytes, Sequence[Part]], Sequence[Found]]
    Spread = Callable[[Compare, bytes, int], Iterable[Found]]
    """Has a function work on all parts of so many stories, and returns what it gave, part by part."""


THREADS = "OPENBLAS_NUM_THREADS"
"""What tells numpy how many threads to start."""


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
    return [_compare(kit, table, part) for part in parts]


def _compare(kit: Tools, table: Table, part: Part) -> Found:
    lengths, edges, scores, words, numbers = [array("I") for _ in range(5)]
    copied, shown = {}, []
    stories = _stories_of(part, len(kit.stories))
    for at, best in enumerate(table.lists(stories, kit.room)):
        lengths.append(len(best.numbers))
        edges.append(best.edge)
        scores.extend(best.scores)
        words.extend(best.words)
        numbers.extend(best.numbers)
        if best.copied:
            copied[at] = best.copied
        pairs = zip(best.scores[: kit.limit], best.numbers, strict=False)
        shown.append([(-score, other) for score, other in pairs if score >= LOWEST])
    reasons = [
        reasons_of(number, some, kit.stories, kit.common)
        for number, some in zip(stories, shown, strict=True)
    ]
    columns = [each.tobytes() for each in (lengths, edges, scores, words, numbers)]
    return (
        stories.start,
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        copied,
        reasons,
    )


def _stories_of(part: Part, size: int) -> range:
    """Return the numbers of the stories of a part ``(number, of)``, of so many."""
    number, of = part
    return range(size * number // of, size * (number + 1) // of)


def lists_of(founds: Iterable[Found]) -> Iterator[tuple[int, Flat, list[Reason]]]:
    """Yield each list, as soon as its part is there: the story's number, the list, and the reasons of the places that are shown."""
    for first, *packed, copied, reasons in founds:
        lengths, edges, scores, words, numbers = [array("I", column) for column in packed]
        end = 0
        for at, (length, edge, why) in enumerate(zip(lengths, edges, reasons, strict=True)):
            start, end = end, end + length
            place = slice(start, end)
            found = Flat(scores[place], words[place], numbers[place], copied.get(at, ()), edge)
            yield first + at, found, why


@OfThread
def _table(tools: bytes) -> tuple[Tools, Table]:
    without_threads()
    from linli.related.table import Table

    stories, *others = pickle.loads(tools)  # noqa: S301 - made by this build
    kit = Tools([Candidate._make(story) for story in stories], *others)
    return kit, Table(kit.stories, kit.vectors, kit.sketches, kit.common)


def load_table() -> None:
    """Import what comparing all stories needs, unless that starts threads because somebody wants it to."""
    without_threads()
    if os.environ[THREADS] == "1":
        from linli.related import columns, features_many, table

        del columns, features_many, table


def without_threads() -> None:
    """Have numpy, where it is imported after this, start no threads.

    They are for matrices, which are never used here, and would forbid a fork ever after.
    """
    os.environ.setdefault(THREADS, "1")
