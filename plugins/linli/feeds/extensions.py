"""What the extensions of RSS and Atom share: links of a feed, its history, validity.

An extension is an object that feedgen hands the lxml element it has made of a feed or an entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.etree import SubElement

from linli.feeds.characters import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from linli.feeds.values import Channel, Urls

ATOM = "http://www.w3.org/2005/Atom"
CREATIVE_COMMONS = "http://backend.userland.com/creativeCommonsRssModule"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element; attributes without a value are left out."""
    element = SubElement(parent, tag, {name: said for name, said in attributes.items() if said})
    if text:
        element.text = text
    return element


def links_of(channel: Channel, form: str) -> Iterator[dict[str, str]]:
    """Yield the links of a feed to itself, its hub and its history (RFC 5005, 2 and 4)."""
    types = {"rss": "application/rss+xml", "atom": "application/atom+xml"}

    def linked(rel: str, urls: Urls) -> Iterator[dict[str, str]]:
        if url := address(getattr(urls, form)):
            yield {"rel": rel, "href": url, "type": types[form]}

    yield from linked("self", channel.self_url)
    if channel.hub_url:
        yield {"rel": "hub", "href": address(channel.hub_url)}
    if channel.is_complete:
        return
    yield from linked("current", channel.current)
    yield from linked("prev-archive", channel.prev_archive)
    yield from linked("next-archive", channel.next_archive)


def add_history(parent: Element, channel: Channel) -> None:
    """Say whether a document is an archive, or holds everything there is (RFC 5005, 2 and 4).

    An archive that is the only one is not marked yet: with neither neighbour it counts as broken
    with the W3C's validator. ``prev-archive`` leads to it all the same.
    """
    if channel.is_archive and (any(channel.prev_archive) or any(channel.next_archive)):
        add(parent, f"{{{HISTORY}}}archive")
    if channel.is_complete:
        add(parent, f"{{{HISTORY}}}complete")


def add_validity(parent: Element, valid: str) -> None:
    """Say from when until when a notice holds."""
    if valid:
        add(parent, f"{{{DCTERMS}}}valid", valid)
