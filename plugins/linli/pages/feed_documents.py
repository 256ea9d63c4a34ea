"""Feeds as files: what they say of themselves, and the stories in them, each printed once."""

from __future__ import annotations

from mimetypes import guess_type
from typing import TYPE_CHECKING, cast

from linli import feeds
from linli.pages.clippings import explained_at
from linli.pages.documents import founded
from linli.pages.podcast import podcast_channel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.pages.clippings import Clippings
    from linli.pages.layout import Layout
    from linli.pages.recipe import FeedParts, FeedUrls, Recipe

MINUTES = 60
"""How long a program may wait before it looks again: sites are built once an hour (docs/publishing.md)."""
FORMS = {"rss": feeds.rss, "atom": feeds.atom, "json": feeds.json_feed}


def make_feed(made: Recipe, marks: Sequence[bytes], clippings: Clippings) -> bytes:
    """Return a feed as it is published; ``marks`` are those of the manuscripts that it shows."""
    parts = cast("FeedParts", made.parts)
    if parts.artwork and parts.form == "rss":
        episodes = clippings.episodes(parts, made.shown, marks)
        return feeds.rss(_channel(clippings.layout, parts, episodes), episodes)
    items = clippings.of(parts, made.shown, marks)
    return FORMS[parts.form](_channel(clippings.layout, parts, items), items)


def _channel(layout: Layout, parts: FeedParts, items: Sequence[feeds.Printable]) -> feeds.Channel:
    newsroom, absolute = layout.newsroom, layout.absolute
    times = [one.when if isinstance(one, feeds.Tombstone) else one.updated for one in items]
    return feeds.Channel(
        title=parts.title,
        description=parts.about,
        home_url=absolute(parts.home),
        self_url=_absolute_all(layout, parts.urls),
        lang=newsroom.lang,
        updated=max(times, default=founded(layout)),
        rights=f"© {newsroom.publisher}",
        publisher=newsroom.publisher,
        # An archive stays as it is, so there is nothing to be told of it.
        hub_url="" if any(parts.current) else newsroom.hub,
        image=_channel_image(layout, *parts.image) if parts.image else None,
        ttl=None if any(parts.current) else MINUTES,
        is_archive=any(parts.current),
        current=_absolute_all(layout, parts.current),
        prev_archive=_absolute_all(layout, parts.older),
        next_archive=_absolute_all(layout, parts.newer),
        about_url=explained_at(layout),
        podcast=podcast_channel(layout, parts.artwork),
    )


def _channel_image(layout: Layout, url: str, width: int, height: int) -> feeds.Picture:
    return feeds.Picture(layout.absolute(url), guess_type(url)[0] or "image/png", width, height)


def _absolute_all(layout: Layout, urls: FeedUrls) -> feeds.Urls:
    return feeds.Urls(*(layout.absolute(url) if url else "" for url in urls))
