"""Large tools, laid aside in a file of the cache, so that they are not sent along with each part of the work."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Result = TypeVar("Result")
Part = tuple[int, int]

PREFIX = "tools-"
ABANDONED = 3600.0
"""Seconds after which nobody needs a file any more: the build that laid it aside was killed."""


class GoneError(Exception):
    """What was laid aside was taken away while it was needed."""


def lay_aside(tools: bytes | bytearray, folder: Path) -> Path:
    """Lay tools aside in a folder, and take away what killed builds have left there. Raises ``OSError``."""
    for old in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > ABANDONED:
                old.unlink()
    handle, name = tempfile.mkstemp(prefix=PREFIX, dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(tools)
    except BaseException:
        # A full disk, or Ctrl-C: whatever it is goes on, half a file does not stay.
        clear_away(path)
        raise
    return path


def clear_away(path: Path) -> None:
    """Take a file away again."""
    with suppress(OSError):
        path.unlink()


def with_aside(
    function: Callable[[bytes, Sequence[Part]], Sequence[Result]], path: Path, parts: Sequence[Part]
) -> Sequence[Result]:
    """Return what a function gives for the tools in a file and some parts; for another process of this machine.

    Raises ``GoneError`` when the file cannot be read.
    """
    return function(taken(path), parts)


@lru_cache(maxsize=1)
def taken(path: Path) -> bytes:
    """Return what was laid aside: the same object while nothing else is asked for, so that what was made of it is found again.

    Raises ``GoneError`` when the file cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoneError(str(path)) from error
