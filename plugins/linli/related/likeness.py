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
    from collections.abc import Mapping, Set

    from linli.related.candidate import Candidate
    from linli.related.stories import ByNumber

MILLION = 1_000_000
LOWEST = 80_000
"""Less than this is never shown."""
KEPT = 60_000
"""From here on a place is known: so much may a score rise, bit by bit, before somebody unknown could be shown."""
FLOOR = 14_200
"""Stories whose wording is less alike than this, in millionths, come to :data:`KEPT` by a name or a link alone."""
BAR = 126_000
"""A list whose first entry does not come up to this is not shown: nothing is better than filler."""
QUARTERS = 4
"""Likeness of wording is summed up in quarters of a millionth: four parts of all words, and one of the titles again."""
TAG_WEIGHT = 100_000
"""What shared tags add, where there is something to help: all of it beside a link or a rare name,"""
TAGS_FULLY = 20
"""or where so many times the likeness of wording is one."""
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
NEAREST = max(map(max, EASES.values()))


class Place(NamedTuple):
    """A place in a list. Less is better: it holds the score below zero, and the key for ties.

    ``words`` is how alike the wording is, in quarters of a millionth.
    """

    below: int
    key: str
    number: int
    words: int = 0


def tag_bonus(shared: int, mine: int, its: int) -> int:
    """Return what ``shared`` tags add for stories with so many."""
    return TAG_WEIGHT * 1000 * shared // isqrt(MILLION * mine * its)


def score_of(mine: Candidate, its: Candidate, words: int, common: Set[str]) -> int:
    """Return the score of another story in the list of one, in millionths, their wording being so much alike, in quarters.

    It grows steadily with that: see :func:`risen`.
    """
    alike = words // QUARTERS
    return alike + sum(bonuses(mine, its, alike, common).values()) + _nearness(mine, its, alike)


def bonuses(mine: Candidate, its: Candidate, alike: int, common: Set[str]) -> dict[str, int]:
    """Return what other signals than wording and days add to the score, those that do."""
    found = {}
    if any(name in its.names and name not in common for name in mine.names):
        found["name"] = RARE_WEIGHT
    if its.key in mine.links or mine.key in its.links:
        found["link"] = LINK_WEIGHT
    if mine.tags and its.tags:
        shared = sum([tag in its.tags for tag in mine.tags])
        if shared:
            fully = MILLION if found else min(MILLION, alike * TAGS_FULLY)
            found["tags"] = tag_bonus(shared, len(mine.tags), len(its.tags)) * fully // MILLION
    return found


def _nearness(mine: Candidate, its: Candidate, alike: int) -> int:
    ease = EASES[its.kind][min(abs(mine.day - its.day), LONG_AGO)]
    return ease * min(MILLION, alike * 7 // 2) // MILLION


def risen(score: int, words: int, tagged: bool) -> int:
    """Return the highest score that a story of no more than ``score`` can have come to in the list of one.

    The wording became more alike by ``words``, in quarters of a millionth; ``tagged`` says whether the story of the list has
    tags.
    """
    if words <= 0:
        return score
    alike = words // QUARTERS + 1
    days = alike * NEAREST * 7 // (2 * MILLION) + 1
    usual = score + alike + days + 2
    if not tagged:
        return usual
    # Tags count by and by, up to a twentieth; nobody below that is high up.
    tags_fully = MILLION // TAGS_FULLY
    highest = tags_fully + TAG_WEIGHT + tags_fully * NEAREST * 7 // (2 * MILLION) + alike + days + 2
    return max(usual, min(usual + alike * TAGS_FULLY * TAG_WEIGHT // MILLION + 2, highest))


def parts_of(mine: Candidate, its: Candidate, score: int, common: Set[str]) -> dict[str, int]:
    """Return what made up a score, by signal: ``words``, ``days``, and the :func:`bonuses`."""
    alike = bisect_left(
        range(score), score, key=lambda alike: score_of(mine, its, alike * QUARTERS, common)
    )
    return {
        "words": alike,
        "days": _nearness(mine, its, alike),
        **bonuses(mine, its, alike, common),
    }


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

    def __init__(self, stories: ByNumber, common: Set[str]) -> None:
        self._stories = stories
        self._common = common

    def place(self, number: int, other: int, words: int) -> Place | None:
        """Return the place of another story in the list of this one, if it may be there."""
        mine, its = self._stories[number], self._stories[other]
        if mine is None or its is None or number == other or not may_be_listed(mine, its):
            return None
        score = score_of(mine, its, words, self._common)
        return Place(-score, its.key, other, words) if score >= KEPT else None

    def places(
        self, number: int, met: Mapping[int, int]
    ) -> tuple[list[Place], list[tuple[int, Place]]]:
        """Return the places of those met in the list of a story, and for each of them its own in theirs."""
        # What place() does, both ways at once: a story meets thousands.
        own: list[Place] = []
        theirs: list[tuple[int, Place]] = []
        mine = self._stories[number]
        if mine is None:
            return own, theirs
        rare = {name for name in mine.names if name not in self._common}
        my_key, my_day, my_links, my_tags = mine.key, mine.day, set(mine.links), set(mine.tags)
        ease_here = EASES[mine.kind]
        for other, words in met.items():
            its = self._stories[other]
            if its is None or its.lang != mine.lang:
                continue
            alike = words // QUARTERS
            fixed = alike
            if its.tags or its.links or my_links or rare:
                plain = my_tags.isdisjoint(its.tags) and rare.isdisjoint(its.names)
                if not plain or its.key in my_links or my_key in its.links:
                    fixed += sum(bonuses(mine, its, alike, self._common).values())
            apart, nearly = min(abs(my_day - its.day), LONG_AGO), min(MILLION, alike * 7 // 2)
            score = fixed + EASES[its.kind][apart] * nearly // MILLION
            if score >= KEPT and other != number and may_be_listed(mine, its):
                own.append(Place(-score, its.key, other, words))
            score = fixed + ease_here[apart] * nearly // MILLION
            if score >= KEPT and other != number and may_be_listed(its, mine):
                theirs.append((other, Place(-score, my_key, number, words)))
        own.sort()
        return own, theirs
