"""Files of one folder after the other, without following the name of each from the top.

Every directory on the way is opened by its own name in the one above it and never through a link, so what is opened
is inside of the root by construction, even while somebody moves things about.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_FLAGS = ("O_RDONLY", "O_NOFOLLOW", "O_CLOEXEC")
_FILE = sum(getattr(os, flag, 0) for flag in (*_FLAGS, "O_NONBLOCK"))
_DIRECTORY = sum(getattr(os, flag, 0) for flag in (*_FLAGS, "O_DIRECTORY"))
USABLE = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW") and hasattr(os, "O_DIRECTORY")
"""Whether the system can open a file by its name in a directory."""
HELD = 64
"""Directories that are held open on one way: a process may open a thousand files, on many systems 256."""


class Directories:
    """Opens files below ``root``, whose path is real; holds the way to the last of them open, or the first part of it."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._names: list[str] = []
        self._handles: list[int] = []
        self._at = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave(0)

    def open(self, name: str) -> int:
        """Return the descriptor of the file ``name``, a posix path below the root. Raises ``OSError``.

        So it does for a link anywhere on the way, and for a name with steps that lead nowhere or up (``..``).
        """
        if not USABLE:
            raise NotADirectoryError(name)
        way, _, last = name.rpartition("/")
        if way != self._at or not self._handles:
            self._go(way)
        if last in {"", ".", ".."} or "\0" in last:
            raise NotADirectoryError(name)
        return os.open(last, _FILE, dir_fd=self._handles[-1])

    def _go(self, way: str) -> None:
        names = way.split("/") if way else []
        if not {"", ".", ".."}.isdisjoint(names) or "\0" in way:
            raise NotADirectoryError(way)
        if not self._handles:
            self._handles.append(os.open(self._root, _DIRECTORY))
        shared = 0
        while shared < min(len(names), len(self._names)) and names[shared] == self._names[shared]:
            shared += 1
        self._leave(shared + 1)
        for place, one in enumerate(names[shared:], shared):
            handle = os.open(one, _DIRECTORY, dir_fd=self._handles[-1])
            if place < HELD:
                self._names.append(one)
            elif len(self._handles) > HELD + 1:
                os.close(self._handles.pop())
            self._handles.append(handle)
        self._at = way

    def _leave(self, keep: int) -> None:
        """Close what was opened beyond the first ``keep`` directories, the root among them."""
        self._at = "/"  # the way to nowhere, until the next is open
        while len(self._handles) > keep:
            os.close(self._handles.pop())
        del self._names[max(0, keep - 1) :]
