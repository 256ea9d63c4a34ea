"""Two folders exchanged in one step, where the system can; else by renaming, and put right after.

Linux has ``renameat2`` with ``RENAME_EXCHANGE`` (its manual page, rename(2)), macOS ``renamex_np`` with
``RENAME_SWAP``. There a reader finds the old tree or the new one at every moment.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from linli.release.target import Place

AT_FDCWD = -100
RENAME_EXCHANGE = RENAME_SWAP = 2
CALL_NUMBERS = {"x86_64": 316, "aarch64": 276, "riscv64": 276}
"""``renameat2`` on Linux, for C libraries that do not know it by name (musl before 1.2.6)."""


def switch(place: Place, other: Path) -> None:
    """Put the tree ``other`` in the place of the live one, and the live one, if any, at ``other``.

    Raises ``OSError`` when that cannot be; the live tree then is where it was.
    """
    if not place.output.exists():
        os.rename(other, place.output)  # noqa: PTH104 - one call of the system, as below
    elif not exchange(other, place.output):
        _rename_twice(place, other)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; say whether the system could."""
    import ctypes  # takes some milliseconds, and only a release needs it

    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, RENAME_SWAP) == 0)
        if not sys.platform.startswith("linux"):
            return False
        where = AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE
        if hasattr(library, "renameat2"):
            return bool(library.renameat2(*where) == 0)
        number = CALL_NUMBERS.get(os.uname().machine)
        return number is not None and library.syscall(ctypes.c_long(number), *where) == 0
    except (OSError, AttributeError, TypeError):  # no such library, no such call
        return False


def _rename_twice(place: Place, other: Path) -> None:
    os.rename(place.output, place.old)  # noqa: PTH104
    try:
        os.rename(other, place.output)  # noqa: PTH104
    except BaseException:  # raised again: the site is put back first
        os.rename(place.old, place.output)  # noqa: PTH104
        raise
    os.rename(place.old, other)  # noqa: PTH104


def recover(place: Place) -> None:
    """Put back what a killed build took away, and clear what it left."""
    if place.old.is_dir():
        if not place.output.exists():
            os.rename(place.old, place.output)  # noqa: PTH104
        elif not place.standby.exists():
            os.rename(place.old, place.standby)  # noqa: PTH104
    for leftover in (place.making, place.twin, place.old, place.part, place.spare):
        remove(leftover)


def remove(path: Path) -> None:
    """Remove a file or a folder with everything in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
