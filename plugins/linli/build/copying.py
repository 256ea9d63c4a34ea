"""Copying: pictures, documents and the theme's own files into the release, many of them on all cores."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, NamedTuple

from linli.build.inputs import theme_files
from linli.errors import OutputError, ThemeError
from linli.files import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from linli.build.preparing import Planned
    from linli.build.press import Press
    from linli.files import Folder
    from linli.release import Pen, Release, Room
    from linli.site import Newsroom

WEIGHT = 4
"""So many texts are read while one file is copied."""


class Tools(NamedTuple):
    """What copying needs: where files come from, how many bytes one may have, and what writes them."""

    folder: Folder
    limit: int
    pen: Pen


def copy_files(
    planned: Planned, newsroom: Newsroom, press: Press, room: Room, release: Release
) -> None:
    """Publish the pictures and documents that pages show, and the theme's own files.

    Raises ``OutputError`` for a file that is not the one that was looked into any more.
    """
    folder, live = planned.ground.folder, room.previous
    same = [one.name for one in planned.plan.assets if live.get(one.name) == one.sha]
    release.keep(same)
    others = [one for one in planned.plan.assets if live.get(one.name) != one.sha]
    tools = pickle.dumps(Tools(folder, newsroom.asset_limit, release.pen))
    wrote = press.workers.map(copy_batch, tools, [one.name for one in others], weight=WEIGHT)
    for done, (asset, sha) in enumerate(zip(others, wrote, strict=True), 1):
        press.tell("copy", done, len(others))
        if sha != asset.sha:
            raise OutputError(
                f"{folder.called(asset.name)} changed or vanished during the build.",
                "Build again.",
                zh=f"{folder.called(asset.name)} 在生成时变了或不见了。请再生成一次。",
            )
        release.wrote(asset.name, sha)
    static = newsroom.theme / "static"
    for path in published_below(static, newsroom.theme):
        release.write(f"theme/{path.relative_to(static).as_posix()}", path.read_bytes())


def published_below(folder: Path, theme: Path) -> Iterator[Path]:
    """Yield the files below a folder of a theme that are published, in order, or the one file it is.

    Raises ``ThemeError`` for one that leads out of the theme.
    """
    real = theme.resolve()
    for path in [folder] if folder.is_file() else theme_files(folder):
        if path.name.startswith("."):
            continue
        if not path.resolve().is_relative_to(real):
            raise ThemeError(
                f"{path} leads out of the theme.",
                "Copy the file into it.",
                zh=f"{path} 指到主题文件夹之外。请把文件复制进去。",
            )
        yield path


def copy_batch(tools: bytes, batch: Sequence[str]) -> list[str]:
    """Copy files into a release that is being made; return the SHA-256 of each, or nothing for one that is not there."""
    folder, limit, pen = pickle.loads(tools)  # noqa: S301 - made by this build
    return [_copy(folder, limit, pen, name) for name in batch]


def _copy(folder: Folder, limit: int, pen: Pen, name: str) -> str:
    try:
        content = folder.read(name, limit)
    except Refused:
        return ""
    return pen.write(name, content)
