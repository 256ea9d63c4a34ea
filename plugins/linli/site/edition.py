"""The edition: every manuscript that may be seen at one moment, sorted for readers.

Made by one pure function from the manuscripts, the newsroom and the moment. Nothing here knows about
addresses, templates or files on disk.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from linli.problems import Notebook, Place
from linli.site.newsroom import Column
from linli.story.naming import address_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linli.site.desk import Manuscript
    from linli.site.newsroom import Newsroom
    from linli.story import Person

PEOPLE_FIELDS = ("authors", "correspondents", "photographers", "editors")
"""The credits that get a page of their own for each person."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Manuscripts under one name: a tag or a person; newest first."""

    name: str
    items: tuple[Manuscript, ...]


@dataclass(frozen=True, slots=True)
class ColumnItems:
    """A column and what is in it, newest first."""

    column: Column
    items: tuple[Manuscript, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A series in reading order: number and manuscript."""

    name: str
    items: tuple[tuple[int, Manuscript], ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published. ``articles`` and ``notices`` are newest first and hold no expired items."""

    articles: tuple[Manuscript, ...]
    notices: tuple[Manuscript, ...]
    expired: tuple[Manuscript, ...]
    withdrawn: tuple[Manuscript, ...]
    pages: tuple[Manuscript, ...]
    columns: tuple[ColumnItems, ...]
    tags: tuple[Gathering, ...]
    people: tuple[Gathering, ...]
    series: tuple[Series, ...]
    months: Mapping[tuple[int, int], tuple[Manuscript, ...]]

    @property
    def listed(self) -> tuple[Manuscript, ...]:
        """Return articles and notices together, newest first."""
        return newest_first([*self.articles, *self.notices])

    @property
    def readable(self) -> tuple[Manuscript, ...]:
        """Return everything that has a page with its text, pages aside."""
        return newest_first([*self.articles, *self.notices, *self.expired])


def newest_first(items: Iterable[Manuscript]) -> tuple[Manuscript, ...]:
    """Return manuscripts by date, newest first; those of one moment by file name."""
    by_name = sorted(items, key=lambda item: item.story.name)
    return tuple(sorted(by_name, key=lambda item: item.story.date.at, reverse=True))


@dataclass(frozen=True, slots=True)
class Sorted:
    """Manuscripts by what readers may see of them (``linli.notices.lifecycle`` decides)."""

    live: Sequence[Manuscript]
    expired: Sequence[Manuscript]
    withdrawn: Sequence[Manuscript]
    hidden: Sequence[Manuscript]


def make_edition(sorted_: Sorted, newsroom: Newsroom, notebook: Notebook) -> Edition:
    """Return the edition of what may be seen, and write down what does not fit together."""
    live = newest_first(item for item in sorted_.live if item.story.kind != "page")
    articles = tuple(item for item in live if item.story.kind == "article")
    expired = newest_first(item for item in sorted_.expired if item.story.kind != "page")
    everything = [*sorted_.live, *sorted_.expired, *sorted_.withdrawn, *sorted_.hidden]
    check_identities(everything, notebook)
    return Edition(
        articles=articles,
        notices=tuple(item for item in live if item.story.kind == "notice"),
        expired=expired,
        withdrawn=newest_first(sorted_.withdrawn),
        pages=tuple(
            sorted(
                (item for item in (*sorted_.live, *sorted_.expired) if item.story.kind == "page"),
                key=lambda item: item.story.name,
            )
        ),
        columns=_columns(live, newsroom, notebook),
        tags=_gather(live, lambda item: dict.fromkeys(item.story.tags, "tags"), notebook),
        people=_gather(live, _people, notebook),
        series=_series(live, everything, notebook),
        months=_months([*live, *expired]),
    )


def _people(item: Manuscript) -> Mapping[str, str]:
    people: dict[str, str] = {}
    for key in PEOPLE_FIELDS:
        credits: tuple[Person, ...] = getattr(item.story, key)
        for person in credits:
            people.setdefault(person.name, key)
    return people


def fold(name: str) -> str:
    """Return the form in which names are the same: any case, any width, any spacing."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _gather(
    items: Sequence[Manuscript],
    names_of: Callable[[Manuscript], Mapping[str, str]],
    notebook: Notebook,
) -> tuple[Gathering, ...]:
    """Group by name. Spellings that differ in case or width are one name, and are pointed out.

    ``names_of`` gives a manuscript's names, each with the field that holds it.
    """
    groups: dict[str, dict[str, Manuscript]] = defaultdict(dict)
    first: dict[str, tuple[str, Manuscript]] = {}
    said: set[str] = set()
    for item in sorted(items, key=lambda item: item.story.name):
        for name, field in names_of(item).items():
            key = fold(name)
            spelled, earlier = first.setdefault(key, (name, item))
            if spelled != name and name not in said:
                said.add(name)
                place = Place(item.story.lines.get(field, 1), 1)
                notebook.note(
                    "similar-names", item.path, place, name=name, other=spelled, file=earlier.path
                )
            groups[key][item.story.name] = item
    return tuple(
        Gathering(first[key][0], newest_first(groups[key].values())) for key in sorted(first)
    )


def _columns(
    items: Sequence[Manuscript], newsroom: Newsroom, notebook: Notebook
) -> tuple[ColumnItems, ...]:
    """Return the configured columns in their order, then the others by name; notices have no column page."""
    known = {column.name: column for column in newsroom.columns}
    slugs: dict[str, tuple[str, str]] = {
        column.slug: (column.name, "") for column in newsroom.columns
    }
    found: dict[str, list[Manuscript]] = {name: [] for name in known}
    for item in sorted(items, key=lambda item: item.story.name):
        name = item.story.column
        if not name or (item.story.kind == "notice" and name == newsroom.notice_column):
            continue
        if name not in known:
            slug = address_name(name) or hashlib.sha256(fold(name).encode()).hexdigest()[:6]
            other, path = slugs.setdefault(slug, (name, item.path))
            if other != name:
                place = Place(item.story.lines.get("column", 1), 1)
                notebook.note(
                    "same-column-slug",
                    item.path,
                    place,
                    name=name,
                    other=other,
                    file=path or "pelicanconf.py",
                    slug=slug,
                )
                continue
            known[name] = Column(name, slug)
            close = get_close_matches(
                name, [column.name for column in newsroom.columns], n=1, cutoff=0.6
            )
            if close:
                place = Place(item.story.lines.get("column", 1), 1)
                notebook.note("unknown-column", item.path, place, name=name, better=close[0])
        found.setdefault(name, []).append(item)
    configured = [column.name for column in newsroom.columns]
    order = [*configured, *sorted(name for name in found if name not in configured)]
    return tuple(
        ColumnItems(known[name], newest_first(found[name]))
        for name in order
        if found[name] or name in configured
    )


def _series(
    live: Sequence[Manuscript], everything: Sequence[Manuscript], notebook: Notebook
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


def _by_series(items: Iterable[Manuscript]) -> dict[str, list[Manuscript]]:
    groups: dict[str, list[Manuscript]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.story.date.at, item.story.name)):
        if item.story.series and item.story.kind != "page":
            groups[item.story.series].append(item)
    return {
        name: groups[name]
        for name in sorted(groups)
        if len(groups[name]) > 1 or "series" in groups[name][0].story.lines
    }


def _numbered(members: Sequence[Manuscript]) -> dict[int, Manuscript]:
    """Return members by number; those without one come last, in order of date."""
    taken: dict[int, Manuscript] = {}
    for item in members:
        if item.story.series_index is not None:
            taken.setdefault(item.story.series_index, item)
    free = max(taken, default=0)
    for item in members:
        if item.story.series_index is None:
            free += 1
            taken[free] = item
    return taken


def _check_series(name: str, members: Sequence[Manuscript], notebook: Notebook) -> None:
    taken = _numbered(members)
    numbers = {item.story.name: number for number, item in taken.items()}
    for item in members:
        place = Place(item.story.lines.get("series_index", item.story.lines.get("title", 1)), 1)
        number = item.story.series_index
        if number is None:
            place = Place(item.story.lines.get("series", 1), 1)
            number = numbers[item.story.name]
            notebook.note("series-no-number", item.path, place, series=name, number=number)
        elif taken[number] is not item:
            other = taken[number].path
            notebook.note("series-double", item.path, place, series=name, number=number, file=other)
    missing = [number for number in range(1, max(taken) + 1) if number not in taken]
    if missing:
        number, item = max(taken.items())
        place = Place(item.story.lines.get("series_index", item.story.lines.get("title", 1)), 1)
        shown = "、".join(str(number) for number in missing[:10])
        notebook.note("series-gap", item.path, place, series=name, missing=shown, last=number)


def _months(items: Sequence[Manuscript]) -> dict[tuple[int, int], tuple[Manuscript, ...]]:
    months: dict[tuple[int, int], list[Manuscript]] = defaultdict(list)
    for item in newest_first(items):
        months[item.story.date.at.year, item.story.date.at.month].append(item)
    return {month: tuple(found) for month, found in sorted(months.items(), reverse=True)}


def check_identities(items: Iterable[Manuscript], notebook: Notebook) -> None:
    """Write down stories that have one id, published or not: an id is for ever.

    An id that was not written is the file's name; of two such, the address tells.
    """
    first: dict[str, Manuscript] = {}
    stories = [item for item in items if item.story.kind != "page"]
    for item in sorted(stories, key=lambda item: ("id" in item.story.lines, item.story.name)):
        other = first.setdefault(fold(item.story.id), item)
        told = "id" not in other.story.lines and other.story.slug == item.story.slug
        if other is not item and "id" in item.story.lines and not told:
            place = Place(item.story.lines["id"], 1)
            notebook.note("same-id", item.path, place, id=item.story.id, file=other.path)


def sort_by_state(items: Iterable[Manuscript], state_of: Callable[[Manuscript], str]) -> Sorted:
    """Return manuscripts by the state that ``state_of`` gives each."""
    groups: dict[str, list[Manuscript]] = defaultdict(list)
    for item in items:
        groups[state_of(item)].append(item)
    return Sorted(groups["live"], groups["expired"], groups["withdrawn"], groups["hidden"])
