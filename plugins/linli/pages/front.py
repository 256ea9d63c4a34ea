"""The home page, the indexes, standing pages, and the page for addresses that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages import views
from linli.pages.words import month_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.pages.layout import Layout
    from linli.site import Manuscript

TOP = 5
BESIDE = 2
HOME_NOTICES = 6
NOT_FOUND_ENTRIES = 8


def home_view(layout: Layout) -> views.HomeView:
    """Return the home page: the newest story with a picture leads, the next stand beside it.

    When there are enough, the first two of them stand below the lead, on its own side.
    """
    newsroom, edition = layout.newsroom, layout.edition
    lang, addresses = newsroom.lang, layout.addresses
    lead = next((item for item in edition.articles[:TOP] if layout.cover(item)), None)
    lead = lead or next(iter(edition.articles), None)
    others = [item for item in edition.articles if item is not lead]
    below = BESIDE if len(others) >= BESIDE + TOP else 0
    beside, top = others[:below], others[below : below + TOP]
    shown = {item.story.name for item in (lead, *beside, *top) if item}
    sections: list[views.Section] = []
    for found in edition.columns:
        items = [item for item in found.items if item.story.name not in shown][: newsroom.home_size]
        if items:
            link = views.Link(found.column.name, addresses.column(found.column.slug))
            sections.append(views.Section(link, tuple(layout.entry(item, lang) for item in items)))
    newest = edition.listed[:1]
    return views.HomeView(
        head=layout.head(
            "home", newsroom.tagline, addresses.home(), description=newsroom.description
        ),
        lead=layout.entry(lead, lang) if lead else None,
        beside=tuple(layout.entry(item, lang) for item in beside),
        top=tuple(layout.entry(item, lang) for item in top),
        notices=tuple(layout.entry(item, lang) for item in edition.notices[:HOME_NOTICES]),
        notices_url=addresses.notices(),
        sections=tuple(sections),
        latest_url=addresses.at("latest"),
        updated=layout.moment(newest[0].story.date, lang) if newest else None,
    )


def page_view(layout: Layout, item: Manuscript, html: str) -> views.PageView:
    """Return a standing page."""
    story = item.story
    return views.PageView(
        head=layout.head(
            "page",
            story.title,
            layout.addresses.story(story),
            story.lang,
            story.summary or item.text.excerpt,
        ),
        title=story.title,
        html=html,
        modified=layout.moment(story.modified, story.lang) if story.modified else None,
    )


def not_found_view(layout: Layout) -> views.NotFoundView:
    """Return the page for addresses that lead nowhere; it offers the latest stories."""
    lang = layout.newsroom.lang
    head = layout.head(
        "404",
        layout.words(lang).not_found,
        f"{layout.addresses.base}/404.html",
        index=False,
    )
    latest = layout.edition.articles[:NOT_FOUND_ENTRIES]
    return views.NotFoundView(head, tuple(layout.entry(item, lang) for item in latest))


def redirect_view(layout: Layout, item: Manuscript, alias: str) -> views.RedirectView:
    """Return the page at an address that a story had before."""
    story = item.story
    url = layout.addresses.old(alias)
    target = layout.addresses.story(story)
    head = layout.head(
        "redirect", story.title, url, story.lang, index=False, canonical=layout.absolute(target)
    )
    return views.RedirectView(head, views.Link(story.title, target, lang=story.lang))


def index_views(layout: Layout) -> Iterator[views.IndexView]:
    """Yield the indexes: columns, tags, people, series, and the archive, whole and by year."""
    words, addresses, edition = layout.words(layout.newsroom.lang), layout.addresses, layout.edition
    columns = [
        views.IndexItem(
            views.Link(found.column.name, addresses.column(found.column.slug)),
            len(found.items),
            found.column.description,
        )
        for found in edition.columns
    ]
    tags = [
        views.IndexItem(views.Link(tag.name, addresses.tag(tag.name)), len(tag.items))
        for tag in edition.tags
    ]
    people = [
        views.IndexItem(views.Link(who.name, addresses.person(who.name)), len(who.items))
        for who in edition.people
    ]
    series = [
        views.IndexItem(views.Link(found.name, addresses.series(found.name)), len(found.items))
        for found in edition.series
    ]
    yield _index(layout, "columns", words.columns, columns)
    yield _index(layout, "tags", words.tags, sorted(tags, key=lambda one: -one.count))
    yield _index(layout, "people", words.people, sorted(people, key=lambda one: -one.count))
    yield _index(layout, "series", words.series, series)
    years = sorted({year for year, _ in edition.months}, reverse=True)
    groups = tuple(_year(layout, year) for year in years)
    address = addresses.at("archive")
    about = layout.contents(words.archive, [group.heading.text for group in groups])
    head = layout.head("archive", words.archive, address, description=about)
    yield views.IndexView(head, words.archive, groups)
    for group in groups:
        trail = (views.Link(words.archive, address),)
        title, months = group.heading.text, [item.link.text for item in group.items]
        about = layout.contents(title, months)
        head = layout.head("archive", title, group.heading.url, description=about, trail=trail)
        yield views.IndexView(head, group.heading.text, (group,))


def _index(
    layout: Layout, name: str, heading: str, items: Sequence[views.IndexItem]
) -> views.IndexView:
    about = layout.contents(heading, [item.link.text for item in items])
    head = layout.head(name, heading, layout.addresses.at(name), description=about)
    groups = (views.IndexGroup(views.Link(""), tuple(items)),) if items else ()
    return views.IndexView(head, heading, groups)


def _year(layout: Layout, year: int) -> views.IndexGroup:
    lang, addresses = layout.newsroom.lang, layout.addresses
    heading = views.Link(layout.words(lang).year.format(year=year), addresses.month(year))
    items = tuple(
        views.IndexItem(
            views.Link(month_text(found, month, lang), addresses.month(found, month)), len(items)
        )
        for (found, month), items in layout.edition.months.items()
        if found == year
    )
    return views.IndexGroup(heading, items)
