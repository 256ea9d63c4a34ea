"""The related list of each article: what editors pinned, then what the texts say, else the column's latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages.article import Chosen
from linli.problems import Notebook, Place, hint
from linli.related.pins import Names, wants_none
from linli.related.rank import Candidate, Match, rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.site import Edition, Manuscript, Newsroom

SPARE = 8
"""Matches asked for beyond the limit, so that excluded ones can be replaced."""
SHORT = 4
"""Stories of the column shown when nothing is related."""


def choose_related(
    edition: Edition,
    newsroom: Newsroom,
    known: Sequence[Manuscript],
    notebook: Notebook,
    unread: frozenset[str] = frozenset(),
) -> dict[str, tuple[Chosen, ...]]:
    """Return the related list of every story with a page, by file name.

    Listed are only stories that may be seen and still hold; series siblings have a block of their own.
    An unknown pin is written down with the name it was probably meant to be.
    """
    names = Names((item.story for item in known), unread)
    pins = {item.story.name: _pins(item, names, notebook) for item in known}
    if not newsroom.related_limit:
        return {}
    listed = {item.story.name: item for item in edition.listed}
    candidates = [_candidate(item, item.story.name in listed) for item in edition.readable]
    matches = rank(candidates, newsroom.related_limit + SPARE)
    columns = {found.column.name: found.items for found in edition.columns}
    chosen: dict[str, tuple[Chosen, ...]] = {}
    for item in edition.readable:
        if wants_none(item.story):
            continue
        wanted, unwanted = pins[item.story.name]
        hidden = {item.story.name, *unwanted}
        found = list(_found(item, wanted, matches[item.story.name], listed, hidden))
        chosen[item.story.name] = tuple(found[: newsroom.related_limit]) or tuple(
            _latest(item, columns.get(item.story.column, ()), hidden)
        )
    return chosen


def _pins(item: Manuscript, names: Names, notebook: Notebook) -> tuple[list[str], list[str]]:
    story = item.story
    found: dict[str, list[str]] = {"related": [], "related_exclude": []}
    for key, wanted in (("related", story.related), ("related_exclude", story.related_exclude)):
        if key == "related" and wants_none(story):
            continue
        for name in wanted:
            other = names.find(name)
            if other is None:
                place = Place(story.lines[key], 1)
                if not names.may_be_unread(name):
                    guess = hint(notebook.language, names.closest(name))
                    notebook.note("unknown-story", item.path, place, name=name, hint=guess)
            elif other is not story:
                found[key].append(other.name)
    return found["related"], found["related_exclude"]


def _candidate(item: Manuscript, listed: bool) -> Candidate:
    story = item.story
    return Candidate(
        key=story.name,
        title=story.title,
        text=item.text.plain[:600],
        tags=story.tags,
        lang=story.lang,
        day=story.date.at.toordinal(),
        group=story.series,
        listed=listed,
    )


def _found(
    item: Manuscript,
    pins: list[str],
    matches: list[Match],
    listed: dict[str, Manuscript],
    hidden: set[str],
) -> Iterator[Chosen]:
    seen = set(hidden)
    for name in pins:
        if name in listed and name not in seen:
            seen.add(name)
            yield Chosen(listed[name], "pinned")
    for match in matches:
        if match.key not in seen:
            seen.add(match.key)
            yield Chosen(listed[match.key], "tags" if match.tags else "text", match.tags)


def _latest(item: Manuscript, column: Sequence[Manuscript], hidden: set[str]) -> Iterator[Chosen]:
    others = [
        other
        for other in column
        if other.story.name not in hidden
        and other.story.lang == item.story.lang
        and not (item.story.series and other.story.series == item.story.series)
    ]
    yield from (Chosen(other, "latest") for other in others[:SHORT])
