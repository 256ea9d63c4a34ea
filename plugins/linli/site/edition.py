"""The edition: every card that may be seen at one moment, sorted for readers.

Made by one pure function from the cards, the newsroom and the moment. Nothing here knows about
addresses, templates or files on disk.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from linli.problems import Notebook, Place
from linli.site.newsroom import Column
from linli.story.naming import address_name
from linli.story.story import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linli.site.card import Card
    from linli.site.newsroom import Newsroom

PEOPLE_FIELDS = ("authors", "correspondents", "photographers", "editors")
"""The credits that get a page of their own for each person."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Cards under one name: a tag or a person; newest first."""

    name: str
    items: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ColumnItems:
    """A column and what is in it, newest first."""

    column: Column
    items: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A series in reading order: number and card."""

    name: str
    items: tuple[tuple[int, Card], ...]


@dataclass(frozen=True, slots=True)
class NoticesOfKind:
    """Notices of one kind, newest first: those in force, and earlier ones."""

    kind: str
    in_force: tuple[Card, ...]
    earlier: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published. ``articles`` and ``notices`` are newest first and hold no expired items.

    ``listed`` is both of them together; ``readable`` is everything that has a page with its text,
    standing pages aside. ``withdrawn`` are all that were taken back; of ``tombstones``, the late ones, feeds tell.
    ``lapsed`` are those that could be seen until the permission to publish them ended.
    """

    articles: tuple[Card, ...]
    notices: tuple[Card, ...]
    kinds: tuple[NoticesOfKind, ...]
    expired: tuple[Card, ...]
    withdrawn: tuple[Card, ...]
    tombstones: tuple[Card, ...]
    lapsed: tuple[Card, ...]
    pages: tuple[Card, ...]
    listed: tuple[Card, ...]
    readable: tuple[Card, ...]
    columns: tuple[ColumnItems, ...]
    tags: tuple[Gathering, ...]
    people: tuple[Gathering, ...]
    series: tuple[Series, ...]
    months: Mapping[tuple[int, int], tuple[Card, ...]]


def newest_first(items: Iterable[Card]) -> tuple[Card, ...]:
    """Return cards by date, newest first; those of one moment by file name."""
    by_name = sorted(items, key=attrgetter("name"))
    return tuple(sorted(by_name, key=attrgetter("begins"), reverse=True))


@dataclass(frozen=True, slots=True)
class Sorted:
    """Cards by what readers may see of them (``linli.notices.lifecycle`` decides)."""

    live: Sequence[Card]
    expired: Sequence[Card]
    withdrawn: Sequence[Card]
    told: Sequence[Card]
    hidden: Sequence[Card]
    lapsed: Sequence[Card]  # of the hidden, those that could be seen until their permission ended


def make_edition(sorted_: Sorted, newsroom: Newsroom, notebook: Notebook) -> Edition:
    """Return the edition of what may be seen, and write down what does not fit together."""
    live = newest_first(item for item in sorted_.live if item.kind != "page")
    expired = newest_first(item for item in sorted_.expired if item.kind != "page")
    readable = newest_first([*live, *expired])
    withdrawn = [*sorted_.withdrawn, *sorted_.told]
    everything = [*sorted_.live, *sorted_.expired, *withdrawn, *sorted_.hidden]
    check_identities(everything, notebook)
    return Edition(
        articles=tuple(item for item in live if item.kind == "article"),
        notices=tuple(item for item in live if item.kind == "notice"),
        kinds=_kinds(live, expired),
        expired=expired,
        withdrawn=newest_first(withdrawn),
        tombstones=newest_first(sorted_.withdrawn),
        lapsed=newest_first(item for item in sorted_.lapsed if item.kind != "page"),
        pages=tuple(
            sorted(
                (item for item in (*sorted_.live, *sorted_.expired) if item.kind == "page"),
                key=lambda item: item.name,
            )
        ),
        listed=live,
        readable=readable,
        columns=_columns(live, newsroom, notebook),
        tags=_gather(live, lambda item: item.tags, ("tags",), notebook),
        people=_gather(live, _people, PEOPLE_FIELDS, notebook),
        series=_series(live, everything, notebook),
        months=_months(readable),
    )


def _kinds(live: Sequence[Card], expired: Sequence[Card]) -> tuple[NoticesOfKind, ...]:
    """Return the kinds that notices have, in their own order; one of earlier notices only stays, for its subscribers."""

    def by_kind(items: Sequence[Card]) -> dict[str, list[Card]]:
        found: dict[str, list[Card]] = defaultdict(list)
        for item in items:
            if item.notice_kind:
                found[item.notice_kind].append(item)
        return found

    now, before = by_kind(live), by_kind(expired)
    return tuple(
        NoticesOfKind(kind, tuple(now[kind]), tuple(before[kind]))
        for kind in map(str, NoticeKind)
        if kind in now or kind in before
    )


def _people(item: Card) -> Sequence[str]:
    return [name for key, name, _, _ in item.people if key in PEOPLE_FIELDS]


@cache
def fold(name: str) -> str:
    """Return the form in which names are the same: any case, any width, any spacing."""
    folded = name.lower() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
    return "".join(folded.split())


