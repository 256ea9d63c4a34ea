"""Pages at old addresses: of a story that has moved, and of one that is gone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from linli.pages import views
from linli.story import Stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.pages.layout import Layout
    from linli.pages.recipe import GoneParts, Listed, RedirectParts


def redirect_view(
    layout: Layout, parts: RedirectParts, shown: Sequence[Listed], lang: str
) -> views.RedirectView:
    """Return the page at an address that a story had before; ``shown`` is that story, unless it was withdrawn."""
    canonical = layout.absolute(parts.target)
    title = (shown[0].title if shown else parts.title) or layout.words(lang).moved
    head = layout.head("redirect", title, parts.url, lang, index=False, canonical=canonical)
    return views.RedirectView(head, views.Link(title, parts.target, lang=lang))


def gone_view(layout: Layout, parts: GoneParts, lang: str) -> views.GoneView:
    """Return the page at an address whose story may not be seen any more: no title, no word of it."""
    day = Stamp(datetime.fromisoformat(parts.day), timed=False)
    title = layout.words(lang).gone
    head = layout.head("gone", title, parts.url, lang, index=False)
    return views.GoneView(head, layout.moment(day, lang))
