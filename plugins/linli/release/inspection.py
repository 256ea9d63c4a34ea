"""Is the live tree as it was released? Looked at with one look at each file and folder, or read in full.

A folder's own time tells of entries that came, went or were renamed; a file's size, time and inode tell
of edits in place. Only what looks different is read. Without facts, or where they cannot tell, the tree
is walked and every byte of it compared with the manifest.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from linli.release.facts import WIDEST, Facts, File, file_facts, folder_times
from linli.release.manifest import LITTER, MANIFEST, below, folders_of, sha_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Findings(Struct):
    """What is not as it was released.

    ``damaged`` files are missing or altered. ``foreign`` files were made by somebody else. ``strange``
    is what nobody will miss: litter, and folders that hold nothing. ``loose`` files have lost their
    second name in the standby, or got a third.
    """

    damaged: set[str] = field(default_factory=set)
    foreign: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    fresh: bool = False
    """Whether the facts had to be corrected, so that they are worth writing."""


def inspect(root: Path, files: Mapping[str, str], facts: Facts) -> Findings:
    """Compare the tree at ``root`` with its manifest, and bring its ``facts`` up to date.

    ``facts`` may be empty. Afterwards they hold every file that is not damaged, and every folder.
    """
    if (
        facts.live and facts.linked
    ):  # without links: such systems may keep no times of folders either
        found = look(root, files, facts)
        if found is not None:
            return found
    return _walk(root, files, facts)


def look(root: Path, files: Mapping[str, str], facts: Facts) -> Findings | None:
    """Look once at each file and folder; ``None`` when folders are not what they were."""
    found = Findings()
    start = below(root)
    lstat = os.lstat
    odd: list[str] = []
    for path, (size, time, inode) in facts.files.items():
        try:
            seen = lstat(start + path)
        except OSError:
            odd.append(path)
            continue
        if seen.st_mtime_ns != time or seen.st_size != size or seen.st_ino & WIDEST != inode:
            odd.append(path)
        elif seen.st_nlink != 2:
            found.loose.append(path)
    changed = _changed(start, facts)
    if changed is None:
        return None
    for path in odd:
        _read(start + path, path, files, facts, found)
    for folder in changed:
        _enter(root, folder, files, facts, found)
    found.fresh = bool(odd or changed)
    return found


def unchanged(root: Path, times: Mapping[str, int]) -> bool:
    """Say whether the folders of the tree at ``root`` were last changed at ``times``."""
    start, lstat = below(root), os.lstat
    try:
        return all(lstat(start + folder).st_mtime_ns == time for folder, time in times.items())
    except OSError:
        return False


def _enter(
    root: Path, folder: str, files: Mapping[str, str], facts: Facts, found: Findings
) -> None:
    """Judge what lies in a folder of the release in which names came or went."""
    facts.live.update(folder_times(root, [folder]))
    for entry in entries(root, folder):
        name = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_dir(follow_symlinks=False):
            if name not in facts.live:
                found.strange.append(name)
                found.foreign += strangers(root, name)
        elif name not in files:
            _stray(entry, name, found)


def _changed(start: str, facts: Facts) -> list[str] | None:
    """Return the folders in which names came or went; ``None`` when one is no folder any more."""
    changed: list[str] = []
    for folder, time in facts.live.items():
        try:
            seen = os.lstat(start + folder)
        except OSError:
            return None
        if not stat.S_ISDIR(seen.st_mode):
            return None
        if seen.st_mtime_ns != time:
            changed.append(folder)
    return changed


def _walk(root: Path, files: Mapping[str, str], facts: Facts) -> Findings:
    """Walk the whole tree; read every file for which there are no facts."""
    found = Findings(fresh=True)
    start = below(root)
    folders = folders_of(files)
    facts.live.clear()
    missing = set(files)
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        facts.live.update(folder_times(root, [folder]))
        for entry in entries(root, folder):
            name = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                if name in folders:
                    waiting.append(name)
                else:
                    found.strange.append(name)
                    found.foreign += strangers(root, name)
            elif name not in files:
                _stray(entry, name, found)
            else:
                missing.discard(name)
                seen = file_facts(start + name)
                if seen and _same(seen, facts.files.get(name), linked=facts.linked):
                    facts.files[name] = seen
                else:
                    _read(start + name, name, files, facts, found)
    for name in missing:
        found.damaged.add(name)
        facts.files.pop(name, None)
    return found


def _same(seen: File, known: File | None, *, linked: bool) -> bool:
    return known is not None and (seen == known if linked else seen[:2] == known[:2])


def _read(where: str, path: str, files: Mapping[str, str], facts: Facts, found: Findings) -> None:
    """Read a file that does not look as it did; it may still be the same."""
    seen = file_facts(where)
    if seen is not None:
        try:
            content = Path(where).read_bytes()
        except OSError:
            content = b""
        if sha_of(content) == files[path]:
            facts.files[path] = seen
            return
    found.damaged.add(path)
    facts.files.pop(path, None)


def _stray(entry: os.DirEntry[str], name: str, found: Findings) -> None:
    """Judge a file that is not of the release."""
    if name != MANIFEST:
        (found.strange if entry.name in LITTER else found.foreign).append(name)


def strangers(root: Path, folder: str) -> list[str]:
    """Return the files in a folder that is not of the release which somebody may miss."""
    found: list[str] = []
    waiting = [folder]
    while waiting:
        name = waiting.pop()
        for entry in entries(root, name):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{name}/{entry.name}")
            elif entry.name not in LITTER:
                found.append(f"{name}/{entry.name}")
    return found


def entries(root: Path, folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield what lies in a folder of the tree at ``root``, in order of names."""
    with os.scandir(below(root) + folder) as listed:
        yield from sorted(listed, key=lambda entry: entry.name)
