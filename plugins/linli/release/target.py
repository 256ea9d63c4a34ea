"""Where a release goes, and what must never be its folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from msgspec import Struct

from linli.errors import OutputError, reason_of
from linli.release.manifest import MANIFEST


class Source(Struct, frozen=True):
    """A folder that is read, as messages call it: the output must not lie inside."""

    name: str
    chinese: str
    path: Path


class Target(Struct, frozen=True):
    """The output folder as it was asked for, and the folders it must stay clear of.

    ``kept`` must not be the output nor lie inside it (the code and the home folder always count as
    such); the output must not lie inside ``sources``.
    """

    output: Path
    kept: tuple[Path, ...] = ()
    sources: tuple[Source, ...] = ()


def aside_of(output: Path) -> Path:
    """Return the folder of our own beside an output folder, whose path is a real one."""
    return output.parent / f".{output.name}.linli"


class Place(Struct, frozen=True):
    """The output folder's real path, and the folder of our own beside it."""

    output: Path
    aside: Path

    @property
    def lock(self) -> Path:
        """One build at a time."""
        return self.aside / "lock"

    @property
    def standby(self) -> Path:
        """The other tree: at rest a copy of the live one, made of hard links."""
        return self.aside / "standby"

    @property
    def twin(self) -> Path:
        """The standby of a first release, while both trees are being made."""
        return self.aside / "twin"

    @property
    def making(self) -> Path:
        """What is written before a release is switched in; dropped when the build fails."""
        return self.aside / "new"

    @property
    def old(self) -> Path:
        """For a moment, and only where two folders cannot be exchanged: what is being replaced."""
        return self.aside / "old"

    @property
    def part(self) -> Path:
        """A file that is being written, until it takes its own name."""
        return self.aside / "part"

    @property
    def spare(self) -> Path:
        """A second name of a live file, until it takes the place of another; never written to."""
        return self.aside / "spare"

    @property
    def facts(self) -> Path:
        """What the two trees looked like when they were last known to be whole."""
        return self.aside / "facts"

    @property
    def releases(self) -> Path:
        """One small file for each release that is remembered."""
        return self.aside / "releases"

    @property
    def announced(self) -> Path:
        """Which release a hub was last told of."""
        return self.aside / "announced"

    @property
    def attic(self) -> Path:
        """What remembered releases need and the live one does not have."""
        return self.aside / "attic"


def locate(target: Target) -> Place:
    """Return where the release goes; nothing is changed.

    Raises ``OutputError`` when the folder holds something else, or overlaps with what is read.
    """
    output = _real(target.output)
    _check_overlap(output, target)
    if output.exists() and not output.is_dir():
        raise OutputError(
            f"{output} is a file.",
            "Choose a folder with --output.",
            zh=f"{output} 是一个文件。请用 --output 指定文件夹。",
        )
    if output.is_dir() and not (output / MANIFEST).is_file() and any(output.iterdir()):
        raise OutputError(
            f"The folder {output} is not empty and was not made by Linli; it is left alone.",
            "Empty it yourself, or choose another folder with --output.",
            zh=f"文件夹 {output} 不是空的，也不是邻里生成的，没有动它。请自己清空，或用 --output 换一个。",
        )
    aside = aside_of(output)
    if aside.is_symlink():
        raise OutputError(
            f"{aside} is a link; a build would clear the folder it leads to.",
            "Remove it.",
            zh=f"{aside} 是一个链接，生成时会清空它指向的文件夹。请删掉它。",
        )
    return Place(output, aside)


def _real(path: Path) -> Path:
    """Return the real path of the output folder, which need not exist yet."""
    try:
        output = path.resolve()
        if output.is_symlink():  # from 3.13 on, a loop of links is its own real path
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        output.exists()
    except (OSError, RuntimeError, ValueError) as error:
        reason = reason_of(error)
        raise OutputError(
            f"{path} cannot be a folder: {reason}.",
            "Choose another with --output.",
            zh=f"{path} 不能作为文件夹：{reason.zh}。请用 --output 换一个。",
        ) from error
    return output


def _check_overlap(output: Path, target: Target) -> None:
    for kept in (*target.kept, Path(__file__).parents[1], Path.home()):
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
    for source in target.sources:
        if output.is_relative_to(source.path.resolve()):
            raise OutputError(
                f"The output folder {output} is inside the {source.name} folder.",
                "Choose a folder outside of it.",
                zh=f"输出文件夹 {output} 在{source.chinese}文件夹里面。请换到外面。",
            )
