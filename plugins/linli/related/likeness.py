"""How alike two stories are, and which are most like one.

The score of two stories depends on those two alone: the cosine of their vectors, what shared tags add, eased by
the days between them. So an edit changes the scores of the stories it touches and no others. A signal to come
belongs into :meth:`Likeness.places`, on the same condition, and one that brings stories together that share
neither words nor tags into :meth:`Likeness.met`, too.
"""

from __future__ import annotations

from bisect import bisect_left
from math import exp
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linli.related.candidate import Candidate
    from linli.related.tags import Tags

Weights = tuple["Sequence[int]", "Sequence[int]"]
"""The words of a story, and their weights."""
Posting = tuple["Sequence[int]", "Sequence[int]"]
"""In whose vectors a word is, by number, and its weights there."""
WEIGHTS = tuple(range(1025))
"""Weights, each the same object wherever it is: a posting of these stays in the processor's cache."""
ALIKE = 32
"""The bits of a meeting that hold the number of a story; those above hold how alike the wording is."""

FLOOR = 60_000
"""Less than this likeness of wording, in millionths, is none."""
THRESHOLD = 90_000
"""A shorter list is better than filler: less than this is not shown."""
TAG_WEIGHT = 350
AGE_WEIGHT = 40_000
_NUMBER = (1 << ALIKE) - 1
_LONG_AGO = 365 * 12
_EASE = [round(AGE_WEIGHT * exp(-days / 365)) for days in range(_LONG_AGO)]


class Place(NamedTuple):
    """A place in a list. Less is better: it holds the score below zero, and the key for ties."""

    below: int
    key: str
    number: int


def shared_words(vector: Weights, postings: Mapping[int, Posting]) -> dict[int, int]:
    """Return the stories that share words with ``vector``, and how alike the wording is, in millionths.

    ``postings`` hold by word in whose vectors it is.
    """
    # Most of relating all stories is done in the innermost line here.
    sums: dict[int, int] = {}
    for word, weight in zip(*vector, strict=True):
        for other, its in zip(*postings[word], strict=True):
            if other in sums:
                sums[other] += weight * its
            else:
                sums[other] = weight * its
    return {other: total for other, total in sums.items() if total >= FLOOR}


class Likeness:
    """Compares stories, by number; ``None`` stands where there is none."""

    def __init__(self, stories: Sequence[Candidate | None], tags: Tags) -> None:
        self._stories = stories
        self._tags = tags

    def places(self, mine: Candidate, met: Iterable[tuple[int, int]]) -> list[tuple[int, str, int]]:
        """Return the places, in the list of a story, of those it meets: number, and how alike the wording is.

        Who may not be in the list has none. A place is a plain tuple, as most of them are looked at but once.
        """
        stories, lang, group, excluded = self._stories, mine.lang, mine.group, mine.excluded
        worth = [(tag, TAG_WEIGHT * self._tags.rarity(tag)) for tag in mine.tags]
        found = []
        for number, words in met:
            its = stories[number]
            if its is None:
                continue
            key, _, its_tags, its_lang, day, its_group, listed, _ = its
            score = words
            if its_tags and worth:
                shared = 0
                for tag, rarity in worth:
                    if tag in its_tags:
                        shared += rarity
                score += shared // len(worth)
            if score < THRESHOLD or not listed or its_lang != lang:
                continue
            if (group and its_group == group) or key in excluded:
                continue
            days = abs(mine.day - day)
            if days < _LONG_AGO:
                score += _EASE[days]
            found.append((-score, key, number))
        return found

    def place(self, number: int, other: int, words: int) -> Place | None:
        """Return the place of another story in the list of this one, if it may be there."""
        mine = self._stories[number]
        found = self.places(mine, [(other, words)]) if mine else []
        return Place(*found[0]) if found else None

    def most(self, mine: Candidate) -> int:
        """Return the most that :meth:`places` adds to likeness of wording, whoever is met."""
        worth = [TAG_WEIGHT * self._tags.rarity(tag) for tag in mine.tags]
        return AGE_WEIGHT + (sum(worth) // len(worth) if worth else 0)

    def best(self, number: int, words: Mapping[int, int], limit: int) -> list[Place]:
        """Return the list of a story that shares ``words`` with others: by number, how much."""
        met = [alike << ALIKE | other for other, alike in words.items() if other != number]
        return [Place(*one) for one in self.best_of(number, met, limit)]

    def best_of(
        self, number: int, met: Iterable[int], limit: int, near: bool = True
    ) -> list[tuple[int, str, int]]:
        """Return the best places among those met in words, ``alike << ALIKE | number``, and ``near`` in tags.

        Who could not get into the list with all that tags and days may add is not looked at.
        """
        mine = self._stories[number]
        if mine is None:
            return []
        met = sorted(met)
        start = max(0, len(met) - 2 * limit)
        found = self._best_places(mine, met[start:], limit)
        most = self.most(mine)
        bar = -found[-1][0] - most if len(found) == limit else 0
        if start and bar <= met[start - 1] >> ALIKE:
            least = bisect_left(met, bar << ALIKE, 0, start)
            found = sorted(found + self._best_places(mine, met[least:start], limit))[:limit]
            bar = -found[-1][0] - most if len(found) == limit else 0
        if near and bar <= 0:
            others = set(self._tags.near(mine)).difference([one & _NUMBER for one in met], [number])
            more = self.places(mine, [(other, 0) for other in others])
            found = sorted(found + more)[:limit]
        return found

    def _best_places(
        self, mine: Candidate, met: Sequence[int], limit: int
    ) -> list[tuple[int, str, int]]:
        found = self.places(mine, [(one & _NUMBER, one >> ALIKE) for one in met])
        found.sort()
        return found[:limit]

    def met(self, number: int, words: Mapping[int, int]) -> dict[int, int]:
        """Return those whom a story meets in words or tags: by number, how alike the wording is."""
        mine = self._stories[number]
        met = dict(words)
        if mine and mine.tags:
            for other in self._tags.near(mine):
                met.setdefault(other, 0)
        met.pop(number, None)
        return met
