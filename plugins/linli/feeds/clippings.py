"""Items that were printed before, among items that were not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from linli.feeds.values import Clipping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linli.feeds.values import Item, Printable


def in_order(
    items: Sequence[Printable],
    form: Literal["rss", "atom", "json"],
    print_items: Callable[[Sequence[Item]], Sequence[bytes]],
) -> list[bytes]:
    """Return every item as it is printed, in the order given; all that are new are printed at once."""
    new = [item for item in items if not isinstance(item, Clipping)]
    fresh = iter(print_items(new) if new else ())
    return [getattr(item, form) if isinstance(item, Clipping) else next(fresh) for item in items]
