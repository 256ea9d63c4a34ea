"""What a command writes for the desk stays out of the site, and spares what others have written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.errors import OutputError, reason_of
from linli.release import aside_of
from linli.whole import real_path, write_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from linli.site import Newsroom


LANGUAGES = "zh-Hans", "zh-Hant", "en"
"""Languages that commands write in."""


def stay_outside(
    newsroom: Newsroom, outs: Iterable[Path], why: str, zh: str, option: str = "--out"
) -> None:
    """Raise ``OutputError`` for a place that would be published; ``why`` says so in English, ``zh`` in Chinese.

    ``outs`` are all places that will be written to, ``option`` is what names others.
    """
    output = newsroom.output
    inside = [output, aside_of(real_path(output)), newsroom.content, newsroom.theme]
    inside += [newsroom.annals] if newsroom.annals else []
    folders = [real_path(folder) for folder in inside]
    for out in outs:
        if any(real_path(out).is_relative_to(folder) for folder in folders):
            raise OutputError(
                f"{out} lies in the site's own folders.",
                f"{why}: give another place with {option}.",
                zh=f"{out} 在网站自己的文件夹里。{zh}，请用 {option} 指定别的地方。",
            )


def spare_others(beginnings: Mapping[Path, Collection[bytes]], option: str = "--out") -> None:
    """Raise ``OutputError`` where there is a file already that begins in none of the ways in which this command has them begin."""
    for path, known in beginnings.items():
        found = _begins(path, max(map(len, known)))
        if found and not found.startswith(tuple(known)):
            raise OutputError(
                f"{path} is there already, and is nothing that this command has written.",
                f"Nothing was done to it. Name another file with {option}, or take it away.",
                zh=f"{path} 已经有了，而且不是这个命令写的，没有动它。请用 {option} 换一个文件，或者先把它移走。",
            )


def _begins(path: Path, size: int) -> bytes:
    """Return how a file begins; nothing where there is none, and something strange where nobody may read it."""
    try:
        if not path.is_file():  # what it is instead, is said by who writes it
            return b""
        with path.open("rb") as stream:
            return stream.read(size)
    except FileNotFoundError:
        return b""
    except OSError:
        return b"\0"


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files, also over those that are there. Raises ``OutputError`` for a place that cannot be written."""
    for path, content in files.items():
        try:
            write_whole(path, content)
        except OSError as error:
            raise OutputError(
                f"{path} cannot be written: {reason_of(error)}.",
                "Name another place with --out, or close the file where it is open.",
                zh=f"{path} 写不了：{reason_of(error).zh}。请用 --out 指定别的地方；文件正被打开的，请先关掉。",
            ) from error
