"""RSS and Atom from feedgen: the one module that knows it.

feedgen makes what it makes well. Everything else stands in extensions of our own; decision 12 lists
what, and ``tests/feeds/test_feedgen.py`` shows each fault.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from feedgen.feed import FeedGenerator

from linli.feeds import moments
from linli.feeds.atom_extensions import AtomEntry, AtomFeed
from linli.feeds.characters import address, clean, one_line
from linli.feeds.clippings import in_order
from linli.feeds.rss_extensions import RssFeed, RssItem
from linli.feeds.values import Channel, Clipping, Entry, Podcast, Tombstone, Urls
from linli.feeds.wording import (
    farewell,
    full_text,
    headline,
    name_of,
    people,
    rss_language,
    subjects,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.feeds.values import Category, Item, Picture, Printable

GENERATOR = "Linli"
_EDITOR = re.compile(r"(?P<email>[^\s@()<>,;:]+@[^\s@()<>,;:]+\.\w+)(?:\s*\((?P<name>[^()]+)\))?")
_IMAGE = re.compile(r"\.(?:gif|jpe?g|png)$", re.IGNORECASE)
_IMAGE_LIMIT = (144, 400)
_NOBODY = Channel("-", "-", "http://127.0.0.1/", Urls(), "", datetime.fromtimestamp(0, UTC), id="-")
"""A channel for items that are printed before it is known which feeds they will be in."""
_NO_PODCAST = Podcast("", "", "", "")
_PLAIN = re.compile(
    rb"<(?:title|description|copyright|category|dc:rights|media:\w+)\b[^<>]*>[^<]*&[^<]*"
)


def rss(channel: Channel, items: Sequence[Printable]) -> bytes:
    """Return an RSS 2.0 document."""
    feed = _begin(channel, RssFeed, RssItem)
    feed.linli.about = channel
    feed.description(one_line(channel.description) or name_of(channel))
    feed.link(href=address(channel.home_url), rel="alternate")
    feed.language(rss_language(channel.lang))
    if channel.rights:
        feed.copyright(clean(channel.rights))
    if editor := _editor(channel):
        feed.managingEditor(editor)
    if channel.ttl:
        feed.ttl(channel.ttl)
    if channel.image and _IMAGE.search(channel.image.url):
        feed.image(**_image(channel.image))
    made = in_order(items, "rss", lambda fresh: rss_items(fresh, channel.lang))
    return _assembled(_profile(feed.rss_str(pretty=True)), b"  </channel>", made)


def atom(channel: Channel, items: Sequence[Printable]) -> bytes:
    """Return an Atom document."""
    feed = _begin(channel, AtomFeed, AtomEntry)
    feed.linli.about = (channel, any(_is_withdrawn(item) for item in items))
    feed.id(channel.id or address(channel.current.atom or channel.self_url.atom))
    feed.language(channel.lang)
    feed.author(name=one_line(channel.publisher) or name_of(channel), uri=address(channel.home_url))
    if channel.description:
        feed.subtitle(one_line(channel.description))
    if channel.rights:
        feed.rights(clean(channel.rights))
    if channel.icon_url:
        feed.icon(address(channel.icon_url))
    if channel.image:
        feed.logo(address(channel.image.url))
    made = in_order(items, "atom", lambda fresh: atom_items(fresh, channel.lang))
    return _assembled(feed.atom_str(pretty=True), b"</feed>", made)


def rss_items(items: Sequence[Item], lang: str) -> list[bytes]:
    """Return each item as it stands in RSS feeds of this language."""
    feed = _begin(_NOBODY, RssFeed, RssItem)
    is_podcast = any(isinstance(item, Entry) and item.episode for item in items)
    feed.linli.about = _NOBODY._replace(podcast=_NO_PODCAST) if is_podcast else _NOBODY
    feed.description(_NOBODY.description)
    feed.link(href=_NOBODY.home_url)
    for item in items:
        made = feed.add_entry(order="append")
        made.linli.about = (item, lang)
        made.id(item.id)
        made.title(headline(item))
        made.link(href=address(item.url), rel="alternate")
        if not isinstance(item, Entry):
            made.description(farewell(item))
            continue
        made.description(escape(clean(item.summary), quote=False) or headline(item))
        made.content(full_text(item))
        if categories := _categories(subjects(item)):
            made.category(categories)
        for enclosure in item.enclosures[:1]:
            made.enclosure(address(enclosure.url), enclosure.length, enclosure.type)
    return _cut(_profile(feed.rss_str(pretty=True)), b"    <item>\n", b"    </item>\n")


def atom_items(items: Sequence[Item], lang: str) -> list[bytes]:
    """Return each item as it stands in Atom feeds of this language."""
    feed = _begin(_NOBODY, AtomFeed, AtomEntry)
    feed.linli.about = (_NOBODY, False)
    feed.id(_NOBODY.id)
    for item in items:
        if not isinstance(item, Entry):
            continue
        made = feed.add_entry(order="append")
        made.linli.about = (item, lang)
        made.id(item.id)
        made.title(headline(item))
        made.published(moments.apart(item.published, item.id))
        made.updated(moments.apart(item.updated, item.id))
        for person in people(item):
            named = {"name": one_line(person.name), "uri": address(person.url)}
            (made.author if person.role == "author" else made.contributor)(named)
        if summary := clean(item.summary):
            made.summary(summary, type="text")
        made.content(full_text(item), type="html")
        if categories := _categories(subjects(item)):
            made.category(categories)
        if item.rights and item.rights.text:
            made.rights(clean(item.rights.text))
    entries = iter(_cut(feed.atom_str(pretty=True), b"  <entry", b"  </entry>\n"))
    return [next(entries) if isinstance(item, Entry) else _tombstone(item) for item in items]


def _tombstone(stone: Tombstone) -> bytes:
    """Return what RFC 6721, 3, wants in place of an entry."""
    lines = dict.fromkeys(line for line in (headline(stone), clean(stone.text)) if line)
    return (
        f'  <at:deleted-entry ref="{escape(stone.id)}" when="{escape(moments.rfc3339(stone.when))}">\n'
        f'    <at:comment xml:lang="{escape(stone.lang)}">{escape(chr(10).join(lines))}</at:comment>\n'
        "  </at:deleted-entry>\n"
    ).encode()


def _is_withdrawn(item: Printable) -> bool:
    return item.withdrawn if isinstance(item, Clipping) else isinstance(item, Tombstone)


def _begin(
    channel: Channel,
    feed_extension: type[RssFeed | AtomFeed],
    entry_extension: type[RssItem | AtomEntry],
) -> FeedGenerator:
    """Return a feed with what both formats say of themselves."""
    feed = FeedGenerator()
    feed.register_extension("linli", feed_extension, entry_extension)
    feed.title(name_of(channel))
    feed.updated(moments.whole(channel.updated))
    feed.generator(GENERATOR, version=channel.generator_version or None)
    if categories := _categories(channel.categories):
        feed.category(categories)
    return feed


def _categories(categories: Sequence[Category]) -> list[dict[str, str]]:
    named = [
        {
            "term": one_line(category.term),
            "scheme": address(category.scheme),
            "label": one_line(category.label),
        }
        for category in categories
    ]
    return [{name: said for name, said in category.items() if said} for category in named]


def _editor(channel: Channel) -> str:
    """Return address and name in the only legal form, or nothing: ``a@example.org (Name)``."""
    match = _EDITOR.fullmatch(channel.editor_email.strip())
    if not match:
        return ""
    name = match["name"] or one_line(channel.publisher) or name_of(channel)
    return f"{match['email']} ({re.sub(r'[()]', '', name)})"


def _image(image: Picture) -> dict[str, str]:
    """Return what RSS says of the channel's picture; title and link are the channel's own."""
    width, height = _IMAGE_LIMIT
    if not (0 < image.width <= width and 0 < image.height <= height):
        return {"url": address(image.url)}
    return {"url": address(image.url), "width": str(image.width), "height": str(image.height)}


def _profile(document: bytes) -> bytes:
    """Write ``&`` and ``<`` in plain text as numbers, so that no reader takes it for HTML.

    https://www.rssboard.org/rss-profile, "Character data"
    """
    return _PLAIN.sub(
        lambda match: match.group().replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"),
        document,
    )


def _cut(document: bytes, begin: bytes, end: bytes) -> list[bytes]:
    """Return the items of a document; their marks stand nowhere else, because all text is escaped."""
    start = document.find(begin)
    if start < 0:
        return []
    *items, _ = document[start:].split(end)
    return [item + end for item in items]


def _assembled(head: bytes, end: bytes, items: Sequence[bytes]) -> bytes:
    """Return a feed without items with these put in before ``end``."""
    at = head.rindex(end)
    return b"".join((head[:at], *items, head[at:]))
