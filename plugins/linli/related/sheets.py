"""Lists side by side in flat arrays, so that ten thousand of them are opened at once."""

from __future__ import annotations

import marshal
import sys
from array import array
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

SHEET = 128
"""Stories whose lists are kept together."""
SPARE = 8
"""Places that are known beyond those that are shown: they move up when one before them goes."""
FEW = 24
"""So many numbers are looked for one by one."""

Packed = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, dict[int, bytes], bytes]
"""The arrays of a :class:`Sheet` in the order there, its near-copies, and its tags in bytes of their own."""
_EDGES: Final = 2
_NUMBERS: Final = 3
_COPIED: Final = 7


class Sheet(Struct):
    """The lists of up to ``SHEET`` stories.

    Of each list there is how many places are known, how many of them are shown, and its edge. Of each place there is the number of a story,
    its score, how alike the wording is, and the reason by its number in ``tags``. If near-copies were left out, there are for
    each the same three numbers, and of whom.
    """

    copied: dict[int, bytes]
    tags: dict[tuple[str, ...], int]
    lengths: array[int]
    shown: array[int]
    edges: array[int]
    numbers: array[int]
    scores: array[int]
    words: array[int]
    reasons: array[int]

    def copy(self) -> Sheet:
        """Return another one that says the same."""
        arrays = [array("I", each) for each in self._arrays()]
        return Sheet(dict(self.copied), dict(self.tags), *arrays)

    def holders(self, wanted: Set[int]) -> set[int]:
        """Return which of the lists hold one of these stories, or left one out; perhaps some that did once."""
        room = len(self.numbers) // SHEET
        found = {at // room for at, other in enumerate(self.numbers) if other in wanted}
        found.update([at for at, row in self.copied.items() if not wanted.isdisjoint(_whose(row))])
        return found

    def pack(self) -> Packed:
        """Return it as plain values."""
        packed = [each.tobytes() for each in self._arrays()]
        lengths, shown, edges, numbers, scores, words, reasons = packed
        tags = marshal.dumps(list(self.tags))
        return lengths, shown, edges, numbers, scores, words, reasons, self.copied, tags

    def _arrays(self) -> tuple[array[int], ...]:
        places = self.numbers, self.scores, self.words, self.reasons
        return self.lengths, self.shown, self.edges, *places


def copied_in(sheet: Sheet | Packed) -> Iterable[int]:
    """Return the lists of a sheet of which a near-copy was left out."""
    return sheet[_COPIED] if isinstance(sheet, tuple) else sheet.copied


def edge_in(sheet: Sheet | Packed, at: int) -> int:
    """Return the edge of a list."""
    if isinstance(sheet, tuple):
        return memoryview(sheet[_EDGES]).cast("I")[at]
    return sheet.edges[at]


def may_hold(sheet: Sheet | Packed, wanted: Set[int]) -> bool:
    """Say whether one of these stories may be in a list of a sheet, or may have been left out of one."""
    if isinstance(sheet, tuple):
        content, copied = sheet[_NUMBERS], sheet[_COPIED]
    else:
        content, copied = sheet.numbers.tobytes(), sheet.copied
    if len(wanted) > FEW:
        found = not wanted.isdisjoint(array("I", content))
    else:
        # Most sheets hold none of them, which shows without making a number of each four bytes.
        found = any(number.to_bytes(4, sys.byteorder) in content for number in wanted)
    return found or any(not wanted.isdisjoint(_whose(row)) for row in copied.values())


def _whose(copied: bytes) -> array[int]:
    """Return the numbers of the near-copies in a row of them."""
    return array("I", copied)[2::4]


def unpack_sheet(packed: Packed) -> Sheet:
    """Return what :meth:`Sheet.pack` packed."""
    *arrays, copied, tags = packed
    # Checksums were compared, so that nothing is read that was not written here.
    known = {one: at for at, one in enumerate(marshal.loads(tags))}  # noqa: S302
    return Sheet(copied, known, *[array("I", each) for each in arrays])


def blank_sheet(room: int) -> Sheet:
    """Return a sheet of empty lists, with ``room`` for so many places each."""
    each, places = bytes(4 * SHEET), bytes(4 * SHEET * room)
    return unpack_sheet((each, each, each, places, places, places, places, {}, marshal.dumps([()])))


def room_for(limit: int) -> int:
    """Return how many places are known of a list of which up to ``limit`` are shown."""
    return limit + SPARE if limit else 0
