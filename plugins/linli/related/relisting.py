"""Lists made anew, and lists mended, when some stories are not what they were."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from linli.related.changes import SMALL
from linli.related.index import TooManyChangesError
from linli.related.likeness import Likeness, Place, shared_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.related.candidate import Candidate
    from linli.related.state import State
    from linli.related.tags import Tags
    from linli.related.vectors import Vectors


class Relisting:
    """Makes the lists of ``touched`` stories, and mends or makes those in which they or ``gone`` ones matter."""

    def __init__(
        self,
        state: State,
        known: Sequence[Candidate | None],
        vectors: Vectors,
        tags: Tags,
        touched: set[int],
        gone: set[int],
    ) -> None:
        """``known`` are the stories as they were."""
        self._stories = state.stories
        self._lists = state.lists
        self._known = known
        self._vectors = vectors
        self._tags = tags
        self._touched = touched
        self._stale = touched | gone
        self._likeness = Likeness(state.stories, tags)
        self._offers: dict[int, list[Place]] = defaultdict(list)

    def run(self, dirty: set[int], near: set[int]) -> None:
        """Make the lists of touched and ``dirty`` stories; have a look at those ``near`` whom one came or went."""
        self._offer()
        lists = self._lists.holders(self._stale) | self._offers.keys() | near
        lost = {
            number
            for number in lists - self._stale - dirty
            if not self._mend(number, number in near)
        }
        self._list((dirty | lost) - self._stale)

    def _list(self, numbers: set[int]) -> dict[int, dict[int, int]]:
        """Make lists; return for each story those with whom it shares words, and how much."""
        if len(numbers) > max(2 * SMALL, len(self._stories) // 8):
            raise TooManyChangesError
        self._vectors.read(numbers)
        found = {}
        for number in sorted(numbers):
            words = shared_words(self._vectors.get(number), self._vectors.postings)
            best = self._likeness.best(number, words, self._lists.limit)
            self._lists.replace(number, best, self._stories)
            found[number] = words
        return found

    def _offer(self) -> None:
        """List touched stories and offer them to others."""
        for number, words in self._list(self._touched).items():
            for other, alike in self._likeness.met(number, words).items():
                place = self._likeness.place(other, number, alike)
                if place:
                    self._offers[other].append(place)

    def _mend(self, number: int, moved: bool) -> bool:
        """Put offers into a list and take out what is stale; say whether that could be done.

        Who is not in a full list stands behind its last place, so that nothing is known of what comes after.
        ``moved`` says that other stories may be near in a tag.
        """
        limit = self._lists.limit
        before = self._lists.get(number, self._known)
        kept = [one for one in before if one.number not in self._stale]
        offers = self._offers.get(number, [])
        if moved:
            kept, more = self._look_around(number, kept)
            offers = offers + more
        after = sorted(kept + offers)
        if len(before) == limit:
            after = [one for one in after if one[:2] <= before[-1][:2]]
            if len(after) < limit:
                return False
        if offers or after != before:
            self._lists.replace(number, after[:limit], self._stories)
        return True

    def _look_around(self, number: int, kept: list[Place]) -> tuple[list[Place], list[Place]]:
        """Return what stays of a list now that others are near in a tag, and those others.

        Words are not compared. Of who has just as many points as tags alone give, it was tags alone. Who shares
        words was met before, and if it is not in the list, it will not be with the fewer points of tags alone.
        """
        near = self._likeness.met(number, {})
        stays, listed = [], set()
        for one in kept:
            listed.add(one.number)
            if one.number in near or one != self._likeness.place(number, one.number, 0):
                stays.append(one)
        more = [
            place
            for other in near.keys() - self._stale - listed
            if (place := self._likeness.place(number, other, 0))
        ]
        return stays, more
