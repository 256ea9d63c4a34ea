"""One id, one story: an id is for ever."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from linli.problems import Place
from linli.story.naming import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linli.problems import Notebook
    from linli.site.card import Card


def check_identities(items: Iterable[Card], notebook: Notebook) -> None:
    """Write down stories that have one id, published or not: an id is for ever.

    An id that was not written is the file's name; where that gives two stories one address, the address tells.
    """
    for item, first in _in_one_group(items):
        if _is_same_id(item, first):
            place = Place(item.line("id"), 1)
            notebook.note("same-id", item.path, place, id=item.id, file=first.path)
        elif not item.says("id") and not _is_same_address(item, first):
            notebook.note("same-name", item.path, Place(1, 1), id=item.id, file=first.path)


def same_ids(items: Iterable[Card]) -> Iterator[tuple[Card, Card]]:
    """Yield the stories that are told to have another's id, each with the other one."""
    return (pair for pair in _in_one_group(items) if _is_same_id(*pair))


def _is_same_id(item: Card, first: Card) -> bool:
    return item.says("id") and (first.says("id") or not _is_same_address(item, first))


def _is_same_address(item: Card, first: Card) -> bool:
    return first.slug == item.slug and first.kind == item.kind


def _in_one_group(items: Iterable[Card]) -> Iterator[tuple[Card, Card]]:
    """Yield each story that has another's id with the first of those that have it."""
    stories = [item for item in items if item.kind != "page"]
    names = [folded(item.id) for item in stories]
    if len(set(names)) == len(names):  # as it should be
        return
    alike: dict[str, list[Card]] = defaultdict(list)
    for name, item in zip(names, stories, strict=True):
        alike[name].append(item)
    for found in alike.values():
        if len(found) < 2:
            continue
        first, *others = sorted(found, key=lambda item: (item.says("id"), item.name))
        yield from ((item, first) for item in others)
