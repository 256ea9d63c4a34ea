"""What the page of a reprint tells search engines, and whether sitemaps may list it (RFC 6596)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.story import Origin

if TYPE_CHECKING:
    from linli.story import Story


class Indexing(NamedTuple):
    """``canonical`` is the address that counts instead of the page's own, if another does.

    ``is_indexed`` says whether search engines may list the page, ``is_mapped`` whether sitemaps do.
    """

    canonical: str = ""
    is_indexed: bool = True
    is_mapped: bool = True


OURS = Indexing()


def indexing_of(origin: str, source_url: str, wish: str) -> Indexing:
    """Return what is said of a story; ``wish`` is ``self``, ``source`` or ``noindex``.

    Only reprints are concerned. One whose original has no address can point to none: it counts itself.
    """
    if origin != Origin.REPRINT or wish == "self":
        return OURS
    if wish == "noindex":
        return Indexing("", is_indexed=False, is_mapped=False)
    return Indexing(source_url, is_mapped=False) if source_url else OURS


def indexing_of_story(story: Story, wish: str) -> Indexing:
    """Return what is said of ``story``."""
    return indexing_of(story.origin, story.source_url, wish)
