"""One tree made like another by hard links, or copies where there are none.

A name is never taken away for a moment and never leads to half a file: the new file gets a name of its
own first and then takes the old one's place. So a reader who is still inside the tree sees whole files.
"""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.release.facts import WIDEST, Facts, File, file_facts
from linli.release.failures import foreign
from linli.release.inspection import entries, strangers
from linli.release.manifest import LITTER, MANIFEST, below, folder_of, folders_of
from linli.release.switch import remove

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping
    from pathlib import Path

    from linli.release.target import Place


NO_LINKS = frozenset(
    number
    for name in "EPERM EACCES ENOTSUP EOPNOTSUPP ENOSYS EINVAL EMLINK EXDEV".split()
    if (number := getattr(errno, name, None)) is not None
)
"""A file system without hard links, or at their limit, or a file that is not ours to link."""


class Delta(Struct, frozen=True):
    """What changes in a tree: files to write, files and folders to take away, folders to make."""

    written: Collection[str]
    removed: Collection[str] = ()
    new_folders: Collection[str] = ()
    gone_folders: Collection[str] = ()
    strange: Collection[str] = ()
    """Whatever else is to go, folders with everything in them."""

    @property
    def touched(self) -> set[str]:
        """Return the folders whose own time changes; the tree's own always does, for the manifest."""
        entered = (*self.written, *self.removed, *self.new_folders, *self.gone_folders)
        touched = {folder_of(path) for path in (*entered, *self.strange)}
        return (touched | {"", *self.new_folders}) - set(self.gone_folders)

    def back(self, files: Container[str]) -> Delta:
        """Return what undoes this in a tree that should again hold ``files``."""
        return Delta(
            [path for path in (*self.written, *self.removed) if path in files],
            [path for path in self.written if path not in files],
            self.gone_folders,
            self.new_folders,
        )

    def clear(self, root: Path) -> None:
        """Take away what goes, and make the folders that come.

        Removing comes first: where names differ only in case, the new file would go with the old.
        """
        start = below(root)
        for path in self.strange:
            remove(root / path)
        for path in self.removed:
            _unlink(start + path)
        for folder in sorted(self.gone_folders, reverse=True):
            try:
                os.rmdir(start + folder)  # noqa: PTH106 - fast, as all of this room
            except FileNotFoundError:
                continue
            except OSError:
                left = [name for name in os.listdir(start + folder) if name not in LITTER]  # noqa: PTH208
                if left:
                    raise foreign(root, [f"{folder}/{name}" for name in left]) from None
                remove(root / folder)
        for folder in sorted(self.new_folders):
            make_folder(start + folder)


def follow(place: Place, delta: Delta) -> bool:
    """Make the same changes to the standby as the live tree has seen; say whether links did."""
    delta.clear(place.standby)
    return _link_all(place, (*delta.written, MANIFEST))


def _link_all(place: Place, paths: Collection[str]) -> bool:
    """Give the standby these files of the live tree; take away those that are not live."""
    here, there, spare = below(place.output), below(place.standby), str(place.spare)
    linked = True
    _unlink(spare)
    for path in paths:
        try:
            linked = twin(here + path, spare) and linked
        except FileNotFoundError:
            _unlink(there + path)
            continue
        os.replace(spare, there + path)  # noqa: PTH105
        _unlink(spare)  # two names of one file: POSIX has the replacing do nothing
    return linked


def mirror(place: Place, files: Mapping[str, str], facts: Facts) -> bool:
    """Make the standby like the live tree, whatever it is like; say whether links did.

    Raises ``OutputError`` when it was whole and somebody has put files there since.
    """
    folders = folders_of(files)
    if place.standby.is_symlink():  # else the site itself would be one after the switch
        place.standby.unlink()
    make_folder(str(place.standby))
    linked = facts.linked or _can_link(place)
    wrong, extra = _differences(place.standby, files, folders, facts, linked=linked)
    if facts.standby and (lost := _to_be_lost(place.standby, extra)):
        raise foreign(place.standby, sorted(lost))
    place.facts.unlink(missing_ok=True)  # from here on it is not whole
    for path in extra:
        remove(place.standby / path)
    for folder in sorted(folders):
        make_folder(below(place.standby) + folder)
    return _link_all(place, (*wrong, MANIFEST)) and linked


def _differences(
    target: Path, files: Mapping[str, str], folders: set[str], facts: Facts, *, linked: bool
) -> tuple[list[str], list[str]]:
    """Return the files that are not what they should be, and the entries that should not be there.

    What is damaged in the live tree is left as it is: the release writes or removes it.
    """
    start = below(target)
    right: set[str] = set()
    extra: list[str] = []
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        for entry in entries(target, folder):
            name = f"{folder}/{entry.name}" if folder else entry.name
            known = facts.files.get(name)
            if entry.is_dir(follow_symlinks=False):
                if name in folders:
                    waiting.append(name)
                    continue
            elif name in files:
                if known is None:
                    continue
                if _is(entry, start + name, known, linked=linked):
                    right.add(name)
                continue
            if name != MANIFEST:
                extra.append(name)
    return [name for name in facts.files if name not in right], extra


def _to_be_lost(root: Path, extra: Collection[str]) -> list[str]:
    lost: list[str] = []
    for path in extra:
        if (root / path).is_dir() and not (root / path).is_symlink():
            lost += strangers(root, path)
        elif path.rpartition("/")[2] not in LITTER:
            lost.append(path)
    return lost


def _is(entry: os.DirEntry[str], where: str, known: File, *, linked: bool) -> bool:
    if linked:
        return entry.inode() & WIDEST == known[2]
    seen = file_facts(where)
    return seen is not None and seen[:2] == known[:2]


def _can_link(place: Place) -> bool:
    """Say whether the file system has hard links by now."""
    _unlink(str(place.spare))
    linked = twin(str(place.output / MANIFEST), str(place.spare))
    _unlink(str(place.spare))
    return linked


def twin(source: str, target: str) -> bool:
    """Give the file at ``source`` a second name, or make a copy with its time; say which it was."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        shutil.copy2(source, target)
        return False
    return True


def make_folder(path: str) -> None:
    """Make one folder unless it is there."""
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileExistsError:
        if not os.path.isdir(path):  # noqa: PTH112
            raise


def _unlink(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108
    except (FileNotFoundError, NotADirectoryError):
        return
