"""All stories side by side, as columns of numbers: one is compared with all others at once.

The home of numpy. What :mod:`linli.related.likeness` says of two stories is done here for one and all others, in
whole numbers, so that both come to the same; ``tests/related/test_parts.py`` holds it to that.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from linli.related.copies import Seen
from linli.related.likeness import (
    EASES,
    FLOOR,
    LINK_WEIGHT,
    LONG_AGO,
    LOWEST,
    MILLION,
    RARE_WEIGHT,
    TAG_WEIGHT,
    TITLE_PART,
)
from linli.related.parts import split_vector, unpack_sketch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from numpy.typing import NDArray

    from linli.related.candidate import Candidate
    from linli.related.copies import Sketch

    Numbers = NDArray[np.int64]

_EASES = np.array(list(EASES.values()), np.int64)
_KINDS = {kind: row for row, kind in enumerate(EASES)}
_SKETCHES = 4000
"""Sketches held in memory."""
_OFTEN_ENOUGH = 3
"""Times the length of a list: so many of the best are looked at first, as some may be copies of each other."""


class Table:
    """Compares one story with all others; ``stories`` and ``rows``, their packed vectors, by number.

    ``common`` are the names that are not rare.
    """

    def __init__(
        self, stories: Sequence[Candidate], rows: Sequence[bytes], common: Set[str]
    ) -> None:
        self._stories = stories
        self._rows = rows
        self._sketches: dict[int, Sketch] = {}
        sizes, parts = zip(*map(split_vector, rows), strict=True) if rows else ((), ())
        words, weights, titled = map(b"".join, zip(*parts, strict=True)) if parts else (b"",) * 3
        lengths = [size for size, _ in sizes]
        numbers = np.frombuffer(words, np.uint32)
        self._words = _Shared(lengths, numbers, weights)
        title_lengths = [size for _, size in sizes]
        ends = np.cumsum(lengths)
        at = np.arange(len(numbers)) - np.repeat(ends - lengths, lengths)
        of_titles = numbers[at < np.repeat(title_lengths, lengths)]
        self._titles = _Shared(title_lengths, of_titles, titled)
        self._days = np.array([story.day for story in stories], np.int64)
        self._listed = np.array([story.listed for story in stories], np.bool_)
        self._langs = _codes([story.lang for story in stories])
        self._groups = _codes([story.group for story in stories])
        self._numbers = {story.key: number for number, story in enumerate(stories)}
        keys = sorted(range(len(stories)), key=lambda number: stories[number].key)
        self._ranks = np.empty(len(stories), np.int64)
        self._ranks[keys] = np.arange(len(stories))
        self._tags: dict[str, Numbers] = _members([story.tags for story in stories])
        self._names = _members([story.names for story in stories])
        self._tagged = np.array([len(story.tags) for story in stories], np.int64)
        self._kinds = np.array([_KINDS[story.kind] for story in stories], np.int64)
        self._common = common
        self._leads = _leads(stories, self._numbers)

    def best(self, number: int, limit: int) -> tuple[list[int], bool]:
        """Return the list of a story: the score below zero and the number of each entry, in turn.

        And say whether a near-copy was left out.
        """
        mine = self._stories[number]
        alike = self._words.products(number) + self._titles.products(number) // TITLE_PART
        alike[alike < FLOOR] = 0
        bonus = self._bonus(number)
        met = np.flatnonzero(alike if bonus is None else (alike > 0) | bonus[1])
        met = met[(met != number) & self._listed[met] & (self._langs[met] == self._langs[number])]
        if mine.group:
            met = met[self._groups[met] != self._groups[number]]
        if mine.excluded:
            away = [self._numbers[key] for key in mine.excluded if key in self._numbers]
            met = met[~np.isin(met, away)]
        alike = alike[met]
        days = np.minimum(np.abs(self._days[met] - mine.day), LONG_AGO)
        ease = _EASES[self._kinds[met], days]
        scores = alike + ease * np.minimum(MILLION, alike * 7 // 2) // MILLION
        if bonus is not None:
            scores = scores + bonus[0][met]
        high = scores >= LOWEST
        met, scores = met[high], scores[high]
        most = _OFTEN_ENOUGH * limit
        if len(met) > most:
            least = np.partition(scores, len(scores) - most)[len(scores) - most]
            best = scores >= least
            found, left_out = self._first(number, met[best], scores[best], limit)
            if len(found) == 2 * limit:
                return found, left_out
        return self._first(number, met, scores, limit)

    def _first(
        self, number: int, met: Numbers, scores: Numbers, limit: int
    ) -> tuple[list[int], bool]:
        """Return the first of those met, the best first, without near-copies of the story or of each other."""
        found: list[int] = []
        left_out = False
        mine = self._stories[number]
        seen = Seen(self._sketch(number))
        for pin in [self._numbers[key] for key in mine.pins if key in self._numbers]:
            if self._listed[pin]:
                seen.add(self._sketch(pin))
        for at in np.lexsort((self._ranks[met], -scores)).tolist():
            other = int(met[at])
            sketch = self._sketch(other)
            if seen.has_copy_of(sketch):
                left_out = True
            else:
                seen.add(sketch)
                found += [-int(scores[at]), other]
                if len(found) == 2 * limit:
                    break
        return found, left_out

    def _sketch(self, number: int) -> Sketch:
        known = self._sketches.get(number)
        if known is None:
            if len(self._sketches) >= _SKETCHES:
                self._sketches.clear()
            known = self._sketches[number] = unpack_sketch(self._rows[number])
        return known

    def _bonus(self, number: int) -> tuple[Numbers, NDArray[np.bool_]] | None:
        """Return what tags and links of a story add for each of the others, if it has any.

        And which of them it meets by that alone, however little their wording is alike.
        """
        mine, leads = self._stories[number], self._leads.get(number)
        if not mine.tags and not mine.names and not leads:
            return None
        bonus = np.zeros(len(self._stories), np.int64)
        company = np.zeros(len(self._stories), np.bool_)
        for tag in mine.tags:
            bonus[self._tags[tag]] += 1
        some = np.flatnonzero(bonus)
        # Far below 2 ** 52, where the floor of a root of floats is that of whole numbers.
        roots = np.sqrt(MILLION * len(mine.tags) * self._tagged[some]).astype(np.int64)
        bonus[some] = TAG_WEIGHT * 1000 * bonus[some] // roots
        for name in mine.names:
            if name not in self._common:
                company[self._names[name]] = True
        bonus[company] += RARE_WEIGHT
        if leads:
            bonus[leads] += LINK_WEIGHT
            company[leads] = True
        return bonus, company


class _Shared:
    """Which stories share words, and the sums of the products of their weights."""

    def __init__(self, lengths: Sequence[int], words: NDArray[np.uint32], weights: bytes) -> None:
        """``words`` and ``weights`` are those of all vectors, end to end."""
        self._size = len(lengths)
        self._mine = np.frombuffer(weights, np.uint16)
        # The rows of a word stand together.
        order = np.argsort(words, kind="stable")
        first = np.flatnonzero(np.diff(words[order], prepend=~words[order[:1]]))
        self._holders = np.repeat(np.arange(self._size, dtype=np.int32), lengths)[order]
        self._weights = self._mine[order]
        self._starts, self._uses = first, np.diff(first, append=len(words))
        self._places = np.empty(len(words), np.int32)
        self._places[order] = np.repeat(np.arange(len(first), dtype=np.int32), self._uses)
        self._uses[self._uses == 1] = 0  # a word of one story only is nobody's to share
        self._ends = [0, *np.cumsum(lengths).tolist()]

    def products(self, number: int) -> Numbers:
        """Return for each story the product of its vector and that of one."""
        mine = slice(self._ends[number], self._ends[number + 1])
        words = self._places[mine]
        lengths = self._uses[words]
        # The rows of all its words, end to end: a run for each word, moved to where the word's rows begin.
        offsets = self._starts[words] - np.cumsum(lengths) + lengths
        rows = np.repeat(offsets, lengths)
        rows += np.arange(len(rows))
        products = np.repeat(self._mine[mine].astype(np.float64), lengths)
        products *= self._weights[rows]
        # Whole numbers below 2 ** 53, so that a sum of floats is exact in any order.
        return np.bincount(self._holders[rows], products, self._size).astype(np.int64)


def _codes(names: Sequence[str]) -> Numbers:
    known = {name: code for code, name in enumerate(dict.fromkeys(names))}
    return np.array([known[name] for name in names], np.int64)


def _members(stories: Sequence[Sequence[str]]) -> dict[str, Numbers]:
    members: dict[str, list[int]] = defaultdict(list)
    for number, story in enumerate(stories):
        for tag in story:
            members[tag].append(number)
    return {tag: np.array(numbers, np.int64) for tag, numbers in members.items()}


def _leads(stories: Sequence[Candidate], numbers: Mapping[str, int]) -> dict[int, list[int]]:
    """Return for each story that leads to another, or to which one leads, the others; each once."""
    leads: dict[int, set[int]] = defaultdict(set)
    for number, story in enumerate(stories):
        for key in story.links:
            if key in numbers:
                leads[number].add(numbers[key])
                leads[numbers[key]].add(number)
    return {number: sorted(others) for number, others in leads.items()}
