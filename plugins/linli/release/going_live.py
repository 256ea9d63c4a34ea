"""The moment a release goes live: the finished tree takes the live one's place, and the other follows.

Before the switch everything that fails is undone, and the live tree is as it was. After it nothing can
fail any more: what cannot be done then is done by the next build.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from linli.errors import OutputError
from linli.release import chronicle, standby
from linli.release.attic import put_away
from linli.release.facts import Facts, facts_of, folder_times, only
from linli.release.manifest import (
    MANIFEST,
    as_bytes,
    below,
    folders_of,
    read_manifest,
    revised,
    sha_of,
)
from linli.release.mirror import Delta, follow
from linli.release.switch import remove, switch
from linli.release.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set
    from datetime import datetime
    from pathlib import Path

    from linli.release.history import Difference
    from linli.release.pen import Pen
    from linli.release.room import Room
    from linli.release.target import Place


class Made(Struct, frozen=True):
    """What a release consists of: all files, those that were written, and how it differs from the live tree."""

    files: dict[str, str]
    written: Sequence[str]
    difference: Difference
    now: datetime
    note: str = ""


def go_live_first(room: Room, made: Made, twinned: bool) -> int:
    """Put the tree that was made where there was none; return the release's number."""
    place = room.place
    digest = _write_manifest(place, place.making, made)
    folders = sorted(folders_of(made.files))
    number = chronicle.write_down(room, made, digest)
    facts = Facts(
        digest,
        number,
        facts_of(place.making, made.files),
        folder_times(place.making, folders),
        linked=twinned,
    )
    try:
        place.facts.unlink(missing_ok=True)
        switch(place, place.making)
    except BaseException:  # raised again: a release that is not live is not written down
        _unless_live(place, digest, number)
        raise
    with suppress(OSError):
        remove(place.standby)
        if twinned:
            (place.twin / MANIFEST).hardlink_to(place.output / MANIFEST)
            facts.standby = folder_times(place.twin, folders)
            place.twin.rename(place.standby)
        facts.save(place)
        chronicle.collect(place)
    room.settle(made.files, facts)
    return number


def go_live(room: Room, made: Made, pen: Pen) -> int:
    """Change the standby into the release, exchange the two trees, let the other follow."""
    place, old = room.place, room.facts
    gone = list(made.difference.removed)
    if gone or room.findings.damaged:
        after: Set[str] = folders_of(made.files)
    else:  # the same, and quicker
        after = old.live.keys() | folders_of(made.difference.added)
    delta = Delta(made.written, gone, after - old.live.keys(), old.live.keys() - after)
    busy = standby.busy(old.live)
    standby.look_again(room, made.files, delta, busy)
    standby.make_ready(room, {*busy, *delta.touched, *delta.gone_folders})
    new = Facts("", linked=old.linked)
    try:
        place.facts.unlink(missing_ok=True)
        delta.clear(place.standby)
        start = below(place.standby)
        # Replaced, and not exchanged, though that is quicker: ext4 writes a file that replaces another to the disk first, so
        # that a machine which loses its power keeps the old page or the new one, and not an empty one.
        for path in made.written:
            os.replace(pen.place(path), start + path)  # noqa: PTH105 - fast, as all of this room
        new.digest = _write_manifest(place, place.standby, made, room)
        if made.difference.added:
            _check_names(made.files, start)
        written = facts_of(place.standby, made.written)
        new.files = only({**old.files, **written}, made.files.keys())
        times = old.standby | folder_times(place.standby, delta.touched)
        new.live = only(times, after)
        new.number = chronicle.write_down(room, made, new.digest)
        put_away(place, new.number, _superseded(room, made))
        switch(place, place.standby)
    except BaseException:  # raised again: the standby is put back, unless it went live
        if _unless_live(place, new.digest, new.number * bool(made.difference.changes)):
            standby.undo(room, delta)
        raise
    strange = room.findings.strange
    with suppress(OSError, OutputError):
        follows = replace(delta, strange=strange)
        new.linked = follow(place, follows) and old.linked
        times = old.live | folder_times(place.standby, follows.touched & after)
        new.standby = only(times, after)
    with suppress(OSError):
        new.save(place)
        chronicle.collect(place)
    room.settle(made.files, new)
    return new.number


def _write_manifest(place: Place, root: Path, made: Made, before: Room | None = None) -> str:
    """Write the manifest of the tree at ``root``, in one step, and return its SHA-256; ``before`` holds a tree like it."""
    difference = made.difference
    if before and before.manifest and not (difference.added or difference.removed):
        others = {path: sha for path, (_, sha) in difference.changed.items()}
        content = revised(before.manifest, before.files, others)
    else:
        content = as_bytes(made.files)
    write_whole(place, root / MANIFEST, content)
    return sha_of(content)


def _superseded(room: Room, made: Made) -> dict[str, str]:
    """Return what the release replaces or removes; what is damaged already is not worth keeping."""
    whole = room.previous
    gone = made.difference.superseded
    return {path: sha for path, sha in gone.items() if whole.get(path) == sha}


def _check_names(files: Mapping[str, str], start: str) -> None:
    """Raise ``FileExistsError`` when two files differ only in case and the file system sees one."""
    if len({path.casefold() for path in files}) == len(files):
        return
    seen: dict[str, str] = {}
    for path in files:
        other = seen.setdefault(path.casefold(), path)
        if other != path and os.path.samefile(start + other, start + path):  # noqa: PTH121
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)


def _unless_live(place: Place, digest: str, number: int) -> bool:
    """Forget a release that failed; say whether it did, as an interruption may come after the switch."""
    with suppress(OSError, OutputError):
        live = read_manifest(place.output, digest)
        if live and live[1] == digest:
            return False
    if number:
        with suppress(OSError):
            chronicle.forget_release(place, number)
    return True
