"""Large tools, laid aside in a file, so that they are not sent along with each part of the work."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Result = TypeVar("Result")
Part = tuple[int, int]


class Aside(NamedTuple):
    """A file with tools, and its folder, which goes with :meth:`clear`."""

    folder: tempfile.TemporaryDirectory[str]
    path: str

    @classmethod
    def lay(cls, tools: bytes) -> Aside:
        """Lay tools aside. Raises ``OSError``."""
        folder = tempfile.TemporaryDirectory(prefix="linli-", ignore_cleanup_errors=True)
        try:
            path = Path(folder.name) / "tools"
            path.write_bytes(tools)
        except BaseException:
            folder.cleanup()
            raise
        return cls(folder, str(path))

    def clear(self) -> None:
        """Take the file away."""
        self.folder.cleanup()


def with_aside(
    function: Callable[[bytes, Sequence[Part]], Sequence[Result]], path: str, parts: Sequence[Part]
) -> Sequence[Result]:
    """Return what a function gives for the tools in a file and some parts; for another process of this machine."""
    return function(_tools(path), parts)


@lru_cache(maxsize=1)
def _tools(path: str) -> bytes:
    # What is asked for again is the same object, so that what was made of it is found again at once.
    return Path(path).read_bytes()
