"""The first places of a list, without near-copies of the story or of each other.

Which two of many stories are near-copies is asked again and again, as the lists of an event hold the same ones: so it is remembered.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from linli.related.copies import COMMON, LEAST, NUMBERS, is_enough, little
from linli.related.likeness import KEPT
from linli.related.lists import NOBODY, Flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEAST = 20_000
"""Beginnings of sketches held in memory."""


class Copies:
    """Tells near-copies among stories by their packed sketches, which are in the order of the stories."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        self._packed = packed
        self._marked = np.zeros(NUMBERS, np.bool_)
        self._least: dict[int, frozenset[int]] = {}
        self._known: dict[int, bool] = {}

    def least(self, number: int) -> frozenset[int]:
        """Return the runs that show whether a story can be a near-copy of another; none if there are too few."""
        known = self._least.get(number)
        if known is None:
            if len(self._least) >= _LEAST:
                self._least.clear()
            runs = little(array("H", self._packed[number][: 2 * LEAST + 2]))
            enough = len(runs) > LEAST and runs[0] >= LEAST
            known = self._least[number] = frozenset(runs[1:] if enough else ())
        return known

    def are(self, one: int, two: int) -> bool:
        """Say whether two stories are near-copies, of which it is known that they can be."""
        pair = min(one, two) << 32 | max(one, two)
        known = self._known.get(pair)
        if known is None:
            known = self._known[pair] = self._compared(self._packed[one], self._packed[two])
        return known

    def _compared(self, one: bytes, two: bytes) -> bool:
        """Do what :meth:`linli.related.copies.Sketch.is_copy_of` does, without making sets of what is looked at once."""
        if not (one and two):
            return False
        mine, its = np.frombuffer(one, "<u2"), np.frombuffer(two, "<u2")
        in_sample, its_in_sample = int(mine[0]), int(its[0])
        if in_sample + 1 < len(mine) and its_in_sample + 1 < len(its):  # both were kept whole
            mine, its = mine[1:], its[1:]
        else:
            mine, its = mine[1 : in_sample + 1], its[1 : its_in_sample + 1]
        self._marked[mine] = True
        both = int(np.count_nonzero(self._marked[its]))
        self._marked[mine] = False
        return is_enough(both, len(mine), len(its))


class _Seen:
    """Stories that are no near-copies of each other, such as those of a list."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._seen: list[tuple[int, frozenset[int]]] = []
        self._least: set[int] = set()
        self._tell = True

    def copied_by(self, number: int) -> int | None:
        """Return of which of them, the first, a story is a near-copy, by its place; else count it among them."""
        least = self._copies.least(number)
        # Most have too few runs in common with all of them, and then there is no need to ask for each.
        common = self._least & least
        if not (self._tell and least) or len(common) >= COMMON:
            for at, (other, its) in enumerate(self._seen):
                may_be = len(common & its) >= COMMON or not (least and its)
                if may_be and self._copies.are(other, number):
                    return at
        self.add(number)
        return None

    def add(self, number: int) -> None:
        """Count a story among them."""
        least = self._copies.least(number)
        self._seen.append((number, least))
        self._least |= least
        self._tell = self._tell and bool(least)


def first_places(
    above: Sequence[int], entries: Iterable[tuple[int, int, int, int]], copies: Copies, room: int
) -> Flat:
    """Return up to ``room`` places of those found, which come the best first.

    ``above`` are the numbers of the story and of those that are pinned above its list; ``entries`` are the score below zero, a
    rank for ties, the likeness of wording and the number of each.
    """
    seen = _Seen(copies)
    for number in above:
        seen.add(number)
    scores: list[int] = []
    words: list[int] = []
    numbers: list[int] = []
    copied: list[int] = []
    whose: list[int] = [NOBODY] * len(above)
    for below, _, alike, number in entries:
        if len(numbers) == room:
            return Flat(scores, words, numbers, copied, -below)
        at = seen.copied_by(number)
        if at is None:
            scores.append(-below)
            words.append(alike)
            numbers.append(number)
            whose.append(number)
        else:
            copied += [-below, alike, number, whose[at]]
    return Flat(scores, words, numbers, copied, KEPT - 1)
