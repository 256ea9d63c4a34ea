"""Progress of long work: a bar on a terminal, now and then a plain line elsewhere, nothing while it is short."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.progress import Progress, TaskID

Work = Literal["read", "pictures", "render", "copy"]
Tell = Callable[[Work, int, int], None]
"""Is told the kind of work, how many items are done, and how many there are."""

WORDS: Mapping[Work, tuple[str, str]] = {
    "read": ("读稿", "Reading"),
    "pictures": ("看图片", "Looking into pictures"),
    "render": ("生成页面", "Rendering"),
    "copy": ("复制文件", "Copying files"),
}
AT_FIRST = 1.0
"""Seconds before anything is said."""
BETWEEN = 5.0
"""Seconds between one plain line and the next."""
FEW = 100
"""Items of which no plain line tells: on a slow machine they may take a second, but not many."""
REDRAW = 0.1
"""Seconds between one drawing of the bar and the next."""


def silent(work: Work, done: int, total: int) -> None:
    """Say nothing."""


@contextmanager
def showing(language: str, stream: TextIO | None = None) -> Iterator[Tell]:
    """Give out a function that shows progress on ``stream`` (standard error), as suits it."""
    stream = stream or sys.stderr
    word = 0 if language.lower().startswith("zh") else 1
    if not stream.isatty():
        yield Lines(stream, word)
        return
    bar = Bar(stream, word)
    try:
        yield bar
    finally:
        bar.close()


class Lines:
    """A line now and then, for logs."""

    def __init__(self, stream: TextIO, word: int) -> None:
        self._stream = stream
        self._word = word
        self._next = time.monotonic() + AT_FIRST

    def __call__(self, work: Work, done: int, total: int) -> None:
        """Write a line, if it is time for one."""
        now = time.monotonic()
        if now >= self._next and total >= FEW and done < total:
            self._next = now + BETWEEN
            print(f"{WORDS[work][self._word]} {done:,}/{total:,}", file=self._stream, flush=True)


class Bar:
    """A bar that is drawn when it moves: it needs no thread, so processes can still be forked."""

    def __init__(self, stream: TextIO, word: int) -> None:
        self._stream = stream
        self._word = word
        self._begins = time.monotonic() + AT_FIRST
        self._bar: Progress | None = None
        self._tasks: dict[Work, TaskID] = {}
        self._drawn = 0.0

    def __call__(self, work: Work, done: int, total: int) -> None:
        """Draw how far the work is."""
        if self._bar is None:
            if time.monotonic() < self._begins:
                return
            self._bar = self._made()
        if work not in self._tasks:
            self._tasks[work] = self._bar.add_task(WORDS[work][self._word], total=total)
        now = time.monotonic()
        if now - self._drawn >= REDRAW:
            self._drawn = now
            self._bar.update(self._tasks[work], completed=done, refresh=True)

    def _made(self) -> Progress:
        from rich.console import Console
        from rich.progress import Progress

        bar = Progress(console=Console(file=self._stream), auto_refresh=False, transient=True)
        bar.start()
        return bar

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
