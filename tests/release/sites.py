"""A small site to release: pages as a mapping of paths to bytes, no newsroom."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from linli.release import MANIFEST, Source, Target, holding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from linli.release import Release, Room

NOW = datetime.fromisoformat("2026-03-22T08:00:00+08:00")
PAGES = {
    "index.html": b"home",
    "404.html": b"nowhere",
    "articles/lift/index.html": b"lift",
    "articles/water/index.html": b"water",
    "columns/community/index.html": b"community",
    "columns/community/page/1/index.html": b"first",
    "tags/榆树里/index.html": "榆树里".encode(),
    "images/elm.png": b"\x89PNG",
    "theme/style.css": b"",
}

SMALL = {
    "index.html": b"home",
    "404.html": b"nowhere",
    "columns/community/page/1/index.html": b"first",
}
CHANGED = {
    "index.html": b"new home",
    "404.html": b"nowhere",
    "notices/flood/index.html": b"flood",
}
"""What comes after ``SMALL``: a page changed, one and its folders gone, one and its folders new."""


@dataclass
class Site:
    """A target in a temporary folder, and what lies there."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def aside(self) -> Path:
        return self.root / ".output.linli"

    @property
    def target(self) -> Target:
        content, static = self.root / "content", self.root / "theme" / "static"
        return Target(
            self.output,
            (content, static.parent),
            (
                Source("content", "内容", content),
                Source("theme's static", "主题的 static ", static),
            ),
        )

    @contextmanager
    def releasing(self) -> Iterator[tuple[Room, Release]]:
        with holding(self.target) as room:
            room.expect()
            with room.release(NOW) as release:
                yield room, release

    def publish(self, pages: Mapping[str, bytes]) -> Release:
        """Build as the pipeline does: keep what is live and the same, write the rest."""
        with self.releasing() as (_, release):
            for path, content in pages.items():
                release.write(path, content)
        return release

    def built(self) -> dict[str, bytes]:
        """Return every file of the live tree but its manifest."""
        files = tree(self.output)
        files.pop(MANIFEST, None)
        return files

    def listed(self) -> dict[str, str]:
        files: dict[str, str] = json.loads((self.output / MANIFEST).read_bytes())["files"]
        return files

    def check(self, pages: Mapping[str, bytes]) -> None:
        """Check that exactly ``pages`` are live, with all their folders, and that nothing is left over."""
        assert self.built() == dict(pages)
        assert folders(self.output) == needed(pages)
        with holding(self.target) as room:
            assert room.is_intact()
            assert room.previous.keys() == pages.keys()
        left = {path.name for path in self.aside.iterdir()}
        assert left <= {"lock", "standby", "facts", "releases", "attic"}

    def check_standby(self) -> None:
        """Check that the standby has the live tree's files, the same inodes, and nothing else."""
        assert tree(self.aside / "standby") == tree(self.output)
        assert folders(self.aside / "standby") == folders(self.output)
        assert inodes(self.aside / "standby") == inodes(self.output)


def tree(root: Path) -> dict[str, bytes]:
    """Return every file below ``root``."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def folders(root: Path) -> set[str]:
    """Return every folder below ``root``."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir()}


def needed(pages: Mapping[str, bytes]) -> set[str]:
    """Return the folders that ``pages`` need."""
    return {str(folder) for path in pages for folder in PurePosixPath(path).parents} - {"."}


def inodes(root: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of every file below ``root``."""
    return {
        path.relative_to(root).as_posix(): ((seen := path.stat()).st_ino, seen.st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }
