"""Processes of our own: how they begin and end, and what Ctrl-C is to them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar

from linli.processes import may_fork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_context() -> multiprocessing.context.BaseContext:
    """Return how processes are started, the same on Python 3.11 to 3.14, whose defaults differ.

    A fork is ready at once and shares what is loaded, but is safe only on Linux and while the process has one
    thread; everywhere else a new interpreter is started.
    """
    return multiprocessing.get_context("fork" if may_fork() else "spawn")


class OwnPool(ProcessPoolExecutor):
    """Processes of our own.

    Before Python 3.11.5 (gh-94777) what is being sent to a process that has died is sent for ever, as this process could read it, too.
    So it closes its end as soon as no other can be started that needs it; where they are started one by one, when one has died.
    """

    def __init__(self, jobs: int, context: multiprocessing.context.BaseContext) -> None:
        super().__init__(jobs, context, _begin)
        self._are_forked = context.get_start_method() == "fork"

    def submit(
        self, fn: Callable[..., Result], /, *args: object, **kwargs: object
    ) -> Future[Result]:
        """Give a piece of work."""
        future = super().submit(fn, *args, **kwargs)
        if self._are_forked:  # all of them, by now
            self.read_nothing()
        return future

    def read_nothing(self) -> None:
        """Close the end of the queue from which only other processes read."""
        if sys.version_info < (3, 11, 5):
            with suppress(OSError):  # Python may be about it, too
                self._call_queue._reader.close()  # type: ignore[attr-defined]


def pool(jobs: int) -> ProcessPoolExecutor:
    """Return so many processes; they begin with the first work they are given. Raises ``ImportError``, ``OSError``."""
    return OwnPool(jobs, start_context())


def submit(executor: Executor, function: Callable[..., Result], *given: object) -> Future[Result]:
    """Give a piece of work to an executor, which may start a process for it."""
    with uninterrupted():
        return executor.submit(function, *given)


def map_in(
    executor: Executor, function: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[Result]:
    """Give an executor a piece of work for each item; the results come in their order."""
    with uninterrupted():
        return executor.map(function, items)


def end(executor: ProcessPoolExecutor) -> None:
    """End processes, calling off what they have not begun."""
    with (
        uninterrupted()
    ):  # else Python may take a thread for ended that is not, and never end itself
        if executor._broken and isinstance(executor, OwnPool):
            executor.read_nothing()
        executor.shutdown(cancel_futures=True)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until the end of the block, and be nothing to processes and threads that begin in it.

    A terminal sends it to all of them. A worker that ends while it takes its work from the queue would let the others wait.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepare a worker: heed no Ctrl-C, collect its own garbage, and end when the process that started it is killed.

    It would wait for work for ever. What a fork has from the process that started it is never garbage there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.enable()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
