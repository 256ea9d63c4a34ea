"""One id, one story: an id is for ever."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from linli.problems import Place
from linli.story.naming import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.problems import Notebook
    from linli.site.card import Card


def check_identities(items: Iterable[Card], notebook: Notebook) -> None:
    """Write down stories that have one id, published or not: an id is for ever.

    An id that was not written is the file's name; where that gives two stories one address, the address tells.
    """
    same: dict[str, list[Card]] = defaultdict(list)
    for item in items:
        if item.kind != "page":
            same[item.id].append(item)
    alike: dict[str, list[Card]] = defaultdict(list)
    for name, found in same.items():
        alike[folded(name)] += found
    for found in alike.values():
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
