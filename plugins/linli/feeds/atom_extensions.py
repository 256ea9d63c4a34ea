"""Atom as feedgen does not make it: links with attributes, languages, whole sources, media.

feedgen writes ``xmlns`` as a plain attribute, so the elements of Atom itself have no namespace here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.feeds.atom_words import declared
from linli.feeds.characters import address
from linli.feeds.extensions import (
    DCTERMS,
    HISTORY,
    LANG,
    MEDIA,
    TOMBSTONES,
    add,
    add_history,
    add_validity,
    links_of,
)
from linli.feeds.media import add_media

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from linli.feeds.atom_words import AtomWords
    from linli.feeds.values import Channel


class AtomFeed:
    """Adds the links and RFC 5005's marks; ``about`` says whether tombstones will follow."""

    about: tuple[Channel, bool]

    def extend_ns(self) -> dict[str, str]:
        """Return the modules that entries may use; tombstones only where there are some.

        Their namespace is unknown to the W3C's validator, which warns of it.
        """
        _, withdrawn = self.about
        tombstones = {"at": TOMBSTONES} if withdrawn else {}
        return {"dcterms": DCTERMS, "fh": HISTORY, "media": MEDIA, **tombstones}

    def extend_atom(self, feed: Element) -> None:
        """Add to the feed, before its entries."""
        channel, _ = self.about
        add(feed, "link", rel="alternate", href=address(channel.home_url), type="text/html")
        for link in links_of(channel, "atom"):
            add(feed, "link", **link)
        add_history(feed, channel)
        declare_markup(feed)


class AtomEntry:
    """Adds the links, whose attributes feedgen drops, the times, the source, the language and the media."""

    about: AtomWords

    def extend_atom(self, element: Element) -> None:
        """Add to an entry."""
        words = self.about
        if words.language:
            element.set(LANG, words.language)
        types = {
            "title": words.title_type,
            "summary": words.summary_type,
            "rights": words.rights_type,
        }
        times = {"updated": words.updated, "published": words.published}
        for child in element:
            if type_ := types.get(child.tag):
                child.set("type", type_)
            child.text = times.get(child.tag, child.text)
        for link in words.links:
            add(element, "link", **link._asdict())
        if words.source:
            _add_source(element, words.source, words.source_title, words.source_updated)
        add_validity(element, words.valid)
        add_media(element, words.media)


def declare_markup(element: Element) -> None:
    """Mark texts of a feed that could be taken for HTML as such."""
    for child in element:
        if child.tag in {"title", "subtitle", "rights"}:
            child.text, type_ = declared(child.text or "")
            if type_:
                child.set("type", type_)


def _add_source(element: Element, feed: str, title: str, updated: str) -> None:
    source = add(element, "source")
    add(source, "id", feed)
    add(source, "title", title)
    add(source, "updated", updated)
    add(source, "link", rel="self", href=feed)
