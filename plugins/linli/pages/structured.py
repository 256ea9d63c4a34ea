"""The structured data of a story's page, made from its view, its rights and what its header says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import astuple

from linli.metadata.blocks import block_text
from linli.metadata.news_article import Article, Named, Part, news_article
from linli.rights.linked_data import rights_terms
from linli.story.story import AiUse

if TYPE_CHECKING:
    from linli.pages import views
    from linli.pages.layout import Layout
    from linli.rights.statement import Statement
    from linli.story import Stamp, Story


def data_block(
    layout: Layout,
    view: views.ArticleView,
    story: Story,
    statement: Statement,
    entry_id: str,
    policy: str = "",
) -> str:
    """Return the data block of a story's page, safe to stand in HTML as it is.

    ``policy`` is the address of its rights as a policy for programs, if there is one.
    """
    house, full = layout.house, layout.absolute_link
    rights = rights_terms(story, statement, full(house.ask_url), full(house.policy_url), policy)
    return block_text(news_article(_article(layout, view, story, entry_id), rights))


def _article(layout: Layout, view: views.ArticleView, story: Story, entry_id: str) -> Article:
    newsroom, full = layout.newsroom, layout.absolute_link
    cover, series = view.cover, view.series
    return Article(
        url=view.share_url,
        id=entry_id or story.id,
        title=view.title,
        subtitle=view.subtitle,
        summary=view.summary,
        lang=story.lang,
        published=view.date.iso,
        modified=layout.moment(story.changed, story.lang).iso,
        expires=_end(story.expires) if story.expires else "",
        dateline=view.dateline,
        section=view.column.text,
        keywords=tuple(dict.fromkeys((*story.tags, *story.keywords))),
        parts=tuple(
            [
                Part(
                    one.role,
                    one.label,
                    tuple(
                        [Named(who.name, full(who.url) if who.url else "") for who in one.people]
                    ),
                )
                for one in (*view.byline, *view.signoff)
            ]
        ),
        image=(full(cover.url) or cover.url, *astuple(cover)[1:]) if cover else None,
        corrections=tuple([(one.day.iso, one.text) for one in view.corrections]),
        series=(series.name, full(series.url)) if series else None,
        is_generated=story.ai_use is AiUse.GENERATED,
        publisher=newsroom.publisher,
        site_url=full(layout.addresses.home()),
    )


def _end(stamp: Stamp) -> str:
    """Return when something ends; a bare day is a day, which lasts until it is over."""
    return stamp.at.isoformat() if stamp.timed else stamp.at.date().isoformat()
