"""List pages: columns, tags, people, series, months, notices, the latest.

A list's own address shows its newest stories, between one page and nearly two of them; everything
older stands on pages numbered from the oldest, each full for ever. So a new article changes one page
of a list, not all of them. ``docs/architecture.md`` shows it in a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from linli.pages import views
from linli.pages.layout import BYLINE_FIELDS, SIGNOFF_FIELDS
from linli.pages.words import month_text

if TYPE_CHECKING:
    from linli.pages.layout import Layout
    from linli.site import Column, Manuscript
    from linli.site.edition import Gathering, Series

Slice = tuple[str, Sequence["Manuscript"], views.Pager]
"""The address of one page of a list, the stories on it, newest first, and its neighbours."""


def paginate(items: Sequence[Manuscript], size: int, address: str) -> Iterator[Slice]:
    """Yield the pages of a list (``items`` newest first), the newest at ``address`` itself."""
    numbered = max(0, len(items) // size - 1)

    def page(number: int) -> str:
        return f"{address}page/{number}/" if number <= numbered else address

    newest = len(items) - numbered * size
    older = page(numbered) if numbered else ""
    oldest = page(1) if numbered else ""
    yield address, items[:newest], views.Pager(None, "", older, oldest, address)
    for number in range(numbered, 0, -1):
        start = len(items) - number * size
        below = page(number - 1) if number > 1 else ""
        pager = views.Pager(number, page(number + 1), below, oldest, address)
        yield page(number), items[start : start + size], pager


def title_of(layout: Layout, title: str, pager: views.Pager) -> str:
    """Return the title of one page of a list: no two pages of the site have one title."""
    words = layout.words(layout.newsroom.lang)
    return words.page_title.format(title=title, n=pager.number) if pager.number else title


def listing(
    layout: Layout,
    kind: str,
    heading: str,
    address: str,
    items: Sequence[Manuscript],
    *,
    title: str = "",
    lead: str = "",
    trail: tuple[views.Link, ...] = (),
    section: str = "",
) -> Iterator[views.ListView]:
    """Yield the pages of a plain list of stories; ``title`` is said where the heading is too short."""
    lang = layout.newsroom.lang
    for url, part, pager in paginate(items, layout.newsroom.page_size, address):
        named = title_of(layout, title or heading, pager)
        about = layout.contents(named, [item.story.title for item in part])
        yield views.ListView(
            head=layout.head(kind, named, url, description=about, trail=trail, section=section),
            heading=heading,
            lead=lead,
            total=0 if pager.number else len(items),
            entries=tuple(layout.entry(item, lang) for item in part),
            pager=pager,
        )


def column_pages(
    layout: Layout, column: Column, items: Sequence[Manuscript]
) -> Iterator[views.ListView]:
    """Yield a column's pages."""
    address = layout.addresses.column(column.slug)
    yield from listing(
        layout, "column", column.name, address, items, lead=column.description, section=address
    )


def tag_pages(layout: Layout, tag: Gathering) -> Iterator[views.ListView]:
    """Yield a tag's pages."""
    words = layout.words(layout.newsroom.lang)
    trail = (views.Link(words.tags, layout.addresses.at("tags")),)
    address, title = layout.addresses.tag(tag.name), words.tag_title.format(name=tag.name)
    yield from listing(layout, "tag", tag.name, address, tag.items, title=title, trail=trail)


def month_pages(
    layout: Layout, year: int, month: int, items: Sequence[Manuscript]
) -> Iterator[views.ListView]:
    """Yield a month's pages."""
    lang = layout.newsroom.lang
    words = layout.words(lang)
    trail = (
        views.Link(words.archive, layout.addresses.at("archive")),
        views.Link(words.year.format(year=year), layout.addresses.month(year)),
    )
    address = layout.addresses.month(year, month)
    yield from listing(layout, "month", month_text(year, month, lang), address, items, trail=trail)


def person_pages(layout: Layout, person: Gathering) -> Iterator[views.PersonPage]:
    """Yield a person's pages: everything that person wrote, photographed or edited."""
    lang = layout.newsroom.lang
    words = layout.words(lang)
    profile = layout.newsroom.people.get(person.name)
    units: dict[str, None] = {profile.unit: None} if profile and profile.unit else {}
    roles: dict[str, None] = {}
    for item in person.items:
        for credit in layout.credits(item, (*BYLINE_FIELDS, *SIGNOFF_FIELDS)):
            for who in credit.people:
                if who.name == person.name:
                    roles[words.roles.get(credit.role, credit.label)] = None
                    units.update({who.unit: None} if who.unit else {})
    address = layout.addresses.person(person.name)
    trail = (views.Link(words.people, layout.addresses.at("people")),)
    for url, part, pager in paginate(person.items, layout.newsroom.page_size, address):
        title = title_of(layout, words.person_title.format(name=person.name), pager)
        about = layout.contents(title, [item.story.title for item in part])
        yield views.PersonPage(
            head=layout.head("person", title, url, description=about, trail=trail),
            heading=person.name,
            units=tuple(units),
            roles=tuple(roles),
            biography=profile.biography if profile else "",
            total=0 if pager.number else len(person.items),
            entries=tuple(layout.entry(item, lang) for item in part),
            pager=pager,
        )


def series_page(layout: Layout, series: Series) -> views.SeriesPage:
    """Return the page of a series, in reading order, gaps included."""
    lang = layout.newsroom.lang
    words = layout.words(lang)
    places = dict(series.items)
    trail = (views.Link(words.series, layout.addresses.at("series")),)
    title = words.series_title.format(name=series.name)
    about = layout.contents(title, [item.story.title for _, item in series.items])
    address = layout.addresses.series(series.name)
    return views.SeriesPage(
        head=layout.head("series", title, address, description=about, trail=trail),
        heading=series.name,
        places=tuple(
            views.SeriesPlace(
                number, layout.entry(places[number], lang) if number in places else None
            )
            for number in range(1, max(places) + 1)
        ),
    )


def notice_pages(layout: Layout) -> Iterator[views.NoticesView]:
    """Yield the notices: those in force on the first page, earlier ones below and on the next."""
    newsroom, edition = layout.newsroom, layout.edition
    lang, address = newsroom.lang, layout.addresses.notices()
    entry: Callable[[Manuscript], views.Entry] = lambda item: layout.entry(item, lang)  # noqa: E731
    expired = [item for item in edition.expired if item.story.kind == "notice"]
    for url, part, pager in paginate(expired, newsroom.page_size, address):
        first = url == address
        title = title_of(layout, newsroom.notice_column, pager)
        shown = [*edition.notices, *part] if first else part
        about = layout.contents(title, [item.story.title for item in shown])
        yield views.NoticesView(
            head=layout.head("notices", title, url, description=about, section=address),
            heading=newsroom.notice_column,
            in_force=tuple(map(entry, edition.notices)) if first else (),
            earlier=tuple(map(entry, part)),
            pager=pager,
        )
