"""List pages: columns, tags, people, series, months, notices, the latest.

How a list is divided into pages says :mod:`linli.pages.paging`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages import views
from linli.pages.addresses import page_path
from linli.pages.crediting import role_of
from linli.pages.paging import day_of, month_of, paginate
from linli.pages.recipe import (
    ListParts,
    NoticesParts,
    PersonParts,
    Recipe,
    SeriesParts,
)
from linli.pages.words import month_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linli.pages.catalogue import Catalogue
    from linli.pages.layout import Layout
    from linli.pages.recipe import LinkParts, Listed, PagerParts, Parts
    from linli.site import Card
    from linli.site.columns import ColumnItems
    from linli.site.gatherings import Gathering
    from linli.site.series import Series

FEED_OF = {"column": "columns", "tag": "tags", "audio": "audio"}
"""The kind of feed that each kind of list has."""
NO_PAGER: PagerParts = None, "", "", "", ""


def list_recipe(
    catalogue: Catalogue,
    template: str,
    parts: Parts,
    url: str,
    shown: tuple[Listed, ...],
    title: str,
) -> Recipe:
    """Return the recipe of a page that belongs to no single story; messages call it by its ``title``."""
    path = page_path(url, catalogue.addresses.base)
    return Recipe(path, template, catalogue.newsroom.lang, parts, shown, (), title, 0)


def _title(catalogue: Catalogue, title: str, pager: PagerParts) -> str:
    """Return the title of one page of a list: no two pages of the site have one title."""
    return catalogue.words.page_title.format(title=title, n=pager[0]) if pager[0] else title


def listing(
    catalogue: Catalogue,
    kind: str,
    heading: str,
    address: str,
    items: Sequence[Card],
    *,
    title: str = "",
    lead: str = "",
    trail: tuple[LinkParts, ...] = (),
    section: str = "",
    template: str = "",
    period: Callable[[Card], str] = month_of,
) -> Iterator[Recipe]:
    """Yield the pages of a plain list of stories; ``title`` is said where the heading is too short.

    The ``template`` is the kind's own unless told; a page ends with a ``period``.
    """
    for url, part, pager in paginate(items, catalogue.newsroom.page_size, address, period):
        named = _title(catalogue, title or heading, pager)
        total = 0 if pager[0] else len(items)
        parts = ListParts(kind, heading, named, url, lead, trail, section, total, pager)
        yield list_recipe(
            catalogue, template or f"{kind}.html", parts, url, catalogue.shown(part), named
        )


def list_view(layout: Layout, parts: ListParts, shown: Sequence[Listed]) -> views.ListView:
    """Return the view of one page of a list."""
    return views.ListView(
        head=layout.head(
            parts.kind,
            parts.title,
            parts.url,
            description=layout.contents(parts.title, [one.title for one in shown]),
            trail=tuple(views.Link(*step) for step in parts.trail),
            section=parts.section,
            feed=(FEED_OF.get(parts.kind, ""), parts.pager[4]),
        ),
        heading=parts.heading,
        lead=parts.lead,
        total=parts.total,
        entries=layout.entries(shown),
        pager=views.Pager(*parts.pager),
    )


def latest_recipes(catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield the pages that list all articles."""
    address, items = catalogue.addresses.at("latest"), catalogue.edition.articles
    yield from listing(catalogue, "latest", catalogue.words.latest, address, items)


def column_recipes(catalogue: Catalogue, found: ColumnItems) -> Iterator[Recipe]:
    """Yield a column's pages."""
    column, address = found.column, catalogue.addresses.column(found.column.slug)
    lead = column.description
    yield from listing(
        catalogue, "column", column.name, address, found.items, lead=lead, section=address
    )


def tag_recipes(catalogue: Catalogue, tag: Gathering) -> Iterator[Recipe]:
    """Yield a tag's pages."""
    words = catalogue.words
    trail = ((words.tags, catalogue.addresses.at("tags")),)
    address, title = catalogue.addresses.tag(tag.name), words.tag_title.format(name=tag.name)
    yield from listing(catalogue, "tag", tag.name, address, tag.items, title=title, trail=trail)


def month_recipes(
    catalogue: Catalogue, year: int, month: int, items: Sequence[Card]
) -> Iterator[Recipe]:
    """Yield a month's pages."""
    words, addresses = catalogue.words, catalogue.addresses
    trail = (
        (words.archive, addresses.at("archive")),
        (words.year.format(year=year), addresses.month(year)),
    )
    heading = month_text(year, month, catalogue.newsroom.lang)
    address = addresses.month(year, month)
    yield from listing(catalogue, "month", heading, address, items, trail=trail, period=day_of)


