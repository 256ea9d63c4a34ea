"""The pen: writes files of a release, in this process or in another."""

from __future__ import annotations

import os

from msgspec import Struct

from linli.release.manifest import check_path, sha_of

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

ALONE = "/index.html"
"""How the path of a page ends that mostly has its folder for itself: that is made without looking."""


class Pen(Struct, frozen=True):
    """Writes files aside; small, and can be sent to a worker process.

    A first release is written where it will stay (``flat`` is false). Later ones are written under
    names of their own, so that the standby stays whole until everything has been made.
    """

    folder: str
    flat: bool

    def write(self, path: str, content: bytes, known: str | None = None) -> str:
        """Write the file ``path`` and return its SHA-256, for ``Release.wrote``.

        Nothing is written when ``content`` is what the live tree has: when its SHA-256 is ``known``
        (``room.previous.get(path)``). Raises ``OutputError`` for a path that leaves the tree, and
        ``FileExistsError`` for one that was written before.
        """
        check_path(path)
        sha = sha_of(content)
        if sha == known:
            return sha
        where = self.place(path)
        if not self.flat and path.endswith(ALONE):
            _make_folder(os.path.dirname(where))  # noqa: PTH120 - 12,000 times
        try:
            handle = os.open(where, NEW, 0o666)
        except FileNotFoundError:
            _make_folder(os.path.dirname(where))  # noqa: PTH120 - 12,000 times
            handle = os.open(where, NEW, 0o666)
        try:
            rest = memoryview(content)
            while rest:  # a disk that is nearly full takes a part first
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)
        return sha

    def place(self, path: str) -> str:
        """Return where ``path`` lies until the release is switched in."""
        name = sha_of(path.encode("utf-8")) if self.flat else path
        return f"{self.folder}{os.sep}{name}"


def _make_folder(path: str) -> None:
    """Make a folder; mostly it is only the last one that is missing, and that is asked for first."""
    try:
        os.mkdir(path)  # noqa: PTH102 - 12,000 times
    except FileExistsError:  # by another process
        return
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103
