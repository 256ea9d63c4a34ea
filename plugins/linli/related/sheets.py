"""Lists side by side in flat arrays, so that ten thousand of them are opened at once."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from linli.related.likeness import BAR, LOWEST

SHEET = 128
"""Stories whose lists are kept together."""
SPARE = 8
"""Places that are known beyond those that are shown: they move up when one before them goes."""

Packed = tuple[bytes, bytes, bytes, bytes, bytes, bytes, dict[int, bytes], list[tuple[str, ...]]]


@dataclass
class Sheet:
    """The lists of up to ``SHEET`` stories.

    Of each place there is the number of a story, its score, how alike the wording is, and the reason by its number in ``tags``. Of each
    list there is its edge, and if near-copies were left out, for each the same three numbers, and of whom.
    """

    lengths: array[int]
    edges: array[int]
    numbers: array[int]
    scores: array[int]
    words: array[int]
    reasons: array[int]
    copied: dict[int, bytes]
    tags: dict[tuple[str, ...], int]

    def shown(self, limit: int) -> array[int]:
        """Return the lengths as others see them: a list that begins below the bar is empty."""
        room = room_for(limit)
        # Only the last ones of a list can be below what is shown, and those of most are not.
        found = array("I")
        for at, length in enumerate(self.lengths):
            start, shown = at * room, min(length, limit)
            while shown and self.scores[start + shown - 1] < LOWEST:
                shown -= 1
            found.append(shown if shown and self.scores[start] >= BAR else 0)
        return found

    def pack(self) -> Packed:
        """Return it as plain values."""
        arrays = (self.lengths, self.edges, self.numbers, self.scores, self.words, self.reasons)
        lengths, edges, numbers, scores, words, reasons = [each.tobytes() for each in arrays]
        return lengths, edges, numbers, scores, words, reasons, self.copied, list(self.tags)


def unpack_sheet(packed: Packed) -> Sheet:
    """Return what :meth:`Sheet.pack` packed."""
    *arrays, copied, tags = packed
    lengths, edges, numbers, scores, words, reasons = [array("I", each) for each in arrays]
    known = {one: at for at, one in enumerate(tags)}
    return Sheet(lengths, edges, numbers, scores, words, reasons, copied, known)


def room_for(limit: int) -> int:
    """Return how many places are known of a list of which up to ``limit`` are shown."""
    return limit + SPARE if limit else 0
