"""The catalogue: every story as lists show it, and where each column, tag and person has a page.

Recipes are written from it. It is made anew for every build from cards alone.
"""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from linli.pages import views
from linli.pages.addresses import entry_id, minter
from linli.pages.layout import Layout, house_of
from linli.pages.recipe import listed as listed_as
from linli.pages.words import vocabulary
from linli.story.language import language_of
from linli.story.naming import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linli.annals import Annals
    from linli.pages.addresses import Addresses
    from linli.pages.assets import Asset
    from linli.pages.recipe import Listed
    from linli.pages.vocabulary import Vocabulary
    from linli.site import Card, Edition, Face, Newsroom


class Credits(NamedTuple):
    """What somebody is credited as, and with which units: the keys, the newest story's first."""

    roles: dict[tuple[str, str], None]
    units: dict[str, None]


class Catalogue(Struct, frozen=True):
    """Everything recipes are written from.

    ``listed``, ``urls``, ``covers`` and ``entry_ids`` go by file name; ``columns``, ``tags`` (in every spelling),
    ``people`` and ``credits`` by name. ``artwork`` is the address of the podcast's picture, ``feed_image`` address and
    size of that of the feeds.
    """

    newsroom: Newsroom
    edition: Edition
    addresses: Addresses
    urls: Mapping[str, str]
    listed: Mapping[str, Listed]
    covers: Mapping[str, tuple[str, str, int, int, str, str]]
    expired: frozenset[str]
    columns: Mapping[str, str]
    tags: Mapping[str, str]
    people: Mapping[str, str]
    credits: Mapping[str, Credits]
    entry_ids: Mapping[str, str]
    artwork: str = ""
    feed_image: tuple[str, int, int] | None = None

    @property
    def words(self) -> Vocabulary:
        """Return Linli's own words in the site's language."""
        return vocabulary(self.newsroom.lang)

    def shown(self, items: Iterable[Card]) -> tuple[Listed, ...]:
        """Return stories as lists show them."""
        listed = self.listed
        return tuple([listed[item.name] for item in items])

    def column(self, item: Card) -> str:
        """Return the address of a story's column; notices lead to the notices."""
        return self.listed[item.name].column[1]


def has_corrections(newsroom: Newsroom, edition: Edition) -> bool:
    """Say whether there is a page of corrections: some were made, or their feed has it as its home."""
    if newsroom.url and "corrections" in newsroom.feeds:
        return True
    return any(item.corrections for item in (*edition.readable, *edition.withdrawn))


def column_url(
    item: Card, newsroom: Newsroom, addresses: Addresses, columns: Mapping[str, str]
) -> str:
    """Return the address of a story's column, or an empty string."""
    if item.kind == "notice" and item.column == newsroom.notice_column:
        return addresses.notices()
    return columns.get(item.column, "")


def make_catalogue(
    edition: Edition,
    newsroom: Newsroom,
    addresses: Addresses,
    urls: Mapping[str, str],
    assets: Mapping[str, Asset],
    faces: Mapping[str, Face],
    annals: Annals,
    artwork: str = "",
    feed_image: tuple[str, int, int] | None = None,
) -> Catalogue:
    """Return the catalogue of an edition, whose stories live at ``urls``; ``assets`` holds their covers, ``faces`` what
    lists show of them.
    """
    entry_ids = _entry_ids(edition, newsroom, annals)
    visible = [*edition.readable, *edition.pages]
    expired = frozenset(item.name for item in edition.expired)
    columns = {found.column.name: addresses.column(found.column.slug) for found in edition.columns}
    pairs = {(item.kind, item.column): item for item in edition.readable}
    where = {
        pair: (item.column, column_url(item, newsroom, addresses, columns))
        for pair, item in pairs.items()
    }
    covers = {
        item.name: (found.url, item.cover[1], found.width, found.height, *item.cover[2:])
        for item in visible
        if item.cover and (found := assets.get(item.name))
    }
    unseen = edition.unseen
    listed: dict[str, Listed] = {}
    for item in edition.readable:
        name, kind = item.name, item.kind
        title, summary = faces[name]
        in_time = "" if kind != "notice" else "expired" if name in expired else "in-force"
        listed[name] = listed_as(
            item.id,
            kind,
            urls[name],
            title,
            item.lang,
            item.when,
            item.expires,
            where[kind, item.column],
            summary,
            covers.get(name),
            unseen.get(name) or in_time,
            entry_ids.get(name, ""),
            name,
        )
    return Catalogue(
        newsroom,
        edition,
        addresses,
        urls,
        listed,
        covers,
        expired,
        columns,
        _tags(edition, addresses),
        {person.name: addresses.person(person.name) for person in edition.people},
        _credits(edition),
        entry_ids,
        artwork,
        feed_image,
    )


