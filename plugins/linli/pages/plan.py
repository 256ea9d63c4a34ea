"""The plan: every page of the site as a recipe. Nothing is rendered here.

``make_plan`` has the table of contents of the site; what does not depend on related lists comes from its frame
(:mod:`linli.pages.frame`). Collisions are found while claiming paths: two pages never share an address, whatever their
kind, case or width.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.pages.addresses import page_path
from linli.pages.asking import check_asking, check_setting_links
from linli.pages.clashes import Clashes
from linli.pages.earlier import (
    check_claims,
    folded,
    gone_recipes,
    moved_recipes,
    note_lost,
    standing,
)
from linli.pages.feeds import feed_recipes
from linli.pages.kits import kit_recipes
from linli.pages.podcast import check_podcast
from linli.pages.robots import publish_own_robots
from linli.pages.rules import rules_recipes
from linli.pages.stories import story_recipes
from linli.pages.subscribe import code_recipes, outline_recipe, subscribe_recipe
from linli.problems import NOWHERE, Place
from linli.story import Status

if TYPE_CHECKING:
    from linli.files import Folder
    from linli.pages.addresses import Addresses
    from linli.pages.assets import Asset, AssetStore
    from linli.pages.catalogue import Catalogue
    from linli.pages.chosen import Chosen
    from linli.pages.frame import Frame
    from linli.pages.recipe import Recipe
    from linli.problems import Notebook
    from linli.site import Card


class Plan(Struct, frozen=True):
    """The whole site: pages to make, files to copy, and what the site-wide views are made from."""

    pages: tuple[Recipe, ...]
    assets: tuple[Asset, ...]
    catalogue: Catalogue


WRITTEN = frozenset({".txt", ".doc", ".docx", ".wps", ".rtf", ".odt"})
"""Files in which people write stories."""
FOR_EDITORS = frozenset({"readme", "license", "licence", "说明"})
"""What lies beside stories for those who write them."""
Related = Mapping[str, "Chosen"]


def make_plan(frame: Frame, related: Related) -> Plan:
    """Return the plan of the site: its pages in the order of this table, then what stands at earlier addresses.

    ``related`` are the related lists. What is wrong goes into the notebook of the ``frame``, which no other plan is made of.
    """
    catalogue, assets, references = frame.catalogue, frame.assets, frame.references
    material, notebook = frame.material, frame.notebook
    folder, files, known, annals = material.folder, material.files, material.cards, material.annals
    edition, newsroom, addresses = catalogue.edition, catalogue.newsroom, catalogue.addresses
    stories = list(story_recipes(catalogue, references, related))
    pages = [
        frame.home,
        *stories,
        *frame.aliases,
        *frame.lists,
        *kit_recipes(stories, addresses.base),
        *_feed_recipes(catalogue, stories),
        *frame.machines,
    ]
    publish_own_robots(catalogue, assets, files, folder, notebook)
    check_podcast(stories, newsroom, notebook)
    check_asking(edition, newsroom, notebook)
    _check_unused(folder, files, assets, notebook)

    clashes = Clashes(known, addresses, notebook)
    claims = _check_claims(pages, assets.published, clashes, notebook)
    named = {item.name for item in (*edition.readable, *edition.pages, *edition.withdrawn)}
    seen = [one for one in frame.standing if one[0].name in named]
    moved = {folded(page.path): page for page in moved_recipes(catalogue, annals, seen, claims)}
    pages += moved.values()
    check_setting_links(newsroom, lambda path: path in claims or path in moved, notebook)
    references.check_site_links(lambda: _addresses_of(pages, addresses, assets))
    urls = catalogue.urls
    awaited = [one for one in known if one.status == Status.PUBLISHED and one.name not in urls]
    _check_awaited(awaited, claims, addresses, clashes)
    check_claims(annals, [*seen, *standing(awaited)], frame.by_key, addresses, notebook)
    note_lost(annals, frame.by_key, material.unread, newsroom.annals_name, notebook)

    pages += gone_recipes(catalogue, annals, seen, claims)
    pages += rules_recipes(catalogue, pages, claims, notebook)
    return Plan(tuple(pages), assets.published, catalogue)


def _feed_recipes(catalogue: Catalogue, stories: Sequence[Recipe]) -> Iterator[Recipe]:
    """Yield all feeds, and the page and the file that list them."""
    if catalogue.newsroom.url and catalogue.newsroom.feeds:
        yield subscribe_recipe(catalogue)
        yield outline_recipe(catalogue)
        yield from code_recipes(catalogue)
        yield from feed_recipes(catalogue, stories)


def _addresses_of(
    pages: Sequence[Recipe], addresses: Addresses, assets: AssetStore
) -> Iterator[str]:
    yield from (address_of(page, addresses) for page in pages)
    yield from (asset.url for asset in assets.published)
    yield addresses.home()


def address_of(page: Recipe, addresses: Addresses) -> str:
    """Return the address at which a page will be found."""
    return getattr(page.parts, "url", addresses.home())


def _check_unused(
    folder: Folder, files: frozenset[str], assets: AssetStore, notebook: Notebook
) -> None:
    """Write down documents that look like stories, but are neither read nor linked."""
    published = {asset.name for asset in assets.published}
    for name in sorted(files - published):
        file = PurePosixPath(name)
        if file.suffix.lower() in WRITTEN and file.stem.casefold() not in FOR_EDITORS:
            notebook.note("not-read", folder.called(name))


def _check_claims(
    pages: Sequence[Recipe], assets: Sequence[Asset], clashes: Clashes, notebook: Notebook
) -> dict[str, str]:
    """Return who claims each path, and write down pages and files that would be written to one place, on any file system.

    Lists claim first, so that the message names the file, which an editor can rename. A file is also in
    the way of what lies below it: ``404.html`` and ``404.html/index.html``. What lies
    below ``theme/`` is the theme's.
    """
    claims = {"theme": "theme/"} | {folded(asset.name): asset.name for asset in assets}
    for page in sorted(pages, key=lambda page: page.line > 0):
        owner = claims.setdefault(folded(page.path), page.owner)
        if owner is not page.owner:
            clashes.page(page, _url(page), owner)
    folders: set[str] = set()
    for path in claims:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    files = folders & claims.keys()
    for page in pages if files else ():
        for taken in _files_above(page.path, files):
            place, owner = Place(page.line), claims[taken]
            notebook.note("same-url", page.owner, place, url=_url(page), file=owner)
    for asset in assets if files else ():
        for taken in _files_above(asset.name, files):
            notebook.note("same-url", asset.name, NOWHERE, url=asset.url, file=claims[taken])
    return claims


def _url(page: Recipe) -> str:
    return str(getattr(page.parts, "url", page.path))


def _files_above(path: str, files: Collection[str]) -> Iterator[str]:
    """Yield those of ``files`` that would have to be a folder for ``path``."""
    folder = folded(path)
    while folder := folder.rpartition("/")[0]:
        if folder in files:
            yield folder


def _check_awaited(
    awaited: Iterable[Card],
    claims: dict[str, str],
    addresses: Addresses,
    clashes: Clashes,
) -> None:
    """Write down stories whose time will come at an address that is taken: today, not that night."""
    for item in awaited:
        url = addresses.story(item)
        path = page_path(url, addresses.base)
        owner = claims.setdefault(folded(path), item.path)
        if owner != item.path:
            clashes.story(item.path, item.line("slug", "id"), path, url, owner)
