"""A release being made: which files it holds, and where they wait until it goes live."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from linli.release.chronicle import live_number
from linli.release.going_live import Made, go_live, go_live_first
from linli.release.history import Changes, compare
from linli.release.manifest import below, check_path
from linli.release.mirror import make_folder
from linli.release.pen import Pen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from linli.release.room import Room


class Release:
    """A tree being made. Paths are relative, with forward slashes.

    ``pen`` writes files and may be sent to worker processes. ``number`` and ``changes`` tell, once the
    release is live, its number and what it changed.
    """

    def __init__(self, room: Room, now: datetime, note: str) -> None:
        self._room = room
        self._now = now
        self._note = note
        self._first = not room.digest
        self._files: dict[str, str] = {}
        self._written: list[str] = []
        self._previous = room.previous
        self._twin = _Twin(str(room.place.making), str(room.place.twin))
        self.pen = Pen(str(room.place.making), flat=not self._first)
        self.number = 0
        self.changes = Changes()

    def begin(self) -> None:
        """Make the folders that are written to."""
        make_folder(self.pen.folder)
        if self._first:
            make_folder(self._twin.folder)

    def write(self, path: str, content: bytes, sha: str | None = None) -> None:
        """Put a file into the release; what the live tree has already is kept as it is.

        ``sha`` is the SHA-256 of ``content``, where it is known. Raises ``OutputError`` for a path that
        leaves the tree, and ``FileExistsError`` for one that is there.
        """
        check_path(path)
        self._check_new(path)
        known = self._previous.get(path)
        if sha is None or sha != known:
            sha = self.pen.write(path, content, known)
        self._add(path, sha)

    def wrote(self, path: str, sha: str) -> None:
        """Take note of a file that ``pen.write`` wrote, or found to be live, in any process."""
        check_path(path)
        self._check_new(path)
        self._add(path, sha)

    def keep(self, paths: Iterable[str]) -> None:
        """Take files over from the live tree as they are; each must be in ``room.previous``."""
        for path in paths:
            self._check_new(path)
            self._files[path] = self._previous[path]

    def keep_rest(self) -> None:
        """Take over from the live tree everything that this release has no file of its own for."""
        self._files = self._previous | self._files

    def place(self, path: str) -> str:
        """Return where a file of the release lies now: written aside, or still in the live tree."""
        if self._previous.get(path) == self._files[path]:
            return f"{below(self._room.place.output)}{path}"
        return self.pen.place(path)

    @property
    def files(self) -> Mapping[str, str]:
        """Return the SHA-256 of every file so far."""
        return self._files

    def finish(self) -> None:
        """Go live: from here on the tree holds what was written and kept, and nothing else."""
        room = self._room
        files = self._files
        difference = compare(room.files, files)
        tidy = room.is_intact() and room.manifest and not self._written
        if tidy and not difference.changes:
            self.number = live_number(room)
            return
        made = Made(files, self._written, difference, self._now, self._note)
        if self._first:
            self.number = go_live_first(room, made, self._twin.linked)
        else:
            self.number = go_live(room, made, self.pen)
        self.changes = difference.changes

    def _check_new(self, path: str) -> None:
        if path in self._files:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)

    def _add(self, path: str, sha: str) -> None:
        self._files[path] = sha
        if self._previous.get(path) != sha:
            self._written.append(path)
            if self._first:
                self._twin.add(path)


class _Twin:
    """The standby of a first release, made while the release is: each file gets its second name at once.

    Where that fails, there is no standby yet; the next release makes one.
    """

    def __init__(self, source: str, folder: str) -> None:
        self.folder = folder
        self.linked = True
        self._source = source
        self._made = {""}

    def add(self, path: str) -> None:
        """Give the file ``path`` a name in the twin."""
        if self.linked:
            try:
                self._enter(path.rpartition("/")[0])
                os.link(f"{self._source}{os.sep}{path}", f"{self.folder}{os.sep}{path}")
            except OSError:
                self.linked = False

    def _enter(self, folder: str) -> None:
        if folder not in self._made:
            self._enter(folder.rpartition("/")[0])
            make_folder(f"{self.folder}{os.sep}{folder}")
            self._made.add(folder)
