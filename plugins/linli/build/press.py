"""The press: what builds work with, and what stays from one to the next.

Beside the output folder lies ``.output.linli/cache/``; all of it may be deleted at any time.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
from contextlib import contextmanager, nullcontext, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from linli.build import last
from linli.build.cache import FEATURES, PAGES, SIGHTS, Cache
from linli.build.damage import Damaged
from linli.build.inputs import code_mark
from linli.build.memo import Memo
from linli.build.places import cache_beside
from linli.build.progress import Tell, silent
from linli.errors import OutputError
from linli.processes import ending_in_order
from linli.release.switch import remove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from datetime import datetime

    from linli.build.ledger import Ledger
    from linli.build.report import Report
    from linli.build.surveying import Looked
    from linli.build.workers import Workers
    from linli.related.memory import Memory

Result = TypeVar("Result")

SHELVES_FILE, RELATED_FILE, LAST_FILE = "shelves", "related", "last"
COMPILED = "compiled"
"""The folder of templates whose theme cannot keep them: they are code, so they lie beside the cache and not in it."""


class Press:
    """The cache, the memory of related lists and the workers, each opened when it is first needed.

    A preview keeps one press from build to build, so that what was loaded once stays at hand.
    """

    def __init__(
        self,
        folder: Path | None,
        executor: Executor | None = None,
        jobs: int = 0,
        *,
        is_last: bool = False,
    ) -> None:
        """Keep what lasts in ``folder``, or, without one, nothing longer than the press itself.

        ``executor`` does the work of many files, if one is handed in; else processes of our own, as many
        as there are cores unless ``jobs`` says otherwise. ``is_last`` says that the process ends with
        this press: see :meth:`leave`.
        """
        self._wanted = folder
        self.is_last = is_last
        self._left: list[object] = []
        self._borrowed: tempfile.TemporaryDirectory[str] | None = None
        self._executor = executor
        self._jobs = jobs
        self.tell: Tell = silent
        self.memo = Memo()
        self.looked: Looked | None = None
        """What was last seen in the content folder."""
        self._ledger: Ledger | None = None
        self._desk = b""

    @cached_property
    def folder(self) -> Path:
        """Return the folder of the cache: the one wanted, or a passing one where that cannot be written."""
        if self._wanted is not None:
            try:
                self._wanted.mkdir(parents=True, exist_ok=True)
            except OSError:
                pass
            else:
                return self._wanted
        self._borrowed = tempfile.TemporaryDirectory(
            prefix="linli-cache-", ignore_cleanup_errors=True
        )
        return Path(self._borrowed.name) / "cache"

    @cached_property
    def workers(self) -> Workers:
        """Return the processes that read and render."""
        from linli.build.workers import Workers

        return Workers(self._executor, self._jobs, self.folder)

    @cached_property
    def cache(self) -> Cache:
        """Return the shelves; where they cannot be used, empty ones that last as long as the press."""
        cache = Cache(self.folder / SHELVES_FILE, code_mark())
        if cache.path is None:
            cache.close()
            self._borrowed = self._borrowed or tempfile.TemporaryDirectory(prefix="linli-cache-")
            cache = Cache(Path(self._borrowed.name) / "cache" / SHELVES_FILE, code_mark())
        return cache

    @property
    def cache_file(self) -> Path:
        """Return where the shelves are, for other processes."""
        return self.cache.path or self.folder / SHELVES_FILE

    @cached_property
    def memory(self) -> Memory:
        """Return what is remembered of related lists."""
        return memory_in(self.folder, code_mark())

    def features(self, marks: Mapping[str, bytes]) -> Callable[[Sequence[str]], dict[str, bytes]]:
        """Return a function from file names to what their likeness is judged by."""
        read = self._ledger.features if self._ledger else {}

        def fetch(names: Sequence[str]) -> dict[str, bytes]:
            wanted = [marks[name] for name in names]
            found = self.cache.whole(FEATURES, [mark for mark in wanted if mark not in read])
            return {
                name: read[mark] if mark in read else found[mark]
                for name, mark in zip(names, wanted, strict=True)
            }

        return fetch

    def ledger(self, desk: bytes) -> Ledger:
        """Return the ledger of files that are read by what has the mark ``desk``."""
        from linli.build.ledger import Ledger

        if self._ledger is None or self._desk != desk:
            self._ledger, self._desk = Ledger(self.cache, desk), desk
        return self._ledger

    def look_ahead(self, names: Iterable[str]) -> None:
        """Load what the rest of a build needs, while other processes read; ``names`` are those of other files."""
        from linli.build import choose, planning, printing

        del choose, planning, printing
        from linli.build.relating import load_related

        if not self.workers.tell_assistant(load_related):  # else the assistant relates
            from linli.related import relate

            del relate
        self.cache.load(PAGES)
        if not self.cache.load(SIGHTS) and any(names):
            from linli.images import inspect  # no file has been looked into yet

            del inspect

    def recall_last(self, made_from: last.MadeFrom, now: datetime, release: str) -> last.Recalled:
        """Return what is known of the last build."""
        return last.recall(self.folder / LAST_FILE, made_from, now.timestamp(), release)

    def remember_last(
        self, made_from: last.MadeFrom, span: last.Span, release: str, report: Report, token: str
    ) -> None:
        """Write down what was built; ``token`` is that of the record."""
        last.remember(self.folder / LAST_FILE, made_from, span, release, report, token)

    def forget_last(self) -> None:
        """Forget the last build before another one begins."""
        last.forget(self.folder / LAST_FILE)

    def leave(self, *values: object) -> None:
        """Leave values lying where the process ends anyway, and its memory with it.

        To take ten thousand stories apart takes a tenth of a build in which one has changed. Values that hold
        each other and are not collected are never taken apart.
        """
        if self.is_last:
            self._left += [*values, self._left]
            gc.freeze()

    def empty(self) -> None:
        """Throw away everything that earlier builds left."""
        self.close()
        self.memo, self.looked = Memo(), None
        for name in (SHELVES_FILE, RELATED_FILE, LAST_FILE):
            remove(self.folder / name)
        shutil.rmtree(self.folder.with_name(COMPILED), ignore_errors=True)

    def dismiss(self) -> None:
        """End the processes that read and render, if there are any; others are started when they are needed."""
        if "workers" in self.__dict__:
            self.workers.close()

    def undo(self) -> None:
        """Let nobody build on what a build that failed has put into the cache and not saved."""
        if "cache" in self.__dict__:
            self.cache.undo()

    def close(self) -> None:
        """Close what is open; the press can be used again."""
        self.dismiss()
        self.leave(self.__dict__.copy())
        for name in ("cache", "memory"):
            kept = self.__dict__.pop(name, None)
            if kept:
                kept.close()
        self._ledger = None
        if self._borrowed:
            self._borrowed.cleanup()
            self._borrowed = None
            self.__dict__.pop("folder", None)


def memory_in(folder: Path, version: bytes) -> Memory:
    """Return what is remembered of related lists in the ``folder`` of a cache, by code with the mark ``version``."""
    from linli.related.memory import Memory

    return Memory(folder / RELATED_FILE, version.hex())


def despite_damage(press: Press, work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns, done once more without anything that was kept when that turns out not to be whole.

    Raises ``OutputError`` when what has just been put into the cache is not in it either.
    """
    with suppress(Damaged):
        return work()
    press.empty()
    try:
        return work()
    except Damaged as error:
        raise OutputError(
            f"The cache {press.folder} does not hold what has just been put into it; nothing was done.",
            "Perhaps there is no room for it. Make room, delete the folder, and try again.",
            zh=f"缓存 {press.folder} 存不住刚放进去的东西，什么也没有做。可能是空间不够。请腾出空间，删掉这个文件夹，再试一次。",
        ) from error


@contextmanager
def press_beside(
    output: Path, executor: Executor | None = None, jobs: int = 0, *, is_last: bool = False
) -> Iterator[Press]:
    """Give out a press that keeps its cache beside the output folder, as every build does."""
    with a_press(cache_beside(output), executor, jobs, is_last=is_last) as press:
        yield press


@contextmanager
def a_press(
    folder: Path | None = None,
    executor: Executor | None = None,
    jobs: int = 0,
    *,
    is_last: bool = False,
) -> Iterator[Press]:
    """Give out a press that is closed with the block."""
    press = Press(folder, executor, jobs, is_last=is_last)
    with nullcontext() if folder else ending_in_order():
        try:
            yield press
        finally:
            press.close()
