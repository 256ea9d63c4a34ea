"""Cards gathered under the tags and the people that they name; spellings of one name are one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.problems import Place
from linli.site.sorting import newest_first
from linli.story.naming import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linli.problems import Notebook
    from linli.site.card import Card


PEOPLE_FIELDS = ("authors", "correspondents", "photographers", "editors")
"""The credits that get a page of their own for each person."""


class Gathering(Struct, frozen=True):
    """Cards under one name: a tag or a person; newest first."""

    name: str
    items: tuple[Card, ...]


def tags_of(live: Sequence[Card], notebook: Notebook) -> tuple[Gathering, ...]:
    """Return the tags of ``live``, which are newest first."""
    return _gather(live, lambda item: item.tags, ("tags",), notebook)


def people_of(live: Sequence[Card], notebook: Notebook) -> tuple[Gathering, ...]:
    """Return the people who are credited in ``live``, which are newest first."""
    return _gather(live, _people, PEOPLE_FIELDS, notebook)


def _people(item: Card) -> Sequence[str]:
    return [name for key, name, _, _ in item.people if key in PEOPLE_FIELDS]


def _gather(
    items: Sequence[Card],
    names_of: Callable[[Card], Iterable[str]],
    fields: tuple[str, ...],
    notebook: Notebook,
) -> tuple[Gathering, ...]:
    """Group ``items``, which are newest first, by name. Spellings that differ in case, width or spaces are one name,
    and are pointed out; that of the first file counts. ``fields`` are those that hold the names.
    """
    under: dict[str, list[Card]] = defaultdict(list)
    for item in items:
        for name in names_of(item):
            under[name].append(item)
    # Somebody may be credited twice in one.
    spelled = {name: {item.name: item for item in found} for name, found in under.items()}
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in spelled:
        spellings[folded(name)].append(name)
    found: list[Gathering] = []
    for key in sorted(spellings):
        names = spellings[key]
        if len(names) == 1:
            found.append(Gathering(names[0], tuple(spelled[names[0]].values())))
            continue
        names = _by_first_file(names, spelled, names_of)
        _point_out(names, spelled, fields, notebook)
        together = {name: item for one in names for name, item in spelled[one].items()}
        found.append(Gathering(names[0], newest_first(together.values())))
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
