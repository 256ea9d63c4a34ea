"""Which items are sent together, how much of them is held at once, and how what comes of them is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2
"""Batches that another process has at most: the one it is at, and the next."""
AT_HAND = 4 << 20
"""Bytes of the files of a batch that are in memory, so that they are read, or written, one right after the other: for a file between two pages
that are made the system takes half as long again."""


def batches_of(
    items: Sequence[Item], follows: Callable[[Item, Item], bool], size: int
) -> Iterator[Sequence[Item]]:
    """Yield items in batches of ``size``, and of up to twice as many where one ``follows`` the other."""
    start = 0
    while start < len(items):
        end = start + size
        most = min(len(items), end + size)
        while end < most and follows(items[end - 1], items[end]):
            end += 1
        yield items[start:end]
        start = end


def in_order(futures: list[Future[Sequence[Result]]]) -> Iterator[Sequence[Result]]:
    """Yield the results one after the other; let go of each, and leave in the list those that are not asked for."""
    futures.reverse()
    while futures:
        yield futures.pop().result()


def shared(
    count: int, give: Callable[[int], Future[Result]], do: Callable[[int], Result]
) -> Iterator[Result]:
    """Have another process and this one share so many batches; the first is given at once. Yield the results, in order.

    ``give`` gives one to the other process, from the first on; ``do`` does one here, from the last on. None is ever called off: where one
    was and the other process dies, Python waits for ever.
    """
    given = [give(0)] if count else []
    return _shared(count, given, give, do)


def _shared(
    count: int,
    given: list[Future[Result]],
    give: Callable[[int], Future[Result]],
    do: Callable[[int], Result],
) -> Iterator[Result]:
    ours: list[Result] = []
    while (left := count - len(given) - len(ours)) > 0:
        ahead = sum(not one.done() for one in given)
        if ahead < AHEAD and left > 1 + ahead:  # it may be slow: the last ones are done here
            given.append(give(len(given)))
        else:
            ours.append(do(count - len(ours) - 1))
    for future in given:
        yield future.result()
    yield from reversed(ours)
