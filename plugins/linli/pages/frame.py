"""The frame of a site: what its plan has before it is known which stories are listed as related.

That is what recipes are written from, and all pages but those of stories and what is made of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.pages.addresses import Addresses
from linli.pages.assets import AssetStore
from linli.pages.catalogue import Catalogue, has_corrections, make_catalogue
from linli.pages.corrections import correction_recipes
from linli.pages.earlier import alias_recipes, standing
from linli.pages.front import home_recipe, index_recipes, not_found_recipe
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
from linli.pages.podcast import audio_recipes
from linli.pages.policy import policy_recipe
from linli.pages.references import References
from linli.problems import Notebook
from linli.story import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from linli.annals import Annals
    from linli.files import Folder, Refused
    from linli.pages.assets import Sight
    from linli.pages.earlier import Standing
    from linli.pages.recipe import Recipe
    from linli.site import Card, Edition, Face, Newsroom


class Material(NamedTuple):
    """What a site is planned from, besides the edition, the settings and the related lists.

    ``files`` are the names of all files in the content ``folder`` that are not Markdown, ``sights`` what was seen in them before.
    ``cards`` are all stories, also those that may not be seen (so that links to them can be told from typing errors); ``faces`` are
    seen in lists and nowhere else; ``unread`` are the names of Markdown files that could not be read. ``annals`` hold what was
    published before.
    """

    folder: Folder
    files: frozenset[str]
    sights: MutableMapping[str, Sight | Refused]
    cards: Sequence[Card]
    faces: Mapping[str, Face]
    unread: frozenset[str]
    annals: Annals


class Frame(NamedTuple):
    """A plan without its stories. One plan is made of it: it goes on with the ``assets``, the ``references`` and the ``notebook``.

    ``home`` comes before the stories; ``aliases``, ``lists`` and ``machines`` come after them. ``standing`` says which stories stand at
    which addresses, ``by_key`` which story it is; both are empty where nothing was published before.
    """

    material: Material
    catalogue: Catalogue
    assets: AssetStore
    references: References
    standing: Sequence[Standing]
    by_key: Mapping[str, Card]
    home: Recipe
    aliases: Sequence[Recipe]
    lists: Sequence[Recipe]
    machines: Sequence[Recipe]
    notebook: Notebook


def make_frame(edition: Edition, newsroom: Newsroom, material: Material) -> Frame:
    """Return the frame of the site; what is wrong goes into a notebook of its own."""
    notebook, annals = Notebook(newsroom.lang), material.annals
    addresses = Addresses(newsroom.base)
    limits = newsroom.asset_limit, newsroom.time_limit
    assets = AssetStore(material.folder, material.files, addresses, *limits, material.sights)
    catalogue, references = _catalogue_of(edition, newsroom, material, assets, addresses, notebook)
    everything = standing(material.cards) if annals.stories else []
    by_key = {key: item for item, key, _ in everything}
    lists = [
        *_list_recipes(catalogue),
        *index_recipes(catalogue),
        not_found_recipe(catalogue),
        *([policy_recipe(catalogue)] if newsroom.policy_slug else []),
    ]
    return Frame(
        material,
        catalogue,
        assets,
        references,
        everything,
        by_key,
        home_recipe(catalogue),
        list(alias_recipes(catalogue, annals, by_key, notebook)),
        lists,
        list(machine_recipes(catalogue)),
        notebook,
    )


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
