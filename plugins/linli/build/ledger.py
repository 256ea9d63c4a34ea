"""The ledger: what is known of every file in the content folder, so that only what changed is read.

A file counts as unchanged while its facts (size, times, number) are those of the day it was read; else its
bytes are compared; else it is read anew. What was read is named by a mark of everything it was read from:
the bytes, the name, the desk's settings, the code.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from linli.build.cache import CARDS, FEATURES, FILES, MANUSCRIPTS, SIGHTS
from linli.marks import digest
from linli.pages.assets import Sight
from linli.problems.problem import plain_problem, problem_from
from linli.site.card import Card, Face
from linli.survey import settled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from linli.build.cache import Cache, Rows
    from linli.marks import Plain
    from linli.problems import Problem
    from linli.survey import Facts, Found


FEW = 64
"""Files of which so many are looked up one by one."""


class Trace(NamedTuple):
    """What tells whether a Markdown file is as it was when it was read, and what was read then.

    ``desk`` is the mark of all that it was read by. ``facts`` are ``None`` for a file that has to be looked at again;
    ``content`` is the mark of its bytes, ``mark`` names its manuscript; ``is_clean`` says that there was nothing to point out.
    """

    desk: bytes
    facts: Facts | None
    content: bytes
    mark: bytes
    is_clean: bool


AT_HAND = 32 << 20
"""Bytes of features that stay at hand between reading and relating: those of twenty thousand stories."""


class Entry(NamedTuple):
    """What is known of one Markdown file: its trace, and what was read in it.

    ``card`` and ``face`` are ``None`` when there is no story in it, for which ``problems`` say why.
    """

    facts: Facts | None
    content: bytes
    mark: bytes
    card: Card | None
    face: Face | None
    problems: tuple[Problem, ...]


class Ledger:
    """Entries by file name, and what was seen in other files.

    The traces of all files are at hand; what was read in a file is fetched when it is asked for.
    """

    def __init__(self, cache: Cache, desk: bytes) -> None:
        """Open the ledger in ``cache``; ``desk`` is the mark of all that files are read by."""
        self._cache = cache
        self._desk = desk
        self._traces = {
            name: trace for name, trace in _traces(cache.load(FILES)).items() if trace.desk == desk
        }
        self._entries: dict[str, Entry] = {}
        self._unsaved: set[str] = set()
        self._sights: dict[str, tuple[Facts, Sight]] | None = None
        self.features: dict[bytes, bytes] = {}
        """What likeness is judged by, of texts that were just read, by their mark; see :meth:`let_go`."""
        self._room = AT_HAND

    @property
    def traces(self) -> Mapping[str, Trace]:
        """Return the trace of every file that was read."""
        return self._traces

    def mark_of(self, name: str, content: bytes) -> bytes:
        """Return the mark of what the file ``name`` says, whose bytes have the mark ``content``."""
        return digest(b"\0".join([self._desk, content, name.encode("utf-8", "surrogatepass")]))

    def changed(self, found: Found) -> list[str]:
        """Return the Markdown files that are new or not as they were, by their facts; forget files that are gone."""
        self.forget(self._traces.keys() - set(found.markdown))
        facts, traces = found.facts, self._traces
        return [
            name
            for name in found.markdown
            if not (now := facts.get(name)) or not (trace := traces.get(name)) or trace.facts != now
        ]

    def get(self, names: Collection[str]) -> dict[str, Entry]:
        """Return what was read in files when they were last read; those of which nothing is known are left out."""
        missing = [name for name in names if name not in self._entries and name in self._traces]
        if missing:
            few = len(missing) < FEW
            rows = self._cache.rows(CARDS, missing) if few else self._cache.load(CARDS)
            for name in missing:
                row = rows.get(name)
                if row and row[0] == self._traces[name].mark:  # else the two are not of one build
                    self._entries[name] = _entry(self._traces[name], row)
        return {name: entry for name in names if (entry := self._entries.get(name))}

    def write(
        self, entries: Mapping[str, Entry], manuscripts: Iterable[tuple[bytes, bytes, bytes]]
    ) -> None:
        """Enter files that were read; ``manuscripts`` are mark, manuscript and features of each, and go to the cache at once.

        What else is known of the files goes there when :meth:`save` is called: that can wait until others are at work.
        """
        marks = {entry.mark for entry in entries.values()}
        old = [known.mark for name in entries if (known := self._traces.get(name))]
        self._drop(mark for mark in old if mark not in marks)
        self._entries.update(entries)
        traces = {
            name: Trace(self._desk, entry.facts, entry.content, entry.mark, not entry.problems)
            for name, entry in entries.items()
        }
        self._traces.update(traces)
        self._unsaved.update(entries)
        made = list(manuscripts)
        self._cache.put(MANUSCRIPTS, ((mark, manuscript) for mark, manuscript, _ in made))
        self._cache.put(FEATURES, ((mark, features) for mark, _, features in made))
        for mark, _, features in made:
            if self._room > 0:
                self._room -= len(features)
                self.features[mark] = features

    def save(self) -> None:
        """Put into the cache what is not there yet, and make all that is there lasting."""
        if self._unsaved:
            names = self._unsaved
            self._cache.store(CARDS, {name: _row(self._entries[name]) for name in names})
            self._cache.store(FILES, {name: tuple(self._traces[name]) for name in names})
            self._unsaved = set()
        self._cache.save()

    def let_go(self) -> None:
        """Let go of what was at hand only until stories are related."""
        self.features, self._room = {}, AT_HAND

    def forget(self, names: Iterable[str]) -> None:
        """Strike out files that are gone or were refused, with what was read in them."""
        struck = [name for name in names if name in self._traces]
        self._drop([self._traces.pop(name).mark for name in struck])
        for name in struck:
            self._entries.pop(name, None)
            self._unsaved.discard(name)
        self._cache.store(FILES, {}, struck)
        self._cache.store(CARDS, {}, struck)

    def _drop(self, marks: Iterable[bytes]) -> None:
        dropped = list(marks)
        self._cache.drop(MANUSCRIPTS, dropped)
        self._cache.drop(FEATURES, dropped)

    def sights(self, found: Found, limit: int) -> dict[str, Sight]:
        """Return what was seen in pictures and documents that are as they were, and no larger than ``limit`` bytes."""
        if self._sights is None:
            self._sights = {
                name: (cast("Facts", row[0]), Sight._make(cast("tuple[Any, ...]", row[1])))
                for name, row in self._cache.load(SIGHTS).items()
                if len(cast("tuple[Any, ...]", row[1])) == len(Sight._fields)
            }
        return {
            name: sight
            for name, (facts, sight) in self._sights.items()
            if facts == found.facts.get(name) and facts[0] <= limit
        }

    def enter_sights(self, sights: Mapping[str, Sight], found: Found, seen: int) -> None:
        """Enter what was seen in files at the nanosecond ``seen``; files nobody looked at are struck out."""
        kept = self._sights or {}
        new = {
            name: (facts, sight)
            for name, sight in sights.items()
            if (facts := found.facts.get(name)) and settled(facts, seen)
        }
        changed = {name: row for name, row in new.items() if kept.get(name) != row}
        rows: dict[str, tuple[Plain, ...]] = {
            name: (facts, tuple(sight)) for name, (facts, sight) in changed.items()
        }
        self._cache.store(SIGHTS, rows, kept.keys() - new.keys())
        self._sights = new


def _traces(rows: Rows) -> dict[str, Trace]:
    # What Trace() does, without a call of a function for each of ten thousand.
    return dict(zip(rows, map(tuple.__new__, repeat(Trace), rows.values()), strict=True))


def _row(entry: Entry) -> tuple[Plain, ...]:
    card = tuple(entry.card) if entry.card else None
    face = tuple(entry.face) if entry.face else None
    return entry.mark, card, face, tuple(map(plain_problem, entry.problems))


def _entry(trace: Trace, row: tuple[Any, ...]) -> Entry:
    _, card, face, problems = row
    return Entry(
        trace.facts,
        trace.content,
        trace.mark,
        Card._make(card) if card else None,
        Face._make(face) if face else None,
        tuple(map(problem_from, problems)) if problems else (),
    )
