"""Addresses that stories had before: who may use them, and what stands there now.

The annals know every address at which a story's own page ever stood; ``aliases`` in a header add others, from
before there was such a record. Each leads to the story for as long as there is one, straight and never through
another; then its page says that the story is gone. An address never passes to another story.
"""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from linli.annals import key_of
from linli.pages.addresses import INDEX, page_path
from linli.pages.recipe import GoneParts, Recipe, RedirectParts
from linli.problems import Place
from linli.story import Status
from linli.story.naming import address_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from linli.annals import Annals, Past
    from linli.pages.addresses import Addresses
    from linli.pages.catalogue import Catalogue
    from linli.problems import Notebook
    from linli.site import Card

SHOWN = 5
"""Lost stories that a note names."""


def plain_address(item: Card) -> str:
    """Return the address of a story as the annals write it: readable, without the site's own path."""
    return f"/{item.slug}/" if item.kind == "page" else f"/{item.kind}s/{item.slug}/"


def key_of_card(item: Card) -> str:
    """Return what the annals know a story by."""
    return f"page/{item.id}" if item.kind == "page" else item.id


Standing = tuple["Card", str, str]
"""A story, what the annals know it by, and its address as they write it."""


def standing(items: Iterable[Card]) -> list[Standing]:
    """Return stories with their keys and addresses: every build asks for them, so they are made once."""
    return [(item, key_of_card(item), plain_address(item)) for item in items]


def alias_recipes(
    catalogue: Catalogue, annals: Annals, known: Mapping[str, Card], notebook: Notebook
) -> Iterator[Recipe]:
    """Yield a page that leads on at every address that a header gives as an earlier one.

    ``known`` are all stories by their keys, also hidden ones: their addresses are not to be had.
    """
    edition, addresses = catalogue.edition, catalogue.addresses
    for item in (*edition.readable, *edition.pages):
        taken = {folded(addresses.file_of(item))} if item.aliases else set()
        for url in map(addresses.old, item.aliases):
            path, line = page_path(url, addresses.base), item.line("aliases")
            if folded(path) in taken:
                continue
            taken.add(folded(path))
            # The address of a story that is gone may be handed on: so an editor says what took its place.
            past = annals.owner(f"/{folded(path).removesuffix(INDEX)}")
            if past and _key(past) != key_of_card(item) and _key(past) in known:
                _refuse(item, line, url, past, known, notebook)
            else:
                yield _redirect(catalogue, item, url, path, line)


def moved_recipes(
    catalogue: Catalogue, annals: Annals, seen: Iterable[Standing], claims: Collection[str]
) -> Iterator[Recipe]:
    """Yield a page that leads on at every recorded address at which a story no longer stands.

    ``seen`` are all stories that have a page, ``claims`` the paths in use, folded: a page of the site as it is now
    comes before one that only leads on.
    """
    base = catalogue.addresses.base
    for item, key, standing_at in seen:
        past = annals.stories.get(key)
        if past is None or past.addresses == (standing_at,):
            continue  # nearly all
        for address in past.addresses:
            path = f"{address[1:]}{INDEX}"
            if not _is_claimed(folded(path), claims):
                line = item.line("id", "slug")
                yield _redirect(catalogue, item, base + quote(address), path, line)


def _redirect(catalogue: Catalogue, item: Card, url: str, path: str, line: int) -> Recipe:
    is_page = item.kind == "page" and item.status != Status.WITHDRAWN
    parts = RedirectParts(url, catalogue.addresses.story(item), item.label if is_page else "")
    listed = catalogue.listed.get(item.name)
    shown = (listed,) if listed else ()
    return Recipe(path, "redirect.html", item.lang, parts, shown, (), item.path, line)


def _key(past: Past) -> str:
    return key_of(past.id, past.addresses[0])


def check_claims(
    annals: Annals,
    items: Iterable[Standing],
    known: Mapping[str, Card],
    addresses: Addresses,
    notebook: Notebook,
) -> None:
    """Write down stories that claim an address or an id that was another's; ``items`` are those with a page, now or soon."""
    for item, key, address in items:
        past = annals.stories.get(key)
        if past and not past.gone and past.addresses == (address,):
            continue  # nearly all
        owner = annals.owner(address)
        if owner and _key(owner) != key:
            line = item.line("slug", "id")
            _refuse(item, line, addresses.story(item), owner, known, notebook)
        if past and past.gone:
            place, line = Place(item.line("id", "slug")), past.line
            notebook.note("id-gone", item.path, place, id=item.id, day=past.gone, line=line)


def _refuse(
    item: Card, line: int, url: str, past: Past, known: Mapping[str, Card], notebook: Notebook
) -> None:
    """Write down that ``item`` claims, in a line of its header, the address ``url`` of another story."""
    other = known.get(_key(past))
    file = other.path if other else "–"
    place = Place(line)
    notebook.note("url-used", item.path, place, url=url, id=past.id, day=past.day, file=file)


def gone_recipes(
    catalogue: Catalogue, annals: Annals, seen: Iterable[Standing], claims: Collection[str]
) -> Iterator[Recipe]:
    """Yield the page at each address of every story that may not be seen any more; ``claims`` are the paths in use.

    It says that something stood there, and no word of what.
    """
    newsroom, base = catalogue.newsroom, catalogue.addresses.base
    for key in sorted(annals.stories.keys() - {key for _, key, _ in seen}):
        past = annals.stories[key]
        for address in past.addresses:
            path = f"{address[1:]}{INDEX}"
            if not _is_claimed(folded(path), claims):
                parts = GoneParts(base + quote(address), past.day)
                owner, line = newsroom.annals_name, past.line
                yield Recipe(path, "gone.html", newsroom.lang, parts, (), (), owner, line)


def _is_claimed(path: str, claims: Collection[str]) -> bool:
    """Say whether something else stands at a path, or is a file where it needs a folder."""
    while path:
        if path in claims:
            return True
        path = path.rpartition("/")[0]
    return False


def note_lost(
    annals: Annals,
    known: Collection[str],
    unread: Iterable[str],
    called: str,
    notebook: Notebook,
) -> None:
    """Point out stories that were published and have no file any more: deleted, or renamed without an id.

    ``unread`` are the names of files that could not be read; what lies in them is not lost.
    """
    lost = lost_stories(annals, known, unread)
    if lost:
        names = "、".join(past.id for past in lost[:SHOWN]) + ("…" if len(lost) > SHOWN else "")
        place = Place(min(past.line for past in lost))
        notebook.note("stories-gone", called, place, count=len(lost), names=names)


def lost_stories(annals: Annals, known: Collection[str], unread: Iterable[str]) -> Sequence[Past]:
    """Return stories that were published and have no file any more, and of which nobody has said so yet."""
    missing = annals.stories.keys() - known
    hidden = {address_name(posixpath.splitext(posixpath.basename(name))[0]) for name in unread}
    found = (annals.stories[key] for key in sorted(missing))
    return [past for past in found if not past.gone and past.id not in hidden]


def folded(path: str) -> str:
    """Return the form in which paths are the same on any file system."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFKC", path).casefold()
