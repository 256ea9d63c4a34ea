"""All stories side by side, as columns of numbers: one is compared with all others at once.

The home of numpy. What :mod:`linli.related.likeness` says of two stories is done here for one and all others, in
whole numbers, so that both come to the same; ``tests/related/test_parts.py`` holds it to that.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

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
from linli.related.picking import Copies, first_places
from linli.related.shared import Members, Shared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from numpy.typing import NDArray

    from linli.related.candidate import Candidate
    from linli.related.columns import Vectors
    from linli.related.lists import Flat

    Numbers = NDArray[np.int64]

_EASES = np.array(list(EASES.values()), np.int64)
_KINDS = {kind: row for row, kind in enumerate(EASES)}
_OFTEN_ENOUGH = 3
"""Times the length of a list: so many of the best are looked at first, as some may be copies of each other."""
_AT_ONCE = 100
"""Stories for each of which some hundred others are held in memory, until their lists are made."""


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
        self._copies = Copies(sketches)
        self._words = Shared(vectors)
        self._days = np.array([story.day for story in stories], np.int64)
        self._langs = _codes([story.lang for story in stories])
        listed = np.array([story.listed for story in stories], np.bool_)
        self._may_be_found = np.where(listed, self._langs, -1)
        """The language of those that may stand in lists."""
        self._stands = [story.listed for story in stories]
        self._more = np.zeros(len(stories), np.int64)
        self._groups = _codes([story.group for story in stories])
        self._numbers = {story.key: number for number, story in enumerate(stories)}
        keys = sorted(range(len(stories)), key=lambda number: stories[number].key)
        self._ranks = np.empty(len(stories), np.int64)
        self._ranks[keys] = np.arange(len(stories))
        self._tags = Members(_members([story.tags for story in stories]), len(stories))
        self._names = _members([story.names for story in stories])
        self._tagged = np.array([len(story.tags) for story in stories], np.int64)
        self._kinds = np.array([_KINDS[story.kind] for story in stories], np.int64)
        self._common = common
        self._leads = _leads(stories, self._numbers)

    def lists(self, numbers: Sequence[int], room: int) -> list[Flat]:
        """Return the lists of stories, with ``room`` for so many each.

        They are made step by step, each for many stories: one list after the other takes a third longer, as the processor forgets between.
        """
        lists: list[Flat] = []
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            met = [self._met(number) for number in some]
            found = [self._found(number, *one) for number, one in zip(some, met, strict=True)]
            lists += [
                self._best(number, one, room) for number, one in zip(some, found, strict=True)
            ]
        return lists

    def _met(self, number: int) -> tuple[Numbers, Numbers, dict[int, int]]:
        """Return whom a story meets, how alike their wording is, and what names and links add for some of them."""
        words = self._words.products(number)
        meets = words >= QUARTERS * FLOOR
        others = self._company(number)
        if others:
            meets[[*others]] = True
        met = meets.nonzero()[0]
        met = met[self._may_be_listed(number, met)]
        return met, words[met].astype(np.int64), others

    def _found(
        self, number: int, met: Numbers, shared: Numbers, others: Mapping[int, int]
    ) -> _Found:
        """Return those of whom a story meets that can stand in its list."""
        mine = self._stories[number]
        alike = shared // QUARTERS
        days = np.minimum(np.abs(self._days[met] - mine.day), LONG_AGO)
        ease = _EASES[self._kinds[met], days]
        scores = alike + ease * np.minimum(MILLION, alike * 7 // 2) // MILLION
        fully = np.minimum(MILLION, alike * TAGS_FULLY)
        if others:
            company = [*others]
            self._more[company] = [*others.values()]
            more = self._more[met]
            self._more[company] = 0
            fully[more > 0] = MILLION
            scores += more
        if mine.tags:
            scores += self._tag_bonus(mine.tags, met) * fully // MILLION
        high = scores >= KEPT
        return _Found(met[high], scores[high], shared[high])

    def _best(self, number: int, found: _Found, room: int) -> Flat:
        """Return the list of a story of those found."""
        most = _OFTEN_ENOUGH * room
        if len(found.numbers) > most:
            # So many of the best are looked at first, as some may be copies of each other.
            place = len(found.numbers) - most
            least = int(np.partition(found.scores, place)[place])
            first = self._first(number, found.only(found.scores >= least), room)
            if len(first.numbers) == room:
                return first._replace(edge=max(first.edge, least))
            own = self._copies.of(number, found.numbers)  # there are many of them
            return self._first(number, found, room, own)
        return self._first(number, found, room)

    def _may_be_listed(self, number: int, met: Numbers) -> NDArray[np.bool_]:
        """Return which of those met may be in the list of a story."""
        mine = self._stories[number]
        may: NDArray[np.bool_] = self._may_be_found[met] == self._langs[number]
        may &= met != number
        if mine.group:
            may &= self._groups[met] != self._groups[number]
        if mine.excluded:
            away = [self._numbers[key] for key in mine.excluded if key in self._numbers]
            may &= ~np.isin(met, away)
        return may

    def _first(self, number: int, found: _Found, room: int, own: Set[int] = frozenset()) -> Flat:
        """Return the first of those found, the best first, without near-copies of the story or of each other.

        ``own`` are near-copies of the story, if it is known which are.
        """
        pins = [self._numbers[key] for key in self._stories[number].pins if key in self._numbers]
        columns = (-found.scores, self._ranks[found.numbers], found.words, found.numbers)
        entries = sorted(zip(*[column.tolist() for column in columns], strict=True))
        above = [number, *[pin for pin in pins if self._stands[pin]]]
        return first_places(above, entries, self._copies, room, own)

    def _company(self, number: int) -> dict[int, int]:
        """Return what names and links add for those whom a story meets by these alone, however little their wording is alike."""
        others: dict[int, int] = {}
        for name in self._stories[number].names:
            if name not in self._common:
                others.update(dict.fromkeys(self._names[name].tolist(), RARE_WEIGHT))
        for other in self._leads.get(number, ()):
            others[other] = others.get(other, 0) + LINK_WEIGHT
        return others

    def _tag_bonus(self, tags: Sequence[str], met: Numbers) -> Numbers:
        """Return what shared tags add for those met, where they count fully."""
        shared = np.zeros(len(met), np.int64)
        for tag in tags:
            shared += self._tags.among(tag, met)
        # Far below 2 ** 52, where the floor of a root of floats is that of whole numbers.
        roots = np.sqrt(MILLION * len(tags) * self._tagged[met]).astype(np.int64)
        return TAG_WEIGHT * 1000 * shared // np.maximum(roots, 1)


class _Found(NamedTuple):
    """Stories, their scores and how alike their wording is, in columns."""

    numbers: Numbers
    scores: Numbers
    words: Numbers

    def only(self, chosen: NDArray[Any]) -> _Found:
        return _Found(*[each[chosen] for each in self])


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
