"""The columns of the site: those of the settings, and those that stories name besides."""

from __future__ import annotations

import hashlib
from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.problems import Place
from linli.site.newsroom import Column
from linli.story.naming import address_name, folded
from linli.story.people import split_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.problems import Notebook
    from linli.site.card import Card
    from linli.site.newsroom import Newsroom


class ColumnItems(Struct, frozen=True):
    """A column and what is in it, newest first."""

    column: Column
    items: tuple[Card, ...]


def columns_of(
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
        slug = address_name(name) or hashlib.sha256(folded(name).encode()).hexdigest()[:6]
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
        parts = [part for part in split_list(name) if part in configured]
        if parts:
            for item in sorted(found[name], key=lambda item: item.name):
                place = Place(item.line("column"), 1)
                notebook.note("two-columns", item.path, place, name=name, better=parts[0])
            continue
        close = get_close_matches(name, list(configured), n=1, cutoff=0.6)
        if close:
            item = first[name]
            place = Place(item.line("column"), 1)
            notebook.note("unknown-column", item.path, place, name=name, better=close[0])
    return others
