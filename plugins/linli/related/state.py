"""What is known of all stories at once: the candidates, their lists, the levels of words and the lengths of vectors."""

from __future__ import annotations

import marshal
import os
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from linli.related.lists import Lists
from linli.related.memory import LENGTHS, LISTS, PARTS, SHEETS
from linli.related.sheets import SHEET
from linli.related.stories import Stories, read_stories
from linli.related.weights import USUAL_LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.related.candidate import Candidate
    from linli.related.memory import Store


class Levels:
    """The level of every word that has not the usual one: a sorted array of words, and a byte for each."""

    def __init__(self, words: array[int], levels: bytearray) -> None:
        self._words = words
        self._levels = levels
        self.changed = False

    def get(self, word: int) -> int:
        """Return the level of a word; 0 when it does not count."""
        place = bisect_left(self._words, word)
        if place < len(self._words) and self._words[place] == word:
            return self._levels[place]
        return USUAL_LEVEL

    def set(self, word: int, level: int) -> None:
        """Bring a word to a level."""
        self.changed = True
        place = bisect_left(self._words, word)
        if place == len(self._words) or self._words[place] != word:
            self._words.insert(place, word)
            self._levels.insert(place, level)
        self._levels[place] = level
        if level == USUAL_LEVEL:
            del self._words[place], self._levels[place]

    def pack(self) -> tuple[bytes, bytes]:
        """Return it as plain values."""
        return self._words.tobytes(), bytes(self._levels)


class State(Struct):
    """All of it. A story has a number as long as it stays, which says nothing of it.

    ``stories`` are the candidates, ``numbers`` those of each key; ``norms`` and ``title_norms`` are those of their vectors. ``elders`` is how many of the oldest stories words are counted in, ``counted`` are their numbers; ``buckets`` is what words were
    laid down by; ``common`` are the names that are not rare. ``writing`` tells apart what was written at one time from what was at any other.
    """

    limit: int
    elders: int
    buckets: int
    common: frozenset[str]
    counted: frozenset[int]
    levels: Levels
    lists: Lists
    stories: Stories = field(default_factory=Stories)
    numbers: dict[str, int] = field(default_factory=dict)
    norms: array[int] = field(default_factory=lambda: array("I"))
    title_norms: array[int] = field(default_factory=lambda: array("I"))
    writing: bytes = b""

    def next(self) -> State:
        """Return the same, to be changed while what others see of this one stays as it is."""
        self.levels.changed = False
        return replace(self, stories=self.stories.copy(), lists=self.lists.next())

    def keys(self) -> list[str]:
        """Return the keys of all stories by number; nothing where there is none."""
        keys = [""] * len(self.stories)
        for key, number in self.numbers.items():
            keys[number] = key
        return keys

    def is_listed(self, key: str) -> bool:
        """Say whether a story is there, and may stand in the lists of others."""
        story = self.stories[self.numbers[key]] if key in self.numbers else None
        return story is not None and story.listed

    def write(self, store: Store, changed: set[int], renumbered: bool) -> None:
        """Write what concerns the stories of these numbers, and whatever lists and levels are new.

        ``renumbered`` says whether keys have other numbers.
        """
        self.writing = os.urandom(16)
        common, counted = sorted(self.common), sorted(self.counted)
        head = (self.limit, self.elders, self.buckets, common, counted, len(self.stories))
        store.put(PARTS, [("writing", self.writing), ("head", marshal.dumps(head))])
        if renumbered:
            store.put(PARTS, [("keys", marshal.dumps(self.keys()))])
        if self.levels.changed:
            store.put(PARTS, [("levels", marshal.dumps(self.levels.pack()))])
        sheets = sorted({number // SHEET for number in changed})
        store.put(SHEETS, ((sheet, self.stories.pack(sheet)) for sheet in sheets))
        store.put(LENGTHS, ((sheet, self._lengths(sheet)) for sheet in sheets))
        lists = sorted(self.lists.changed)
        store.put(LISTS, ((sheet, marshal.dumps(self.lists.pack(sheet))) for sheet in lists))

    def _lengths(self, sheet: int) -> bytes:
        part = slice(sheet * SHEET, (sheet + 1) * SHEET)
        return self.norms[part].tobytes() + self.title_norms[part].tobytes()


def read_state(store: Store, candidates: Sequence[Candidate]) -> State:
    """Return what :meth:`State.write` wrote, with ``candidates`` of today where nothing about them changed.

    Raises ``DamagedError`` if it is not there.
    """
    parts = store.get(PARTS, ["writing", "head", "keys", "levels"])
    # Checksums were compared, so that nothing is read that was not written here.
    limit, elders, buckets, common, counted, size = marshal.loads(parts["head"])  # noqa: S302
    words, levels = marshal.loads(parts["levels"])  # noqa: S302
    keys = marshal.loads(parts["keys"])  # noqa: S302
    numbers = {key: number for number, key in enumerate(keys) if key}
    norms, title_norms = array("I"), array("I")
    sheets = range((size + SHEET - 1) // SHEET)
    lengths, lists = store.get(LENGTHS, sheets), store.get(LISTS, sheets)
    rows = store.get(SHEETS, sheets)
    for sheet in sheets:
        both = memoryview(lengths[sheet])
        norms.frombytes(both[: len(both) // 2])
        title_norms.frombytes(both[len(both) // 2 :])
    return State(
        limit,
        elders,
        buckets,
        frozenset(common),
        frozenset(counted),
        Levels(array("I", words), bytearray(levels)),
        Lists(limit, [marshal.loads(lists[sheet]) for sheet in sheets]),  # noqa: S302
        read_stories([rows[sheet] for sheet in sheets], candidates, numbers),
        numbers,
        norms,
        title_norms,
        parts["writing"],
    )
