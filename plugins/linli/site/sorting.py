"""Which cards readers may see, by their state at one moment, and in which order."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linli.site.card import Card


def newest_first(items: Iterable[Card]) -> tuple[Card, ...]:
    """Return cards by date, newest first; those of one moment by file name."""
    by_name = sorted(items, key=attrgetter("name"))
    return tuple(sorted(by_name, key=attrgetter("begins"), reverse=True))


class Sorted(Struct, frozen=True):
    """Cards by what readers may see of them (``linli.notices.lifecycle`` decides)."""

    live: Sequence[Card]
    expired: Sequence[Card]
    withdrawn: Sequence[Card]
    told: Sequence[Card]
    hidden: Sequence[Card]
    lapsed: Sequence[Card]  # of the hidden, those that could be seen until their permission ended
    shown: Mapping[
        str, str
    ]  # of the live, those that readers may not see, by file name, and why not


def sort_by_state(
    items: Iterable[Card],
    state_of: Callable[[Card], str],
    now: float,
    shown: Mapping[str, str] | None = None,
) -> Sorted:
    """Return cards by the state that ``state_of`` gives each; ``now`` is in seconds since 1970.

    ``shown`` are hidden ones that a preview shows anyway, by file name, and why they are hidden.
    """
    anyway = shown or {}
    groups: dict[str, list[Card]] = defaultdict(list)
    for item in items:
        groups["live" if item.name in anyway else state_of(item)].append(item)
    # Nothing but the end of a permission hides what was published and has begun.
    lapsed = [one for one in groups["hidden"] if one.status == "published" and one.begins <= now]
    states = "live", "expired", "withdrawn", "told", "hidden"
    live, expired, withdrawn, told, hidden = [groups[state] for state in states]
    return Sorted(live, expired, withdrawn, told, hidden, lapsed, anyway)
