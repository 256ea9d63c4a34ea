"""The related list of each article: what editors pinned, then what the texts say, else the column's latest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from linli.build.kept import Kept
from linli.pages.stories import Chosen
from linli.problems import Notebook, Place, hint
from linli.related.lists import Related
from linli.related.parts import compare_here
from linli.related.pins import Names, wants_none
from linli.related.relate import Candidate, relate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linli.build.workers import Workers
    from linli.related.relate import Match, Memory
    from linli.site import Card, Edition, Newsroom

Pins = Mapping[str, tuple[list[str], list[str]]]
"""The file names that stories pin and exclude, by file name."""
SHORT = 4
"""Stories of the column shown when nothing is related."""


def choose_related(
    edition: Edition,
    newsroom: Newsroom,
    known: Sequence[Card],
    marks: Mapping[str, bytes],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    memory: Memory,
    notebook: Notebook,
    unread: frozenset[str] = frozenset(),
    workers: Workers | None = None,
    kept: Kept | None = None,
) -> dict[str, tuple[Chosen, ...]]:
    """Return the related list of every story with a page, by file name.

    Listed are only stories that may be seen and still hold; series siblings have a block of their own.
    An unknown pin is written down with the name it was probably meant to be. ``marks`` stand for what each
    text says, ``features`` gives it, ``memory`` holds the lists of the last build.
    ``workers`` compare the stories of a large newsroom, when all have to be; ``kept`` has what was chosen from
    the same matches before.
    """
    pins = _all_pins(known, notebook, unread)
    if not newsroom.related_limit:
        return {}
    listed = {item.name for item in edition.listed}
    candidates = _candidates(edition.readable, listed, marks, pins)
    spread = workers.spread if workers else compare_here
    matches = relate(candidates, features, newsroom.related_limit, memory, spread=spread)
    kept = kept or Kept()
    mark = kept.same("matches", matches.mark()) if isinstance(matches, Related) else object()
    choose = partial(_choose, matches)
    return kept.made("chosen", notebook, choose, edition, newsroom, kept.same("pins", pins), mark)


def _choose(
    matches: Mapping[str, Sequence[Match]],
    edition: Edition,
    newsroom: Newsroom,
    pins: Pins,
    _mark: object,
    _notebook: Notebook,
) -> dict[str, tuple[Chosen, ...]]:
    """Choose for every story; the mark stands for the matches."""
    listed = {item.name for item in edition.listed}
    columns = {found.column.name: found.items for found in edition.columns}
    chosen: dict[str, tuple[Chosen, ...]] = {}
    for item in edition.readable:
        if wants_none(item.related):
            continue
        wanted, unwanted = pins.get(item.name, ((), ()))
        found = [
            Chosen(name, "pinned") for name in wanted if name in listed and name not in unwanted
        ]
        found += _matched(matches.get(item.name, ()))
        chosen[item.name] = tuple(found[: newsroom.related_limit]) or tuple(
            _latest(item, columns.get(item.column, ()), {item.name, *unwanted})
        )
    return chosen


def _candidates(
    items: Sequence[Card],
    listed: set[str],
    marks: Mapping[str, bytes],
    pins: Pins,
) -> list[Candidate]:
    # Every build makes one for each story: no more is done for it than has to be.
    excluded = {name: (*wanted, *unwanted) for name, (wanted, unwanted) in pins.items()}
    days: dict[str, int] = {}
    made = []
    for item in items:
        name, date_ = item.name, item.when[0][:10]
        day = days.get(date_)
        if day is None:
            day = days[date_] = date.fromisoformat(date_).toordinal()
        made.append(
            Candidate(
                name,
                marks[name],
                item.tags,
                item.lang,
                day,
                item.series,
                name in listed,
                excluded.get(name, ()),
            )
        )
    return made


def _matched(matches: Iterable[Match]) -> list[Chosen]:
    # What Chosen() does, without a call of a function for each of many: ten thousand stories have seventy thousand.
    new = tuple.__new__
    return [new(Chosen, (key, "tags" if tags else "text", tags)) for key, _, tags in matches]


def _all_pins(known: Sequence[Card], notebook: Notebook, unread: frozenset[str]) -> Pins:
    """Return the file names that stories pin and exclude, for those that do."""
    deciding = [item for item in known if item.related or item.related_exclude]
    if not deciding:
        return {}
    names = Names(known, unread)
    return {item.name: _pins(item, names, notebook) for item in deciding}


def _pins(item: Card, names: Names, notebook: Notebook) -> tuple[list[str], list[str]]:
    found: dict[str, dict[str, None]] = {"related": {}, "related_exclude": {}}
    for key, wanted in (("related", item.related), ("related_exclude", item.related_exclude)):
        if key == "related" and wants_none(item.related):
            continue
        for name in wanted:
            other = names.find(name)
            if other is None:
                if not names.may_be_unread(name):
                    place = Place(item.line(key), 1)
                    guess = hint(notebook.language, names.closest(name))
                    notebook.note("unknown-story", item.path, place, name=name, hint=guess)
            elif other != item.name:
                found[key][other] = None
    return list(found["related"]), list(found["related_exclude"])


def _latest(item: Card, column: Sequence[Card], hidden: set[str]) -> Iterator[Chosen]:
    shown = 0
    for other in column:
        if shown == SHORT:
            return
        sibling = bool(item.series) and other.series == item.series
        if other.name not in hidden and other.lang == item.lang and not sibling:
            shown += 1
            yield Chosen(other.name, "latest")
