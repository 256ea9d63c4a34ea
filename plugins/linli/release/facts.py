"""What the two trees looked like when they were last known to be whole.

Size, time and inode of every file, and the time of every folder in both trees: enough to see with one
look at each that nothing was edited, added, removed or renamed since, without reading a byte. They lie
beside the trees, in a line of JSON and columns of 64-bit numbers. That there are facts at all says that
the standby is whole: they are taken away before it is touched and written when it is as the live tree.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from array import array
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from linli.release.manifest import below, folders_of, sha_of
from linli.release.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set
    from pathlib import Path

    from linli.release.target import Place

File = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode."""
Known = TypeVar("Known")
WIDEST = (1 << 63) - 1
"""Inodes may be wider than a column (128 bits on ReFS); their last 63 bits tell them apart well enough."""
FORM = 1


class Facts(Struct):
    """The facts of a live tree and its standby.

    ``number`` is the live release's, 0 when nothing is known of it. ``live`` and ``standby`` give the time of each folder; ``standby`` is empty when there is none that
    could be used. ``linked`` is false where the file system has no hard links: the standby then is made
    of copies, and inodes say nothing.
    """

    digest: str
    number: int = 0
    files: dict[str, File] = field(default_factory=dict)
    live: dict[str, int] = field(default_factory=dict)
    standby: dict[str, int] = field(default_factory=dict)
    linked: bool = True

    def save(self, place: Place) -> None:
        """Write the facts in one step."""
        files = _by_name(self.files)
        columns = array("q")
        for part in map(itemgetter, range(3)):
            columns.extend(array("q", list(map(part, files))))
        for times in (self.live, self.standby):
            columns.extend(array("q", _by_name(times)))
        content = columns.tobytes()
        head = {
            "form": FORM,
            "manifest": self.digest,
            "number": self.number,
            "linked": self.linked,
            "standby": bool(self.standby),
            "sha": sha_of(content),
        }
        write_whole(place, place.facts, json.dumps(head).encode() + b"\n" + content)

    @staticmethod
    def digest_in(place: Place) -> str:
        """Return the SHA-256 of the manifest that there are facts of, or an empty string."""
        try:
            with place.facts.open("rb") as stream:
                return str(json.loads(stream.readline(1024))["manifest"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    @classmethod
    def load(cls, place: Place, files: Mapping[str, str], digest: str) -> Facts | None:
        """Return the facts of the tree with this manifest, or ``None`` when there are none for it."""
        try:
            line, _, content = place.facts.read_bytes().partition(b"\n")
            head = json.loads(line)
            known = (head["form"], head["manifest"], head["sha"])
            if known != (FORM, digest, sha_of(content)):
                return None
            columns = array("q", content)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        names, folders = sorted(files), sorted(folders_of(files))
        ends = [len(names), len(names), len(names), len(folders)]
        if head["standby"]:
            ends.append(len(folders))
        if len(columns) != sum(ends):
            return None
        starts = accumulate(ends, initial=0)
        parts = (columns[at : at + end].tolist() for at, end in zip(starts, ends, strict=False))
        size, time, inode, live, *standby = parts
        return cls(
            digest,
            int(head["number"]),
            dict(zip(names, zip(size, time, inode, strict=True), strict=True)),
            dict(zip(folders, live, strict=True)),
            dict(zip(folders, standby[0], strict=True)) if standby else {},
            bool(head["linked"]),
        )


def file_facts(path: str) -> File | None:
    """Return the facts of a regular file, or ``None`` when there is none at ``path``."""
    try:
        seen = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(seen.st_mode):
        return None
    return seen.st_size, seen.st_mtime_ns, seen.st_ino & WIDEST


def only(known: dict[str, Known], names: Set[str]) -> dict[str, Known]:
    """Return what is known of ``names``, of each of which something must be known, and of nothing else."""
    return known if known.keys() == names else {name: known[name] for name in sorted(names)}


def _by_name(known: Mapping[str, Known]) -> list[Known]:
    """Return what is known, in the order of the names."""
    names = sorted(known)
    # Mostly they are in order already.
    return [*known.values()] if names == [*known] else [known[name] for name in names]


def folder_times(root: Path, folders: Iterable[str]) -> dict[str, int]:
    """Return when each of ``folders`` was last changed, in nanoseconds."""
    start = below(root)
    return {folder: os.lstat(start + folder).st_mtime_ns for folder in folders}


def facts_of(root: Path, files: Iterable[str]) -> dict[str, File]:
    """Return the facts of ``files`` in the tree at ``root``; all must be there."""
    start = below(root)
    found: dict[str, File] = {}
    for name in files:
        seen = file_facts(start + name)
        if seen is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), start + name)
        found[name] = seen
    return found
