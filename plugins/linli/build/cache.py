"""What is kept from one build to the next, on shelves, in one file.

Two kinds of shelves: of blobs, which are fetched one by one (``get``, ``put``, ``drop``), and of rows, which lie in
packs (``load``, ``rows``, ``store``): ten thousand rows are read in the time of a hundred.

Nothing in it is ever needed: a cache that is missing, cut short, damaged, foreign, of another version or held
by another process is begun anew, or done without. Every blob and every pack carries its own digest and is looked
at only when that fits. SQLite keeps a build that is killed from leaving half of a change.
"""

from __future__ import annotations

import marshal
import sqlite3
import zlib
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING

from linli.build.damage import Damaged
from linli.marks import SIZE, Plain, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

FILES = b"file:"  # rows by file name: what tells whether a file is as it was, and the mark of what was read in it
CARDS = b"card:"  # rows by file name: the card of a story, or what is wrong with it
MANUSCRIPTS = b"manuscript:"  # by mark: a story's header and text
FEATURES = b"feature:"  # by mark: what likeness is judged by
SIGHTS = b"sight:"  # rows by file name: what was seen in a picture or a document
PAGES = b"page:"  # rows by path: the mark a page was made from, and the hash of what came of it
RECIPES = b"recipe:"  # by path: the recipe of a page, with stories by name
NAMED = b"named:"  # rows by path: the stories that its recipe names, one to a line
LISTED = b"listed:"  # by file name: a story as lists show it
RECORD = b"record:"  # what else a build has to know of the last plan
PROOFS = b"proof:"  # rows by path: the hash of a feed that was read again and found good
TEMPLATES = b"template:"  # by mark of a template's text: which others it names

