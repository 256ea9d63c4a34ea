"""What a command writes for the desk stays out of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.errors import OutputError, reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linli.site import Newsroom


def stay_outside(newsroom: Newsroom, out: Path, why: str, zh: str) -> None:
    """Raise ``OutputError`` for a place that would be published; ``why`` says so in English, ``zh`` in Chinese."""
    inside = [newsroom.output, newsroom.content, newsroom.theme]
    if any(out.resolve().is_relative_to(folder.resolve()) for folder in inside):
        raise OutputError(
            f"{out} lies in the site's own folders.",
            f"{why}: give another place with --out.",
            zh=f"{out} 在网站自己的文件夹里。{zh}，请用 --out 指定别的地方。",
        )


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files, also over those that are there. Raises ``OutputError`` for a place that cannot be written."""
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise OutputError(
            f"{error.filename} cannot be written: {reason_of(error)}.",
            "Name another place with --out, or close the file where it is open.",
            zh=f"{error.filename} 写不了：{reason_of(error).zh}。请用 --out 指定别的地方；文件正被打开的，请先关掉。",
        ) from error
