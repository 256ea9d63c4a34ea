"""The ledger: what is known of every file in the content folder, so that only what changed is read.

A file counts as unchanged while its facts (size, times, number) are those of the day it was read; else its
bytes are compared; else it is read anew. What was read is named by a mark of everything it was read from:
the bytes, the name, the desk's settings, the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from linli.build.cache import CARDS, FEATURES, MANUSCRIPTS, SIGHTS
from linli.files import settled
from linli.marks import digest
from linli.pages.assets import Sight
from linli.problems import Problem, Severity
from linli.site.card import Card

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linli.build.cache import Cache
    from linli.files import Facts, Found
    from linli.marks import Plain


AT_HAND = 32 << 20
"""Bytes of features that stay at hand between reading and relating: those of twenty thousand stories."""


class Entry(NamedTuple):
    """What is known of one Markdown file.

    ``facts`` are ``None`` for a file that has to be looked at again; ``mark`` names its manuscript, and
    ``card`` is ``None`` when it has none, for which ``problems`` say why.
    """

    facts: Facts | None
    content: bytes
    mark: bytes
    card: Card | None
    problems: tuple[Problem, ...]


class Ledger:
    """Entries by file name, and what was seen in other files."""

    def __init__(self, cache: Cache, desk: bytes) -> None:
        """Open the ledger in ``cache``; ``desk`` is the mark of all that files are read by."""
        self._cache = cache
        self._desk = desk
        self._entries = {
            name: _entry(row) for name, row in cache.load(CARDS).items() if row[0] == desk
        }
        self._sights: dict[str, tuple[Facts, Sight]] | None = None
        self.features: dict[bytes, bytes] = {}
        """What likeness is judged by, of texts that were just read, by their mark; see :meth:`let_go`."""
        self._room = AT_HAND

    def mark_of(self, name: str, content: bytes) -> bytes:
        """Return the mark of what the file ``name`` says, whose bytes have the mark ``content``."""
        return digest(b"\0".join([self._desk, content, name.encode("utf-8", "surrogatepass")]))

    def known(self, found: Found) -> dict[str, Entry]:
        """Return the entries of files that are as they were, by their facts; forget files that are gone."""
        gone = self._entries.keys() - set(found.markdown)
        self.forget(gone)
        facts = found.facts
        return {
            name: entry
            for name, entry in self._entries.items()
            if entry.facts is not None and entry.facts == facts.get(name)
        }

    def get(self, name: str) -> Entry | None:
        """Return what was known of a file when it was last read."""
        return self._entries.get(name)

    def write(
        self, entries: Mapping[str, Entry], manuscripts: Iterable[tuple[bytes, bytes, bytes]]
    ) -> None:
        """Enter files that were read; ``manuscripts`` are mark, manuscript and features of each."""
        marks = {entry.mark for entry in entries.values()}
        old = [known.mark for name in entries if (known := self._entries.get(name))]
        self._drop(mark for mark in old if mark not in marks)
        self._entries.update(entries)
        self._cache.store(CARDS, {name: _row(self._desk, entry) for name, entry in entries.items()})
        made = list(manuscripts)
        self._cache.put(MANUSCRIPTS, ((mark, manuscript) for mark, manuscript, _ in made))
        self._cache.put(FEATURES, ((mark, features) for mark, _, features in made))
        for mark, _, features in made:
            if self._room > 0:
                self._room -= len(features)
                self.features[mark] = features

    def let_go(self) -> None:
        """Let go of what was at hand only until stories are related."""
        self.features, self._room = {}, AT_HAND

    def forget(self, names: Iterable[str]) -> None:
        """Strike out files that are gone or were refused, with what was read in them."""
        struck = [name for name in names if name in self._entries]
        self._drop([self._entries.pop(name).mark for name in struck])
        self._cache.store(CARDS, {}, struck)

    def _drop(self, marks: Iterable[bytes]) -> None:
        dropped = list(marks)
        self._cache.drop(MANUSCRIPTS, dropped)
        self._cache.drop(FEATURES, dropped)

    def sights(self, found: Found) -> dict[str, Sight]:
        """Return what was seen in pictures and documents that are as they were."""
        if self._sights is None:
            self._sights = {
                name: (cast("Facts", row[0]), Sight._make(cast("tuple[Any, ...]", row[1])))
                for name, row in self._cache.load(SIGHTS).items()
                if len(cast("tuple[Any, ...]", row[1])) == len(Sight._fields)
            }
        return {
            name: sight
            for name, (facts, sight) in self._sights.items()
            if facts == found.facts.get(name)
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


def _row(desk: bytes, entry: Entry) -> tuple[Plain, ...]:
    problems = tuple(
        (one.path, one.line, one.column, one.rule, one.what, one.why, one.fix, str(one.severity))
        for one in entry.problems
    )
    card = tuple(entry.card) if entry.card else None
    return desk, entry.facts, entry.content, entry.mark, card, problems


def _entry(row: tuple[Any, ...]) -> Entry:
    _, facts, content, mark, card, problems = row
    return Entry(
        facts,
        content,
        mark,
        Card._make(card) if card else None,
        tuple(map(_problem, problems)) if problems else (),
    )


def _problem(parts: tuple[Any, ...]) -> Problem:
    path, line, column, rule, what, why, fix, severity = parts
    return Problem(path, line, column, rule, what, why, fix, Severity(severity))
