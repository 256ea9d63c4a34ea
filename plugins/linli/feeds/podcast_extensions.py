"""Podcasts: the elements of Apple's that directories require, which feedgen's own extension would mix up with others.

https://help.apple.com/itc/podcasts_connect/#/itcb54353390
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.feeds.characters import address, clean, one_line
from linli.feeds.extensions import add
from linli.feeds.wording import headline, people

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from linli.feeds.values import Channel, Entry

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


def add_podcast(element: Element, channel: Channel) -> None:
    """Add what directories want to know of a feed."""
    podcast = channel.podcast
    if podcast is None:
        return
    _add(element, "author", one_line(podcast.author))
    _add(element, "type", podcast.type)
    _add(element, "explicit", _truth(explicit=podcast.explicit))
    _add(element, "summary", clean(channel.description))
    add(element, f"{{{ITUNES}}}image", href=address(podcast.image))
    category = add(element, f"{{{ITUNES}}}category")
    category.set("text", podcast.category)
    if podcast.subcategory:
        add(category, f"{{{ITUNES}}}category").set("text", podcast.subcategory)
    owner = add(element, f"{{{ITUNES}}}owner")
    _add(owner, "name", one_line(podcast.author))
    _add(owner, "email", podcast.email)


def add_episode(element: Element, entry: Entry) -> None:
    """Add what they want to know of an entry."""
    episode = entry.episode
    if episode is None:
        return
    _add(element, "title", headline(entry))
    named = [one_line(person.name) for person in people(entry) if person.role == "author"]
    _add(element, "author", ("、" if entry.lang.startswith("zh") else ", ").join(named))
    _add(element, "summary", clean(entry.summary))
    _add(element, "duration", _clock(episode.duration))
    _add(element, "season", str(episode.season or ""))
    _add(element, "episode", str(episode.number or ""))
    _add(element, "episodeType", "full")
    _add(element, "explicit", _truth(explicit=episode.explicit))


def _add(element: Element, name: str, text: str) -> None:
    if text:
        add(element, f"{{{ITUNES}}}{name}", text)


def _truth(*, explicit: bool) -> str:
    return "true" if explicit else "false"


def _clock(seconds: int) -> str:
    """Return a duration as hours, minutes and seconds; nothing where it is not known."""
    if not seconds:
        return ""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
