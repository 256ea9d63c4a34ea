"""Which items are sent together, and how what comes of them is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")


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


def shared_with(
    futures: Sequence[Future[Sequence[Result]]],
    function: Callable[[bytes, Sequence[Item]], Sequence[Result]],
    tools: bytes,
    batches: Sequence[Sequence[Item]],
) -> Iterator[Sequence[Result]]:
    """Yield the results of all batches; do those that are not begun, from the last one on, here."""
    ours: dict[int, Sequence[Result]] = {}
    for number in range(len(batches) - 1, 0, -1):
        if not futures[number].cancel():
            break
        ours[number] = function(tools, batches[number])
    for number, future in enumerate(futures):
        yield ours.pop(number) if number in ours else future.result()
