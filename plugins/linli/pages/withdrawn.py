"""What stands for a withdrawn story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages import views
from linli.pages.story_view import corrections_of
from linli.story import Stamp

if TYPE_CHECKING:
    from linli.pages.layout import Layout
    from linli.pages.recipe import WithdrawnParts
    from linli.site import Manuscript
    from linli.story import Story


def withdrawn_view(layout: Layout, parts: WithdrawnParts, item: Manuscript) -> views.WithdrawnView:
    """Return what is said of a withdrawn story: when, why, and no title, no name, no word of it."""
    story = item.story
    title = withdrawn_title(layout, story)
    return views.WithdrawnView(
        head=layout.head("withdrawn", title, parts.url, story.lang, index=False),
        date=_day(layout, story),
        withdrawn=layout.moment(story.withdrawn, story.lang) if story.withdrawn else None,
        reason=story.withdrawn_reason,
        corrections=corrections_of(layout, item),
    )


def withdrawn_title(layout: Layout, story: Story) -> str:
    """Return what stands for its title: that it was withdrawn, and of which day it was."""
    return layout.words(story.lang).withdrawn.format(day=_day(layout, story).text)


def _day(layout: Layout, story: Story) -> views.Moment:
    return layout.moment(Stamp(story.date.at, timed=False), story.lang)
