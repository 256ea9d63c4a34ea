"""Labelled lines below a story's text: a notice's kind, the original's title and day, the site's own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages import views
from linli.story import Origin, Person, Stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.pages.layout import Layout
    from linli.site import Manuscript
    from linli.story.fields import Field


def facts_of(
    layout: Layout, item: Manuscript, kind: tuple[str, str] | None
) -> tuple[views.Fact, ...]:
    """Return the labelled lines of a story; ``kind`` is a notice's, with its address."""
    story = item.story
    words = layout.words(story.lang)
    facts = [views.Fact(words.notice_kind, (views.Link(*kind),))] if kind else []
    if story.original_title and story.original_title != story.title:
        facts.append(
            views.Fact(words.original_title, (views.Link(story.original_title, story.source_url),))
        )
    if story.source_date and story.origin is Origin.REPRINT:
        moment = layout.moment(story.source_date, story.lang)
        facts.append(views.Fact(words.published_first, (views.Link(moment.text),)))
    for row in layout.newsroom.extra_fields:
        if row.shown and row.key in story.extra:
            label = row.zh if story.lang.startswith("zh") else row.en
            facts.append(views.Fact(label, _extra(layout, row, story.extra, story.lang)))
    return tuple(facts)


def _extra(
    layout: Layout, row: Field, extra: Mapping[str, object], lang: str
) -> tuple[views.Link, ...]:
    value = extra[row.key]
    parts = value if isinstance(value, tuple) else (value,)
    return tuple(_extra_part(layout, part, lang) for part in parts)


def _extra_part(layout: Layout, part: object, lang: str) -> views.Link:
    if isinstance(part, Person):
        return views.Link(f"{part.name}（{part.unit}）" if part.unit else part.name)
    if isinstance(part, Stamp):
        return views.Link(layout.moment(part, lang).text)
    text = str(part)
    return views.Link(text, text if text.startswith(("http://", "https://")) else "")
