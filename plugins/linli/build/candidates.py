"""Cards into candidates: what related lists depend on, of every story with a page."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from datetime import date
from functools import cached_property
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from linli.build.pinning import NO_PINS
from linli.regexes import regex
from linli.related.candidate import Candidate
from linli.survey import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from linli.build.pinning import Pins
    from linli.site import Card, Edition, Face, Newsroom

NOTICE, GUIDE = "notice", "guide"
_TONGUE = regex(r"[._-]([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$")


def candidates_of(
    edition: Edition,
    newsroom: Newsroom,
    faces: Mapping[str, Face],
    marks: Mapping[str, bytes],
    pins: Mapping[str, Pins],
) -> list[Candidate]:
    """Return a candidate for every story with a page; ``marks`` stand for what each text says."""
    # Every build makes one for each story: they are made side by side, column by column.
    items = edition.readable
    names = _column(items, "name")
    listed = {item.name for item in edition.listed}
    tongues = {tag: group[0] for group in newsroom.related_languages for tag in group[1:]}
    langs = _column(items, "lang")
    tags = [
        (*tags, *about) if about else tags
        for tags, about in zip(_column(items, "tags"), _column(items, "about"), strict=True)
    ]
    excluded, wanted = _kept_out(items, pins, bool(tongues))
    columns = (
        names,
        map(marks.__getitem__, names),
        tags,
        [tongues.get(lang, lang) for lang in langs] if tongues else langs,
        _days(items),
        _column(items, "series"),
        map(listed.__contains__, names),
        excluded,
        wanted,
        _leading(items, marks),
        tags,
        _kinds(items, frozenset(newsroom.related_guides)),
        [faces[name].title for name in names],
    )
    # What Candidate() does, without a call of a function for each.
    return list(map(tuple.__new__, repeat(Candidate), zip(*columns, strict=True)))


def _column(items: Sequence[Card], name: str) -> list[Any]:
    return list(map(attrgetter(name), items))


def _days(items: Sequence[Card]) -> Iterable[int]:
    dates = [when[0][:10] for when in _column(items, "when")]
    days = {each: date.fromisoformat(each).toordinal() for each in set(dates)}
    return map(days.__getitem__, dates)


def _kinds(items: Sequence[Card], guides: Set[str]) -> list[str]:
    """Return how each story ages."""
    pairs = zip(_column(items, "kind"), _column(items, "column"), strict=True)
    return [NOTICE if kind == NOTICE else GUIDE if name in guides else "" for kind, name in pairs]


def _kept_out(
    items: Sequence[Card], pins: Mapping[str, Pins], in_tongues: bool
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return for each story who is not found for it, and of these who stands above its list anyway.

    ``in_tongues`` says whether stories of several languages stand in one list.
    """
    told = _translations(items) if in_tongues else {}
    excluded: list[tuple[str, ...]] = [()] * len(items)
    above = excluded.copy()
    if pins or told:
        for at, item in enumerate(items):
            wanted, unwanted = pins.get(item.name, NO_PINS)
            excluded[at] = (*wanted, *unwanted, *told.get(item.name, ()))
            above[at] = wanted
    return excluded, above


def _leading(items: Sequence[Card], files: Mapping[str, object]) -> list[tuple[str, ...]]:
    """Return for each story those its text leads to."""
    found: list[tuple[str, ...]] = [()] * len(items)
    addresses = _Addresses(items)
    for at, references in enumerate(_column(items, "references")):
        if references:
            found[at] = _links(items[at], addresses, files)
    return found


class _Addresses:
    """The stories by their addresses, which are looked at when a text leads to one."""

    def __init__(self, items: Sequence[Card]) -> None:
        self._items = items

    @cached_property
    def _by_address(self) -> dict[str, str]:
        return {f"/{item.kind}s/{item.slug}": item.name for item in self._items}

    def get(self, path: str) -> str:
        """Return the story whose page stands there, if one does."""
        return self._by_address.get(path.rstrip("/").removesuffix("/index.html"), "")


def _links(item: Card, addresses: _Addresses, files: Mapping[str, object]) -> tuple[str, ...]:
    """Return the stories that a text leads to; ``files`` are those there are."""
    found: dict[str, None] = {}
    for use, what, path, _, _, _, _ in item.references:
        if use != "link":
            continue
        if path.startswith("/") and not what:
            other = addresses.get(path)
        elif what == "filename" or path.lower().endswith(tuple(MARKDOWN)):
            other = _file(item.name, path.replace("\\", "/"), files)
        else:
            continue
        if other in files and other != item.name:
            found[other] = None
    return tuple(found)


def _file(name: str, path: str, files: Mapping[str, object]) -> str:
    """Return the file that a path means which stands in another one: from there on, or from the content folder."""
    if path[:1] == "/" and path[1:] in files:  # as nearly all are written
        return path[1:]
    near = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return near if near in files else posixpath.normpath(path.lstrip("/"))


def _translations(items: Sequence[Card]) -> dict[str, tuple[str, ...]]:
    """Return for each story those that tell it in another language: ``lift.md`` and ``lift.en.md``, in any folder."""
    told: dict[str, list[Card]] = defaultdict(list)
    for item in items:
        stem = posixpath.splitext(posixpath.basename(item.name))[0]
        told[_TONGUE.sub("", stem)].append(item)
    return {
        item.name: tuple(other.name for other in group if other.lang != item.lang)
        for group in told.values()
        if len(group) > 1
        for item in group
    }
