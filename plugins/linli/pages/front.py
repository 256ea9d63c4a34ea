"""The home page, the indexes, and the page for addresses that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages import views
from linli.pages.lists import list_recipe
from linli.pages.recipe import HomeParts, IndexParts, NotFoundParts, Recipe
from linli.pages.words import month_text
from linli.site.card import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.pages.catalogue import Catalogue
    from linli.pages.layout import Layout
    from linli.pages.recipe import LinkParts, Listed
    from linli.site import Card

    IndexRow = tuple[str, str, int, str]

TOP = 5
BESIDE = 2
HOME_NOTICES = 6
NOT_FOUND_ENTRIES = 8


def home_recipe(catalogue: Catalogue) -> Recipe:
    """Return the home page: the newest story with a picture leads, the next stand beside it.

    When there are enough, the first two of them stand below the lead, on its own side.
    """
    newsroom, edition = catalogue.newsroom, catalogue.edition
    address = catalogue.addresses.home()
    lead = next((item for item in edition.articles[:TOP] if item.name in catalogue.covers), None)
    lead = lead or next(iter(edition.articles), None)
    others = [item for item in edition.articles[: TOP + BESIDE + 1] if item is not lead]
    below = BESIDE if len(others) >= BESIDE + TOP else 0
    beside, top = others[:below], others[below : below + TOP]
    notices = edition.notices[:HOME_NOTICES]
    shown = [*([lead] if lead else []), *beside, *top, *notices]
    on_top = {item.name for item in (lead, *beside, *top) if item}
    sections: list[tuple[str, str, int]] = []
    for found in edition.columns:
        items = _first(found.items, newsroom.home_size, on_top)
        if items:
            column = found.column
            sections.append((column.name, catalogue.columns[column.name], len(items)))
            shown += items
    parts = HomeParts(
        lead=1 if lead else 0,
        beside=len(beside),
        top=len(top),
        notices=len(notices),
        sections=tuple(sections),
        updated=edition.listed[0].when if edition.listed else None,
    )
    return list_recipe(
        catalogue, "home.html", parts, address, catalogue.shown(shown), newsroom.tagline
    )


def _first(items: Sequence[Card], count: int, left_out: set[str]) -> list[Card]:
    """Return the first ``count`` of ``items`` that are not left out."""
    likely = items[: count + len(left_out)]
    return [item for item in likely if item.name not in left_out][:count]


def home_view(layout: Layout, parts: HomeParts, shown: Sequence[Listed]) -> views.HomeView:
    """Return the view of the home page."""
    newsroom, addresses = layout.newsroom, layout.addresses
    waiting = iter(layout.entries(shown))

    def take(count: int) -> tuple[views.Entry, ...]:
        return tuple(next(waiting) for _ in range(count))

    return views.HomeView(
        head=layout.head(
            "home", newsroom.tagline, addresses.home(), description=newsroom.description
        ),
        lead=next(iter(take(parts.lead)), None),
        beside=take(parts.beside),
        top=take(parts.top),
        notices=take(parts.notices),
        notices_url=addresses.notices(),
        sections=tuple(
            views.Section(views.Link(name, url), take(count)) for name, url, count in parts.sections
        ),
        latest_url=addresses.at("latest"),
        updated=layout.moment(stamp(parts.updated), newsroom.lang) if parts.updated else None,
    )


def not_found_recipe(catalogue: Catalogue) -> Recipe:
    """Return the page for addresses that lead nowhere; it offers the latest stories."""
    url = f"{catalogue.addresses.base}/404.html"
    latest = catalogue.shown(catalogue.edition.articles[:NOT_FOUND_ENTRIES])
    title = catalogue.words.not_found
    return list_recipe(catalogue, "404.html", NotFoundParts(url), url, latest, title)


def not_found_view(
    layout: Layout, parts: NotFoundParts, shown: Sequence[Listed]
) -> views.NotFoundView:
    """Return the view of the page for addresses that lead nowhere."""
    title = layout.words(layout.newsroom.lang).not_found
    return views.NotFoundView(
        layout.head("404", title, parts.url, index=False), layout.entries(shown)
    )


def index_recipes(catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield the indexes: columns, tags, people, series, and the archive, whole and by year."""
    words, addresses, edition = catalogue.words, catalogue.addresses, catalogue.edition
    columns: list[IndexRow] = [
        (
            found.column.name,
            catalogue.columns[found.column.name],
            len(found.items),
            found.column.description,
        )
        for found in edition.columns
    ]
    tags: list[IndexRow] = [
        (tag.name, addresses.tag(tag.name), len(tag.items), "") for tag in edition.tags
    ]
    people: list[IndexRow] = [
        (who.name, addresses.person(who.name), len(who.items), "") for who in edition.people
    ]
    series: list[IndexRow] = [
        (found.name, addresses.series(found.name), len(found.items), "") for found in edition.series
    ]
    yield _index(catalogue, "columns", words.columns, columns)
    yield _index(catalogue, "tags", words.tags, sorted(tags, key=lambda row: -row[2]))
    yield _index(catalogue, "people", words.people, sorted(people, key=lambda row: -row[2]))
    yield _index(catalogue, "series", words.series, series)
    yield from _archive(catalogue)


def _index(catalogue: Catalogue, kind: str, heading: str, rows: Sequence[IndexRow]) -> Recipe:
    address = catalogue.addresses.at(kind)
    groups = ((("", ""), tuple(rows)),) if rows else ()
    parts = IndexParts(kind, heading, address, (), groups)
    return list_recipe(catalogue, "index.html", parts, address, (), heading)


def _archive(catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield the archive: all years with their months, then each year."""
    words, addresses = catalogue.words, catalogue.addresses
    years: dict[int, list[IndexRow]] = {}
    for (year, month), items in catalogue.edition.months.items():
        name = month_text(year, month, catalogue.newsroom.lang)
        years.setdefault(year, []).append((name, addresses.month(year, month), len(items), ""))
    groups = tuple(
        ((words.year.format(year=year), addresses.month(year)), tuple(months))
        for year, months in sorted(years.items(), reverse=True)
    )
    address = addresses.at("archive")
    parts = IndexParts("archive", words.archive, address, (), groups)
    yield list_recipe(catalogue, "index.html", parts, address, (), words.archive)
    trail: tuple[LinkParts, ...] = ((words.archive, address),)
    for group in groups:
        title, url = group[0]
        parts = IndexParts("archive", title, url, trail, (group,))
        yield list_recipe(catalogue, "index.html", parts, url, (), title)


def index_view(layout: Layout, parts: IndexParts) -> views.IndexView:
    """Return the view of an index; its description names what is first on it."""
    archive = parts.kind == "archive" and not parts.trail
    rows = [row[0] for _, rows in parts.groups for row in rows]
    about = layout.contents(
        parts.heading, [title for (title, _), _ in parts.groups] if archive else rows
    )
    return views.IndexView(
        head=layout.head(
            parts.kind,
            parts.heading,
            parts.url,
            description=about,
            trail=tuple(views.Link(*step) for step in parts.trail),
        ),
        heading=parts.heading,
        groups=tuple(
            views.IndexGroup(
                views.Link(*heading),
                tuple(
                    views.IndexItem(views.Link(text, url), count, note)
                    for text, url, count, note in rows
                ),
            )
            for heading, rows in parts.groups
        ),
    )
