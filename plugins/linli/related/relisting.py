"""Lists made anew, and lists mended, when some stories are not what they were."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from linli.related.changes import SMALL
from linli.related.copies import Seen
from linli.related.index import TooManyChangesError
from linli.related.likeness import Likeness, Place, shared_words
from linli.related.reasons import reasons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.related.candidate import Candidate
    from linli.related.reasons import Reason
    from linli.related.state import State
    from linli.related.vectors import Vectors


class Relisting:
    """Makes the lists of ``touched`` stories, and mends or makes those in which they or ``gone`` ones matter."""

    def __init__(
        self,
        state: State,
        known: Sequence[Candidate | None],
        vectors: Vectors,
        touched: set[int],
        gone: set[int],
    ) -> None:
        """``known`` are the stories as they were."""
        self._stories = state.stories
        self._lists = state.lists
        self._known = known
        self._vectors = vectors
        self._touched = touched
        self._stale = touched | gone
        self._common = state.common
        self._likeness = Likeness(state.stories, state.common)
        self._offers: dict[int, list[Place]] = defaultdict(list)

    def run(self) -> None:
        """Make the lists of touched stories, and mend or make the others."""
        self._offer()
        pinning = self._pinning()
        others = (self._lists.holders(self._stale) | self._offers.keys()) - self._stale - pinning
        self._list(pinning | {number for number in others if not self._mend(number)})

    def _list(self, numbers: set[int]) -> dict[int, dict[int, int]]:
        """Make lists; return for each story those with whom it shares words, and how much."""
        if len(numbers) > max(2 * SMALL, len(self._stories) // 40):
            raise TooManyChangesError
        self._vectors.read(numbers)
        company = self._company(numbers)
        found = {}
        for number in sorted(numbers):
            words = shared_words(self._vectors.get(number), self._vectors.postings)
            for other in company[number]:
                words.setdefault(other, 0)
            first, left_out = self._first(number, self._likeness.places(number, words))
            is_cut = len(first) == self._lists.room
            self._lists.replace(number, first, self._reasons(number, first), left_out, is_cut)
            found[number] = words
        return found

    def _company(self, numbers: set[int]) -> dict[int, set[int]]:
        """Return for each of some stories those it meets by a rare name or a link, however they are worded."""
        company: dict[int, set[int]] = {number: set() for number in numbers}
        by_name: dict[str, list[int]] = defaultdict(list)
        by_link: dict[str, list[int]] = defaultdict(list)
        by_key: dict[str, int] = {}
        for number in numbers:
            story = self._stories[number]
            if story:
                by_key[story.key] = number
                for name in story.names:
                    if name not in self._common:
                        by_name[name].append(number)
                for key in story.links:
                    by_link[key].append(number)
        if not by_key:
            return company
        for other, story in enumerate(self._stories):
            if story:
                meets = [n for name in story.names if name in by_name for n in by_name[name]]
                meets += by_link.get(story.key, ())
                meets += [by_key[key] for key in story.links if key in by_key]
                for number in meets:
                    company[number].add(other)
        return company

    def _pins(self, number: int) -> list[int]:
        """Return the stories that are pinned above a list."""
        story = self._stories[number]
        pins = [self._numbers[key] for key in story.pins if key in self._numbers] if story else []
        return [pin for pin in pins if (its := self._stories[pin]) and its.listed]

    def _pinning(self) -> set[int]:
        """Return the stories above whose lists one stands that changed; what is a copy of it may be another one."""
        changed = {
            story[0]
            for number in self._stale
            for story in (self._stories[number], *self._known[number : number + 1])
            if story
        }
        return {
            number
            for number, story in enumerate(self._stories)
            if story and story.pins and not changed.isdisjoint(story.pins)
        } - self._stale

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {story[0]: number for number, story in enumerate(self._stories) if story}

    def _first(self, number: int, places: Sequence[Place]) -> tuple[list[Place], bool]:
        """Return the first places, without near-copies of the story or of each other, and whether there were any."""
        room, found, left_out = self._lists.room, [], False
        seen = Seen(self._vectors.sketches([number])[number])
        for sketch in self._vectors.sketches(self._pins(number)).values():
            seen.add(sketch)
        for start in range(0, len(places), 2 * room):
            some = places[start : start + 2 * room]
            sketches = self._vectors.sketches([place.number for place in some])
            for place in some:
                sketch = sketches[place.number]
                if seen.has_copy_of(sketch):
                    left_out = True
                    continue
                seen.add(sketch)
                found.append(place)
                if len(found) == room:
                    return found, left_out
        return found, left_out

    def _offer(self) -> None:
        """List touched stories and offer them to others."""
        for number, words in self._list(self._touched).items():
            for other, alike in words.items():
                place = self._likeness.place(other, number, alike)
                if place:
                    self._offers[other].append(place)

    def _mend(self, number: int) -> bool:
        """Put offers into a list and take out what is stale; say whether that could be done.

        Who is not in a list that was cut stands behind its last place, so that nothing is known of what comes after, or
        is a copy of one before it.
        """
        is_cut = self._lists.is_cut(number)
        before = self._lists.get(number, self._known)
        kept = [one for one in before if one.number not in self._stale]
        if len(kept) < len(before) and self._lists.has_left_out(number):
            return False
        offers = self._offers.get(number, [])
        if is_cut:
            offers = [one for one in offers if one[:2] <= before[-1][:2]]
        after = sorted([*kept, *offers])
        if is_cut and len(after) < self._lists.limit:
            return False
        if offers:
            shown = [number, *self._pins(number), *[one.number for one in after]]
            sketches = self._vectors.sketches(shown)
            for offer in offers:
                mine = sketches[offer.number]
                if any(mine.is_copy_of(one) for at, one in sketches.items() if at != offer.number):
                    return False
        if offers or after != before:
            room = self._lists.room
            self._lists.replace(
                number,
                after[:room],
                self._reasons(number, after),
                self._lists.has_left_out(number),
                is_cut or len(after) > room,
            )
        return True

    def _reasons(self, number: int, found: Sequence[Place]) -> list[Reason]:
        shown = [(place.below, place.number) for place in found[: self._lists.limit]]
        return reasons_of(number, shown, self._stories, self._common)
