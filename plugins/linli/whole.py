"""Files written whole: who reads one finds the old one or the new one, and never half of either."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = ".linli-"
"""How the name of a file begins that has not taken its place yet: with a dot, so that it is no story."""
_PASSING = regex(re.escape(PREFIX) + r"\d+-[0-9a-f]{16}")
ABANDONED = 600.0
"""Seconds after which nobody writes such a file any more."""
_NOT_HERE = frozenset({errno.EACCES, errno.EBUSY, errno.EPERM, errno.EROFS})
"""Why no other file may take the place of one that may be written: its folder may not be, or it alone was mounted there."""

_tidy: set[Path] = set()


def real_path(path: Path) -> Path:
    """Return where a path leads. Of links that lead round in a circle it is one of them: whoever opens it is told so."""
    return Path(os.path.realpath(path))


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give out a path in the same folder, for a file that takes the place of ``path``; afterwards nothing is there any more.

    Nobody else can have guessed it. What processes that were killed have left in the folder goes, too.
    """
    _tidy_up(path.parent)
    aside = path.with_name(f"{PREFIX}{os.getpid()}-{os.urandom(8).hex()}")
    try:
        yield aside
    finally:
        with suppress(OSError):
            aside.unlink()


def _tidy_up(folder: Path) -> None:
    if folder in _tidy:
        return
    _tidy.add(folder)
    for old in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            is_old = time.time() - old.lstat().st_mtime > ABANDONED
            if is_old and _PASSING.fullmatch(old.name):
                old.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, over one that is there; make its folder. Raises ``OSError``: then all is as it was.

    A link stays one. Two kinds are written into, and may then be half: what stands for an open file or a device, as
    ``/dev/stdout`` and ``/dev/null`` do, and a file in whose place no other can be put (it alone may be written, or is mounted).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    real = real_path(path)
    try:
        mode = real.stat().st_mode
    except FileNotFoundError:
        mode = None
    if _is_open(path) or (mode and stat.S_ISCHR(mode)):
        path.write_bytes(content)
    elif mode is None:
        with beside(real) as aside:
            aside.write_bytes(content)
            aside.replace(real)
    elif not stat.S_ISREG(mode):
        raise _refusal(errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL, path)
    elif not os.access(real, os.W_OK):
        raise _refusal(errno.EACCES, path)
    else:
        _put_in_place(real, content, mode)


def _put_in_place(real: Path, content: bytes, mode: int) -> None:
    try:
        with beside(real) as aside:
            aside.write_bytes(content)
            aside.chmod(stat.S_IMODE(mode))
            aside.replace(real)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
        real.write_bytes(content)


def _is_open(path: Path) -> bool:
    """Say whether a path stands for a file that this process has open."""
    name = str(path.absolute())
    return name.startswith(("/dev/fd/", "/proc/self/fd/")) or name in {"/dev/stdout", "/dev/stderr"}


def _refusal(code: int, path: Path) -> OSError:
    return OSError(code, os.strerror(code), str(path))
