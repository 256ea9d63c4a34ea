"""What is known of all stories at once: the candidates, their lists, and where their vectors end."""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linli.related.lists import SHEET, Lists
from linli.related.memory import PARTS, SHEETS

if TYPE_CHECKING:
    from linli.related.candidate import Candidate
    from linli.related.memory import Store


class Levels:
    """The level of every word that counts: a sorted array of words, and a byte for each."""

    def __init__(self, words: array[int], levels: bytearray) -> None:
        self._words = words
        self._levels = levels
        self.changed = False

    def get(self, word: int) -> int:
        """Return the level of a word; 0 when it does not count."""
        place = bisect_left(self._words, word)
        if place < len(self._words) and self._words[place] == word:
            return self._levels[place]
        return 0

    def set(self, word: int, level: int) -> None:
        """Lift a word to a level, or strike it out with 0."""
        self.changed = True
        place = bisect_left(self._words, word)
        if place == len(self._words) or self._words[place] != word:
            self._words.insert(place, word)
            self._levels.insert(place, level)
        self._levels[place] = level
        if not level:
            del self._words[place], self._levels[place]

    def pack(self) -> tuple[bytes, bytes]:
        """Return it as plain values."""
        return self._words.tobytes(), bytes(self._levels)


@dataclass
class State:
    """All of it. A story has a number as long as it stays, which says nothing of it.

    ``stories`` are candidates by number, ``None`` where one was taken away; ``norms`` and ``cuts`` those of
    their vectors. ``reach`` and ``buckets`` are what words were weighed and laid down by.
    """

    limit: int
    reach: int
    buckets: int
    levels: Levels
    lists: Lists
    stories: list[Candidate | None] = field(default_factory=list)
    norms: array[int] = field(default_factory=lambda: array("I"))
    cuts: array[int] = field(default_factory=lambda: array("Q"))

    def numbers(self) -> dict[str, int]:
        """Return the number of each story by its key."""
        return {story[0]: number for number, story in enumerate(self.stories) if story}

    def write(self, store: Store, changed: set[int]) -> None:
        """Write what concerns the stories of these numbers, and whatever lists and levels are new."""
        head = marshal.dumps((self.limit, self.reach, self.buckets, len(self.stories)))
        store.put(PARTS, [("head", head)])
        if self.levels.changed:
            store.put(PARTS, [("levels", marshal.dumps(self.levels.pack()))])
        sheets = self.lists.changed | {number // SHEET for number in changed}
        store.put(SHEETS, ((sheet, self._pack(sheet)) for sheet in sorted(sheets)))

    def _pack(self, sheet: int) -> bytes:
        part = slice(sheet * SHEET, (sheet + 1) * SHEET)
        stories = [story and tuple(story) for story in self.stories[part]]
        norms, cuts = self.norms[part].tobytes(), self.cuts[part].tobytes()
        return marshal.dumps((stories, norms, cuts, self.lists.pack(sheet)))


def read_state(store: Store) -> State:
    """Return what :meth:`State.write` wrote. Raises ``DamagedError`` if it is not there."""
    parts = store.get(PARTS, ["head", "levels"])
    # Checksums were compared, so that nothing is read that was not written here.
    limit, reach, buckets, size = marshal.loads(parts["head"])  # noqa: S302
    words, levels = marshal.loads(parts["levels"])  # noqa: S302
    stories: list[Candidate | None] = []
    norms, cuts = array("I"), array("Q")
    lists = []
    rows = store.get(SHEETS, range((size + SHEET - 1) // SHEET))
    for sheet in range(len(rows)):
        some, some_norms, some_cuts, packed = marshal.loads(rows[sheet])  # noqa: S302
        # Plain tuples, which compare like candidates: most make room for the candidates of today at once.
        stories += some
        norms.frombytes(some_norms)
        cuts.frombytes(some_cuts)
        lists.append(packed)
    known = Levels(array("I", words), bytearray(levels))
    return State(limit, reach, buckets, known, Lists(limit, lists), stories, norms, cuts)
