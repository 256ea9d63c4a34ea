"""Cards into candidates: what related lists depend on, of every story with a page."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from linli.files import MARKDOWN
from linli.problems import Notebook, Place, hint
from linli.related.candidate import Candidate
from linli.related.pins import Names, wants_none

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.site import Card, Edition, Newsroom

NOTICE, GUIDE = "notice", "guide"
_TONGUE = re.compile(r"[._-]([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$")


class Pins(NamedTuple):
    """What editors decided of one story: file names to be shown, in order, and not to be shown."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


NO_PINS = Pins()


def pins_of(
    known: Sequence[Card],
    edition: Edition,
    newsroom: Newsroom,
    notebook: Notebook,
    unread: frozenset[str],
) -> dict[str, Pins]:
    """Return the decisions by file name, of those stories that have any.

    An unknown name is written down with the one it was probably meant to be, and a story that is pinned and may not be
    seen now. Where pins count both ways,
    a story that is pinned shows the one that pins it, after its own pins. Who is pinned by a sibling of the same
    series has a place beside it already.
    """
    deciding = [item for item in known if item.related or item.related_exclude]
    if not deciding:
        return {}
    names = Names(known, unread, known[0].path.removesuffix(known[0].name))
    shown = {item.name for item in edition.listed}
    pins = {item.name: _pins(item, names, shown, notebook) for item in deciding}
    if newsroom.related_both_ways:
        silent = {item.name for item in deciding if wants_none(item.related)}
        for item in sorted(deciding, key=lambda item: item.name):
            for other in pins[item.name].wanted:
                theirs = pins.get(other, NO_PINS)
                if item.name not in (*theirs.wanted, *theirs.unwanted) and other not in silent:
                    pins[other] = theirs._replace(wanted=(*theirs.wanted, item.name))
    # Siblings stand in the block of their series, a line above.
    series = {item.name: item.series for item in known if item.series}
    return {
        name: decided._replace(wanted=_without_siblings(decided.wanted, series, name))
        if name in series
        else decided
        for name, decided in pins.items()
    }


def _without_siblings(
    wanted: Sequence[str], series: Mapping[str, str], name: str
) -> tuple[str, ...]:
    return tuple([other for other in wanted if series.get(other) != series[name]])


def _pins(item: Card, names: Names, shown: set[str], notebook: Notebook) -> Pins:
    found: dict[str, dict[str, None]] = {"related": {}, "related_exclude": {}}
    for key, wanted in (("related", item.related), ("related_exclude", item.related_exclude)):
        if key == "related" and wants_none(item.related):
            continue
        for name, other in names.find_all(wanted):
            if other is None:
                if not names.may_be_unread(name):
                    place = Place(item.line(key), 1)
                    guess = hint(notebook.language, names.closest(name))
                    notebook.note("unknown-story", item.path, place, name=name, hint=guess)
            elif other != item.name:
                found[key][other] = None
                if key == "related" and item.name in shown and other not in shown:
                    notebook.note("pin-waits", item.path, Place(item.line(key), 1), name=name)
    unwanted = found["related_exclude"]
    return Pins(tuple(name for name in found["related"] if name not in unwanted), tuple(unwanted))


def candidates_of(
    edition: Edition, newsroom: Newsroom, marks: Mapping[str, bytes], pins: Mapping[str, Pins]
) -> list[Candidate]:
    """Return a candidate for every story with a page; ``marks`` stand for what each text says."""
    # Every build makes one for each story: no more is done for it than has to be.
    listed = {item.name for item in edition.listed}
    tongues = {tag: group[0] for group in newsroom.related_languages for tag in group[1:]}
    told = _translations(edition.readable) if tongues else {}
    addresses = {f"/{item.kind}s/{item.slug}": item.name for item in edition.readable}
    guides = frozenset(newsroom.related_guides)
    days: dict[str, int] = {}
    made = []
    for item in edition.readable:
        name, date_ = item.name, item.when[0][:10]
        day = days.get(date_)
        if day is None:
            day = days[date_] = date.fromisoformat(date_).toordinal()
        wanted, unwanted = pins.get(name, NO_PINS)
        names = (*item.tags, *item.about) if item.about else item.tags
        made.append(
            Candidate(
                name,
                marks[name],
                names,
                tongues.get(item.lang, item.lang),
                day,
                item.series,
                name in listed,
                (*wanted, *unwanted, *told.get(name, ())),
                wanted,
                _links(item, addresses, marks) if item.references else (),
                names,
                NOTICE if item.kind == NOTICE else GUIDE if item.column in guides else "",
                item.title,
            )
        )
    return made


def _links(
    item: Card, addresses: Mapping[str, str], files: Mapping[str, object]
) -> tuple[str, ...]:
    """Return the stories that a text leads to; ``files`` are those there are."""
    found: dict[str, None] = {}
    for use, what, path, _, _, _, _ in item.references:
        if use != "link":
            continue
        if path.startswith("/") and not what:
            other = addresses.get(path.rstrip("/").removesuffix("/index.html"), "")
        elif what == "filename" or path.lower().endswith(tuple(MARKDOWN)):
            file = path.replace("\\", "/")
            near = posixpath.normpath(posixpath.join(posixpath.dirname(item.name), file))
            rooted = posixpath.normpath(file.lstrip("/"))
            other = near if near in files else rooted
        else:
            continue
        if other in files and other != item.name:
            found[other] = None
    return tuple(found)


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