def _gather(
    items: Sequence[Card],
    names_of: Callable[[Card], Iterable[str]],
    fields: tuple[str, ...],
    notebook: Notebook,
) -> tuple[Gathering, ...]:
    """Group ``items``, which are newest first, by name. Spellings that differ in case or width are one name,
    and are pointed out; that of the first file counts. ``fields`` are those that hold the names.
    """
    spelled: dict[str, dict[str, Card]] = defaultdict(dict)
    for item in items:
        for name in names_of(item):
            spelled[name][item.name] = item
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in spelled:
        spellings[fold(name)].append(name)
    found: list[Gathering] = []
    for key in sorted(spellings):
        names = spellings[key]
        if len(names) > 1:
            names = _by_first_file(names, spelled, names_of)
            _point_out(names, spelled, fields, notebook)
        together = {name: item for one in names for name, item in spelled[one].items()}
        ordered = tuple(together.values()) if len(names) == 1 else newest_first(together.values())
        found.append(Gathering(names[0], ordered))
    return tuple(found)


def _by_first_file(
    names: list[str],
    spelled: Mapping[str, Mapping[str, Card]],
    names_of: Callable[[Card], Iterable[str]],
) -> list[str]:
    """Return spellings of one name in the order in which files, and what they say, come."""

    def first(name: str) -> tuple[str, int]:
        file = min(spelled[name])
        return file, list(names_of(spelled[name][file])).index(name)

    return sorted(names, key=first)


def _point_out(
    names: Sequence[str],
    spelled: Mapping[str, Mapping[str, Card]],
    fields: tuple[str, ...],
    notebook: Notebook,
) -> None:
    earlier = spelled[names[0]][min(spelled[names[0]])]
    for name in names[1:]:
        item = spelled[name][min(spelled[name])]
        field = next((key for key, who, _, _ in item.people if who == name), fields[0])
        place = Place(item.line(field), 1)
        notebook.note(
            "similar-names", item.path, place, name=name, other=names[0], file=earlier.path
        )


def _columns(
    items: Sequence[Card], newsroom: Newsroom, notebook: Notebook
) -> tuple[ColumnItems, ...]:
    """Return the configured columns in their order, then the others by name; notices have no column page."""
    configured = {column.name: column for column in newsroom.columns}
    found: dict[str, list[Card]] = {name: [] for name in configured}
    for item in items:
        name = item.column
        if name and not (item.kind == "notice" and name == newsroom.notice_column):
            found.setdefault(name, []).append(item)
    others = _other_columns(found, configured, notebook)
    return tuple(
        ColumnItems(column, tuple(found[column.name]))
        for column in (*configured.values(), *sorted(others, key=lambda column: column.name))
    )


def _other_columns(
    found: Mapping[str, Sequence[Card]], configured: Mapping[str, Column], notebook: Notebook
) -> list[Column]:
    """Return the columns that stories name and the settings do not; write down what may be a mistake."""
    slugs = {column.slug: (column.name, "") for column in configured.values()}
    first = {
        name: min(items, key=lambda item: item.name)
        for name, items in found.items()
        if name not in configured
    }
    others: list[Column] = []
    for name in sorted(first, key=lambda name: first[name].name):
        slug = address_name(name) or hashlib.sha256(fold(name).encode()).hexdigest()[:6]
        other, path = slugs.setdefault(slug, (name, first[name].path))
        if other != name:
            file = path or "pelicanconf.py"
            for item in sorted(found[name], key=lambda item: item.name):
                place = Place(item.line("column"), 1)
                notebook.note(
                    "same-column-slug",
                    item.path,
                    place,
                    name=name,
                    other=other,
                    file=file,
                    slug=slug,
                )
            continue
        others.append(Column(name, slug))
        close = get_close_matches(name, list(configured), n=1, cutoff=0.6)
        if close:
            item = first[name]
            place = Place(item.line("column"), 1)
            notebook.note("unknown-column", item.path, place, name=name, better=close[0])
    return others


def _series(
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


def _months(items: Sequence[Card]) -> dict[tuple[int, int], tuple[Card, ...]]:
    """Group ``items``, which are newest first, by the month of the day they bear."""
    months: dict[str, list[Card]] = defaultdict(list)
    for item in items:
        months[item.when[0][:7]].append(item)
    ordered = sorted(months, reverse=True)
    return {(int(month[:4]), int(month[5:])): tuple(months[month]) for month in ordered}


def check_identities(items: Iterable[Card], notebook: Notebook) -> None:
    """Write down stories that have one id, published or not: an id is for ever.

    An id that was not written is the file's name; where that gives two stories one address, the address tells.
    """
    same: dict[str, list[Card]] = defaultdict(list)
    for item in items:
        if item.kind != "page":
            same[item.id].append(item)
    folded: dict[str, list[Card]] = defaultdict(list)
    for name, found in same.items():
        folded[fold(name)] += found
    for found in folded.values():
        if len(found) < 2:
            continue
        first, *others = sorted(found, key=lambda item: (item.says("id"), item.name))
        for item in others:
            same_address = first.slug == item.slug and first.kind == item.kind
            if item.says("id"):
                if first.says("id") or not same_address:
                    place = Place(item.line("id"), 1)
                    notebook.note("same-id", item.path, place, id=item.id, file=first.path)
            elif not same_address:
                notebook.note("same-name", item.path, Place(1, 1), id=item.id, file=first.path)


def sort_by_state(items: Iterable[Card], state_of: Callable[[Card], str], now: float) -> Sorted:
    """Return cards by the state that ``state_of`` gives each; ``now`` is in seconds since 1970."""
    groups: dict[str, list[Card]] = defaultdict(list)
    for item in items:
        groups[state_of(item)].append(item)
    # Nothing but the end of a permission hides what was published and has begun.
    lapsed = [one for one in groups["hidden"] if one.status == "published" and one.begins <= now]
    states = "live", "expired", "withdrawn", "told", "hidden"
    return Sorted(*[*[groups[state] for state in states], lapsed])
