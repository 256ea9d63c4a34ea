"""The lists themselves: what is known of each."""

from __future__ import annotations

from array import array
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from linli.related.candidate import Match
from linli.related.likeness import BAR, LOWEST, Place
from linli.related.sheets import (
    SHEET,
    blank_sheet,
    copied_in,
    edge_in,
    may_hold,
    room_for,
    unpack_sheet,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Set

    from linli.related.reasons import Reason
    from linli.related.sheets import Packed, Sheet
    from linli.related.stories import ByNumber

Said = TypeVar("Said")
Shape = TypeVar("Shape")
NOBODY = 0xFFFF_FFFF
"""Stands for the story itself, or one that is pinned above its list, where it says of whom another one is a near-copy."""
_COPIED = 4
"""Numbers of a near-copy in a list."""
MANY = 32
"""Of so many near-copies in a list not each is known."""
ENDLESS = 0x7FFF_FFFF
"""The edge of a list of which no place is certain."""


class Copied(NamedTuple):
    """A place that is not given, to a near-copy of the story whose number is ``whose``."""

    place: Place
    whose: int


class Known(NamedTuple):
    """What is known of a list: its places, best first, and the near-copies that were left out among them.

    Of nobody else the score is above ``edge``.
    """

    places: Sequence[Place]
    copied: Sequence[Copied]
    edge: int

    def is_certain(self, limit: int) -> bool:
        """Say whether the places that are shown, up to ``limit``, are those that should be."""
        if self.edge >= LOWEST and sum(-place.below >= LOWEST for place in self.places) < limit:
            best = -self.places[0].below if self.places else 0
            return max(best, self.edge) < BAR
        return self.edge < ENDLESS

    def flat(self) -> Flat:
        """Return it in plain numbers."""
        copied = [(-one.below, one.words, one.number, whose) for one, whose in self.copied]
        return Flat(
            [-place.below for place in self.places],
            [place.words for place in self.places],
            [place.number for place in self.places],
            list(chain.from_iterable(copied)),
            self.edge,
        )


class Flat(NamedTuple):
    """The same in plain numbers: of each place, the best first, the score, how alike the wording is, and whose it is.

    ``copied`` has these of each near-copy in turn, and of whom it is one.
    """

    scores: Sequence[int]
    words: Sequence[int]
    numbers: Sequence[int]
    copied: Sequence[int]
    edge: int

    def shown(self, limit: int) -> int:
        """Return how many places others see, of up to ``limit``: of a list that begins below the bar, none."""
        if not self.scores or self.scores[0] < BAR:
            return 0
        most = min(limit, len(self.scores))
        return (
            most
            if self.scores[most - 1] >= LOWEST
            else sum([score >= LOWEST for score in self.scores[:most]])
        )


class Lists:
    """Lists by number of the story; ``changed`` are the sheets that were written on.

    Up to ``limit`` places are shown, up to ``room`` known.
    """

    def __init__(self, limit: int, sheets: Sequence[Packed] = ()) -> None:
        self.limit = limit
        self.room = room_for(limit)
        self.changed: set[int] = set()
        # Those that nobody asked for yet are packed.
        self._sheets: list[Sheet | Packed] = [*sheets]
        self._told: dict[int, tuple[object, list[Any]]] = {}

    def next(self) -> Lists:
        """Return the same lists, to be written on while these stay as they are."""
        lists = Lists(self.limit)
        lists._sheets, lists._told = self._sheets.copy(), self._told.copy()
        return lists

    def grow(self, size: int) -> None:
        """Make room for ``size`` stories."""
        while len(self._sheets) * SHEET < size:
            self.changed.add(len(self._sheets))
            self._sheets.append(blank_sheet(self.room))

    def pack(self, sheet: int) -> Packed:
        """Return a sheet as plain values."""
        return self._sheet(sheet).pack()

    def _sheet(self, number: int) -> Sheet:
        sheet = self._sheets[number]
        if isinstance(sheet, tuple):
            self._sheets[number] = sheet = unpack_sheet(sheet)
        return sheet

    def get(self, number: int, stories: ByNumber) -> Known:
        """Return what is known of a list; ``stories`` are those it was made of."""
        sheet, at = self._sheet(number // SHEET), number % SHEET
        start = at * self.room
        part = slice(start, start + sheet.lengths[at])
        places = [
            _place(score, words, other, stories)
            for score, words, other in zip(
                sheet.scores[part], sheet.words[part], sheet.numbers[part], strict=True
            )
        ]
        row = array("I", sheet.copied.get(at, b""))
        copied = [
            Copied(_place(row[start], row[start + 1], row[start + 2], stories), row[start + 3])
            for start in range(0, len(row), _COPIED)
        ]
        return Known(places, copied, sheet.edges[at])

    def left_out(self) -> Iterator[int]:
        """Yield the numbers of those from whose lists a near-copy was left out."""
        for number, sheet in enumerate(self._sheets):
            for at in copied_in(sheet):
                yield number * SHEET + at

    def replace(self, number: int, found: Flat, reasons: Sequence[Reason]) -> None:
        """Put another list in the place of one; ``reasons`` are those of the places that are shown."""
        sheet, at = self._writable(number), number % SHEET
        start, length = at * self.room, len(found.numbers)
        sheet.lengths[at], sheet.shown[at] = length, found.shown(self.limit)
        sheet.edges[at] = found.edge if len(found.copied) < _COPIED * MANY else ENDLESS
        sheet.copied.pop(at, None)
        if found.copied:
            sheet.copied[at] = array("I", found.copied[: _COPIED * MANY]).tobytes()
        end = start + length
        sheet.numbers[start:end] = array("I", found.numbers)
        sheet.scores[start:end] = array("I", found.scores)
        sheet.words[start:end] = array("I", found.words)
        for place, reason in enumerate(reasons[:length], start):
            sheet.reasons[place] = sheet.tags.setdefault(reason, len(sheet.tags))

    def _writable(self, number: int) -> Sheet:
        """Return the sheet of a story; those who hold these lists as they were keep it unchanged."""
        sheet = number // SHEET
        if sheet not in self.changed:
            self.changed.add(sheet)
            self._sheets[sheet] = self._sheet(sheet).copy()
            self._told.pop(sheet, None)
        return self._sheet(sheet)

    def edge(self, number: int) -> int:
        """Return the score above which all stories are known that a list may hold."""
        return edge_in(self._sheets[number // SHEET], number % SHEET)

    def move_edge(self, number: int, edge: int) -> None:
        """Have more stories stand near a list than were known to."""
        self._writable(number).edges[number % SHEET] = edge

    def holders(self, wanted: Set[int]) -> set[int]:
        """Return the stories whose lists hold one of these, or left one out; perhaps some whose lists did once."""
        return {
            number * SHEET + at
            for number, sheet in enumerate(self._sheets)
            if may_hold(sheet, wanted)
            for at in self._sheet(number).holders(wanted)
        }

    def told(
        self,
        sheet: int,
        keys: Sequence[str],
        say: Callable[[Reason], Said],
        shape: Callable[[tuple[str, ...], tuple[Said, ...]], Shape],
    ) -> list[Shape]:
        """Return what ``shape`` makes of each list of a sheet: of the keys in it, and what ``say`` makes of the reasons.

        Who was told of a sheet on which nothing was written is told the very same.
        """
        by, told = self._told.get(sheet, (None, []))
        if by != (say, shape):
            read = self._sheet(sheet)
            others = list(map(keys.__getitem__, read.numbers))
            reasons = list(map(list(map(say, read.tags)).__getitem__, read.reasons))
            told = [
                shape(tuple(others[start : start + length]), tuple(reasons[start : start + length]))
                for start, length in self._shown(read)
            ]
            self._told[sheet] = (say, shape), told
        return told

    def matches(self, sheet: int, keys: Sequence[str]) -> list[tuple[Match, ...]]:
        """Return the lists of a sheet as others see them; ``keys`` are those of all stories."""
        read = self._sheet(sheet)
        places = zip(
            map(keys.__getitem__, read.numbers),
            read.scores,
            map(list(read.tags).__getitem__, read.reasons),
            strict=True,
        )
        # What Match() does, without a call of a function for each of a hundred thousand.
        found = list(map(tuple.__new__, repeat(Match), places))
        return [tuple(found[start : start + length]) for start, length in self._shown(read)]

    def _shown(self, sheet: Sheet) -> Iterator[tuple[int, int]]:
        """Return where each list begins, and how many places others see."""
        return zip(range(0, SHEET * self.room, self.room), sheet.shown, strict=True)


def _place(score: int, words: int, number: int, stories: ByNumber) -> Place:
    story = stories[number]
    return Place(-score, story[0] if story else "", number, words)
