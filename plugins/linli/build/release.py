"""A release: a complete tree made aside, checked, and switched in at the end.

The live folder is never written to. Beside ``output/`` stands ``.output.linli/`` with the lock, the tree
being made (``new``) and, for a moment, the tree being replaced (``old``). A build that was killed leaves
the live folder as it was; the next one tidies up.
"""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from linli.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.site import Newsroom

MANIFEST = ".linli.json"
"""Lists every file of a release with its SHA-256; its presence says that the folder is ours to replace."""
PATIENCE = 10.0
"""Seconds to wait for another build of the same output."""


class Release:
    """A tree being made. Paths are relative, with forward slashes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.files: dict[str, str] = {}

    def write(self, path: str, content: bytes) -> None:
        """Write one file of the release."""
        parts = PurePosixPath(path).parts
        if (
            not parts
            or path.startswith("/")
            or any(part in {"..", "."} or "\\" in part for part in parts)
        ):
            raise OutputError(f"A page would be written outside the output folder: {path!r}.")
        target = self._root.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as stream:
            stream.write(content)
        self.files[path] = hashlib.sha256(content).hexdigest()

    def finish(self) -> None:
        """Write the manifest: every file and its hash, in order."""
        listing = {"made-by": "linli", "files": dict(sorted(self.files.items()))}
        text = json.dumps(listing, ensure_ascii=False, indent=0) + "\n"
        (self._root / MANIFEST).write_text(text, encoding="utf-8")


@contextmanager
def releasing(newsroom: Newsroom) -> Iterator[Release]:
    """Give out an empty release; switch it in when the block ends well, and drop it otherwise.

    Raises ``OutputError`` when the output folder is not Linli's to replace, when another build holds
    it, or when it cannot be written; the live folder then is as it was.
    """
    output = newsroom.output.resolve()
    check_output(output, newsroom)
    aside = output.parent / f".{output.name}.linli"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        with FileLock(aside / "lock").acquire(timeout=PATIENCE):
            _recover(output, aside)
            new = aside / "new"
            new.mkdir()
            try:
                release = Release(new)
                yield release
                release.finish()
                _switch(output, aside)
            finally:
                shutil.rmtree(new, ignore_errors=True)
                shutil.rmtree(aside / "old", ignore_errors=True)
    except Timeout as error:
        raise OutputError(
            f"Another build is writing {output}.",
            "Wait for it to end, or give this one another --output.",
        ) from error
    except OSError as error:
        raise OutputError(_said(error, output), _advice(error)) from error


def check_output(output: Path, newsroom: Newsroom) -> None:
    """Refuse an output folder that holds something else, or that overlaps with what is read."""
    for kept in (newsroom.content, newsroom.theme, Path(__file__).parents[1], Path.home()):
        real = kept.resolve()
        if real == output or real.is_relative_to(output):
            raise OutputError(
                f"The output folder {output} holds {real}.",
                "Choose a folder of its own with --output.",
            )
    if output.is_relative_to(newsroom.content.resolve()):
        raise OutputError(
            f"The output folder {output} is inside the content folder.",
            "Choose a folder outside of it.",
        )
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output} is a file.", "Choose a folder with --output.")
    if output.is_dir() and not (output / MANIFEST).is_file() and any(output.iterdir()):
        raise OutputError(
            f"The folder {output} is not empty and was not made by Linli; it is left alone.",
            "Empty it yourself, or choose another folder with --output.",
        )


def _recover(output: Path, aside: Path) -> None:
    """Put back what a killed build took away, and clear what it left."""
    old = aside / "old"
    if old.is_dir() and not output.exists():
        old.rename(output)
    for leftover in (aside / "new", old):
        if leftover.exists():
            shutil.rmtree(leftover)


def _switch(output: Path, aside: Path) -> None:
    old = aside / "old"
    if output.exists():
        output.rename(old)
    try:
        (aside / "new").rename(output)
    except OSError:
        if old.exists():
            old.rename(output)
        raise


def _said(error: OSError, output: Path) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk is full; {output} is as it was."
    return f"{output} cannot be written: {error.strerror or error}. It is as it was."


def _advice(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "Free some space and build again."
    return "Check the folder's permissions, or choose another with --output."


def clean_output(newsroom: Newsroom) -> bool:
    """Remove the released folder; say whether there was one. Refuses a folder that is not Linli's."""
    output = newsroom.output.resolve()
    check_output(output, newsroom)
    shutil.rmtree(output.parent / f".{output.name}.linli", ignore_errors=True)
    if not output.is_dir():
        return False
    shutil.rmtree(output)
    return True
