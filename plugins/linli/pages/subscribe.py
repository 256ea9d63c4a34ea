"""How feeds are found: the page that explains them, their QR codes, and the list of them for programs.

A QR code holds the address of a feed's RSS; it is a picture beside the feed. The page shows it, and only links to
those of tags and people, of whom there may be hundreds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.feeds.characters import address as plain_address
from linli.pages import views
from linli.pages.addresses import code_url, feed_urls, page_path
from linli.pages.feeds import feeds_of
from linli.pages.lists import list_recipe
from linli.pages.recipe import CodeParts, OutlineParts, Recipe, SubscribeParts
from linli.qr import as_svg, code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.pages.catalogue import Catalogue
    from linli.pages.feeds import Feed
    from linli.pages.layout import Layout
    from linli.pages.recipe import FeedUrls
    from linli.site import Newsroom

LINKED = frozenset({"tags", "people"})
"""Kinds of feeds whose code is linked, not shown."""


def subscribe_recipe(catalogue: Catalogue) -> Recipe:
    """Return the page that explains feeds and lists them."""
    words, url = catalogue.words, catalogue.addresses.at("subscribe")
    headings = {"site": words.whole_site, "notices": catalogue.newsroom.notice_column}
    headings |= {"kinds": words.kinds_heading, "corrections": words.corrections}
    headings |= {"columns": words.columns, "series": words.series}
    headings |= {"tags": words.tags, "people": words.people, "audio": words.audio}
    groups: dict[str, list[tuple[str, str, FeedUrls]]] = {}
    for one in feeds_of(catalogue):
        row = _short(one, catalogue.newsroom), one.home, feed_urls(one.home)
        groups.setdefault(one.kind, []).append(row)
    found = tuple((kind, headings[kind], tuple(rows)) for kind, rows in groups.items())
    parts = SubscribeParts(url, f"{catalogue.addresses.base}/feeds.opml", found)
    return list_recipe(catalogue, "subscribe.html", parts, url, (), words.subscribe)


def _short(feed: Feed, newsroom: Newsroom) -> str:
    """Return a feed's title without the newsroom's name."""
    return feed.title.removesuffix(f" · {newsroom.name}")


def subscribe_view(layout: Layout, parts: SubscribeParts) -> views.SubscribeView:
    """Return the view of the page that lists all feeds."""
    heading = layout.words(layout.newsroom.lang).subscribe
    return views.SubscribeView(
        head=layout.head("subscribe", heading, parts.url),
        heading=heading,
        groups=tuple(
            views.FeedGroup(
                group,
                tuple(_feed_view(layout, *row) for row in rows),
                kind not in LINKED,
            )
            for kind, group, rows in parts.groups
        ),
        opml=parts.opml,
    )


def _feed_view(layout: Layout, title: str, home: str, urls: FeedUrls) -> views.FeedView:
    rss, atom, json = map(layout.absolute, urls)
    said = layout.words(layout.newsroom.lang).feed_code.format(name=title)
    code = views.Code(code_url(home), said)
    return views.FeedView(views.Link(title, home), rss, atom, json, code)


def code_recipes(catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield the QR code of every feed, as a picture."""
    lang, base = catalogue.newsroom.lang, catalogue.addresses.base
    for feed in feeds_of(catalogue):
        url, title = code_url(feed.home), _short(feed, catalogue.newsroom)
        parts = CodeParts(url, title, feed_urls(feed.home)[0])
        yield Recipe(page_path(url, base), "", lang, parts, (), (), feed.title, 0)


def code_picture(layout: Layout, parts: CodeParts) -> bytes:
    """Return the QR code of a feed as it is published."""
    title = layout.words(layout.newsroom.lang).feed_code.format(name=parts.title)
    return as_svg(code_of(plain_address(layout.absolute(parts.feed))), title)


def outline_recipe(catalogue: Catalogue) -> Recipe:
    """Return the list of all feeds, for programs that subscribe to many at once."""
    url = f"{catalogue.addresses.base}/feeds.opml"
    found = [
        (one.title, feed_urls(one.home)[0], one.home, one.about) for one in feeds_of(catalogue)
    ]
    newest = catalogue.edition.readable[:1]
    updated = newest[0].when[0] if newest else ""
    parts = OutlineParts(url, catalogue.newsroom.name, updated, tuple(found))
    path = page_path(url, catalogue.addresses.base)
    return Recipe(path, "", catalogue.newsroom.lang, parts, (), (), parts.title, 0)
