"""Standing pages: about, contact and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages import views
from linli.pages.story_view import resolved

if TYPE_CHECKING:
    from linli.pages.layout import Layout
    from linli.pages.recipe import PageParts
    from linli.site import Manuscript


def page_view(layout: Layout, parts: PageParts, item: Manuscript) -> views.PageView:
    """Return a standing page."""
    story = item.story
    summary = story.summary or item.text.excerpt
    return views.PageView(
        head=layout.head("page", story.title, parts.url, story.lang, summary),
        title=story.title,
        html=resolved(item, parts.targets),
        modified=layout.moment(story.modified, story.lang) if story.modified else None,
    )
