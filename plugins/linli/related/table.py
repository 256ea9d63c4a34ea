"""All stories side by side, as columns of numbers: one is compared with all others at once.

The home of numpy. What :mod:`linli.related.likeness` says of two stories is done here for one and all others, in
whole numbers, so that both come to the same; ``tests/related/test_parts.py`` holds it to that.
"""

from __future__ import annotations

from collections import defaultdict
from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from linli.related.likeness import (
    EASE,
    FLOOR,
    LONG_AGO,
    LOWEST,
    MILLION,
    TAG_WEIGHT,
    TITLE_PART,
)
from linli.related.parts import unpack_sketch, unpack_vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from linli.related.candidate import Candidate
    from linli.related.copies import Sketch

    Numbers = NDArray[np.int64]

_EASE = np.array(EASE, np.int64)
_SKETCHES = 500
"""Sketches held in memory."""
_OFTEN_ENOUGH = 4
"""Times the length of a list: so many of the best are looked at first, as some may be copies of each other."""


class Table:
    """Compares one story with all others; ``stories`` and ``rows``, their packed vectors, by number."""

    def __init__(self, stories: Sequence[Candidate], rows: Sequence[bytes]) -> None:
        self._stories = stories
        self._rows = rows
        self._sketches: dict[int, Sketch] = {}
        vectors = [unpack_vector(row) for row in rows]
        self._words = _Shared([(words, weights) for words, weights, _ in vectors])
        titles = [(words[: len(titled)], titled) for words, _, titled in vectors]
        self._titles = _Shared(titles)
        self._days = np.array([story.day for story in stories], np.int64)
        self._listed = np.array([story.listed for story in stories], np.bool_)
        self._langs = _codes([story.lang for story in stories])
        self._groups = _codes([story.group for story in stories])
        self._numbers = {story.key: number for number, story in enumerate(stories)}
        keys = sorted(range(len(stories)), key=lambda number: stories[number].key)
        self._ranks = np.empty(len(stories), np.int64)
        self._ranks[keys] = np.arange(len(stories))
        self._tags: dict[str, Numbers] = _members(stories)
        self._tagged = np.array([len(story.tags) for story in stories], np.int64)

    def best(self, number: int, limit: int) -> tuple[list[int], bool]:
        """Return the list of a story: the score below zero and the number of each entry, in turn.

        And say whether a near-copy was left out.
        """
        mine = self._stories[number]
        alike = self._words.products(number) + self._titles.products(number) // TITLE_PART
        met = np.flatnonzero(alike >= FLOOR)
        met = met[(met != number) & self._listed[met] & (self._langs[met] == self._langs[number])]
        if mine.group:
            met = met[self._groups[met] != self._groups[number]]
        if mine.excluded:
            away = [self._numbers[key] for key in mine.excluded if key in self._numbers]
            met = met[~np.isin(met, away)]
        alike = alike[met]
        days = np.minimum(np.abs(self._days[met] - mine.day), LONG_AGO)
        scores = alike + _EASE[days] * np.minimum(MILLION, alike * 7 // 2) // MILLION
        if mine.tags:
            scores = scores + self._bonus(mine, met)
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
        seen = [self._sketch(number)]
        for at in np.lexsort((self._ranks[met], -scores)).tolist():
            other = int(met[at])
            sketch = self._sketch(other)
            if any(sketch.is_copy_of(one) for one in seen):
                left_out = True
            else:
                seen.append(sketch)
                found += [-int(scores[at]), other]
                if len(seen) > limit:
                    break
        return found, left_out

    def _sketch(self, number: int) -> Sketch:
        known = self._sketches.get(number)
        if known is None:
            if len(self._sketches) >= _SKETCHES:
                self._sketches.clear()
            known = self._sketches[number] = unpack_sketch(self._rows[number])
        return known

    def _bonus(self, mine: Candidate, met: Numbers) -> Numbers:
        shared = np.zeros(len(self._stories), np.int64)
        for tag in mine.tags:
            shared[self._tags[tag]] += 1
        bonus = np.zeros(len(met), np.int64)
        some = np.flatnonzero(shared[met])
        for at in some.tolist():
            its = int(met[at])
            root = isqrt(MILLION * len(mine.tags) * int(self._tagged[its]))
            bonus[at] = TAG_WEIGHT * 1000 * int(shared[its]) // root
        return bonus


class _Span(NamedTuple):
    """Where, among the words of all, those of one story are."""

    start: int
    end: int


class _Shared:
    """Which stories share words, and the sums of the products of their weights."""

    def __init__(self, vectors: Sequence[tuple[Sequence[int], Sequence[int]]]) -> None:
        self._size = len(vectors)
        lengths = np.array([len(words) for words, _ in vectors], np.int64)
        words = _joined([words for words, _ in vectors], np.uint32)
        weights = _joined([weights for _, weights in vectors], np.uint16).astype(np.float64)
        stories = np.repeat(np.arange(self._size), lengths)
        # The rows of a word stand together; a word of one story only is nobody's to share.
        order = np.argsort(words, kind="stable")
        ordered = words[order]
        first = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] + 1))
        ends = np.append(first[1:], len(words))[: len(first)]
        several = np.repeat(ends - first > 1, ends - first)
        starts_of, ends_of = np.empty_like(order), np.empty_like(order)
        starts_of[order] = np.repeat(first, ends - first)
        ends_of[order] = np.repeat(ends, ends - first)
        shared = np.zeros(len(words), np.bool_)
        shared[order] = several
        self._holders, self._weights = stories[order], weights[order]
        self._starts, self._ends, self._mine = (
            starts_of[shared],
            ends_of[shared],
            weights[shared],
        )
        bounds = np.searchsorted(stories[shared], np.arange(self._size + 1))
        self._spans = [
            _Span(start, end)
            for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
        ]

    def products(self, number: int) -> Numbers:
        """Return for each story the product of its vector and that of one."""
        start, end = self._spans[number]
        starts = self._starts[start:end]
        lengths = self._ends[start:end] - starts
        total = int(lengths.sum())
        if not total:
            return np.zeros(self._size, np.int64)
        # The rows of all its words, end to end: a run for each word, moved to where the word's rows begin.
        offsets = starts - np.cumsum(lengths) + lengths
        rows = np.arange(total) + np.repeat(offsets, lengths)
        products = self._weights[rows] * np.repeat(self._mine[start:end], lengths)
        # Whole numbers below 2 ** 53, so that a sum of floats is exact in any order.
        sums = np.bincount(self._holders[rows], products, self._size)
        return sums.astype(np.int64)


def _joined(
    rows: Iterable[Sequence[int]], kind: type[np.unsignedinteger]
) -> NDArray[np.unsignedinteger]:
    parts = [np.asarray(row, kind) for row in rows]
    return np.concatenate(parts) if parts else np.empty(0, kind)


def _codes(names: Sequence[str]) -> Numbers:
    known = {name: code for code, name in enumerate(dict.fromkeys(names))}
    return np.array([known[name] for name in names], np.int64)


def _members(stories: Sequence[Candidate]) -> dict[str, Numbers]:
    members: dict[str, list[int]] = defaultdict(list)
    for number, story in enumerate(stories):
        for tag in story.tags:
            members[tag].append(number)
    return {tag: np.array(numbers, np.int64) for tag, numbers in members.items()}
