"""By how much two stories became more or less alike because a word that both use became less or more common.

How long a vector is does not depend on how common words are (:func:`linli.related.weights.lengths_of`), so that no
other pair of stories is concerned.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from linli.related.index import SHIFT, USES
from linli.related.likeness import QUARTERS
from linli.related.weights import TITLED, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linli.related.index import Index
    from linli.related.state import State
    from linli.related.weights import Measure


class Turn(NamedTuple):
    """A word that was of one level and is of another."""

    word: int
    before: int
    after: int


class _Use(NamedTuple):
    """The weight of a word in a story before and after, and the same in the story's title."""

    before: int
    after: int
    titled_before: int
    titled: int


class _Turned(NamedTuple):
    """What became of a word: its uses by story, and the most that any of them weighs, there and in titles."""

    uses: Mapping[int, _Use]
    most: int
    most_titled: int
    times: tuple[int, int]


class Shifts:
    """All words that turned; stories that are new or edited are compared anew and left out here."""

    def __init__(
        self, turns: Iterable[Turn], index: Index, state: State, measure: Measure, anew: set[int]
    ) -> None:
        self._of: dict[int, list[_Turned]] = defaultdict(list)
        for turn in turns:
            uses = _uses(turn, index.uses(turn.word), state, measure, anew)
            turned = _Turned(
                uses,
                max([use.after for use in uses.values()], default=0),
                max([use.titled for use in uses.values()], default=0),
                (measure.raw[turn.before][1], measure.raw[turn.after][1]),
            )
            for number in uses:
                self._of[number].append(turned)

    def numbers(self) -> set[int]:
        """Return the stories that use such a word."""
        return set(self._of)

    def between(self, one: int, two: int) -> int:
        """Return by how much two stories became more alike, in quarters of a millionth."""
        total = 0
        for turned in self._of.get(one, ()):
            its = turned.uses.get(two)
            if its:
                mine = turned.uses[one]
                total += QUARTERS * (mine.after * its.after - mine.before * its.before)
                total += mine.titled * its.titled - mine.titled_before * its.titled_before
        return total

    def most(self, number: int) -> int:
        """Return by how much any other story became more like one at most."""
        return sum([_most(turned, number) for turned in self._of.get(number, ())])


def _most(turned: _Turned, number: int) -> int:
    mine, (before, after) = turned.uses[number], turned.times
    if before >= after:
        return 0
    # The other one weighed at least this much before, whatever was rounded.
    its = turned.most * before // after - 1
    most = QUARTERS * (mine.after * turned.most - mine.before * max(its, 0))
    return most + mine.titled * turned.most_titled


def _uses(
    turn: Turn, entries: Sequence[int], state: State, measure: Measure, anew: set[int]
) -> dict[int, _Use]:
    before, after = measure.raw[turn.before], measure.raw[turn.after]
    uses = {}
    for entry in entries:
        number, how = entry >> SHIFT, entry & USES
        if number not in anew:
            norm, title_norm = state.norms[number], state.title_norms[number]
            titled = entry & TITLED
            uses[number] = _Use(
                share(before[how], norm),
                share(after[how], norm),
                share(before[1], title_norm) if titled else 0,
                share(after[1], title_norm) if titled else 0,
            )
    return uses
