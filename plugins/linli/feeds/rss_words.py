"""What an item says in RSS: every word of it, as it will stand there, before it is put into elements."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from linli.feeds.characters import address
from linli.feeds.media import Medium, media_of
from linli.feeds.moments import period, rfc822, rfc3339
from linli.feeds.podcast_words import EpisodeWords, episode_words
from linli.feeds.values import Entry
from linli.feeds.wording import creative_commons, rss_language, spoken

if TYPE_CHECKING:
    from linli.feeds.values import Item
    from linli.feeds.wording import Said


class RssWords(NamedTuple):
    """The words of an item; those that are empty are not said.

    ``description`` and ``text`` are HTML. ``categories`` are names with their schemes; ``enclosure`` is address,
    bytes and type; ``feed`` is what somebody else's feed is called and its address.
    """

    id: str
    title: str
    url: str
    description: str
    published: str
    modified: str
    text: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    enclosure: tuple[str, str, str] = ("", "", "")
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    language: str = ""
    feed: tuple[str, str] = ("", "")
    source: str = ""
    rights: str = ""
    licence: str = ""
    valid: str = ""
    media: tuple[Medium, ...] = ()
    episode: EpisodeWords | tuple[()] = ()


def rss_words(item: Item, said: Said, lang: str) -> RssWords:
    """Return the words of an item in feeds of the language ``lang``."""
    if not isinstance(item, Entry):
        when = item.when
        return RssWords(item.id, said.title, said.url, said.text, rfc822(when), rfc3339(when))
    creators = [one.name for one in said.people if one.role == "author"]
    return RssWords(
        item.id,
        said.title,
        said.url,
        escape(said.summary, quote=False) or said.title,
        rfc822(item.published),
        rfc3339(item.updated) if item.updated != item.published else "",
        said.text,
        tuple([(label or term, scheme) for term, scheme, label in said.categories]),
        _enclosure(item),
        tuple(creators),
        tuple([spoken(one) for one in said.people if one.role != "author"]),
        rss_language(item.lang) if item.lang != lang else "",
        *_source(said),
        said.rights,
        creative_commons(said.licence),
        period(item.starts, item.expires),
        media_of(item, said),
        episode_words(item, said, creators) if item.episode else (),
    )


def _source(said: Said) -> tuple[tuple[str, str], str]:
    """Return the source: ``source`` is for a feed, ``dc:source`` for all others, never both."""
    if not said.source and not said.source_url:
        return ("", ""), ""
    if said.source_feed:
        return (said.source, said.source_feed), ""
    return ("", ""), f"{said.source} {said.source_url}".strip()


def _enclosure(entry: Entry) -> tuple[str, str, str]:
    """Return the first enclosure: RSS has a place for one."""
    if not entry.enclosures:
        return "", "", ""
    one = entry.enclosures[0]
    return address(one.url), str(one.length), one.type
