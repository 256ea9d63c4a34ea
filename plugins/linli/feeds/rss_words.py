"""What an item says in RSS: every word of it, as it will stand there, before it is put into elements."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from linli.feeds.characters import address
from linli.feeds.media import Medium, media_of
from linli.feeds.moments import period
from linli.feeds.podcast_words import EpisodeWords, episode_words
from linli.feeds.values import Entry
from linli.feeds.wording import creative_commons, rss_language, spoken

if TYPE_CHECKING:
    from linli.feeds.values import Item
    from linli.feeds.wording import Said


class RssWords(NamedTuple):
    """The words of an item; those that are empty are not said. What may be there more than once comes last, in rows.

    ``text`` and ``description`` are HTML. ``feed`` is what somebody else's feed is called. ``categories`` are names
    with their schemes.
    """

    text: str
    id: str
    title: str
    url: str
    description: str
    published: str
    modified: str
    enclosure_url: str = ""
    enclosure_length: str = ""
    enclosure_type: str = ""
    language: str = ""
    feed: str = ""
    feed_url: str = ""
    source: str = ""
    rights: str = ""
    licence: str = ""
    valid: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    creators: tuple[tuple[str], ...] = ()
    contributors: tuple[tuple[str], ...] = ()
    media: tuple[Medium, ...] = ()
    episode: tuple[EpisodeWords, ...] = ()


RSS_SINGLES = RssWords._fields.index("categories")


def rss_words(item: Item, said: Said, lang: str) -> RssWords:
    """Return the words of an item in feeds of the language ``lang``."""
    if not isinstance(item, Entry):
        return RssWords("", item.id, said.title, said.url, said.text, said.dated, said.updated)
    creators = [one.name for one in said.people if one.role == "author"]
    return RssWords(
        said.text,
        item.id,
        said.title,
        said.url,
        escape(said.summary, quote=False) or said.title,
        said.dated,
        said.updated if item.updated != item.published else "",
        *_enclosure(item),
        rss_language(item.lang) if item.lang != lang else "",
        *_source(said),
        said.rights,
        creative_commons(said.licence),
        period(item.starts, item.expires),
        tuple([(label or term, scheme) for term, scheme, label in said.categories]),
        tuple([(name,) for name in creators]),
        tuple([(spoken(one),) for one in said.people if one.role != "author"]),
        media_of(item, said),
        episode_words(item, said, creators),
    )


def _source(said: Said) -> tuple[str, str, str]:
    """Return the source: ``source`` is for a feed, ``dc:source`` for all others, never both."""
    if said.source_feed and (said.source or said.source_url):
        return said.source, said.source_feed, ""
    return "", "", f"{said.source} {said.source_url}".strip()


def _enclosure(entry: Entry) -> tuple[str, str, str]:
    """Return the first enclosure: RSS has a place for one."""
    if not entry.enclosures:
        return "", "", ""
    one = entry.enclosures[0]
    return address(one.url), str(one.length), one.type
