"""RSS and Atom from feedgen: the one module that knows it.

feedgen makes what it makes well. Everything else stands in extensions of our own; decision 12 lists
what, and ``tests/feeds/test_feedgen.py`` shows each fault.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from feedgen.feed import FeedGenerator

from linli.feeds import moments
from linli.feeds.atom_extensions import AtomEntry, AtomFeed
from linli.feeds.atom_words import ATOM_SINGLES, atom_words
from linli.feeds.characters import address, clean, one_line
from linli.feeds.clippings import in_order
from linli.feeds.heads import Heads
from linli.feeds.moulds import Moulds
from linli.feeds.rss_extensions import RssFeed, RssItem
from linli.feeds.rss_words import RSS_SINGLES, rss_words
from linli.feeds.values import Channel, Clipping, Entry, Podcast, Tombstone, Urls
from linli.feeds.wording import clean_categories, headline, name_of, rss_language, said_by
from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.feeds.atom_words import AtomWords
    from linli.feeds.rss_words import RssWords
    from linli.feeds.values import Item, Picture, Printable
    from linli.feeds.wording import Said

GENERATOR = "Linli"
_EDITOR = regex(r"(?P<email>[^\s@()<>,;:]+@[^\s@()<>,;:]+\.\w+)(?:\s*\((?P<name>[^()]+)\))?")
_IMAGE = regex(r"\.(?:gif|jpe?g|png)$", re.IGNORECASE)
_IMAGE_LIMIT = (144, 400)
_NOBODY = Channel("-", "-", "http://127.0.0.1/", Urls(), "", datetime.fromtimestamp(0, UTC), id="-")
"""A channel for items that are printed before it is known which feeds they will be in."""
_NO_PODCAST = Podcast("", "", "", "")
_PLAIN = regex(
    rb"<(?:title|description|copyright|category|dc:rights|(?:media|itunes):\w+)\b[^<>]*>[^<]*&[^<]*"
)


def rss(channel: Channel, items: Sequence[Printable]) -> bytes:
    """Return an RSS 2.0 document."""
    made = in_order(items, "rss", lambda fresh: rss_items(fresh, channel.lang))
    return _assembled(_rss_heads.of(channel), b"  </channel>", made)


def atom(channel: Channel, items: Sequence[Printable]) -> bytes:
    """Return an Atom document."""
    made = in_order(items, "atom", lambda fresh: atom_items(fresh, channel.lang))
    heads = _atom_heads_with_stones if any(map(_is_withdrawn, items)) else _atom_heads
    return _assembled(heads.of(channel), b"</feed>", made)


def print_rss_head(channel: Channel) -> bytes:
    """Return an RSS document without items as feedgen prints it."""
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
    return profile(feed.rss_str(pretty=True))


def print_atom_head(channel: Channel, *, withdrawn: bool = False) -> bytes:
    """Return an Atom document without entries as feedgen prints it; ``withdrawn`` says that tombstones will follow."""
    feed = _begin(channel, AtomFeed, AtomEntry)
    feed.linli.about = (channel, withdrawn)
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
    return bytes(feed.atom_str(pretty=True))


def rss_items(items: Sequence[Item], lang: str) -> list[bytes]:
    """Return each item as it stands in RSS feeds of this language."""
    return [rss_item(item, said_by(item), lang) for item in items]


def rss_item(item: Item, said: Said, lang: str) -> bytes:
    """Return an item, which says ``said``, as it stands in RSS feeds of this language."""
    return _rss_moulds.cast(rss_words(item, said, lang))


def atom_items(items: Sequence[Item], lang: str) -> list[bytes]:
    """Return each item as it stands in Atom feeds of this language."""
    return [atom_item(item, said_by(item), lang) for item in items]


def atom_item(item: Item, said: Said, lang: str) -> bytes:
    """Return an item, which says ``said``, as it stands in Atom feeds of this language."""
    if not isinstance(item, Entry):
        return _tombstone(item)
    return _atom_moulds.cast(atom_words(item, said, lang))


def print_rss_item(words: RssWords) -> bytes:
    """Return an item as feedgen prints it."""
    feed = _begin(_NOBODY, RssFeed, RssItem)
    feed.linli.about = _NOBODY._replace(podcast=_NO_PODCAST) if words.episode else _NOBODY
    feed.description(_NOBODY.description)
    feed.link(href=_NOBODY.home_url)
    made = feed.add_entry(order="append")
    made.linli.about = words
    made.id(words.id)
    made.title(words.title)
    made.link(href=words.url, rel="alternate")
    made.description(words.description)
    if words.text:
        made.content(words.text)
    if categories := [_category(term, scheme) for term, scheme in words.categories]:
        made.category(categories)
    if words.enclosure_url:
        made.enclosure(words.enclosure_url, words.enclosure_length, words.enclosure_type)
    return _cut(feed.rss_str(pretty=True), b"    <item>\n", b"    </item>\n")


def print_atom_entry(words: AtomWords) -> bytes:
    """Return an entry as feedgen prints it."""
    feed = _begin(_NOBODY, AtomFeed, AtomEntry)
    feed.linli.about = (_NOBODY, False)
    feed.id(_NOBODY.id)
    made = feed.add_entry(order="append")
    made.linli.about = words
    made.id(words.id)
    made.title(words.title)
    # feedgen takes no words for times; the extension puts them there.
    made.published(_NOBODY.updated)
    made.updated(_NOBODY.updated)
    for name, url in words.authors:
        made.author({"name": name, "uri": url})
    for name, url in words.contributors:
        made.contributor({"name": name, "uri": url})
    if words.summary:
        made.summary(words.summary, type="text")
    made.content(words.text, type="html")
    if categories := [_category(*one) for one in words.categories]:
        made.category(categories)
    if words.rights:
        made.rights(words.rights)
    return _cut(feed.atom_str(pretty=True), b"  <entry", b"  </entry>\n")


_rss_moulds = Moulds(print_rss_item, RSS_SINGLES, are_plain=True)
_atom_moulds = Moulds(print_atom_entry, ATOM_SINGLES)
_rss_heads = Heads("rss", print_rss_head)
_atom_heads = Heads("atom", print_atom_head)
_atom_heads_with_stones = Heads("atom", partial(print_atom_head, withdrawn=True))


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
    if categories := [_category(*one) for one in clean_categories(channel.categories)]:
        feed.category(categories)
    return feed


def _category(term: str, scheme: str = "", label: str = "") -> dict[str, str]:
    named = {"term": term, "scheme": scheme, "label": label}
    return {name: said for name, said in named.items() if said}


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


def profile(document: bytes) -> bytes:
    """Write ``&`` and ``<`` in plain text as numbers, so that no reader takes it for HTML.

    https://www.rssboard.org/rss-profile, "Character data"
    """
    return _PLAIN.sub(
        lambda match: match.group().replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"),
        document,
    )


def _cut(document: bytes, begin: bytes, end: bytes) -> bytes:
    """Return the only item of a document; its marks stand nowhere else, because all text is escaped."""
    return document[document.index(begin) : document.index(end) + len(end)]


def _assembled(head: bytes, end: bytes, items: Sequence[bytes]) -> bytes:
    """Return a feed without items with these put in before ``end``."""
    at = head.rindex(end)
    return b"".join((head[:at], *items, head[at:]))
