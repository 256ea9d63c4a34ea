"""How alike two stories are, and which are most like one.

The score of two stories depends on those two alone: how alike their wording is, that of their titles counted again,
what shared tags and links add, and the days between them. So an edit changes the scores of the story it touches and of no
others. A signal to come belongs into :func:`score_of` and its twin for all stories at once, in ``table.py``.
"""

from __future__ import annotations

from bisect import bisect_left
from math import exp, isqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from linli.related.candidate import Candidate

Weights = tuple["Sequence[int]", "Sequence[int]", "Sequence[int]"]
"""The words of a story, their weights, and for the first of them, which the title has, their weights there."""
Posting = tuple["Sequence[int]", "Sequence[int]", "Sequence[int]"]
"""In whose vectors a word is, by number, its weights there, and in the titles."""

MILLION = 1_000_000
FLOOR = 30_000
"""Less than this likeness of wording, in millionths, is none."""
LOWEST = 80_000
"""Less than this is never in a list."""
BAR = 126_000
"""A list whose first entry does not come up to this is not shown: nothing is better than filler."""
TITLE_PART = 4
"""How often the likeness of titles goes into that of the wording."""
TAG_WEIGHT = 100_000
RARE_WEIGHT = 100_000
"""What it adds that editors gave two stories a name in common which few have."""
LINK_WEIGHT = 300_000
"""What it adds that one of two stories leads to the other: an editor read both."""
LONG_AGO = 365 * 12
"""Days between two stories beyond which more of them make no difference."""


def _ease(slow: int, fast: int) -> list[int]:
    """Return by days between two stories what nearness adds, half of it gone after ``slow`` and ``fast`` days, or nearly."""
    return [
        round(200_000 * exp(-days / slow) + 150_000 * exp(-days / fast)) for days in range(LONG_AGO)
    ] + [0]


EASES = {"": _ease(365, 30), "notice": _ease(60, 14), "guide": _ease(1460, 30)}
"""What nearness in time adds, by the kind of the story that is listed: a notice ages fast, a guide slowly."""


class Place(NamedTuple):
    """A place in a list. Less is better: it holds the score below zero, and the key for ties."""

    below: int
    key: str
    number: int


def shared_words(vector: Weights, postings: Mapping[int, Posting]) -> dict[int, int]:
    """Return the stories that share words with ``vector``, and how alike the wording is, in millionths.

    ``postings`` hold by word in whose vectors it is.
    """
    words, weights, titled = vector
    sums: dict[int, int] = {}
    for word, weight in zip(words, weights, strict=True):
        numbers, its_weights, _ = postings[word]
        for other, its in zip(numbers, its_weights, strict=True):
            if other in sums:
                sums[other] += weight * its
            else:
                sums[other] = weight * its
    titles: dict[int, int] = {}
    for word, weight in zip(words, titled, strict=False):
        numbers, _, its_titles = postings[word]
        for other, its in zip(numbers, its_titles, strict=True):
            if its:
                titles[other] = titles.get(other, 0) + weight * its
    for other, total in titles.items():
        sums[other] += total // TITLE_PART
    return {other: total for other, total in sums.items() if total >= FLOOR}


def tag_bonus(shared: int, mine: int, its: int) -> int:
    """Return what ``shared`` tags add for stories with so many."""
    return TAG_WEIGHT * 1000 * shared // isqrt(MILLION * mine * its)


def score_of(mine: Candidate, its: Candidate, alike: int, common: Set[str]) -> int:
    """Return the score of another story in the list of one, their wording being so much alike, in millionths."""
    return alike + sum(bonuses(mine, its, common).values()) + _nearness(mine, its, alike)


def bonuses(mine: Candidate, its: Candidate, common: Set[str]) -> dict[str, int]:
    """Return what other signals than wording and days add to the score, those that do."""
    found = {}
    if mine.tags and its.tags:
        shared = sum([tag in its.tags for tag in mine.tags])
        if shared:
            found["tags"] = tag_bonus(shared, len(mine.tags), len(its.tags))
    if any(name in its.names and name not in common for name in mine.names):
        found["name"] = RARE_WEIGHT
    if its.key in mine.links or mine.key in its.links:
        found["link"] = LINK_WEIGHT
    return found


def _nearness(mine: Candidate, its: Candidate, alike: int) -> int:
    ease = EASES[its.kind][min(abs(mine.day - its.day), LONG_AGO)]
    return ease * min(MILLION, alike * 7 // 2) // MILLION


def parts_of(mine: Candidate, its: Candidate, score: int, common: Set[str]) -> dict[str, int]:
    """Return what made up a score, by signal: ``words``, ``days``, and the :func:`bonuses`."""
    found = bonuses(mine, its, common)
    rest = score - sum(found.values())
    alike = bisect_left(range(rest), rest, key=lambda alike: alike + _nearness(mine, its, alike))
    return {"words": alike, "days": rest - alike, **found}


def may_be_listed(mine: Candidate, its: Candidate) -> bool:
    """Say whether a story may be in the list of another."""
    return (
        its.listed
        and its.lang == mine.lang
        and not (mine.group and its.group == mine.group)
        and its.key not in mine.excluded
    )


class Likeness:
    """Compares stories, by number; ``None`` stands where there is none. ``common`` are the names that are not rare."""

    def __init__(self, stories: Sequence[Candidate | None], common: Set[str]) -> None:
        self._stories = stories
        self._common = common

    def place(self, number: int, other: int, alike: int) -> Place | None:
        """Return the place of another story in the list of this one, if it may be there."""
        mine, its = self._stories[number], self._stories[other]
        if mine is None or its is None or number == other or not may_be_listed(mine, its):
            return None
        score = score_of(mine, its, alike, self._common)
        return Place(-score, its.key, other) if score >= LOWEST else None

    def places(self, number: int, words: Mapping[int, int]) -> list[Place]:
        """Return the places, the best first, of those that share ``words`` with a story: by number, how much."""
        places = [self.place(number, other, alike) for other, alike in words.items()]
        return sorted([place for place in places if place])
