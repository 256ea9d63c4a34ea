"""How alike two stories are, and which are most like one.

The score of two stories depends on those two alone: the cosine of their vectors, what shared tags add, eased by
the days between them. So an edit changes the scores of the stories it touches and no others. A signal to come
belongs into :meth:`Likeness.score`, on the same condition, and one that brings stories together that share
neither words nor tags into :meth:`Likeness.best`, too.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
_EASE = [round(AGE_WEIGHT * exp(-days / 365)) for days in range(365 * 12)]


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

    def score(self, mine: Candidate, its: Candidate, words: int) -> int:
        """Return how good a story is in the list of another one, in millionths; 0 if it may not be there.

        ``words`` is the likeness of their wording.
        """
        if not its.listed or its.lang != mine.lang:
            return 0
        if mine.group and its.group == mine.group:
            return 0
        score, tags = words, its.tags
        if tags:
            worth = 0
            for tag in mine.tags:
                if tag in tags:
                    worth += self._tags.rarity(tag)
            if worth:
                score += TAG_WEIGHT * worth // len(mine.tags)
        if score < THRESHOLD or its.key in mine.excluded:
            return 0
        days = abs(mine.day - its.day)
        return score + _EASE[days] if days < len(_EASE) else score

    def place(self, number: int, other: int, words: int) -> Place | None:
        """Return the place of another story in the list of this one, if it may be there."""
        mine, its = self._stories[number], self._stories[other]
        if mine is None or its is None:
            return None
        score = self.score(mine, its, words)
        return Place(-score, its.key, other) if score else None

    def best(self, number: int, words: Mapping[int, int], limit: int) -> list[Place]:
        """Return the list of a story that shares ``words`` with others: by number, how much."""
        mine = self._stories[number]
        if mine is None:
            return []
        met = self.met(number, words)
        stories, score_of = self._stories, self.score
        found = []
        for other, alike in met.items():
            its = stories[other]
            if its is not None and (its.tags or alike >= THRESHOLD):
                score = score_of(mine, its, alike)
                if score:
                    found.append((-score, its.key, other))
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
