"""What is kept from one build to the next: rows of bytes under numbers or names, in one file.

Nothing in it is ever needed. A file that is missing, cut short, damaged, foreign or of another version is begun
anew; one that another process holds is done without. Every row bears a checksum, and SQLite sees to it that a
build that is killed leaves all of its change or nothing. Whatever goes wrong with the file, it is caught in
:meth:`Memory.use` and nowhere else.
"""

from __future__ import annotations

import marshal
import sqlite3
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

FORM = 4
"""The form of what is kept; another number makes every memory begin anew."""
PATIENCE = 2.0
"""Seconds to wait for another process that holds the file."""
PARTS = "part"  # by name: what concerns all stories
SHEETS = "sheet"  # by number of the sheet: candidates
LENGTHS = "length"  # by number of the sheet: how long their vectors are
LISTS = "list"  # by number of the sheet: their lists
BUCKETS = "bucket"  # by number: which stories use a word
FEATURES = "feature"  # by number of the story: its words
SHELVES = (PARTS, SHEETS, LENGTHS, LISTS, BUCKETS, FEATURES)
_AT_ONCE = 500
_SEAL = 4
BROKEN = (sqlite3.Error, OSError, UnicodeDecodeError)
"""What SQLite raises over a file that cannot be used: it quotes damaged bytes in its message, which then may not be a text."""

Key = int | str
Result = TypeVar("Result")


class DamagedError(Exception):
    """What was read is not what was written."""


class Store:
    """The rows, within one change that is made whole or not at all."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    def is_new(self) -> bool:
        """Say whether nothing was kept yet."""
        return not self._file.execute(f"SELECT count(*) FROM {PARTS}").fetchone()[0]  # noqa: S608

    def get(self, shelf: str, keys: Sequence[Key]) -> dict[Key, bytes]:
        """Return the rows of ``keys``. Raises ``DamagedError`` unless all are there and whole."""
        found: dict[Key, bytes] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            slots = ",".join("?" * len(some))
            rows = self._file.execute(
                f"SELECT key, value FROM {shelf} WHERE key IN ({slots})",  # noqa: S608 - our names
                some,
            )
            for key, value in rows:
                found[key] = _opened(key, value)
        if len(found) != len(set(keys)):
            raise DamagedError(shelf)
        return found

    def each(self, shelf: str) -> Iterator[tuple[int, bytes]]:
        """Yield all rows by number. Raises ``DamagedError`` at one that is not whole."""
        for key, value in self._file.execute(f"SELECT key, value FROM {shelf} ORDER BY key"):  # noqa: S608
            yield key, _opened(key, value)

    def put(self, shelf: str, rows: Iterable[tuple[Key, bytes]]) -> None:
        """Lay rows over those of the same key."""
        self._file.executemany(
            f"REPLACE INTO {shelf} VALUES (?, ?)",  # noqa: S608 - our names
            ((key, _seal(key, value) + value) for key, value in rows),
        )

    def drop(self, shelf: str, keys: Iterable[Key]) -> None:
        """Take rows away."""
        self._file.executemany(f"DELETE FROM {shelf} WHERE key = ?", ((key,) for key in keys))  # noqa: S608

    def clear(self) -> None:
        """Take all rows away."""
        for shelf in SHELVES:
            self._file.execute(f"DELETE FROM {shelf}")  # noqa: S608 - our names


class Memory:
    """A file that lasts, or without a ``path`` a nameless one that lasts as long as this object."""

    def __init__(self, path: Path | None, version: str) -> None:
        """Name the file; ``version`` stands for the code that makes what is in it."""
        self._path = path
        self._version = f"{FORM} {marshal.version} {sys.byteorder} {version}"
        self._nameless: sqlite3.Connection | None = None
        self.known: object = None
        """What those who use it know at the end of the last change, for as long as the process runs."""

    def use(self, work: Callable[[Store], Result]) -> Result:
        """Return what ``work`` returns, having kept what it wrote; it may be called again on an empty store.

        A store that ``work`` finds damaged is emptied; one that cannot be had is replaced by one that is
        forgotten.
        """
        if self._path is not None:
            for _ in range(2):
                try:
                    return self._try(self._path, work)
                except (*BROKEN, DamagedError) as error:
                    if isinstance(error, OSError | sqlite3.OperationalError) and _is_held(error):
                        break
                    self._discard(self._path)
        try:
            if self._nameless is None:
                self._nameless = _connect("", self._version)
            return _kept(self._nameless, work)
        except (sqlite3.Error, DamagedError):
            self.close()
        with closing(_connect(":memory:", self._version)) as file:
            return _kept(file, work)

    def close(self) -> None:
        """Let go of a nameless file, and of what is in it."""
        if self._nameless is not None:
            self._nameless.close()
            self._nameless = None

    def __del__(self) -> None:
        self.close()

    def _try(self, path: Path, work: Callable[[Store], Result]) -> Result:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_connect(str(path), self._version)) as file:
            return _kept(file, work)

    def _discard(self, path: Path) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                path.with_name(path.name + suffix).unlink()


def _kept(file: sqlite3.Connection, work: Callable[[Store], Result]) -> Result:
    try:
        file.execute("BEGIN IMMEDIATE")
        result = work(Store(file))
        file.execute("COMMIT")
    except BaseException:  # raised again: half of a change is taken back, whatever ended it
        with suppress(sqlite3.Error):
            file.execute("ROLLBACK")
        raise
    return result


def _connect(path: str, version: str) -> sqlite3.Connection:
    # Threads never share it at one time, but a preview may build in another one than the last time.
    file = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        # Half of a change would not be noticed, each of its rows being whole: so the disk is waited for.
        file.execute("PRAGMA synchronous = NORMAL")
        file.execute("BEGIN IMMEDIATE")
        file.execute("CREATE TABLE IF NOT EXISTS about (version TEXT)")
        if file.execute("SELECT version FROM about").fetchall() != [(version,)]:
            for shelf in SHELVES:
                kind = "TEXT" if shelf == PARTS else "INTEGER"
                file.execute(f"DROP TABLE IF EXISTS {shelf}")
                file.execute(f"CREATE TABLE {shelf} (key {kind} PRIMARY KEY, value BLOB NOT NULL)")
            file.execute("DELETE FROM about")
            file.execute("INSERT INTO about VALUES (?)", (version,))
        file.execute("COMMIT")
    except BaseException:  # raised again: a file that cannot be used is not left open
        file.close()
        raise
    return file


def _is_held(error: BaseException) -> bool:
    return "locked" in str(error)


def _seal(key: Key, value: bytes) -> bytes:
    return crc32(value, crc32(str(key).encode())).to_bytes(_SEAL, "big")


def _opened(key: Key, value: object) -> bytes:
    if not isinstance(value, bytes):
        raise DamagedError(str(key))
    content = value[_SEAL:]
    if value[:_SEAL] != _seal(key, content):
        raise DamagedError(str(key))
    return content
