"""RSS as feedgen does not make it: links of the feed, everybody's name, rights, sources, media, times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.feeds.characters import address, clean, one_line
from linli.feeds.extensions import (
    ATOM,
    CREATIVE_COMMONS,
    DC,
    DCTERMS,
    HISTORY,
    MEDIA,
    add,
    add_history,
    add_media,
    add_validity,
    links_of,
)
from linli.feeds.moments import rfc822, rfc3339
from linli.feeds.podcast_extensions import ITUNES, add_episode, add_podcast
from linli.feeds.values import Entry
from linli.feeds.wording import creative_commons, people, rss_language, said

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from linli.feeds.values import Channel, Item


class RssFeed:
    """Adds ``atom:link`` (feedgen knows one ``self`` only), publisher, time, and RFC 5005's marks."""

    about: Channel

    def extend_ns(self) -> dict[str, str]:
        """Return the modules that items may use; Apple's only in a podcast, because it asks more of all that name it."""
        podcast = {"itunes": ITUNES} if self.about.podcast else {}
        return {
            **podcast,
            "creativeCommons": CREATIVE_COMMONS,
            "dc": DC,
            "dcterms": DCTERMS,
            "fh": HISTORY,
            "media": MEDIA,
        }

    def extend_rss(self, feed: Element) -> None:
        """Add to the channel, before its items."""
        channel, element = self.about, feed[0]
        add(element, "pubDate", rfc822(channel.updated))
        for link in links_of(channel, "rss"):
            add(element, f"{{{ATOM}}}link", **link)
        if publisher := one_line(channel.publisher):
            add(element, f"{{{DC}}}publisher", publisher)
        add_history(element, channel)
        add_podcast(element, channel)


class RssItem:
    """Adds what feedgen has no call for, and the date, which it formats by switching the locale."""

    about: tuple[Item, str]

    def extend_rss(self, element: Element) -> None:
        """Add to an item."""
        item, lang = self.about
        if not isinstance(item, Entry):
            add(element, "pubDate", rfc822(item.when))
            add(element, f"{{{DCTERMS}}}modified", rfc3339(item.when))
            return
        add(element, "pubDate", rfc822(item.published))
        for person in people(item):
            if person.role == "author":
                add(element, f"{{{DC}}}creator", one_line(person.name))
            else:
                add(element, f"{{{DC}}}contributor", said(person))
        if item.lang != lang:
            add(element, f"{{{DC}}}language", rss_language(item.lang))
        self._source(element, item)
        self._rights(element, item)
        if item.updated != item.published:
            add(element, f"{{{DCTERMS}}}modified", rfc3339(item.updated))
        add_validity(element, item)
        add_media(element, item)
        add_episode(element, item)

    def _source(self, element: Element, entry: Entry) -> None:
        """Name the source: ``source`` is for a feed, ``dc:source`` for all others, never both."""
        origin = entry.origin
        if not origin or not (origin.name or origin.url):
            return
        if origin.feed_url:
            add(element, "source", one_line(origin.name), url=address(origin.feed_url))
        else:
            add(element, f"{{{DC}}}source", one_line(f"{origin.name} {address(origin.url)}"))

    def _rights(self, element: Element, entry: Entry) -> None:
        if entry.rights and (notice := clean(entry.rights.text)):
            add(element, f"{{{DC}}}rights", notice)
        if licence := creative_commons(entry.rights):
            add(element, f"{{{CREATIVE_COMMONS}}}license", address(licence))
