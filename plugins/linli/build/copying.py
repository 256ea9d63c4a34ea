"""Copying: pictures, documents and the theme's own files into the release."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from linli.errors import OutputError, ThemeError
from linli.files import Refused

if TYPE_CHECKING:
    from linli.build.preparing import Draft
    from linli.files import Folder
    from linli.pages.assets import Asset
    from linli.release import Release, Room
    from linli.site import Newsroom


def copy_files(draft: Draft, newsroom: Newsroom, room: Room, release: Release) -> None:
    """Publish the pictures and documents that pages show, and the theme's own files."""
    folder = draft.ground.folder
    for asset in draft.plan.assets:
        if room.previous.get(asset.name) == asset.sha:
            release.keep([asset.name])
        else:
            release.write(asset.name, _content(asset, folder, newsroom.asset_limit))
    static = newsroom.theme / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            if not path.resolve().is_relative_to(newsroom.theme.resolve()):
                raise ThemeError(
                    f"{path} leads out of the theme.",
                    "Copy the file into it.",
                    zh=f"{path} 指到主题文件夹之外。请把文件复制进去。",
                )
            release.write(f"theme/{path.relative_to(static).as_posix()}", path.read_bytes())


def _content(asset: Asset, folder: Folder, limit: int) -> bytes:
    """Return the file that was looked into; raise ``OutputError`` when it is another one by now."""
    try:
        content = folder.read(asset.name, limit)
    except Refused:
        content = b""
    if hashlib.sha256(content).hexdigest() != asset.sha:
        raise OutputError(
            f"{folder.called(asset.name)} changed or vanished during the build.",
            "Build again.",
            zh=f"{folder.called(asset.name)} 在生成时变了或不见了。请再生成一次。",
        )
    return content
