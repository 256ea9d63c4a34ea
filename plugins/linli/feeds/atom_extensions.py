"""Atom as feedgen does not make it: links with attributes, languages, whole sources, media.

feedgen writes ``xmlns`` as a plain attribute, so the elements of Atom itself have no namespace here.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from linli.feeds import moments
from linli.feeds.characters import address, one_line
from linli.feeds.extensions import (
    DCTERMS,
    HISTORY,
    LANG,
    MEDIA,
    TOMBSTONES,
    add,
    add_history,
    add_media,
    add_validity,
    links_of,
)
from linli.feeds.wording import looks_like_markup

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from linli.feeds.values import Channel, Entry, Origin


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
    """Adds the links, whose attributes feedgen drops, the source, the language and the media."""

    about: tuple[Entry, str]

    def extend_atom(self, element: Element) -> None:
        """Add to an entry."""
        entry, lang = self.about
        if entry.lang != lang:
            element.set(LANG, entry.lang)
        declare_markup(element)
        _link(element, entry)
        if entry.origin and entry.origin.feed_url:
            _add_source(element, entry.origin, entry)
        add_validity(element, entry)
        add_media(element, entry)


def declare_markup(element: Element) -> None:
    """Mark texts that could be taken for HTML as such, escaped once more, so that none is."""
    for child in element:
        text = child.text
        if (
            text
            and child.tag in {"title", "subtitle", "summary", "rights"}
            and looks_like_markup(text)
        ):
            child.text = escape(text, quote=False)
            child.set("type", "html")


def _link(element: Element, entry: Entry) -> None:
    origin, rights = entry.origin, entry.rights
    add(
        element,
        "link",
        rel="alternate",
        href=address(entry.url),
        type="text/html",
        hreflang=entry.lang,
    )
    if origin and origin.url:
        add(element, "link", rel="via", href=address(origin.url), title=one_line(origin.name))
    if rights and rights.licence_url:
        add(element, "link", rel="license", href=address(rights.licence_url))
    for link in entry.related:
        # An attribute cannot be declared as HTML, so a title that could be taken for it is left to its page.
        title = "" if looks_like_markup(link.title) else one_line(link.title)
        add(element, "link", rel="related", href=address(link.url), title=title)
    for enclosure in entry.enclosures:
        add(
            element,
            "link",
            rel="enclosure",
            href=address(enclosure.url),
            type=enclosure.type,
            length=str(enclosure.length),
            title=one_line(enclosure.title),
        )


def _add_source(element: Element, origin: Origin, entry: Entry) -> None:
    """Name the feed that an entry was taken from (RFC 4287, 4.2.11)."""
    source = add(element, "source")
    feed = address(origin.feed_url)
    add(source, "id", feed)
    add(source, "title", one_line(origin.name) or feed)
    add(source, "updated", moments.rfc3339(origin.date or entry.published))
    add(source, "link", rel="self", href=feed)