def _entry_ids(edition: Edition, newsroom: Newsroom, annals: Annals) -> dict[str, str]:
    """Return what readers' programs know each story by: as it was minted once, whatever the site is called now."""
    ours = minter(newsroom)
    if not ours:
        return {}
    everything = *edition.readable, *edition.withdrawn
    if not annals.stories:
        return {item.name: entry_id(ours, item.id) for item in everything}
    found: dict[str, str] = {}
    for item in everything:
        past = annals.stories.get(item.id)
        found[item.name] = entry_id(past.minted or ours if past else ours, item.id)
    return found


def _tags(edition: Edition, addresses: Addresses) -> dict[str, str]:
    """Return the address of each tag in each of its spellings; one of expired stories only has none."""
    pages = {folded(tag.name): addresses.tag(tag.name) for tag in edition.tags}
    spelled = set(_all(edition.readable, "tags"))
    return {tag: pages.get(folded(tag), "") for tag in spelled}


def _all(items: Iterable[Card], field: str) -> Iterator[Any]:
    """Yield everything that the lists in one field of stories hold."""
    return chain.from_iterable(map(attrgetter(field), items))


def _credits(edition: Edition) -> dict[str, Credits]:
    found = {person.name: Credits({}, {}) for person in edition.people}
    # Few credits are not said again and again; the newest story's come first.
    for field, name, unit, role in dict.fromkeys(_all(edition.listed, "people")):
        if name in found:
            found[name].roles[field, role] = None
            if unit:
                found[name].units[unit] = None
    return found


def site_view(catalogue: Catalogue, lang: str, style: str) -> views.SiteView:
    """Return the site-wide view for pages in ``lang``; ``style`` is the style sheet's address."""
    newsroom, edition, addresses = catalogue.newsroom, catalogue.edition, catalogue.addresses
    words = vocabulary(lang)

    def own(text: str, url: str) -> views.Link:
        """Return a link in the site's language, marked as such on pages in another."""
        foreign = lang != newsroom.lang and not text.isascii()
        return views.Link(text, url, lang=newsroom.lang if foreign else "")

    nav = [own(found.column.name, addresses.column(found.column.slug)) for found in edition.columns]
    nav.append(own(newsroom.notice_column, addresses.notices()))
    more = [
        views.Link(words.latest, addresses.at("latest")),
        views.Link(words.archive, addresses.at("archive")),
    ]
    for shown, text, name in (
        (edition.series, words.series, "series"),
        (edition.people, words.people, "people"),
        (edition.tags, words.tags, "tags"),
    ):
        if shown:
            more.append(views.Link(text, addresses.at(name)))
    if newsroom.podcast:
        more.append(views.Link(newsroom.podcast.title or words.audio, addresses.at("audio")))
    if has_corrections(newsroom, edition):
        more.append(views.Link(words.corrections, addresses.at("corrections")))
    feeds = Layout(newsroom, addresses).feeds("site", newsroom.name, addresses.home())
    if newsroom.url and newsroom.feeds:
        more.append(views.Link(words.subscribe, addresses.at("subscribe")))
    if newsroom.policy_slug:
        house = house_of(newsroom, addresses)
        more.append(views.Link(house.words[language_of(lang)]["policy-title"], house.policy_url))
    newest = edition.readable[:1]
    year = newest[0].date.at.year if newest else 0
    return views.SiteView(
        name=newsroom.name,
        tagline=newsroom.tagline,
        description=newsroom.description,
        home=addresses.home(),
        url=newsroom.url,
        base=addresses.base,
        lang=newsroom.lang,
        static=f"{addresses.base}/theme",
        style=style,
        nav=tuple(nav),
        more=tuple(more),
        pages=tuple(own(item.label, catalogue.urls[item.name]) for item in edition.pages),
        notes=tuple(own(note.text, note.url) for note in newsroom.notes),
        publisher=newsroom.publisher,
        copyright=f"© {year} {newsroom.publisher}" if year else newsroom.publisher,
        feeds=feeds,
    )
