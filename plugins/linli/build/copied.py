"""A copy of what builds keep, for a preview that begins beside them."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from linli.build.cache import BROKEN, PATIENCE
from linli.build.places import cache_beside
from linli.build.press import LAST_FILE, RELATED_FILE, SHELVES_FILE

if TYPE_CHECKING:
    from pathlib import Path

STEP = 500
"""Pages of SQLite that are copied at once, eight megabytes: so long a build has to wait before it may write."""


def copy_cache(output: Path, folder: Path) -> None:
    """Copy what builds keep beside ``output`` into a new folder: each file as it was at one moment, even while a build writes.

    What cannot be copied is left out; whoever uses the copy begins that anew.
    """
    folder.mkdir(parents=True)
    for name in (SHELVES_FILE, RELATED_FILE):
        path, copy = cache_beside(output) / name, folder / name
        try:
            if path.is_file():  # SQLite would begin one
                _copy_shelves(path, copy)
        except BROKEN:
            copy.unlink(missing_ok=True)
    with suppress(OSError):
        shutil.copyfile(cache_beside(output) / LAST_FILE, folder / LAST_FILE)


def _copy_shelves(path: Path, copy: Path) -> None:
    """Copy a file of SQLite in steps, between which a build may write; then it is begun again, but not for ever.

    Raises ``sqlite3.Error``.
    """
    before, until = sys.maxsize, time.monotonic() + PATIENCE

    def go_on(_: int, left: int, __: int) -> None:
        nonlocal before
        if time.monotonic() > until and left >= before:
            raise sqlite3.OperationalError("a build keeps writing")
        before = left

    with closing(sqlite3.connect(path, timeout=0)) as file, closing(sqlite3.connect(copy)) as new:
        file.backup(new, pages=STEP, progress=go_on, sleep=0.02)