BROKEN = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises over a damaged file: it quotes the damage in its message, which then may not be a text."""
PATIENCE = 2.0
"""Seconds to wait for another process that holds the file, before doing without."""
PAGE = 16384
"""Bytes that are read and written at once: a story of a thousand characters goes into one page, not a chain of three."""
AT_ONCE = 250
"""Blobs that are asked for at once."""
PACKS = 128
"""Packs on a shelf of rows: a row is read and written with all others in its pack."""

Rows = dict[str, tuple[Plain, ...]]


class Cache:
    """The shelves. Whatever goes wrong with the file, a lookup finds nothing and a build goes on."""

    def __init__(self, path: Path | None, version: bytes) -> None:
        """Open the cache at ``path``; without one it lasts as long as the process.

        One of another ``version`` is emptied: its blobs were made by other code.
        """
        self.path = path
        self._version = version
        self._packs: dict[bytes, dict[int, Rows]] = {}
        self._whole: set[bytes] = set()  # shelves of which all packs are at hand
        self.losses = 0
        """How often what was not saved yet was lost: the file was damaged, the disk full, or others held it."""
        self._file = self._open()

    def _open(self) -> sqlite3.Connection:
        for _ in range(2):
            if self.path is None:
                break
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                return _connect(str(self.path), self._version)
            except (*BROKEN, OSError) as error:
                if _is_held(error):
                    break
                self._discard()
        self.path = None
        return _connect(":memory:", self._version)

    def _discard(self) -> None:
        """Remove a file that is no cache, or no longer one."""
        for suffix in ("", "-journal"):
            if self.path:
                with suppress(OSError):
                    self.path.with_name(self.path.name + suffix).unlink()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Begin a new cache when the file turns out to be damaged, or the disk to be full."""
        try:
            yield
        except BROKEN as error:
            self.losses += 1
            with suppress(sqlite3.Error):
                self._file.close()
            if not _is_held(error):
                self._discard()
            self._file = self._open()
            # What is at hand stays so, but nothing that is written from now on may lean on what is lost.
            self._packs.clear()
            self._whole.clear()

    def load(self, shelf: bytes) -> Rows:
        """Return all rows of a shelf."""
        if shelf not in self._whole:
            found = self._read_packs(shelf, 0, PACKS - 1)
            self._packs[shelf] = found | self._packs.get(shelf, {})
            self._whole.add(shelf)
        return {key: row for pack in self._packs[shelf].values() for key, row in pack.items()}

    def rows(self, shelf: bytes, keys: Iterable[str]) -> Rows:
        """Return those rows of ``keys`` that are there; only their packs are read."""
        found = {key: self._pack(shelf, _pack_of(key)).get(key) for key in keys}
        return {key: row for key, row in found.items() if row is not None}

    def _pack(self, shelf: bytes, number: int) -> Rows:
        packs = self._packs.get(shelf, {})
        if number not in packs:
            known = shelf in self._whole
            found = {} if known else self._read_packs(shelf, number, number)
            packs = self._packs.setdefault(shelf, {})
            packs[number] = found.get(number, {})
        return packs[number]

    def _read_packs(self, shelf: bytes, first: int, last: int) -> dict[int, Rows]:
        found: dict[int, Rows] = {}
        with self._guarded():
            between = (shelf + bytes([first]), shelf + bytes([last]))
            question = "SELECT key, value FROM blobs WHERE key BETWEEN ? AND ?"
            for key, value in self._file.execute(question, between):
                if _is_whole(key, value):
                    found[key[-1]] = marshal.loads(value[SIZE:])  # noqa: S302 - its seal is whole
        return found

    def store(
        self, shelf: bytes, rows: Mapping[str, tuple[Plain, ...]], gone: Iterable[str] = ()
    ) -> None:
        """Write rows over those of the same key, and take away those that are gone."""
        touched: set[int] = set()
        for key, row in rows.items():
            number = _pack_of(key)
            touched.add(number)
            self._pack(shelf, number)[key] = row
        for key in gone:
            number = _pack_of(key)
            if self._pack(shelf, number).pop(key, None) is not None:
                touched.add(number)
        packs = {number: self._pack(shelf, number) for number in sorted(touched)}
        self.put(shelf, ((bytes([number]), marshal.dumps(pack)) for number, pack in packs.items()))

    def get(self, shelf: bytes, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return those of ``keys`` that are on the shelf and whole."""
        found: dict[bytes, bytes] = {}
        with self._guarded():
            left = iter(keys)
            while some := [shelf + key for key in islice(left, AT_ONCE)]:
                slots = ",".join("?" * len(some))
                question = f"SELECT key, value FROM blobs WHERE key IN ({slots})"  # noqa: S608 - no more than slots
                for key, value in self._file.execute(question, some):
                    if _is_whole(key, value):
                        found[key[len(shelf) :]] = value[SIZE:]
        return found

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Have all lookups of the block ask the file but once whether others are writing; nobody writes meanwhile."""
        with suppress(sqlite3.OperationalError):  # it has begun already
            self._file.execute("BEGIN")
        try:
            yield
        finally:
            self.save()

    def whole(self, shelf: bytes, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return all of ``keys`` from the shelf. Raises ``Damaged`` when one is missing."""
        found = self.get(shelf, keys)
        if len(found) < len(set(keys)):
            raise Damaged(shelf.decode())
        return found

    def put(self, shelf: bytes, blobs: Iterable[tuple[bytes, bytes]]) -> None:
        """Lay blobs on a shelf, over those of the same key."""
        rows = [(shelf + key, _seal(shelf + key, value) + value) for key, value in blobs]
        if rows:
            with self._guarded():
                self._file.executemany("REPLACE INTO blobs VALUES (?, ?)", rows)

    def drop(self, shelf: bytes, keys: Iterable[bytes]) -> None:
        """Take blobs off a shelf."""
        rows = [(shelf + key,) for key in keys]
        if rows:
            with self._guarded():
                self._file.executemany("DELETE FROM blobs WHERE key = ?", rows)

    def clear(self, *shelves: bytes) -> None:
        """Take everything off shelves."""
        for shelf in shelves:
            self._packs[shelf] = {}
            self._whole.add(shelf)
            with self._guarded():
                question = "DELETE FROM blobs WHERE key BETWEEN ? AND ?"
                self._file.execute(question, (shelf, shelf[:-1] + bytes([shelf[-1] + 1])))

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Keep all that is written in the block in memory, however much it is, so that others can read meanwhile; nothing is to be saved in it."""
        self._spill("OFF")
        try:
            yield
        finally:
            self._spill("ON")

    def _spill(self, whether: str) -> None:
        with self._guarded():
            self._file.execute(f"PRAGMA cache_spill = {whether}")

    def save(self) -> None:
        """Make everything since the last time lasting, at once."""
        with self._guarded():
            self._file.commit()

    def undo(self) -> None:
        """Forget everything since the last time; where that is nothing, what is at hand stays there."""
        if self._file.in_transaction:
            with self._guarded():
                self._file.rollback()
            self._packs.clear()
            self._whole.clear()

    def close(self) -> None:
        """Close the file; what was not saved is forgotten."""
        with suppress(sqlite3.Error):
            self._file.close()

    def __del__(self) -> None:
        if "_file" in self.__dict__:
            self.close()


def _connect(path: str, version: bytes) -> sqlite3.Connection:
    # Threads never share it at one time: an executor that was handed in may use others than this.
    file = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
    try:
        # A machine that loses its power may lose the cache; a process that is killed does not.
        file.execute("PRAGMA synchronous = OFF")
        file.execute(f"PRAGMA page_size = {PAGE}")  # of a file that is begun now
        file.execute("CREATE TABLE IF NOT EXISTS about (version BLOB)")
        if file.execute("SELECT version FROM about").fetchall() != [(version,)]:
            file.execute("DROP TABLE IF EXISTS blobs")
            file.execute("CREATE TABLE blobs (key BLOB PRIMARY KEY, value BLOB NOT NULL)")
            file.execute("DELETE FROM about")
            file.execute("INSERT INTO about VALUES (?)", (version,))
            file.commit()
    except BaseException:  # raised again: a file that cannot be used is not left open
        file.close()
        raise
    return file


def _is_held(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def _pack_of(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % PACKS


def _seal(key: bytes, value: bytes) -> bytes:
    return digest(b"%d:%b%b" % (len(key), key, value))


def _is_whole(key: bytes, value: bytes) -> bool:
    return value[:SIZE] == _seal(key, value[SIZE:])
