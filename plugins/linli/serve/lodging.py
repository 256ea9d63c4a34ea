"""Where a preview lives: in a passing folder of its own."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from linli.release import is_held

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "linli-preview-"
SITE = "site"
"""The folder in it that the preview holds for as long as it runs."""
MOVING_IN = 60.0
"""Seconds in which a preview that has made its folder begins to hold it."""


@contextmanager
def lodging() -> Iterator[Path]:
    """Give out a folder that is gone afterwards, and take away those of previews that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if _is_abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
        yield Path(name)


def _is_abandoned(folder: Path) -> bool:
    """Say whether it is ours, and nobody lives there any more. Raises ``OSError`` where that cannot be told."""
    facts = folder.lstat()
    is_ours = not hasattr(os, "getuid") or facts.st_uid == os.getuid()
    is_old = time.time() - facts.st_mtime > MOVING_IN
    return stat.S_ISDIR(facts.st_mode) and is_ours and is_old and not is_held(folder / SITE)
