"""The released folder taken away, with everything that is kept beside it."""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from linli.release import failures
from linli.release.room import Room, locking
from linli.release.switch import recover, remove
from linli.release.target import locate

if TYPE_CHECKING:
    from pathlib import Path

    from linli.release.target import Target


def clean_output(target: Target) -> tuple[Path, ...]:
    """Remove the released folder and the one beside it; return those that there were. Refuses a folder that is not Linli's."""
    place = locate(target)
    try:
        with locking(place) if place.aside.is_dir() else nullcontext():
            recover(place)
            found = tuple(path for path in (place.output, place.aside) if path.is_dir())
            if place.output in found:
                Room(place).look()  # raises for files that are not ours
                if place.aside.is_dir():
                    with suppress(OSError):  # gone in one step, where it can be
                        os.rename(place.output, place.making)  # noqa: PTH104
                remove(place.output)
            shutil.rmtree(place.aside, ignore_errors=True)  # Windows holds on to the lock
    except OSError as error:
        raise failures.failed(error, place.output) from error
    return found
