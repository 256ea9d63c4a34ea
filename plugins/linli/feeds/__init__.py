"""Feeds: RSS 2.0, Atom and JSON Feed of the same entries, and OPML.

Pure functions from plain values (``linli.feeds.values``) to bytes: UTF-8, lines end with LF, the same
values give the same bytes. ``items`` are printed in the order given, newest first. feedgen makes RSS
and Atom in ``xml_feeds``; what it drops or breaks is mended in ``rss_extensions`` and
``atom_extensions``. ``docs/feeds.md`` has the table of fields.

A story is in many feeds: its archive, its column, its tags, its people. ``clip`` prints it once, and
the feeds take clippings in place of entries; the bytes are the same.

``proofs`` reads a feed again and says what is wrong with it; it knows nothing of what made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.feeds.json_feed import json_feed
from linli.feeds.opml import opml
from linli.feeds.values import (
    Category,
    Channel,
    Clipping,
    Correction,
    Enclosure,
    Entry,
    Episode,
    Item,
    Link,
    Origin,
    Outline,
    Person,
    Picture,
    Podcast,
    Printable,
    Rights,
    Series,
    Tombstone,
    Urls,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Category",
    "Channel",
    "Clipping",
    "Correction",
    "Enclosure",
    "Entry",
    "Episode",
    "Item",
    "Link",
    "Origin",
    "Outline",
    "Person",
    "Picture",
    "Podcast",
    "Printable",
    "Rights",
    "Series",
    "Tombstone",
    "Urls",
    "atom",
    "clip",
    "json_feed",
    "opml",
    "rss",
]


def rss(channel: Channel, items: Sequence[Printable]) -> bytes:
    """Return an RSS 2.0 document (https://www.rssboard.org/rss-specification)."""
    from linli.feeds import xml_feeds

    return xml_feeds.rss(channel, items)


def atom(channel: Channel, items: Sequence[Printable]) -> bytes:
    """Return an Atom document (RFC 4287), with tombstones (RFC 6721) for what was withdrawn."""
    from linli.feeds import xml_feeds

    return xml_feeds.atom(channel, items)


def clip(item: Item, lang: str, about_url: str) -> Clipping:
    """Return an item as it is printed in feeds of this language.

    ``about_url`` is that of the channels, or their home page where they have none.
    """
    from linli.feeds import xml_feeds
    from linli.feeds.json_feed import json_item
    from linli.feeds.wording import said_by

    said = said_by(item)
    return Clipping(
        xml_feeds.rss_item(item, said, lang),
        xml_feeds.atom_item(item, said, lang),
        json_item(item, said, lang, about_url),
        item.when if isinstance(item, Tombstone) else item.updated,
        isinstance(item, Tombstone),
    )
