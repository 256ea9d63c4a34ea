"""The podcast: the page of all stories with a sound, and what its feed tells directories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli import feeds
from linli.pages.lists import listing
from linli.pages.recipe import ArticleParts
from linli.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linli.pages.catalogue import Catalogue
    from linli.pages.layout import Layout
    from linli.pages.recipe import Recipe
    from linli.problems import Notebook
    from linli.site import Card, Newsroom

TAKEN = frozenset({"audio/mpeg", "audio/mp4"})
"""The types of sound that the directories of podcasts take."""


def heard(catalogue: Catalogue) -> list[Card]:
    """Return the stories with a sound that still hold, newest first."""
    return [item for item in catalogue.edition.listed if item.audio]


def audio_recipes(catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield the pages that list all stories with a sound: the home of the podcast."""
    podcast, address = catalogue.newsroom.podcast, catalogue.addresses.at("audio")
    if podcast:
        yield from listing(
            catalogue,
            "audio",
            podcast.title or catalogue.words.audio,
            address,
            heard(catalogue),
            lead=podcast.description,
            template="latest.html",
        )


def check_podcast(stories: Iterable[Recipe], newsroom: Newsroom, notebook: Notebook) -> None:
    """Write down sounds that the directories of podcasts will not take."""
    for made in stories if newsroom.podcast else ():
        parts = made.parts
        if isinstance(parts, ArticleParts) and parts.audio and parts.audio[1] not in TAKEN:
            notebook.note("podcast-format", made.owner, Place(1, 1), type=parts.audio[1])


def episode(
    layout: Layout,
    made_from: tuple[str, tuple[object, ...]],
    item: feeds.Entry | feeds.Tombstone,
) -> feeds.Entry | feeds.Tombstone:
    """Return an entry of a podcast, with what directories want to know of it."""
    kind, own = made_from
    podcast = layout.newsroom.podcast
    if not isinstance(item, feeds.Entry) or kind != ArticleParts.__name__ or not podcast:
        return item
    sound = ArticleParts._make(own).audio
    if sound is None:
        return item
    _, _, _, seconds, _, _, season, number = sound
    return item._replace(episode=feeds.Episode(seconds, season, number, podcast.explicit))


def podcast_channel(layout: Layout, artwork: str) -> feeds.Podcast | None:
    """Return what the feed of the podcast says of itself; ``artwork`` is the address of its picture."""
    podcast = layout.newsroom.podcast
    if not podcast or not artwork:
        return None
    return feeds.Podcast(
        podcast.author or layout.newsroom.publisher,
        podcast.email,
        layout.absolute(artwork),
        podcast.category,
        podcast.subcategory,
        podcast.explicit,
        podcast.type,
    )
