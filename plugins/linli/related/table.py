"""All stories side by side, as columns of numbers: one is compared with all others at once.

The home of numpy. What :mod:`linli.related.likeness` says of two stories is done here for one and all others, in
whole numbers, so that both come to the same; ``tests/related/test_parts.py`` holds it to that.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from linli.related.copies import Seen, unpack_sketch
from linli.related.likeness import (
    EASES,
    FLOOR,
    KEPT,
    LINK_WEIGHT,
    LONG_AGO,
    MILLION,
    QUARTERS,
    RARE_WEIGHT,
    TAG_WEIGHT,
    TAGS_FULLY,
)
from linli.related.lists import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from numpy.typing import NDArray

    from linli.related.candidate import Candidate
    from linli.related.columns import Vectors
    from linli.related.copies import Sketch

    Numbers = NDArray[np.int64]

_EASES = np.array(list(EASES.values()), np.int64)
_KINDS = {kind: row for row, kind in enumerate(EASES)}
_SKETCHES = 4000
"""Sketches held in memory."""
_OFTEN_ENOUGH = 3
"""Times the length of a list: so many of the best are looked at first, as some may be copies of each other."""


class Best(NamedTuple):
    """The list of a story, in flat numbers.

    ``places`` are the score below zero, the likeness of wording and the number of each entry, in turn; ``copied`` the same of
    near-copies that were left out before the last of them, and of whom; of nobody else the score is above ``edge``.
    """

    places: list[int]
    copied: list[int]
    edge: int


class Table:
    """Compares one story with all others; ``vectors`` and ``sketches`` of all are in the order of ``stories``.

    ``common`` are the names that are not rare.
    """

    def __init__(
        self,
        stories: Sequence[Candidate],
        vectors: Vectors,
        sketches: Sequence[bytes],
        common: Set[str],
    ) -> None:
        self._stories = stories
        self._packed = sketches
        self._sketches: dict[int, Sketch] = {}
        lengths = np.array(vectors.lengths, np.int64)
        title_lengths = np.array(vectors.title_lengths, np.int64)
        numbers = np.frombuffer(vectors.words, np.uint32)
        self._words = _Shared(lengths, numbers, vectors.weights)
        starts = np.cumsum(lengths) - lengths
        at = np.repeat(starts - np.cumsum(title_lengths) + title_lengths, title_lengths)
        at += np.arange(len(at))
        self._titles = _Shared(title_lengths, numbers[at], vectors.titled)
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

    def best(self, number: int, room: int) -> Best:
        """Return the list of a story, with ``room`` for so many."""
        mine = self._stories[number]
        words = QUARTERS * self._words.products(number) + self._titles.products(number)
        meets = words >= QUARTERS * FLOOR
        bonus = self._bonus(number)
        met = np.flatnonzero(meets if bonus is None else meets | bonus.meets)
        met = met[self._may_be_listed(number, met)]
        alike = words[met] // QUARTERS
        days = np.minimum(np.abs(self._days[met] - mine.day), LONG_AGO)
        ease = _EASES[self._kinds[met], days]
        scores = alike + ease * np.minimum(MILLION, alike * 7 // 2) // MILLION
        if bonus is not None:
            fully = np.minimum(MILLION, alike * TAGS_FULLY)
            fully[bonus.meets[met]] = MILLION
            scores += bonus.tags[met] * fully // MILLION + bonus.others[met]
        high = scores >= KEPT
        met, scores = met[high], scores[high]
        most = _OFTEN_ENOUGH * room
        if len(met) > most:
            # So many of the best are looked at first, as some may be copies of each other.
            least = np.partition(scores, len(met) - most)[len(met) - most]
            best = scores >= least
            found = self._first(number, met[best], scores[best], words, room)
            if len(found.places) == 3 * room:
                return found._replace(edge=max(found.edge, int(least)))
        return self._first(number, met, scores, words, room)

    def _may_be_listed(self, number: int, met: Numbers) -> NDArray[np.bool_]:
        """Return which of those met may be in the list of a story."""
        mine = self._stories[number]
        may: NDArray[np.bool_] = met != number
        may &= self._listed[met] & (self._langs[met] == self._langs[number])
        if mine.group:
            may &= self._groups[met] != self._groups[number]
        if mine.excluded:
            away = [self._numbers[key] for key in mine.excluded if key in self._numbers]
            may &= ~np.isin(met, away)
        return may

    def _first(self, number: int, met: Numbers, scores: Numbers, words: Numbers, room: int) -> Best:
        """Return the first of those met, the best first, without near-copies of the story or of each other."""
        places: list[int] = []
        copied: list[int] = []
        mine = self._stories[number]
        seen = Seen(self._sketch(number), NOBODY)
        for pin in [self._numbers[key] for key in mine.pins if key in self._numbers]:
            if self._listed[pin]:
                seen.add(self._sketch(pin), NOBODY)
        for at in np.lexsort((self._ranks[met], -scores)).tolist():
            other, score = int(met[at]), int(scores[at])
            if len(places) == 3 * room:
                return Best(places, copied, score)
            sketch = self._sketch(other)
            whose = seen.copied_by(sketch)
            if whose is None:
                seen.add(sketch, other)
                places += [-score, int(words[other]), other]
            else:
                copied += [-score, int(words[other]), other, whose]
        return Best(places, copied, KEPT - 1)

    def _sketch(self, number: int) -> Sketch:
        known = self._sketches.get(number)
        if known is None:
            if len(self._sketches) >= _SKETCHES:
                self._sketches.clear()
            known = self._sketches[number] = unpack_sketch(self._packed[number])
        return known

    def _bonus(self, number: int) -> _Bonus | None:
        """Return what tags, names and links of a story add for each of the others, if it has any."""
        mine, leads = self._stories[number], self._leads.get(number)
        if not mine.tags and not mine.names and not leads:
            return None
        size = len(self._stories)
        tags, others = np.zeros(size, np.int64), np.zeros(size, np.int64)
        for tag in mine.tags:
            tags[self._tags[tag]] += 1
        some = np.flatnonzero(tags)
        # Far below 2 ** 52, where the floor of a root of floats is that of whole numbers.
        roots = np.sqrt(MILLION * len(mine.tags) * self._tagged[some]).astype(np.int64)
        tags[some] = TAG_WEIGHT * 1000 * tags[some] // roots
        for name in mine.names:
            if name not in self._common:
                others[self._names[name]] = RARE_WEIGHT
        if leads:
            others[leads] += LINK_WEIGHT
        return _Bonus(tags, others, others > 0)


class _Bonus(NamedTuple):
    """What tags add for each of the others, and what names and links do; whom a story meets by these alone."""

    tags: Numbers
    others: Numbers
    meets: NDArray[np.bool_]


class _Shared:
    """Which stories share words, and the sums of the products of their weights."""

    def __init__(self, lengths: Numbers, words: NDArray[np.uint32], weights: bytes) -> None:
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
