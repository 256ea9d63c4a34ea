"""The related list of each article: what editors pinned, then what the texts say, else the column's latest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.build.candidates import candidates_of
from linli.build.filling import Compared, Copies, latest
from linli.build.pinning import NO_PINS, Pins, pins_of
from linli.build.relating import relate_by_text
from linli.pages.chosen import LATEST, Chosen, below_pins
from linli.related.pins import wants_none

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linli.build.filling import Features
    from linli.build.preparing import Stories
    from linli.build.press import Press
    from linli.problems import Notebook
    from linli.related.telling import Related
    from linli.site import Edition, Newsroom


def choose_related(
    stories: Stories,
    edition: Edition,
    newsroom: Newsroom,
    press: Press,
    notebook: Notebook,
    meanwhile: Callable[[], object] = bool,
) -> Choice:
    """Return the related list of every story with a page.

    Listed are only stories that may be seen and still hold; series siblings have a block of their own.
    An unknown pin is written down with the name it was probably meant to be. The ``press`` remembers the lists of the
    last build; its workers compare the stories of a large newsroom, when all have to be. While other processes are at it, something
    else is done ``meanwhile``.
    """
    cards, faces, marks, unread = stories
    pins, by_title = pins_of(cards, faces, edition, newsroom, notebook, unread)
    if not newsroom.related_limit:
        return Choice({}, by_title=by_title)
    candidates = candidates_of(edition, newsroom, faces, marks, pins)
    features, memo = press.features(marks), press.memo
    found = relate_by_text(candidates, features, newsroom.related_limit, press, meanwhile)
    writing = memo.same("matches", found.writing)
    key = (edition, newsroom, memo.same("pins", pins), marks, writing)

    def make(_: Notebook) -> Choice:
        return choose(found.lists(), features, edition, newsroom, pins)

    choice = memo.made("chosen", notebook, key, make)
    return choice._replace(by_title=by_title, writing=writing, matches=found.matches)


class Choice(NamedTuple):
    """The related lists by file name, and what else they depend on than the matches.

    ``compared`` is whose texts were compared to fill a list with the latest of a column; ``writing`` says which writing of the
    memory they come from. ``matches`` say more of them, where this process has found them.
    """

    lists: dict[str, Chosen]
    compared: Compared = Compared()
    by_title: bool = False
    writing: bytes = b""
    matches: Related | None = None


def choose(
    chosen: dict[str, Chosen],
    features: Features,
    edition: Edition,
    newsroom: Newsroom,
    pins: Mapping[str, Pins],
) -> Choice:
    """Choose for every story, of the lists ``chosen`` by what texts say; they become those that are returned."""
    # Every build chooses for each story: nothing is done one by one but for those few that are not as most are.
    empty = [name for name, (names, _) in chosen.items() if not names]
    special = {*empty, *pins}
    listed = {item.name for item in edition.listed} if pins else set()
    columns = {found.column.name: found.items for found in edition.columns}
    copies, limit = Copies(features), newsroom.related_limit
    copies.read(empty)
    for item in [item for item in edition.readable if item.name in special]:
        name = item.name
        if item.related and wants_none(item.related):
            del chosen[name]
            continue
        names, why = chosen[name]
        wanted, unwanted = pins.get(name, NO_PINS)
        if wanted:
            pinned = [one for one in wanted if one in listed]
            names, why = below_pins(pinned, Chosen(names, why), limit)
        if not names:
            column = columns.get(item.column, ())
            names = tuple(latest(item, column, {name, *unwanted}, copies))
            why = (LATEST,) * len(names)
        chosen[name] = Chosen(names, why)
    return Choice(chosen, copies.compared)
