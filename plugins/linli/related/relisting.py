"""Lists made anew, and lists mended, when some stories are not what they were."""

from __future__ import annotations

import sys
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from linli.related.changes import SMALL
from linli.related.company import company_of
from linli.related.copies import Seen
from linli.related.index import TooManyChangesError
from linli.related.likeness import (
    FLOOR,
    KEPT,
    LOWEST,
    QUARTERS,
    Likeness,
    Place,
    risen,
)
from linli.related.lists import ENDLESS, NOBODY, Copied, Known
from linli.related.meeting import Meeting
from linli.related.mending import mend
from linli.related.parts import without_threads
from linli.related.reasons import reasons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.related.candidate import Candidate
    from linli.related.index import Index
    from linli.related.meeting_many import MeetingMany
    from linli.related.reasons import Reason
    from linli.related.shifts import Shifts
    from linli.related.state import State
    from linli.related.stories import Stories
    from linli.related.vectors import Vectors
    from linli.related.weights import Measure

MANY = 6
"""So many lists are made sooner with numpy, even if it has to be imported for them."""


def numpy_is_there() -> bool:
    """Say whether numpy was imported before, by a first build in this process or for many lists."""
    return "numpy" in sys.modules


class Relisting:
    """Makes the lists of stories ``anew``, and mends or makes those in which they or ``gone`` ones matter."""

    def __init__(
        self,
        state: State,
        known: Stories,
        vectors: Vectors,
        index: Index,
        measure: Measure,
        shifts: Shifts,
        anew: set[int],
        gone: set[int],
    ) -> None:
        """``known`` are the stories as they were."""
        self._state = state
        self._stories = state.stories
        self._lists = state.lists
        self._known = known
        self._vectors = vectors
        self._index = index
        self._measure = measure
        self._shifts = shifts
        self._anew = anew
        self._stale = anew | gone
        self._common = state.common
        self._likeness = Likeness(state.stories, state.common)
        self._offers: dict[int, list[Place]] = defaultdict(list)

    def run(self, named: set[int]) -> None:
        """Make the lists of new and edited stories, and mend or make the others; ``named`` have names that count otherwise now."""
        self._list(self._anew)
        pinning = self._pinning()
        others = self._lists.holders(self._stale) | self._offers.keys() | named
        others |= self._shifts.numbers()
        others -= self._stale | pinning
        there = len(self._stories)
        others = {number for number in others if number < there and self._stories[number]}
        self._list(
            pinning | {number for number in others if not self._mend(number, number in named)}
        )

    def _list(self, numbers: set[int]) -> None:
        """Make lists, and offer each of these stories a place in those of others."""
        if not numbers:
            return
        if len(numbers) > max(2 * SMALL, len(self._stories) // 40):
            raise TooManyChangesError
        self._vectors.read(numbers)
        meeting, least = self._meeting(len(numbers)), QUARTERS * FLOOR
        company = company_of(numbers, self._state)
        for number in sorted(numbers):
            words = meeting.sums(self._vectors.get(number))
            met = {other: alike for other, alike in enumerate(words) if alike >= least}
            for other in company[number]:
                met[other] = words[other]
            places, theirs = self._likeness.places(number, met)
            listed = self._first(number, places)
            self._lists.replace(number, listed.flat(), self._reasons(number, listed.places))
            for other, place in theirs if number in self._anew else ():
                edge = self._lists.edge(other)
                if -place.below >= edge or edge == ENDLESS:
                    self._offers[other].append(place)

    def _meeting(self, lists: int) -> Meeting | MeetingMany:
        """Return what compares the words of so many stories with those of all others."""
        if lists < MANY and not numpy_is_there():
            return Meeting(self._state, self._index, self._measure)
        without_threads()
        from linli.related.meeting_many import MeetingMany

        return MeetingMany(self._state, self._index, self._measure)

    def _pins(self, number: int) -> list[int]:
        """Return the stories that are pinned above a list."""
        story = self._stories[number]
        numbers = self._state.numbers
        pins = [numbers[key] for key in story.pins if key in numbers] if story else []
        return [pin for pin in pins if (its := self._stories[pin]) and its.listed]

    def _pinning(self) -> set[int]:
        """Return the stories above whose lists one stands that changed; what is a copy of it may be another one."""
        changed = {
            story[0]
            for number in self._stale
            for story in (self._stories[number], self._before(number))
            if story
        }
        return {
            number
            for number, story in self._stories.mentioning(changed)
            if story[8] and not changed.isdisjoint(story[8])
        } - self._stale

    def _before(self, number: int) -> Candidate | None:
        return self._known[number] if number < len(self._known) else None

    def _first(self, number: int, places: Sequence[Place]) -> Known:
        """Return the first places, without near-copies of the story or of each other."""
        room = self._lists.room
        first: list[Place] = []
        copied: list[Copied] = []
        seen = Seen(self._vectors.sketches([number])[number], NOBODY)
        for sketch in self._vectors.sketches(self._pins(number)).values():
            seen.add(sketch, NOBODY)
        for start in range(0, len(places), 2 * room):
            some = places[start : start + 2 * room]
            sketches = self._vectors.sketches([place.number for place in some])
            for place in some:
                if len(first) == room:
                    return Known(first, copied, -place.below)
                sketch = sketches[place.number]
                whose = seen.copied_by(sketch)
                if whose is None:
                    seen.add(sketch, place.number)
                    first.append(place)
                else:
                    copied.append(Copied(place, whose))
        return Known(first, copied, KEPT - 1)

    def _mend(self, number: int, named: bool) -> bool:
        """Bring a list up to date from what is known of it; say whether that could be done."""
        before = self._lists.get(number, self._known)
        turned = number in self._turned

        def score(place: Place) -> Place | None:
            if place.number in self._stale:
                return None
            shift = self._shifts.between(number, place.number) if turned else 0
            if not shift and not named:
                return place
            return self._likeness.place(number, place.number, place.words + shift)

        def copy_of(offer: Place, places: Sequence[Place]) -> int | None:
            above, others = [number, *self._pins(number)], [place.number for place in places]
            sketches = self._vectors.sketches([offer.number, *above, *others])
            mine = sketches[offer.number]
            if any(mine.is_copy_of(sketches[other]) for other in above):
                return NOBODY
            return next((other for other in others if mine.is_copy_of(sketches[other])), None)

        story = self._stories[number]
        most, tagged = self._shifts.most(number) if turned else 0, bool(story and story.tags)
        edge = risen(before.edge, most, tagged)
        offers = self._offers.get(number, ())
        after = mend(before, score, offers, copy_of, edge, self._lists.room)
        if after is None or not after.is_certain(self._lists.limit):
            return False
        renewed = any(place.number in self._anew for place in after.places)
        if named or renewed or after.places != before.places or after.copied != before.copied:
            self._lists.replace(number, after.flat(), self._reasons(number, after.places))
        elif after.edge != before.edge:
            self._lists.move_edge(number, after.edge)
        return True

    @cached_property
    def _turned(self) -> set[int]:
        return self._shifts.numbers()

    def _reasons(self, number: int, found: Sequence[Place]) -> list[Reason]:
        first = found[: self._lists.limit]
        shown = [(place.below, place.number) for place in first if -place.below >= LOWEST]
        return reasons_of(number, shown, self._stories, self._common)
