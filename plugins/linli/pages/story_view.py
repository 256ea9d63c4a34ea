"""What a story says wherever it stands: on its own page, in feeds, in copies that others take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from linli.pages import views
from linli.pages.crediting import credits_of
from linli.pages.facts import facts_of
from linli.pages.layout import BYLINE_FIELDS, SIGNOFF_FIELDS
from linli.pages.recordings import recording_views
from linli.rights.statement import state_rights
from linli.story.story import AiUse
from linli.text.links import Target, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linli.pages.layout import Layout
    from linli.pages.recipe import ArticleParts, Shot
    from linli.rights.statement import Statement
    from linli.site import Manuscript
    from linli.story import Story

    Tell: TypeAlias = Callable[[Layout, ArticleParts, Manuscript], "StoryView"]
    """What returns the view of a story: :func:`story_view`, or something that remembers."""


REMEMBERED = 128
"""Stories that are remembered, a few megabytes."""


class StoryView(NamedTuple):
    """An article or a notice without the page around it: the fields of :class:`linli.pages.views.ArticleView`."""

    kind: str
    lang: str
    column: views.Link
    title: str
    subtitle: str
    dateline: str
    byline: tuple[views.Credit, ...]
    signoff: tuple[views.Credit, ...]
    source: views.Link
    summary: str
    html: str
    cover: views.Picture | None
    recordings: tuple[views.Recording, ...]
    facts: tuple[views.Fact, ...]
    tags: tuple[views.Link, ...]
    state: str
    expires: views.Moment | None
    corrections: tuple[views.Correction, ...]
    ai_label: str
    rights: Statement


class Retelling:
    """Tells stories, and remembers the last ones: a feed is made right after the pages of its stories."""

    def __init__(self) -> None:
        self._told: dict[int, tuple[Manuscript, ArticleParts, StoryView]] = {}

    def __call__(self, layout: Layout, parts: ArticleParts, item: Manuscript) -> StoryView:
        """Return what a story says; ``layout`` is always the same."""
        own = parts._replace(reasons=()) if parts.reasons else parts
        known = self._told.get(id(item))
        if known and known[0] is item and known[1] == own:
            return known[2]
        view = story_view(layout, own, item)
        if len(self._told) >= REMEMBERED:
            del self._told[next(iter(self._told))]
        self._told[id(item)] = item, own, view
        return view


def story_view(layout: Layout, parts: ArticleParts, item: Manuscript) -> StoryView:
    """Return what a story says, why others are related to it aside."""
    story, lang = item.story, item.story.lang
    people = dict(parts.people)
    return StoryView(
        kind=story.kind,
        lang=lang,
        column=views.Link(story.column, parts.column_url),
        title=story.title,
        subtitle=story.subtitle,
        dateline=story.dateline,
        byline=credits_of(layout, story, BYLINE_FIELDS, people),
        signoff=credits_of(layout, story, SIGNOFF_FIELDS, people),
        source=views.Link(story.source, story.source_url),
        summary=story.summary or item.text.excerpt,
        html=resolved(item, parts.targets),
        cover=views.Picture(*parts.cover) if parts.cover else None,
        recordings=recording_views(parts, story.title),
        facts=facts_of(layout, item, parts.notice_kind),
        tags=tuple(map(views.Link, story.tags, parts.tag_urls)),
        state=parts.state,
        expires=layout.moment(story.expires, lang) if story.expires else None,
        corrections=corrections_of(layout, item) if story.corrections else (),
        ai_label=ai_label(layout, story),
        rights=state_rights(story, layout.house, lang),
    )


def resolved(item: Manuscript, targets: Sequence[Shot]) -> str:
    """Return the HTML of a text with every reference resolved."""
    return resolve(item.text.html, lambda number: Target(*targets[number]))


def corrections_of(layout: Layout, item: Manuscript) -> tuple[views.Correction, ...]:
    """Return what was corrected, in the order in which it was."""
    ordered = sorted(item.story.corrections, key=lambda correction: correction.date.at)
    return tuple(
        views.Correction(layout.moment(one.date, item.story.lang), one.text, one.major, one.by)
        for one in ordered
    )


def ai_label(layout: Layout, story: Story) -> str:
    """Return what must be said of a machine's share in a story, or nothing."""
    words = layout.words(story.lang)
    labels = {AiUse.ASSISTED: words.ai_assisted, AiUse.GENERATED: words.ai_generated}
    return labels.get(story.ai_use, "")
