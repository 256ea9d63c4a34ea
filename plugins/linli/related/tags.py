"""Stories by tag, in the order of time.

Two stories meet in a tag when one of them is among the nearest to the other, before or after it, of the listed
stories that bear the tag; so a tag that everybody uses makes no more work than a rare one. A story that is not
listed meets nobody so: else thousands of notices that are over would look at the same few that are not, and an
edit of one of those would touch them all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.related.candidate import Candidate
    from linli.related.weights import Measure

Moment = tuple[int, str]
"""A day and a key: where a story stands in time, ties by key."""


class _Order(NamedTuple):
    """The listed stories of one tag in one language."""

    moments: list[Moment]
    numbers: list[int]


class Tags:
    """Finds those who bear a tag. ``stories`` are candidates by number, ``None`` where there is none."""

    def __init__(self, stories: Sequence[Candidate | None], measure: Measure) -> None:
        self._stories = stories
        self._measure = measure
        self._window = measure.window
        self._members: dict[str, list[int]] = defaultdict(list)
        for number, story in enumerate(stories):
            if story is not None:
                for tag in story.tags:
                    self._members[tag].append(number)
        self._rarities: dict[str, int] = {}
        self._orders: dict[tuple[str, str], _Order] = {}

    def members(self, tag: str) -> Sequence[int]:
        """Return all who bear a tag."""
        return self._members.get(tag, ())

    def rarity(self, tag: str) -> int:
        """Return how much it says that two stories share a tag, in thousandths."""
        known = self._rarities.get(tag)
        if known is None:
            known = self._rarities[tag] = self._measure.rarity_of(len(self.members(tag)))
        return known

    def rarity_was(self, tag: str, more: int) -> int:
        """Return what it said when ``more`` fewer stories bore the tag."""
        return self._measure.rarity_of(len(self.members(tag)) - more)

    def near(self, story: Candidate) -> Iterator[int]:
        """Yield the stories that a story meets in its tags; some twice, itself too."""
        if story.listed:
            moment = story.day, story.key
            for tag in story.tags:
                order = self._order(tag, story.lang)
                place = bisect_left(order.moments, moment)
                start, end = max(0, place - self._window), place + 1 + self._window
                yield from order.numbers[start:end]

    def around(self, tag: str, lang: str, moment: Moment) -> Sequence[int]:
        """Return all who may meet, in a tag, a story of that moment, were it there or not."""
        order = self._order(tag, lang)
        place = bisect_left(order.moments, moment)
        return order.numbers[max(0, place - self._window) : place + 1 + self._window]

    def _order(self, tag: str, lang: str) -> _Order:
        known = self._orders.get((tag, lang))
        if known is None:
            found = []
            for number in self.members(tag):
                story = self._stories[number]
                if story is not None and story.listed and story.lang == lang:
                    found.append(((story.day, story.key), number))
            found.sort()
            known = self._orders[tag, lang] = _Order(
                [moment for moment, _ in found], [number for _, number in found]
            )
        return known
