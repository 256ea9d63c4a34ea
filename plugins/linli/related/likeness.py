"""How alike two stories are, and which are most like one.

The score of two stories depends on those two alone: the cosine of their vectors, what shared tags add, eased by
the days between them. So an edit changes the scores of the stories it touches and no others. A signal to come
belongs into :meth:`Likeness.places`, on the same condition, and one that brings stories together that share
neither words nor tags into :meth:`Likeness.met`, too.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linli.related.candidate import Candidate
    from linli.related.tags import Tags

Weights = tuple["Sequence[int]", "Sequence[int]"]
"""The words of a story, and their weights."""
WEIGHT = 10
"""The bits of a posting that hold the weight of a word; the others hold the number of the story."""

FLOOR = 60_000
"""Less than this likeness of wording, in millionths, is none."""
THRESHOLD = 90_000
"""A shorter list is better than filler: less than this is not shown."""
TAG_WEIGHT = 350
AGE_WEIGHT = 40_000
_WEIGHT = (1 << WEIGHT) - 1
_LONG_AGO = 365 * 12
_EASE = [round(AGE_WEIGHT * exp(-days / 365)) for days in range(_LONG_AGO)]


class Place(NamedTuple):
    """A place in a list. Less is better: it holds the score below zero, and the key for ties."""

    below: int
    key: str
    number: int


def shared_words(vector: Weights, postings: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Return the stories that share words with ``vector``, and how alike the wording is, in millionths.

    ``postings`` hold by word in whose vectors it is: ``number << WEIGHT | weight``.
    """
    sums: dict[int, int] = {}
    known = sums.get
    for word, weight in zip(*vector, strict=True):
        for posting in postings[word]:
            other = posting >> WEIGHT
            sums[other] = known(other, 0) + weight * (posting & _WEIGHT)
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

    def best(self, number: int, words: Mapping[int, int], limit: int) -> list[Place]:
        """Return the list of a story that shares ``words`` with others: by number, how much."""
        mine = self._stories[number]
        if mine is None:
            return []
        found = self.places(mine, self.met(number, words).items())
        found.sort()
        return [Place(*one) for one in found[:limit]]

    def met(self, number: int, words: Mapping[int, int]) -> dict[int, int]:
        """Return those whom a story meets in words or tags: by number, how alike the wording is."""
        mine = self._stories[number]
        met = dict(words)
        if mine and mine.tags:
            for other in self._tags.near(mine):
                met.setdefault(other, 0)
        met.pop(number, None)
        return met
