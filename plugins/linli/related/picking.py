"""The first places of a list, without near-copies of the story or of each other.

Which two of many stories are near-copies is asked again and again, as the lists of an event hold the same ones: so it is remembered.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from linli.related.copies import LEAST, Sketch, little, unpack_sketch
from linli.related.likeness import KEPT
from linli.related.lists import NOBODY, Flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SKETCHES = 2000
"""Sketches held in memory."""


class Copies:
    """Tells near-copies among stories by their packed sketches, which are in the order of the stories."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        self._packed = packed
        self._sketches: dict[int, Sketch] = {}
        self._least: dict[int, tuple[int, ...] | None] = {}
        self._known: dict[int, bool] = {}

    def least(self, number: int) -> tuple[int, ...] | None:
        """Return the runs that show whether a story can be a near-copy of another; nothing if there are too few."""
        if number not in self._least:
            runs = array("H", self._packed[number][: 2 * LEAST + 2])
            little(runs)
            enough = len(runs) > LEAST and runs[0] >= LEAST
            self._least[number] = tuple(runs[1:]) if enough else None
        return self._least[number]

    def are(self, one: int, two: int) -> bool:
        """Say whether two stories are near-copies."""
        pair = min(one, two) << 32 | max(one, two)
        known = self._known.get(pair)
        if known is None:
            known = self._known[pair] = self._sketch(one).is_copy_of(self._sketch(two))
        return known

    def _sketch(self, number: int) -> Sketch:
        known = self._sketches.get(number)
        if known is None:
            if len(self._sketches) >= _SKETCHES:
                self._sketches.clear()
            known = self._sketches[number] = unpack_sketch(self._packed[number])
        return known


class _Seen:
    """Stories that are no near-copies of each other, such as those of a list; sets of them are bits of a number."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._numbers: list[int] = []
        self._holders: dict[int, int] = {}
        self._untold = 0

    def copied_by(self, number: int) -> int | None:
        """Return of which of them, the first, a story is a near-copy, by its place; else count it among them."""
        least = self._copies.least(number)
        # Most have too few runs in common with any of them, and then there is no need to ask for each.
        asked = self._may_be(least) if least else (1 << len(self._numbers)) - 1
        while asked:
            first = asked & -asked
            at = first.bit_length() - 1
            if self._copies.are(self._numbers[at], number):
                return at
            asked ^= first
        self.add(number)
        return None

    def _may_be(self, least: Sequence[int]) -> int:
        once, twice, holders = 0, self._untold, self._holders
        if not holders.keys().isdisjoint(least):
            for run in least:
                holding = holders.get(run, 0)
                twice |= once & holding  # as COMMON has it
                once |= holding
        return twice

    def add(self, number: int) -> None:
        """Count a story among them."""
        bit, least = 1 << len(self._numbers), self._copies.least(number)
        self._numbers.append(number)
        if least is None:
            self._untold |= bit
        else:
            holders = self._holders
            for run in least:
                holders[run] = holders.get(run, 0) | bit


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
