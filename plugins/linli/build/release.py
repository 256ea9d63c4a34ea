"""A release: a complete tree made aside, checked, and switched in at the end.

The live folder is never written to. Beside ``output/`` stands ``.output.linli/`` with the lock, the tree
being made (``new``) and, for a moment, the tree being replaced (``old``). A build that was killed leaves
the live folder as it was; the next one tidies up.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from contextlib import contextmanager, nullcontext
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from linli.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.site import Newsroom

MANIFEST = ".linli.json"
"""Lists every file of a release with its SHA-256; its presence says that the folder is ours to replace."""
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave behind; nobody misses it."""
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
            raise OutputError(
                f"A page would be written outside the output folder: {path!r}.",
                zh=f"有一个页面会写到输出文件夹之外：{path!r}。",
            )
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
    output = real_output(newsroom)
    check_output(output, newsroom)
    aside = output.parent / f".{output.name}.linli"
    if aside.is_symlink():
        raise OutputError(
            f"{aside} is a link; a build would clear the folder it leads to.",
            "Remove it.",
            zh=f"{aside} 是一个链接，生成时会清空它指向的文件夹。请删掉它。",
        )
    try:
        aside.mkdir(parents=True, exist_ok=True)
        with _holding(aside, output):
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
    except OSError as error:
        raise _failed(error, output) from error


@contextmanager
def _holding(aside: Path, output: Path) -> Iterator[None]:
    """Hold the lock of the output while the block runs."""
    lock = FileLock(aside / "lock")
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise OutputError(
            f"Another build is writing {output}.",
            "Wait for it to end, or give this one another --output.",
            zh=f"另一次生成正在写 {output}。请等它结束，或用 --output 换一个文件夹。",
        ) from error
    try:
        yield
    finally:
        lock.release()


def real_output(newsroom: Newsroom) -> Path:
    """Return the real path of the output folder, which need not exist yet."""
    try:
        output = newsroom.output.resolve()
        if output.is_symlink():  # from 3.13 on, a loop of links is its own real path
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        output.exists()
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(
            f"{newsroom.output} cannot be a folder: {reason}.",
            "Choose another with --output.",
            zh=f"{newsroom.output} 不能作为文件夹：{reason}。请用 --output 换一个。",
        ) from error
    return output


def check_output(output: Path, newsroom: Newsroom) -> None:
    """Refuse an output folder that holds something else, or that overlaps with what is read."""
    for kept in (newsroom.content, newsroom.theme, Path(__file__).parents[1], Path.home()):
        real = kept.resolve()
        if real == output:
            raise OutputError(
                f"The output folder cannot be {real} itself.",
                "Choose a folder of its own with --output.",
                zh=f"输出文件夹不能就是 {real}。请用 --output 另选一个单独的文件夹。",
            )
        if real.is_relative_to(output):
            raise OutputError(
                f"The output folder {output} holds {real}.",
                "Choose a folder of its own with --output.",
                zh=f"输出文件夹 {output} 里有 {real}。请用 --output 另选一个单独的文件夹。",
            )
    for name, chinese, read in (
        ("content", "内容", newsroom.content),
        ("theme's static", "主题的 static ", newsroom.theme / "static"),
    ):
        if output.is_relative_to(read.resolve()):
            raise OutputError(
                f"The output folder {output} is inside the {name} folder.",
                "Choose a folder outside of it.",
                zh=f"输出文件夹 {output} 在{chinese}文件夹里面。请换到外面。",
            )
    if output.exists() and not output.is_dir():
        raise OutputError(
            f"{output} is a file.",
            "Choose a folder with --output.",
            zh=f"{output} 是一个文件。请用 --output 指定文件夹。",
        )
    if output.is_dir() and (foreign := _foreign(output)):
        listed = ", ".join(foreign[:3])
        raise OutputError(
            f"{output} holds files that Linli did not make: {listed}; nothing was changed.",
            "A release replaces the whole folder. Move them elsewhere, or choose another --output.",
            zh=f"{output} 里有不是邻里生成的文件：{listed}，什么也没有动。发布会换掉整个文件夹；请把它们移走，或用 --output 换一个。",
        )
    if output.is_dir() and not (output / MANIFEST).is_file() and any(output.iterdir()):
        raise OutputError(
            f"The folder {output} is not empty and was not made by Linli; it is left alone.",
            "Empty it yourself, or choose another folder with --output.",
            zh=f"文件夹 {output} 不是空的，也不是邻里生成的，没有动它。请自己清空，或用 --output 换一个。",
        )


def _foreign(output: Path) -> list[str]:
    """Return files in a released folder that are not of the release."""
    try:
        listing = json.loads((output / MANIFEST).read_text("utf-8"))
        ours = {MANIFEST, *listing["files"]}
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError):
        return [MANIFEST]
    return [
        name
        for path in sorted(output.rglob("*"))
        if not path.is_dir()
        and (name := path.relative_to(output).as_posix()) not in ours
        and path.name not in LITTER
    ]


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


def _failed(error: OSError, output: Path) -> OutputError:
    if error.errno == errno.ENOSPC:
        return OutputError(
            f"The disk is full; {output} is as it was.",
            "Free some space and build again.",
            zh=f"磁盘满了；{output} 还是原来的样子。请腾出空间再生成。",
        )
    reason = error.strerror or error
    return OutputError(
        f"{output} cannot be written: {reason}. It is as it was.",
        "Check the folder's permissions, or choose another with --output.",
        zh=f"{output} 写不进去：{reason}；它还是原来的样子。请检查权限，或用 --output 换一个。",
    )


def clean_output(newsroom: Newsroom) -> bool:
    """Remove the released folder; say whether there was one. Refuses a folder that is not Linli's."""
    output = real_output(newsroom)
    check_output(output, newsroom)
    aside = output.parent / f".{output.name}.linli"
    found = output.is_dir()
    with _holding(aside, output) if aside.is_dir() else nullcontext():
        if found:
            shutil.rmtree(output)
        shutil.rmtree(aside, ignore_errors=True)
    return found