def person_recipes(catalogue: Catalogue, person: Gathering) -> Iterator[Recipe]:
    """Yield a person's pages: everything that person wrote, photographed or edited."""
    words = catalogue.words
    profile = catalogue.newsroom.people.get(person.name)
    credited = catalogue.credits[person.name]
    units = dict.fromkeys(filter(None, (profile.unit if profile else "", *credited.units)))
    roles = dict.fromkeys(role_of(field, role) for field, role in credited.roles)
    shown_roles = tuple(dict.fromkeys(words.roles.get(role, role) for role in roles))
    biography = profile.biography if profile else ""
    address = catalogue.addresses.person(person.name)
    for url, part, pager in paginate(person.items, catalogue.newsroom.page_size, address, month_of):
        title = _title(catalogue, words.person_title.format(name=person.name), pager)
        total = 0 if pager[0] else len(person.items)
        parts = PersonParts(
            person.name, title, url, tuple(units), shown_roles, biography, total, pager
        )
        yield list_recipe(catalogue, "person.html", parts, url, catalogue.shown(part), title)


def person_view(layout: Layout, parts: PersonParts, shown: Sequence[Listed]) -> views.PersonPage:
    """Return the view of one page of a person's stories."""
    trail = (views.Link(layout.words(layout.newsroom.lang).people, layout.addresses.at("people")),)
    about = layout.contents(parts.title, [one.title for one in shown])
    return views.PersonPage(
        head=layout.head(
            "person",
            parts.title,
            parts.url,
            description=about,
            trail=trail,
            feed=("people", parts.pager[4]),
        ),
        heading=parts.name,
        units=parts.units,
        roles=parts.roles,
        biography=parts.biography,
        total=parts.total,
        entries=layout.entries(shown),
        pager=views.Pager(*parts.pager),
    )


def series_recipe(catalogue: Catalogue, series: Series) -> Recipe:
    """Return the page of a series, in reading order."""
    numbers = tuple(number for number, _ in series.items)
    address = catalogue.addresses.series(series.name)
    shown = catalogue.shown(item for _, item in series.items)
    title = catalogue.words.series_title.format(name=series.name)
    parts = SeriesParts(series.name, address, numbers)
    return list_recipe(catalogue, "series.html", parts, address, shown, title)


def series_view(layout: Layout, parts: SeriesParts, shown: Sequence[Listed]) -> views.SeriesPage:
    """Return the view of a series, gaps included."""
    words = layout.words(layout.newsroom.lang)
    title = words.series_title.format(name=parts.name)
    trail = (views.Link(words.series, layout.addresses.at("series")),)
    about = layout.contents(title, [one.title for one in shown])
    places = dict(zip(parts.numbers, layout.entries(shown), strict=True))
    return views.SeriesPage(
        head=layout.head(
            "series", title, parts.url, description=about, trail=trail, feed=("series", parts.url)
        ),
        heading=parts.name,
        places=tuple(
            views.SeriesPlace(number, places.get(number)) for number in range(1, max(places) + 1)
        ),
    )


def notice_recipes(catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield the notices, all and of each kind: those in force on the first page, earlier ones below and on the next."""
    column, edition, addresses = (
        catalogue.newsroom.notice_column,
        catalogue.edition,
        catalogue.addresses,
    )
    names = catalogue.words.notice_kinds
    links = tuple([(names[one.kind], addresses.notices_of(one.kind)) for one in edition.kinds])
    expired = [item for item in edition.expired if item.kind == "notice"]
    parts = NoticesParts("", column, addresses.notices(), "notices", (), links, 0, NO_PAGER)
    yield from _notices(catalogue, parts, edition.notices, expired)
    trail = ((column, addresses.notices()),)
    for one in edition.kinds:
        heading = catalogue.words.notices_of.format(column=column, kind=names[one.kind])
        address = addresses.notices_of(one.kind)
        parts = NoticesParts("", heading, address, "kinds", trail, links, 0, NO_PAGER)
        yield from _notices(catalogue, parts, one.in_force, one.earlier)


def _notices(
    catalogue: Catalogue, whole: NoticesParts, in_force: Sequence[Card], earlier: Sequence[Card]
) -> Iterator[Recipe]:
    """Yield the pages of a list of notices that says ``whole``, its title, numbers and pager aside."""
    for url, part, pager in paginate(earlier, catalogue.newsroom.page_size, whole.url, month_of):
        title = _title(catalogue, whole.heading, pager)
        held = in_force if url == whole.url else ()
        shown = catalogue.shown([*held, *part])
        parts = whole._replace(title=title, url=url, in_force=len(held), pager=pager)
        yield list_recipe(catalogue, "notices.html", parts, url, shown, title)


def notices_view(layout: Layout, parts: NoticesParts, shown: Sequence[Listed]) -> views.NoticesView:
    """Return the view of one page of the notices."""
    about = layout.contents(parts.title, [one.title for one in shown])
    section = layout.addresses.notices()
    return views.NoticesView(
        head=layout.head(
            "notices",
            parts.title,
            parts.url,
            description=about,
            trail=tuple(views.Link(*step) for step in parts.trail),
            section=section,
            feed=(parts.feed, parts.pager[4]),
        ),
        heading=parts.heading,
        kinds=tuple(
            views.Link(text, url, "current" if url == parts.pager[4] else "")
            for text, url in parts.kinds
        ),
        in_force=layout.entries(shown[: parts.in_force]),
        earlier=layout.entries(shown[parts.in_force :]),
        pager=views.Pager(*parts.pager),
    )
