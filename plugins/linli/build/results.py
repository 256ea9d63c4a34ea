"""What comes back from others: their end as an error of ours, and what is done before the first result and after the last."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from linli.build.aside import GoneError
from linli.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Result = TypeVar("Result")


@contextmanager
def unbroken() -> Iterator[None]:
    """Turn the end of a worker, or of what it needs, into an error with words of our own."""
    try:
        yield
    except BrokenExecutor as error:
        raise WorkerError(
            "A process of this build has been ended from outside; nothing was published.",
            "Perhaps memory ran out. Build again, or with --jobs 1.",
            zh="生成用的一个进程被系统终止了，什么也没有发布。可能是内存不够。请再生成一次，或加上 --jobs 1。",
        ) from error
    except GoneError as error:
        raise WorkerError(
            f"{error} was taken away while it was needed; nothing was published.",
            "Leave the cache alone while a build runs, and build again.",
            zh=f"{error} 正在用的时候被删掉了，什么也没有发布。生成的时候请不要动缓存；请再生成一次。",
        ) from error


def after(do: Callable[[], object], results: Iterator[Result]) -> Iterator[Result]:
    """Yield results, having done something else before the first is waited for."""
    do()
    yield from results


def collect(
    found: Iterable[Sequence[Result]], end: Callable[[], object] = bool
) -> Iterator[Result]:
    """Return an iterator over the results of all batches that are ``found``; ``end`` is called as :func:`ending_with` does."""

    def each() -> Iterator[Result]:
        with unbroken():
            for results in found:
                yield from results

    return ending_with(each(), end)


def ending_with(results: Iterator[Result], end: Callable[[], object]) -> Iterator[Result]:
    """Return an iterator over results that calls ``end`` when it is through, or given up: also when nobody has asked it for any."""

    def each() -> Iterator[Any]:
        try:
            yield None
            yield from results
        finally:
            end()

    begun = each()
    next(begun)  # what was never begun ends with nothing
    return begun
