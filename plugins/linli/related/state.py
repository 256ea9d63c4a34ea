"""What is known of all stories at once: the candidates, their lists, the levels of words and the lengths of vectors."""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from linli.related.lists import Lists
from linli.related.memory import LISTS, PARTS, SHEETS
from linli.related.sheets import SHEET
from linli.related.weights import USUAL_LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linli.related.candidate import Candidate
    from linli.related.memory import Store
    from linli.related.weights import Measure


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


@dataclass
class State:
    """All of it. A story has a number as long as it stays, which says nothing of it.

    ``stories`` are candidates by number, ``None`` where one was taken away; ``norms`` and ``title_norms`` those of
    their vectors. ``elders`` is how many of the oldest stories words are counted in, ``counted`` are their numbers; ``buckets`` is what words were
    laid down by; ``common`` are the names that are not rare.
    """

    limit: int
    elders: int
    buckets: int
    common: frozenset[str]
    counted: frozenset[int]
    levels: Levels
    lists: Lists
    stories: list[Candidate | None] = field(default_factory=list)
    norms: array[int] = field(default_factory=lambda: array("I"))
    title_norms: array[int] = field(default_factory=lambda: array("I"))

    def numbers(self) -> dict[str, int]:
        """Return the number of each story by its key."""
        return {story[0]: number for number, story in enumerate(self.stories) if story}

    def write(self, store: Store, changed: set[int]) -> None:
        """Write what concerns the stories of these numbers, and whatever lists and levels are new."""
        head = (self.limit, self.elders, self.buckets, sorted(self.common), sorted(self.counted))
        store.put(PARTS, [("head", marshal.dumps((*head, len(self.stories))))])
        if self.levels.changed:
            store.put(PARTS, [("levels", marshal.dumps(self.levels.pack()))])
        sheets = sorted({number // SHEET for number in changed})
        store.put(SHEETS, ((sheet, self._pack(sheet)) for sheet in sheets))
        lists = sorted(self.lists.changed)
        store.put(LISTS, ((sheet, marshal.dumps(self.lists.pack(sheet))) for sheet in lists))

    def _pack(self, sheet: int) -> bytes:
        part = slice(sheet * SHEET, (sheet + 1) * SHEET)
        stories = [story and tuple(story) for story in self.stories[part]]
        norms, title_norms = self.norms[part].tobytes(), self.title_norms[part].tobytes()
        return marshal.dumps((stories, norms, title_norms))


def elders_of(stories: Sequence[Candidate | None], elders: int) -> frozenset[int]:
    """Return the numbers of the oldest stories, so many; of one day, by key."""
    known = [(story[4], story[0], number) for number, story in enumerate(stories) if story]
    known.sort()
    return frozenset([number for _, _, number in known[:elders]])


def common_names(
    stories: Sequence[Candidate | None], counted: Iterable[int], measure: Measure
) -> frozenset[str]:
    """Return the names that many of the stories ``counted`` have, or very many of all; all others are rare."""
    elders = Counter(chain.from_iterable([one.names for n in counted if (one := stories[n])]))
    common = {name for name, count in elders.items() if count > measure.few_named}
    everybody = Counter(chain.from_iterable([one.names for one in stories if one]))
    common.update([name for name, count in everybody.items() if count > measure.named])
    return frozenset(common)


def read_state(store: Store) -> State:
    """Return what :meth:`State.write` wrote. Raises ``DamagedError`` if it is not there."""
    parts = store.get(PARTS, ["head", "levels"])
    # Checksums were compared, so that nothing is read that was not written here.
    limit, elders, buckets, common, counted, size = marshal.loads(parts["head"])  # noqa: S302
    words, levels = marshal.loads(parts["levels"])  # noqa: S302
    stories: list[Candidate | None] = []
    norms, title_norms = array("I"), array("I")
    sheets = range((size + SHEET - 1) // SHEET)
    rows = store.get(SHEETS, sheets)
    for sheet in sheets:
        some, some_norms, some_title_norms = marshal.loads(rows[sheet])  # noqa: S302
        # Plain tuples, which compare like candidates: most make room for the candidates of today at once.
        stories += some
        norms.frombytes(some_norms)
        title_norms.frombytes(some_title_norms)
    kept = store.get(LISTS, sheets)
    lists = Lists(limit, [marshal.loads(kept[sheet]) for sheet in sheets])  # noqa: S302
    known = Levels(array("I", words), bytearray(levels))
    return State(
        limit,
        elders,
        buckets,
        frozenset(common),
        frozenset(counted),
        known,
        lists,
        stories,
        norms,
        title_norms,
    )
