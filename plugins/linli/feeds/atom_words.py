"""What an entry says in Atom: every word of it, as it will stand there, before it is put into elements."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from linli.feeds.characters import address, one_line
from linli.feeds.media import Medium, media_of
from linli.feeds.moments import apart, period, rfc3339
from linli.feeds.wording import looks_like_markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.feeds.values import Entry
    from linli.feeds.wording import Said


class Linked(NamedTuple):
    """A link with what is known of it."""

    rel: str
    href: str
    type: str = ""
    hreflang: str = ""
    length: str = ""
    title: str = ""


class AtomWords(NamedTuple):
    """The words of an entry; those that are empty are not said. What may be there more than once comes last, in rows.

    ``text`` is HTML; the types are empty, or say of a text that it is HTML. The source is the feed that an entry was
    taken from (RFC 4287, 4.2.11). ``authors`` and ``contributors`` are names with their pages, ``categories`` terms
    with scheme and label.
    """

    text: str
    id: str
    title: str
    title_type: str
    summary: str
    summary_type: str
    rights: str
    rights_type: str
    updated: str
    published: str
    language: str
    source: str
    source_title: str
    source_updated: str
    valid: str
    authors: tuple[tuple[str, str], ...]
    contributors: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str, str], ...]
    links: tuple[Linked, ...]
    media: tuple[Medium, ...]


ATOM_SINGLES = AtomWords._fields.index("authors")


def atom_words(entry: Entry, said: Said, lang: str) -> AtomWords:
    """Return the words of an entry in feeds of the language ``lang``."""
    people = said.people
    published = apart(said.published, entry.id)
    is_new = said.updated == said.published
    return AtomWords(
        said.text,
        entry.id,
        *declared(said.title),
        *declared(said.summary),
        *declared(said.rights),
        published if is_new else apart(said.updated, entry.id),
        published,
        entry.lang if entry.lang != lang else "",
        *(_source(entry, said) if said.source_feed else ("", "", "")),
        period(entry.starts, entry.expires),
        tuple([(one.name, one.url) for one in people if one.role == "author"]),
        tuple([(one.name, one.url) for one in people if one.role != "author"]),
        said.categories,
        tuple(_links(entry, said)),
        media_of(entry, said),
    )


def declared(text: str) -> tuple[str, str]:
    """Return a plain text and its type.

    One that could be taken for HTML is escaped once more and declared as such, so that none is.
    """
    return (escape(text, quote=False), "html") if looks_like_markup(text) else (text, "")


def _links(entry: Entry, said: Said) -> Iterator[Linked]:
    yield Linked("alternate", said.url, "text/html", entry.lang)
    if said.source_url:
        yield Linked("via", said.source_url, title=said.source)
    if said.licence:
        yield Linked("license", said.licence)
    for link in entry.related:
        # An attribute cannot be declared as HTML, so a title that could be taken for it is left to its page.
        title = "" if looks_like_markup(link.title) else one_line(link.title)
        yield Linked("related", address(link.url), title=title)
    for one in entry.enclosures:
        url, title = address(one.url), one_line(one.title)
        yield Linked("enclosure", url, one.type, length=str(one.length), title=title)


def _source(entry: Entry, said: Said) -> tuple[str, str, str]:
    feed, origin = said.source_feed, entry.origin
    day = origin.date if origin and origin.date else entry.published
    return feed, said.source or feed, rfc3339(day)
