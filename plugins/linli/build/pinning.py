"""What editors decided: which stories are shown with one, and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.problems import Notebook, Place, hint
from linli.related.pins import Names, wants_none

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.site import Card, Edition, Face, Newsroom


class Pins(NamedTuple):
    """What editors decided of one story: file names to be shown, in order, and not to be shown."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


NO_PINS = Pins()


class Called(NamedTuple):
    """What an editor may call a story."""

    name: str
    id: str
    slug: str
    title: str


class Decisions(NamedTuple):
    """What editors decided, by file name; ``by_title`` says that they called a story by its title, or may have meant to."""

    pins: Mapping[str, Pins]
    by_title: bool = False


def pins_of(
    known: Sequence[Card],
    faces: Mapping[str, Face],
    edition: Edition,
    newsroom: Newsroom,
    notebook: Notebook,
    unread: frozenset[str],
) -> Decisions:
    """Return the decisions of those stories that have any.

    An unknown name is written down with the one it was probably meant to be, and a story that is pinned and may not be
    seen now. Where pins count both ways,
    a story that is pinned shows the one that pins it, after its own pins. Who is pinned by a sibling of the same
    series has a place beside it already.
    """
    deciding = [item for item in known if item.related or item.related_exclude]
    if not deciding:
        return Decisions({})
    called = [Called(one.name, one.id, one.slug, faces[one.name].title) for one in known]
    names = Names(called, unread, known[0].path.removesuffix(known[0].name))
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
    pins = {
        name: decided._replace(wanted=_without_siblings(decided.wanted, series, name))
        if name in series
        else decided
        for name, decided in pins.items()
    }
    return Decisions(pins, names.went_by_titles)


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
