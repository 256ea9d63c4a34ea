"""Podcasts: the elements of Apple's that directories require, which feedgen's own extension would mix up with others.

https://help.apple.com/itc/podcasts_connect/#/itcb54353390
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.feeds.characters import address, clean, one_line
from linli.feeds.extensions import add
from linli.feeds.podcast_words import truth

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from linli.feeds.podcast_words import EpisodeWords
    from linli.feeds.values import Channel

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


def add_podcast(element: Element, channel: Channel) -> None:
    """Add what directories want to know of a feed."""
    podcast = channel.podcast
    if podcast is None:
        return
    _add(element, "author", one_line(podcast.author))
    _add(element, "type", podcast.type)
    _add(element, "explicit", truth(is_so=podcast.explicit))
    _add(element, "summary", clean(channel.description))
    add(element, f"{{{ITUNES}}}image", href=address(podcast.image))
    category = add(element, f"{{{ITUNES}}}category")
    category.set("text", podcast.category)
    if podcast.subcategory:
        add(category, f"{{{ITUNES}}}category").set("text", podcast.subcategory)
    owner = add(element, f"{{{ITUNES}}}owner")
    _add(owner, "name", one_line(podcast.author))
    _add(owner, "email", podcast.email)


def add_episode(element: Element, words: EpisodeWords) -> None:
    """Add what they want to know of an episode."""
    _add(element, "title", words.title)
    _add(element, "author", words.author)
    _add(element, "summary", words.summary)
    _add(element, "duration", words.duration)
    _add(element, "season", words.season)
    _add(element, "episode", words.number)
    _add(element, "episodeType", "full")
    _add(element, "explicit", words.explicit)


def _add(element: Element, name: str, text: str) -> None:
    if text:
        add(element, f"{{{ITUNES}}}{name}", text)
