"""The lists themselves: what is known of each, and what others see of it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from linli.marks import plain_mark
from linli.related.candidate import Match
from linli.related.likeness import BAR, LOWEST, Place, parts_of
from linli.related.sheets import SHEET, room_for, unpack_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set

    from linli.marks import Plain
    from linli.related.candidate import Candidate
    from linli.related.reasons import Reason
    from linli.related.sheets import Packed

Said = TypeVar("Said")
NOBODY = 0xFFFF_FFFF
"""Stands for the story itself, or one that is pinned above its list, where it says of whom another one is a near-copy."""
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


class Lists:
    """Lists by number of the story; ``changed`` are the sheets that were written on.

    Up to ``limit`` places are shown, up to ``room`` known.
    """

    def __init__(self, limit: int, sheets: Sequence[Packed] = ()) -> None:
        self.limit = limit
        self.room = room_for(limit)
        self.changed: set[int] = set()
        self._sheets = [unpack_sheet(sheet) for sheet in sheets]

    def grow(self, size: int) -> None:
        """Make room for ``size`` stories."""
        each, places = bytes(4 * SHEET), bytes(4 * SHEET * self.room)
        while len(self._sheets) * SHEET < size:
            self._sheets.append(
                unpack_sheet((each, each, places, places, places, places, {}, [()]))
            )

    def pack(self, sheet: int) -> Packed:
        """Return a sheet as plain values."""
        return self._sheets[sheet].pack()

    def values(self) -> Iterator[tuple[Plain, ...]]:
        """Yield what others see of the lists, sheet by sheet, as plain values."""
        for sheet in self._sheets:
            numbers, reasons = sheet.numbers.tobytes(), sheet.reasons.tobytes()
            yield sheet.shown(self.limit).tobytes(), numbers, reasons, tuple(sheet.tags)

    def get(self, number: int, stories: Sequence[Candidate | None]) -> Known:
        """Return what is known of a list; ``stories`` are those it was made of."""
        sheet, at = self._sheets[number // SHEET], number % SHEET
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
            for start in range(0, len(row), 4)
        ]
        return Known(places, copied, sheet.edges[at])

    def left_out(self) -> list[bool]:
        """Return for each number whether a near-copy was left out."""
        return [at in sheet.copied for sheet in self._sheets for at in range(SHEET)]

    def replace(self, number: int, known: Known, reasons: Sequence[Reason]) -> None:
        """Put another list in the place of one; ``reasons`` are those of the places that are shown."""
        sheet, at = self._sheets[number // SHEET], number % SHEET
        self.changed.add(number // SHEET)
        sheet.lengths[at] = len(known.places)
        sheet.edges[at] = known.edge if len(known.copied) < MANY else ENDLESS
        sheet.copied.pop(at, None)
        if known.copied:
            flat = [(-one.below, one.words, one.number, whose) for one, whose in known.copied]
            sheet.copied[at] = array("I", list(chain.from_iterable(flat[:MANY]))).tobytes()
        for place, (below, _, other, words) in enumerate(known.places, at * self.room):
            sheet.numbers[place] = other
            sheet.scores[place] = -below
            sheet.words[place] = words
        for place, reason in enumerate(reasons[: len(known.places)], at * self.room):
            sheet.reasons[place] = sheet.tags.setdefault(reason, len(sheet.tags))

    def edge(self, number: int) -> int:
        """Return the score above which all stories are known that a list may hold."""
        return self._sheets[number // SHEET].edges[number % SHEET]

    def move_edge(self, number: int, edge: int) -> None:
        """Have more stories stand near a list than were known to."""
        self.changed.add(number // SHEET)
        self._sheets[number // SHEET].edges[number % SHEET] = edge

    def holders(self, wanted: Set[int]) -> set[int]:
        """Return the stories whose lists hold one of these, or left one out; perhaps some whose lists did once."""
        found = set()
        for number, sheet in enumerate(self._sheets):
            first = number * SHEET
            if not wanted.isdisjoint(sheet.numbers):
                found |= {
                    first + at // self.room
                    for at, other in enumerate(sheet.numbers)
                    if other in wanted
                }
            found |= {
                first + at
                for at, row in sheet.copied.items()
                if not wanted.isdisjoint(array("I", row)[2::4])
            }
        return found

    def told(
        self, sheet: int, keys: Sequence[str], say: Callable[[Reason], Said]
    ) -> list[tuple[tuple[str, ...], tuple[Said, ...]]]:
        """Return the keys in each list of a sheet, and in the same order what ``say`` makes of the reasons."""
        read, room = self._sheets[sheet], self.room
        others = list(map(keys.__getitem__, read.numbers))
        reasons = list(map(list(map(say, read.tags)).__getitem__, read.reasons))
        starts = range(0, SHEET * room, room) if room else repeat(0, SHEET)
        shown = zip(starts, read.shown(self.limit), strict=True)
        parts = [slice(start, start + length) for start, length in shown]
        return [(tuple(others[part]), tuple(reasons[part])) for part in parts]

    def matches(self, sheet: int, keys: Sequence[str]) -> list[tuple[Match, ...]]:
        """Return the lists of a sheet as others see them; ``keys`` are those of all stories."""
        read, room = self._sheets[sheet], self.room
        places = zip(
            map(keys.__getitem__, read.numbers),
            read.scores,
            map(list(read.tags).__getitem__, read.reasons),
            strict=True,
        )
        # What Match() does, without a call of a function for each of a hundred thousand.
        found = list(map(tuple.__new__, repeat(Match), places))
        starts = range(0, SHEET * room, room) if room else repeat(0, SHEET)
        lengths = read.shown(self.limit)
        return [
            tuple(found[start : start + length])
            for start, length in zip(starts, lengths, strict=True)
        ]


def _place(score: int, words: int, number: int, stories: Sequence[Candidate | None]) -> Place:
    story = stories[number]
    return Place(-score, story[0] if story else "", number, words)


class Related(Mapping[str, tuple[Match, ...]]):
    """All lists by key, made of the flat arrays when they are asked for."""

    def __init__(
        self,
        keys: Iterable[str],
        lists: Lists,
        stories: Sequence[Candidate | None],
        common: Set[str],
    ) -> None:
        """``keys`` are those asked for, in their order; ``stories`` all by number; ``common`` the names not rare."""
        self._lists = lists
        self._stories = stories
        self._common = common
        self._all = [story[0] if story else "" for story in stories]
        numbers = dict(zip(self._all, range(len(self._all)), strict=True))
        self._numbers = {key: numbers[key] for key in keys}
        self._open: dict[int, list[tuple[Match, ...]]] = {}
        self._opened = 0

    def __getitem__(self, key: str) -> tuple[Match, ...]:
        number = self._numbers[key]
        sheet = number // SHEET
        if sheet not in self._open:
            # Who asks for one after another needs one sheet at a time; who jumps about, all of them.
            if self._opened < 2 * len(self._all) // SHEET:
                self._open.clear()
            self._opened += 1
            self._open[sheet] = self._lists.matches(sheet, self._all)
        return self._open[sheet][number % SHEET]

    def told(
        self, say: Callable[[Reason], Said]
    ) -> dict[str, tuple[tuple[str, ...], tuple[Said, ...]]]:
        """Return all lists at once: by key, who is in it, and what ``say`` makes of why."""
        found: dict[str, tuple[tuple[str, ...], tuple[Said, ...]]] = {}
        for sheet, start in enumerate(range(0, len(self._all), SHEET)):
            keys = self._all[start : start + SHEET]
            found |= zip(keys, self._lists.told(sheet, self._all, say), strict=False)
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self._all)}

    def parts(self, key: str, match: Match) -> dict[str, int]:
        """Return what made up the score of a match in a list, by signal, in millionths."""
        mine, its = (self._stories[self._places[one]] for one in (key, match.key))
        return parts_of(mine, its, match.score, self._common) if mine and its else {}

    def copied(self) -> list[str]:
        """Return the keys of those from whose lists a near-copy was left out: of any two near-copies that may stand
        in each other's lists, at least one.
        """
        left_out = self._lists.left_out()
        return [key for key, number in self._numbers.items() if left_out[number]]

    def mark(self) -> bytes:
        """Return the mark of all lists: while it is the same, so are they."""
        return plain_mark((tuple(self._numbers), tuple(self._all), *self._lists.values()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
