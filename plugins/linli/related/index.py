"""Which stories use a word, for those words that are rare enough to matter.

Words lie in buckets, so that a row is neither one word nor everything. A bucket is a sorted array of words,
each with an entry for one story that uses it, ``word << 32 | number << 5 | how``; ``how`` is how often, and whether
in the title. Of a word in too many stories only their number is kept, as an entry without uses.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from linli.related.memory import BUCKETS
from linli.related.weights import TITLED
from linli.related.words import IN_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.related.memory import Store

USES = 15
"""The bits of an entry that count uses."""
SHIFT = 5
HOW = bytes(
    [min(count & ~IN_TITLE, USES) | (TITLED if count & IN_TITLE else 0) for count in range(256)]
)
"""How a story uses a word, by its count in the features."""
_ENTRY = 0xFFFF_FFFF
_LOWER = 0 if sys.byteorder == "little" else 1
BUCKETS_PER_STORY = 2


class TooManyChangesError(Exception):
    """Beginning anew is simpler than going on from what is known."""


class Index:
    """The buckets of a store, read when they are asked for and written back by :meth:`save`.

    ``ceiling`` is how many stories of a word are kept.
    """

    def __init__(self, store: Store, buckets: int, ceiling: int) -> None:
        self._store = store
        self._buckets = buckets
        self._ceiling = ceiling
        self._read: dict[int, array[int]] = {}
        self._changed: set[int] = set()

    def read(self, words: Iterable[int]) -> None:
        """Read what will be asked for, in one go."""
        wanted = {word % self._buckets for word in words} - self._read.keys()
        for number, row in self._store.get(BUCKETS, sorted(wanted)).items():
            self._read[int(number)] = array("Q", row)

    def uses(self, word: int) -> array[int]:
        """Return the entries of a word: none where only their number is known."""
        bucket, start, end = self._place(word)
        # The lower half of each, without making a number of the whole of it.
        entries = array("I", bucket[start:end].tobytes())[_LOWER::2]
        return entries if len(entries) != 1 or entries[0] & USES else array("I")

    def _place(self, word: int) -> tuple[array[int], int, int]:
        number = word % self._buckets
        if number not in self._read:
            self.read([word])
        bucket = self._read[number]
        return bucket, bisect_left(bucket, word << 32), bisect_left(bucket, word + 1 << 32)

    def stories(self, word: int) -> int:
        """Return how many stories use a word."""
        bucket, start, end = self._place(word)
        if end - start == 1 and not bucket[start] & USES:
            return (bucket[start] & _ENTRY) >> SHIFT
        return end - start

    def change(self, word: int, story: int, before: int, after: int) -> None:
        """Enter how a story used a word ``before``, and how it does ``after``.

        Raises ``TooManyChangesError`` when a word became so rare that its stories would have to be known again.
        """
        bucket, start, end = self._place(word)
        self._changed.add(word % self._buckets)
        high = word << 32
        if end - start == 1 and not bucket[start] & USES:
            count = self.stories(word) + (after > 0) - (before > 0)
            if count <= self._ceiling // 2:
                raise TooManyChangesError
            bucket[start] = high | count << SHIFT
        elif end - start == self._ceiling and not before:
            bucket[start:end] = array("Q", [high | self._ceiling + 1 << SHIFT])
        else:
            place = bisect_left(bucket, high | story << SHIFT, start, end)
            entry = array("Q", [high | story << SHIFT | after] if after else [])
            bucket[place : place + (before > 0)] = entry

    def save(self) -> None:
        """Write the buckets that changed."""
        changed = sorted(self._changed)
        self._store.put(BUCKETS, ((number, self._read[number].tobytes()) for number in changed))
        self._changed.clear()
