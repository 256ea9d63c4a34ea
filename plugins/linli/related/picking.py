"""The first places of a list, without near-copies of the story or of each other.

Which two of many stories are near-copies is asked again and again, as the lists of an event hold the same ones: so it is remembered.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from linli.related.copies import (
    COMMON,
    FEW,
    LEAST,
    NUMBERS,
    PART,
    SAME,
    WITHIN,
    is_enough,
    little,
)
from linli.related.likeness import KEPT
from linli.related.lists import NOBODY, Flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from numpy.typing import NDArray

_LEAST = 20_000
"""Beginnings of sketches held in memory."""
_KNOWN = 500_000
"""Pairs of stories of which it is remembered whether they are near-copies: some fifty megabytes."""
_NUMBER = 32
"""Bits of the number of a story."""


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
        pair = min(one, two) << _NUMBER | max(one, two)
        known = self._known.get(pair)
        if known is None:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            known = self._known[pair] = self._compared(self._packed[one], self._packed[two])
        return known

    def of(self, one: int, others: NDArray[np.int64]) -> frozenset[int]:
        """Return which of many stories are near-copies of one: it takes a tenth of the time of asking for each."""
        runs, starts, lengths, samples = self._columns
        others = others[lengths[others] > 0]
        if not lengths[one]:
            return frozenset()
        marked = np.zeros(NUMBERS, np.uint8)
        first = int(starts[one]) + 1
        tells = samples >= LEAST
        if tells[one]:
            marked[runs[first : first + LEAST]] = 1
            telling = others[tells[others]]
            least = runs[(starts[telling] + 1)[:, np.newaxis] + np.arange(LEAST)]
            may_be = marked[least].sum(axis=1) >= COMMON
            others = np.concatenate([telling[may_be], others[~tells[others]]])
        both_whole = (samples + 1 < lengths)[others] & bool(samples[one] + 1 < lengths[one])
        its = np.where(both_whole, lengths[others] - 1, samples[others])
        ends = its.cumsum()
        places = (starts[others] + 1 - ends + its).repeat(its)
        places += np.arange(len(places))
        # Those of mine have one bit, those in the sample another as well.
        marked[runs[first : first + int(lengths[one]) - 1]] = 1
        marked[runs[first : first + int(samples[one])]] = 3
        counting = np.where(both_whole, 1, 2).astype(np.uint8).repeat(its)
        found = np.append(0, ((marked[runs[places]] & counting) > 0).cumsum())
        both = found[ends] - found[ends - its]
        mine = np.where(both_whole, lengths[one] - 1, samples[one])
        # As :func:`linli.related.copies.is_enough` says it.
        shorter, share = np.minimum(mine, its), both / np.maximum(mine + its - both, 1)
        within = (share >= PART) & (both >= WITHIN * shorter)
        enough = (shorter >= FEW) & ((share >= SAME) | within)
        return frozenset(others[enough].tolist())

    @cached_property
    def _columns(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Return all sketches end to end; where each begins, how long it is, how many of its runs are in the sample."""
        lengths = np.array([len(one) // 2 for one in self._packed], np.int64)
        starts = lengths.cumsum() - lengths
        runs = np.frombuffer(b"".join(self._packed), "<u2")
        samples = np.zeros(len(lengths), np.int64)
        there = lengths.nonzero()[0]
        samples[there] = runs[starts[there]]
        return runs, starts, lengths, samples

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
    above: Sequence[int],
    entries: Iterable[tuple[int, int, int, int]],
    copies: Copies,
    room: int,
    own: Set[int] = frozenset(),
) -> Flat:
    """Return up to ``room`` places of those found, which come the best first.

    ``above`` are the numbers of the story and of those that are pinned above its list; ``entries`` are the score below zero, a
    rank for ties, the likeness of wording and the number of each; ``own`` are those of which it is known that they are near-copies of the story.
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
        at = 0 if number in own else seen.copied_by(number)
        if at is None:
            scores.append(-below)
            words.append(alike)
            numbers.append(number)
            whose.append(number)
        else:
            copied += [-below, alike, number, whose[at]]
    return Flat(scores, words, numbers, copied, KEPT - 1)
