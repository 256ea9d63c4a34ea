"""Files written in one step: a reader sees the old one or the new one, never a half."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from linli.release.target import Place


def write_whole(place: Place, path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, on the file system of ``place``.

    The file is always a new one: ``path`` may be a second name of a file that is live.
    """
    place.part.unlink(missing_ok=True)  # left by a write that failed
    with place.part.open("xb") as stream:
        stream.write(content)
    os.replace(place.part, path)  # noqa: PTH105 - one call of the system
