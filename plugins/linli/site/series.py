"""Series: articles in the order in which they are to be read, and what does not fit in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linli.problems import Notebook
    from linli.site.card import Card


class Series(Struct, frozen=True):
    """A series in reading order: number and card."""

    name: str
    items: tuple[tuple[int, Card], ...]


def series_of(
    live: Sequence[Card], everything: Sequence[Card], notebook: Notebook
) -> tuple[Series, ...]:
    """Return series with their members in order; gaps and doubles are written down.

    A number read from a title makes a series only when at least two titles share it. Readers see what
    is published alone; what waits is looked at only to say what does not fit.
    """
    for name, members in _by_series(everything).items():
        _check_series(name, members, notebook)
    return tuple(
        Series(name, tuple(sorted(_numbered(members).items())))
        for name, members in _by_series(live).items()
    )


def _by_series(items: Iterable[Card]) -> dict[str, list[Card]]:
    groups: dict[str, list[Card]] = defaultdict(list)
    members = [item for item in items if item.series and item.kind != "page"]
    for item in sorted(members, key=lambda item: (item.begins, item.name)):
        groups[item.series].append(item)
    return {
        name: groups[name]
        for name in sorted(groups)
        if len(groups[name]) > 1 or groups[name][0].says("series")
    }


def _numbered(members: Sequence[Card]) -> dict[int, Card]:
    """Return members by number; those without one come last, in order of date."""
    taken: dict[int, Card] = {}
    for item in members:
        if item.series_index is not None:
            taken.setdefault(item.series_index, item)
    free = max(taken, default=0)
    for item in members:
        if item.series_index is None:
            free += 1
            taken[free] = item
    return taken


def _check_series(name: str, members: Sequence[Card], notebook: Notebook) -> None:
    taken = _numbered(members)
    numbers = {item.name: number for number, item in taken.items()}
    for item in members:
        place = Place(item.line("series_index", "title"), 1)
        number = item.series_index
        if number is None:
            place = Place(item.line("series"), 1)
            number = numbers[item.name]
            notebook.note("series-no-number", item.path, place, series=name, number=number)
        elif taken[number] is not item:
            other = taken[number].path
            notebook.note("series-double", item.path, place, series=name, number=number, file=other)
    missing = [number for number in range(1, max(taken) + 1) if number not in taken]
    if missing:
        number, item = max(taken.items())
        place = Place(item.line("series_index", "title"), 1)
        shown = "、".join(str(number) for number in missing[:10])
        notebook.note("series-gap", item.path, place, series=name, missing=shown, last=number)
