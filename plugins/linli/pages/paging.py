"""Paging: where the pages of a list, and the archives of a feed, begin and end.

A list's own address shows its newest items, between one page and two and a half of them; everything
older stands on pages numbered from the oldest, each full for ever. So a new article changes one page
of a list, not all of them. A full page goes on to the end of the month, so that one of last year changes those
few up to the next month with which a page ends as before. ``docs/architecture.md`` shows it in a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linli.pages.recipe import PagerParts
    from linli.site import Card

Item = TypeVar("Item")


def paginate(
    items: Sequence[Item], size: int, address: str, period: Callable[[Item], str]
) -> Iterator[tuple[str, Sequence[Item], PagerParts]]:
    """Yield the pages of a list (``items`` newest first), the newest at ``address`` itself.

    Each is its address, the items on it, and its neighbours: number, newer, older, oldest, newest. ``period`` says when
    an item is from, as :func:`month_of` does.
    """
    starts = [len(items) - end for end in page_ends(items, size, period)]
    numbered = len(starts) - 1

    def page(number: int) -> str:
        return f"{address}page/{number}/" if number <= numbered else address

    older = page(numbered) if numbered else ""
    oldest = page(1) if numbered else ""
    yield address, items[: starts[-1]], (None, "", older, oldest, address)
    for number in range(numbered, 0, -1):
        below = page(number - 1) if number > 1 else ""
        pager = (number, page(number + 1), below, oldest, address)
        yield page(number), items[starts[number] : starts[number - 1]], pager


def page_ends(items: Sequence[Item], size: int, period: Callable[[Item], str]) -> list[int]:
    """Return how many of the oldest items stand on the numbered pages up to each; none on those before the first.

    A page with ``size`` items goes on to the end of their ``period``, but not beyond half as many again; ``size`` at
    least are left for the newest. So where a page ends hangs on what stands on it and on the one item after it.
    """
    count, ends = len(items), [0]
    while (full := ends[-1] + size) <= count - size:
        most = full + size // 2
        for end in range(full, min(most, count - size) + 1):
            if end == most or period(items[-end]) != period(items[-end - 1]):
                ends.append(end)
                break
        else:  # the rest of that month may still come
            break
    return ends


def month_of(item: Card) -> str:
    """Return the month of a story, as ``2026-03``."""
    return item.when[0][:7]


def day_of(item: Card) -> str:
    """Return the day of a story, as ``2026-03-22``."""
    return item.when[0][:10]
