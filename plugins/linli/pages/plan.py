"""The plan: every page of the site as a recipe. Nothing is rendered here.

``make_plan`` has the table of contents of the site. Collisions are found while claiming paths:
two pages never share an address, whatever their kind, case or width.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from linli.pages.addresses import Addresses, page_path
from linli.pages.asking import check_asking, check_setting_links
from linli.pages.assets import Asset, AssetStore
from linli.pages.catalogue import Catalogue, has_corrections, make_catalogue
from linli.pages.clashes import Clashes
from linli.pages.corrections import correction_recipes
from linli.pages.earlier import (
    alias_recipes,
    check_claims,
    folded,
    gone_recipes,
    moved_recipes,
    note_lost,
    standing,
)
from linli.pages.feeds import feed_recipes
from linli.pages.front import home_recipe, index_recipes, not_found_recipe
from linli.pages.kits import kit_recipes
from linli.pages.lists import (
    column_recipes,
    latest_recipes,
    month_recipes,
    notice_recipes,
    person_recipes,
    series_recipe,
    tag_recipes,
)
from linli.pages.machines import machine_recipes
from linli.pages.podcast import audio_recipes, check_podcast
from linli.pages.policy import policy_recipe
from linli.pages.references import References
from linli.pages.robots import publish_own_robots
from linli.pages.rules import rules_recipes
from linli.pages.stories import story_recipes
from linli.pages.subscribe import code_recipes, outline_recipe, subscribe_recipe
from linli.problems import NOWHERE, Notebook, Place
from linli.story import Status

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from linli.annals import Annals
    from linli.files import Folder, Refused
    from linli.pages.assets import Sight
    from linli.pages.chosen import Chosen
    from linli.pages.recipe import Recipe
    from linli.site import Card, Edition, Face, Newsroom


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


class Material(NamedTuple):
    """What a site is planned from, besides the edition and the settings.

    ``files`` are the names of all files in the content ``folder`` that are not Markdown, ``sights`` what was seen in them before.
    ``cards`` are all stories, also those that may not be seen (so that links to them can be told from typing errors); ``faces`` are
    seen in lists and nowhere else; ``unread`` are the names of Markdown files that could not be read. ``related`` are the related
    lists, ``annals`` hold what was published before.
    """

    folder: Folder
    files: frozenset[str]
    sights: MutableMapping[str, Sight | Refused]
    cards: Sequence[Card]
    faces: Mapping[str, Face]
    unread: frozenset[str]
    related: Related
    annals: Annals


def make_plan(edition: Edition, newsroom: Newsroom, material: Material, notebook: Notebook) -> Plan:
    """Return the plan of the site: its pages in the order of this table, then what stands at earlier addresses."""
    folder, files, sights, known, _, unread, related, annals = material
    addresses = Addresses(newsroom.base)
    limits = newsroom.asset_limit, newsroom.time_limit
    assets = AssetStore(folder, files, addresses, *limits, sights)
    catalogue, references = _catalogue_of(edition, newsroom, material, assets, addresses, notebook)
    stories = list(story_recipes(catalogue, references, related))
    everything = standing(known) if annals.stories else []
    by_key = {key: item for item, key, _ in everything}
    pages = [
        home_recipe(catalogue),
        *stories,
        *alias_recipes(catalogue, annals, by_key, notebook),
        *_list_recipes(catalogue),
        *index_recipes(catalogue),
        not_found_recipe(catalogue),
        *([policy_recipe(catalogue)] if newsroom.policy_slug else []),
        *kit_recipes(stories, addresses.base),
        *_feed_recipes(catalogue, stories),
        *machine_recipes(catalogue),
    ]
    publish_own_robots(catalogue, assets, files, folder, notebook)
    check_podcast(stories, newsroom, notebook)
    check_asking(edition, newsroom, notebook)
    _check_unused(folder, files, assets, notebook)

    clashes = Clashes(known, addresses, notebook)
    claims = _check_claims(pages, assets.published, clashes, notebook)
    named = {item.name for item in (*edition.readable, *edition.pages, *edition.withdrawn)}
    seen = [one for one in everything if one[0].name in named]
    moved = {folded(page.path): page for page in moved_recipes(catalogue, annals, seen, claims)}
    pages += moved.values()
    check_setting_links(newsroom, lambda path: path in claims or path in moved, notebook)
    references.check_site_links(lambda: _addresses_of(pages, addresses, assets))
    urls = catalogue.urls
    awaited = [one for one in known if one.status == Status.PUBLISHED and one.name not in urls]
    _check_awaited(awaited, claims, addresses, clashes)
    check_claims(annals, [*seen, *standing(awaited)], by_key, addresses, notebook)
    note_lost(annals, by_key, unread, newsroom.annals_name, notebook)

    pages += gone_recipes(catalogue, annals, seen, claims)
    pages += rules_recipes(catalogue, pages, claims, notebook)
    return Plan(tuple(pages), assets.published, catalogue)


def _catalogue_of(
    edition: Edition,
    newsroom: Newsroom,
    material: Material,
    assets: AssetStore,
    addresses: Addresses,
    notebook: Notebook,
) -> tuple[Catalogue, References]:
    """Return what recipes are written from, and what tells where links and pictures in texts lead."""
    visible = [*edition.readable, *edition.pages]
    urls = {item.name: addresses.story(item) for item in visible}
    cards = {item.name: item for item in material.cards}
    gone = {one.name for one in material.cards if one.status == Status.WITHDRAWN}
    gone |= {one.name for one in edition.lapsed}
    unread = material.unread
    references = References(cards, urls, addresses, assets, notebook, unread, frozenset(gone))
    covers = {item.name: cover for item in visible if (cover := references.cover(item))}
    artwork = references.artwork(newsroom.podcast.image) if newsroom.podcast else ""
    image = references.feed_image(newsroom.feed_image) if newsroom.feed_image else None
    faces, annals = material.faces, material.annals
    catalogue = make_catalogue(
        edition, newsroom, addresses, urls, covers, faces, annals, artwork, image
    )
    return catalogue, references


def _list_recipes(catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield every list of stories: the latest, columns, notices, corrections, tags, people, series, months."""
    edition = catalogue.edition
    yield from latest_recipes(catalogue)
    for column in edition.columns:
        yield from column_recipes(catalogue, column)
    yield from notice_recipes(catalogue)
    yield from audio_recipes(catalogue)
    if has_corrections(catalogue.newsroom, edition):
        yield from correction_recipes(catalogue)
    for tag in edition.tags:
        yield from tag_recipes(catalogue, tag)
    for person in edition.people:
        yield from person_recipes(catalogue, person)
    for series in edition.series:
        yield series_recipe(catalogue, series)
    for month, items in edition.months.items():
        yield from month_recipes(catalogue, *month, items)


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
