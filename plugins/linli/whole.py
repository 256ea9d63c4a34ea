"""Files written whole: who reads one finds the old one or the new one, and never half of either."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = ".linli-"
"""How the name of a file begins that has not taken its place yet: with a dot, so that it is no story."""
ABANDONED = 600.0
"""Seconds after which nobody writes such a file any more."""


def real_path(path: Path) -> Path:
    """Return where a path leads. Of links that lead round in a circle it is one of them: whoever opens it is told so."""
    return Path(os.path.realpath(path))


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give out a path in the same folder, for a file that takes the place of ``path``; afterwards nothing is there any more.

    What processes that were killed have left there goes, too.
    """
    for old in path.parent.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if (
                old.name.removeprefix(PREFIX).isdecimal()
                and time.time() - old.stat().st_mtime > ABANDONED
            ):
                old.unlink()
    aside = path.with_name(f"{PREFIX}{os.getpid()}")
    try:
        yield aside
    finally:
        with suppress(OSError):
            aside.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, over one that is there; make its folder. Raises ``OSError``: then all is as it was.

    A link stays one, and what stands for an open file, as ``/dev/stdout`` does, is written into.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.absolute().is_relative_to("/dev"):
        path.write_bytes(content)
        return
    real = real_path(path)
    try:
        facts = real.stat()
    except FileNotFoundError:
        facts = None
    if facts and not stat.S_ISREG(facts.st_mode):
        code = errno.EISDIR if stat.S_ISDIR(facts.st_mode) else errno.EINVAL
        raise OSError(code, os.strerror(code), str(path))
    with beside(real) as aside:
        aside.write_bytes(content)
        if facts:
            aside.chmod(stat.S_IMODE(facts.st_mode))
        aside.replace(real)
