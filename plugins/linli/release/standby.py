"""The standby: the other tree, which at rest is as the live one, file by file."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from linli.errors import OutputError
from linli.release.facts import file_facts, folder_times
from linli.release.inspection import unchanged
from linli.release.manifest import below, folders_of
from linli.release.mirror import Delta, follow, mirror

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from linli.release.room import Room


def busy(folders: Collection[str]) -> set[str]:
    """Return the folders that hold folders, and the tree's own."""
    return {folder.rpartition("/")[0] for folder in folders}


def make_ready(room: Room, watched: Collection[str]) -> None:
    """See to it that the standby is whole; make it anew where it is not, or nobody knows.

    ``watched`` are folders that are looked at now, even if all were before (``Room.expect``). Raises ``OutputError`` when
    somebody put files there: a shell that stood in the live folder stands in the standby after a release.
    """
    facts, place = room.facts, room.place
    if facts.standby and facts.linked and _is_whole(room, watched):
        room.is_standby_sound = True
        return
    facts.linked = mirror(place, room.files, facts)
    facts.standby = folder_times(place.standby, folders_of(room.files))


def _is_whole(room: Room, watched: Collection[str]) -> bool:
    """Say whether the standby is as it was left.

    A file that was replaced or removed there shows in the live tree: its inode has lost a name. What was added or renamed
    shows in the time of its folder.
    """
    facts, root = room.facts, room.place.standby
    start = below(root)
    looked_at = facts.standby.keys() & watched if room.standby_seen() else facts.standby
    if root.is_symlink() or not unchanged(root, {one: facts.standby[one] for one in looked_at}):
        return False
    return all(file_facts(start + path) == facts.files[path] for path in room.findings.loose)


def look_again(
    room: Room, files: Mapping[str, str], delta: Delta, watched: Collection[str]
) -> None:
    """Look for what somebody did to the live tree while the release was being made.

    Besides the folders that change, those ``watched`` are looked at (:func:`busy`). Raises ``OutputError`` for files that are not ours, and when one that was to be kept is damaged.
    """
    known = room.facts.live
    looked_at = {*watched, *delta.touched, *delta.gone_folders} & known.keys()
    if unchanged(room.place.output, {folder: known[folder] for folder in looked_at}):
        return
    kept = room.previous.keys() - set(delta.written)
    room.look()
    lost = sorted(room.findings.damaged & kept & files.keys())
    if lost:
        raise OutputError(
            f"{room.place.output} was changed during the build: {', '.join(lost[:3])}.",
            "Build again.",
            zh=f"{room.place.output} 在生成时被改动了：{', '.join(lost[:3])}。请再生成一次。",
        )


def undo(room: Room, delta: Delta) -> None:
    """Make the standby again what the live tree is, after a release that failed."""
    facts, place = room.facts, room.place
    back = delta.back(room.files)
    with suppress(OSError, OutputError):
        try:
            linked = follow(place, back)
            facts.linked = facts.linked and linked
            facts.standby |= folder_times(place.standby, back.touched & facts.live.keys())
        except (OSError, OutputError):  # such as a name that is too long even to be removed
            facts.standby = {}
            make_ready(room, busy(facts.live))
        if room.is_intact():  # else the facts would hide what is wrong with it
            facts.save(place)
