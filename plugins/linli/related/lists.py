"""The lists themselves, in sheets of flat arrays, so that ten thousand of them are opened at once."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from linli.marks import plain_mark
from linli.related.candidate import Match
from linli.related.likeness import BAR, Place, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from linli.marks import Plain
    from linli.related.candidate import Candidate
    from linli.related.reasons import Reason

SHEET = 128
"""Stories whose lists are kept together."""
SPARE = 4
"""Places that are known beyond those that are shown: they move up when one before them goes."""
_LEFT_OUT, _CUT = 1, 2

Packed = tuple[bytes, bytes, bytes, bytes, bytes, list[tuple[str, ...]]]


@dataclass
class Sheet:
    """The lists of up to ``SHEET`` stories.

    Of each place there is the number of a story, its score, and the shared tags by their number in ``tags``.
    ``flags`` say of a list that a near-copy was left out, and that there are more places than are known.
    """

    lengths: array[int]
    flags: bytearray
    numbers: array[int]
    scores: array[int]
    reasons: array[int]
    tags: dict[tuple[str, ...], int]

    def shown(self, limit: int) -> array[int]:
        """Return the lengths as others see them: a list that begins below the bar is empty."""
        best = self.scores[:: room_for(limit) or 1]
        lengths = zip(self.lengths, best, strict=False)
        return array("I", [min(length, limit) if score >= BAR else 0 for length, score in lengths])

    def pack(self) -> Packed:
        """Return it as plain values."""
        lengths, numbers = self.lengths.tobytes(), self.numbers.tobytes()
        scores, reasons = self.scores.tobytes(), self.reasons.tobytes()
        return lengths, bytes(self.flags), numbers, scores, reasons, list(self.tags)


def _unpack(packed: Packed) -> Sheet:
    lengths, flags, numbers, scores, reasons, tags = packed
    arrays = (array("I", numbers), array("I", scores), array("I", reasons))
    known = {one: at for at, one in enumerate(tags)}
    return Sheet(array("I", lengths), bytearray(flags), *arrays, known)


def room_for(limit: int) -> int:
    """Return how many places are known of a list of which up to ``limit`` are shown."""
    return limit + SPARE if limit else 0


class Lists:
    """Lists by number of the story; ``changed`` are the sheets that were written on.

    Up to ``limit`` places are shown, up to ``room`` known.
    """

    def __init__(self, limit: int, sheets: Sequence[Packed] = ()) -> None:
        self.limit = limit
        self.room = room_for(limit)
        self.changed: set[int] = set()
        self._sheets = [_unpack(sheet) for sheet in sheets]

    def grow(self, size: int) -> None:
        """Make room for ``size`` stories."""
        places = bytes(4 * SHEET * self.room)
        while len(self._sheets) * SHEET < size:
            self._sheets.append(
                _unpack((bytes(4 * SHEET), bytes(SHEET), places, places, places, [()]))
            )

    def pack(self, sheet: int) -> Packed:
        """Return a sheet as plain values."""
        return self._sheets[sheet].pack()

    def values(self) -> Iterator[tuple[Plain, ...]]:
        """Yield what others see of the lists, sheet by sheet, as plain values."""
        for sheet in self._sheets:
            _, _, numbers, _, reasons, tags = sheet.pack()
            yield sheet.shown(self.limit).tobytes(), numbers, reasons, tuple(tags)

    def get(self, number: int, stories: Sequence[Candidate | None]) -> list[Place]:
        """Return a list; ``stories`` are those it was made of."""
        sheet, start = self._sheets[number // SHEET], number % SHEET * self.room
        end = start + sheet.lengths[number % SHEET]
        found = zip(sheet.scores[start:end], sheet.numbers[start:end], strict=True)
        keys = [(score, stories[other], other) for score, other in found]
        return [Place(-score, story[0] if story else "", other) for score, story, other in keys]

    def has_left_out(self, number: int) -> bool:
        """Say whether a near-copy was left out of a list."""
        return bool(self._sheets[number // SHEET].flags[number % SHEET] & _LEFT_OUT)

    def is_cut(self, number: int) -> bool:
        """Say whether a list has more places than are known: they stand behind the last one, or copy one before it."""
        return bool(self._sheets[number // SHEET].flags[number % SHEET] & _CUT)

    def left_out(self) -> list[bool]:
        """Return for each number whether a near-copy was left out."""
        return [bool(flag & _LEFT_OUT) for sheet in self._sheets for flag in sheet.flags]

    def replace(
        self,
        number: int,
        found: Sequence[Place],
        reasons: Sequence[Reason],
        left_out: bool,
        is_cut: bool,
    ) -> None:
        """Put another list in the place of one; ``reasons`` are those of the places that are shown.

        ``left_out`` says whether a near-copy was.
        """
        sheet, start = self._sheets[number // SHEET], number % SHEET * self.room
        self.changed.add(number // SHEET)
        sheet.lengths[number % SHEET] = len(found)
        sheet.flags[number % SHEET] = left_out * _LEFT_OUT | is_cut * _CUT
        for at, (below, _, other) in enumerate(found, start):
            reason = reasons[at - start] if at - start < len(reasons) else ()
            sheet.numbers[at] = other
            sheet.scores[at] = -below
            sheet.reasons[at] = sheet.tags.setdefault(reason, len(sheet.tags))

    def holders(self, wanted: Set[int]) -> set[int]:
        """Return the stories whose lists hold one of these; perhaps some whose lists did once."""
        found = set()
        for number, sheet in enumerate(self._sheets):
            if not wanted.isdisjoint(sheet.numbers):
                first = number * SHEET
                found |= {
                    first + at // self.room
                    for at, other in enumerate(sheet.numbers)
                    if other in wanted
                }
        return found

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
        self._all_numbers = {key: number for number, key in enumerate(self._all)}
        self._numbers = {key: self._all_numbers[key] for key in keys}
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

    def parts(self, key: str, match: Match) -> dict[str, int]:
        """Return what made up the score of a match in a list, by signal, in millionths."""
        mine, its = (self._stories[self._all_numbers[one]] for one in (key, match.key))
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
