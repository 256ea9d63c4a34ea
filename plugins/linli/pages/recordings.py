"""Sounds and films as pages show them and as feeds carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli import feeds
from linli.pages import views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.pages.layout import Layout
    from linli.pages.recipe import ArticleParts, RecordingShot

KIB, MIB = 1024, 1024 * 1024


def recordings_of(parts: ArticleParts) -> Iterator[tuple[str, RecordingShot]]:
    """Yield the recordings of a story, each with its kind; the sound first, because some feeds carry one only."""
    if parts.audio:
        yield "audio", parts.audio
    if parts.video:
        yield "video", parts.video


def recording_views(parts: ArticleParts, title: str) -> tuple[views.Recording, ...]:
    """Return the recordings of a story as its page shows them; ``title`` is the story's own."""
    return tuple(
        [
            views.Recording(
                url, type_, kind, called or title, size_text(size), clock(seconds), transcript
            )
            for kind, (url, type_, size, seconds, called, transcript, _, _) in recordings_of(parts)
        ]
    )


def enclosures(layout: Layout, parts: ArticleParts) -> tuple[feeds.Enclosure, ...]:
    """Return the recordings of a story as feeds carry them."""
    return tuple(
        [
            feeds.Enclosure(layout.absolute_link(url), type_, size, title, seconds)
            for _, (url, type_, size, seconds, title, *_) in recordings_of(parts)
        ]
    )


def size_text(size: int) -> str:
    """Return a size as readers know it: ``48 KB``, ``1.2 MB``."""
    if size < MIB:
        return f"{max(1, round(size / KIB))} KB" if size else ""
    return f"{size / MIB:.1f} MB"


def clock(seconds: int) -> str:
    """Return a duration as players show it: ``3:05``, ``1:02:03``; nothing where it is not known."""
    if not seconds:
        return ""
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
