"""A newsroom that is edited and built again and again, in new processes' way, with and without an assistant, and in a preview's."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from zlib import crc32

from msgspec.structs import replace

from linli.build.cache import PACKS
from linli.build.pipeline import build, publish
from linli.build.places import cache_beside
from linli.build.press import SHELVES_FILE, Press, a_press, press_beside
from linli.build.report import Report
from linli.build.workers import Workers
from linli.errors import ContentError
from linli.release import Target, holding
from tests.conftest import ROOT
from tests.factories import NOW, Paper, article, options_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from linli.problems import Problem

LIFT = "老楼加装电梯的事，榆树里议了两年，分摊的办法改了三稿。"
RIVER = "岚江涨水，青石巷的灯笼收进了屋，巡堤的人打着手电。"


def built(folder: Path) -> dict[str, bytes]:
    """Return every file of a built site by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refused(act: Callable[[], object]) -> list[Problem] | None:
    """Return the problems for which a build is refused, or ``None`` when it is not."""
    try:
        act()
    except ContentError as error:
        return list(error.problems)
    return None


def _watched(content: Path) -> Iterator[tuple[str, object]]:
    """Yield each file and folder of the content folder, and what would tell a watch that it is another."""
    for path in content.rglob("*"):
        seen = path.lstat()
        own = (seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
        yield path.relative_to(content).as_posix(), seen.st_ino if path.is_dir() else own


class Edited:
    """A newsroom with a theme of its own, built again and again while it is edited."""

    def __init__(self, root: Path) -> None:
        (root / "content").mkdir(parents=True)
        shutil.copytree(ROOT / "theme", root / "theme")
        self.paper = Paper(
            root, {"DEFAULT_PAGINATION": 2, "LINLI_RELATED_LIMIT": 3}, root / "theme"
        )
        self.now = NOW
        self._stack = ExitStack()
        self._press = self._stack.enter_context(a_press(root / "resident"))
        self._room = self._stack.enter_context(holding(Target(root / "preview")))
        self._watched: dict[str, object] = {}

    def close(self) -> None:
        self._stack.close()

    def build(self) -> Report:
        """Build as a command does: what is known of earlier builds lies on the disk."""
        return self.paper.build(now=self.now)

    def preview(self) -> dict[str, bytes]:
        """Build as a preview does, and return its files: it never ends, and remembers more.

        It is told what was saved; then it looks at everything, and must find nothing else.
        """
        saved, folder = self._saved(), self.paper.root / "preview"
        told = refused(lambda: self.publish(saved))
        hasty = built(folder)
        assert refused(self.publish) == told, "expected the same problems of what was saved"
        assert built(folder) == hasty, "expected to have been told of all that was saved"
        if told is not None:
            raise ContentError(told)
        return hasty

    def publish(self, saved: frozenset[str] = frozenset(), *, full: bool = False) -> Report:
        """Build once in the process of the preview, which is told what was ``saved``."""
        newsroom = replace(self.paper.newsroom, output=self.paper.root / "preview")
        report = Report()
        options = options_at(self.now, saved=saved, full=full)
        publish(newsroom, options, report, self._press, self._room)
        return report

    def assisted(self) -> dict[str, bytes]:
        """Build as a command does in a large newsroom, with an assistant, and return the files."""
        self.report_of_assisted()
        return built(self.paper.root / "assisted")

    def report_of_assisted(self, *, elsewhere: bool = False) -> Report:
        """Build with an assistant, in a thread or ``elsewhere`` in a process, and return the report."""
        output = self.paper.root / "assisted"
        start = Workers._start if elsewhere else lambda _, jobs: ThreadPoolExecutor(jobs)
        newsroom = replace(self.paper.newsroom, output=output)
        with (
            patch("linli.build.pipeline.LARGE", 0),
            patch.object(Workers, "_start", start),
            patch.object(Press, "leave"),  # this process goes on
            press_beside(output, jobs=2, is_last=True) as press,
        ):
            return build(newsroom, options_at(self.now), press=press)

    def _saved(self) -> frozenset[str]:
        """Return what a watch would tell: the names of all files that are not as they were when this was asked last."""
        before, self._watched = self._watched, dict(_watched(self.paper.content))
        names = before.keys() | self._watched.keys()
        return frozenset([one for one in names if before.get(one) != self._watched.get(one)])

    def clean(self) -> dict[str, bytes]:
        """Return what a build that knows nothing of earlier ones makes, in another folder."""
        self.report_of_clean()
        return built(self.paper.root / "clean")

    def report_of_clean(self) -> Report:
        """Build without knowing anything of earlier builds, in another folder, and return the report."""
        shutil.rmtree(self.paper.root / ".clean.linli", ignore_errors=True)
        elsewhere = self.paper.root / "clean"
        shutil.rmtree(elsewhere, ignore_errors=True)
        return build(replace(self.paper.newsroom, output=elsewhere), options_at(self.now))

    def compare(self) -> None:
        """Build, in a new process' way and in a preview's, and compare with a clean build: its site, or why there is none."""
        problems = refused(self.clean)
        assert refused(self.build) == problems
        assert refused(self.preview) == problems
        assert refused(self.assisted) == problems
        if problems is None:
            clean = built(self.paper.root / "clean")
            assert self.paper.built() == clean
            assert built(self.paper.root / "preview") == clean
            assert built(self.paper.root / "assisted") == clean

    def spoil(self, shelf: bytes, row: str = "") -> None:
        """Flip a bit in what lies on a shelf of the cache; in the pack of a ``row``, if one is named."""
        path = cache_beside(self.paper.output) / SHELVES_FILE
        with closing(sqlite3.connect(path)) as file, file:
            keys = file.execute(
                "SELECT key FROM blobs WHERE key >= ? AND key < ?", (shelf, shelf + b"\xff")
            )
            key = shelf + bytes([crc32(row.encode()) % PACKS]) if row else keys.fetchone()[0]
            value = file.execute("SELECT value FROM blobs WHERE key = ?", (key,)).fetchone()[0]
            spoilt = value[:-1] + bytes([value[-1] ^ 1])
            file.execute("UPDATE blobs SET value = ? WHERE key = ?", (spoilt, key))

    def write(self, name: str, body: str = LIFT, **fields: Any) -> None:
        self.paper.write(f"articles/{name}.md", article(body, **fields))

    def theme(self, name: str, old: str, new: str) -> None:
        path = self.paper.theme / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} has no {old!r} to be changed"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def set(self, **values: Any) -> None:
        self.paper.settings |= values
