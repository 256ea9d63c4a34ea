"""RSS as feedgen does not make it: links of the feed, everybody's name, rights, sources, media, times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.feeds.characters import one_line
from linli.feeds.extensions import (
    ATOM,
    CREATIVE_COMMONS,
    DC,
    DCTERMS,
    HISTORY,
    MEDIA,
    add,
    add_history,
    add_validity,
    links_of,
)
from linli.feeds.media import add_media
from linli.feeds.moments import rfc822
from linli.feeds.podcast_extensions import ITUNES, add_episode, add_podcast

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from linli.feeds.rss_words import RssWords
    from linli.feeds.values import Channel


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

    about: RssWords

    def extend_rss(self, element: Element) -> None:
        """Add to an item."""
        words = self.about
        add(element, "pubDate", words.published)
        for (name,) in words.creators:
            add(element, f"{{{DC}}}creator", name)
        for (name,) in words.contributors:
            add(element, f"{{{DC}}}contributor", name)
        if words.language:
            add(element, f"{{{DC}}}language", words.language)
        if words.feed_url:
            add(element, "source", words.feed, url=words.feed_url)
        if words.source:
            add(element, f"{{{DC}}}source", words.source)
        if words.rights:
            add(element, f"{{{DC}}}rights", words.rights)
        if words.licence:
            add(element, f"{{{CREATIVE_COMMONS}}}license", words.licence)
        if words.modified:
            add(element, f"{{{DCTERMS}}}modified", words.modified)
        add_validity(element, words.valid)
        add_media(element, words.media)
        for episode in words.episode:
            add_episode(element, episode)
