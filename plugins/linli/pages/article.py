"""Pages of articles and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from linli.pages import views
from linli.pages.addresses import kit_url
from linli.pages.headline import phrases
from linli.pages.sharing import share_links
from linli.pages.story_view import story_view
from linli.pages.structured import data_block
from linli.pages.told import told_of
from linli.pages.words import reason_text
from linli.rights.indexing import indexing_of_story
from linli.rights.kit import title_of
from linli.text.reading import minutes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.pages.layout import Layout
    from linli.pages.recipe import ArticleParts, Listed
    from linli.pages.story_view import StoryView, Tell
    from linli.rights.statement import Statement
    from linli.site import Manuscript


def article_view(
    layout: Layout,
    parts: ArticleParts,
    shown: Sequence[Listed],
    item: Manuscript,
    tell: Tell = story_view,
) -> views.ArticleView:
    """Return the view of an article's or notice's own page, which has a data block for programs."""
    told = tell(layout, parts, item)
    view = _page(layout, parts, shown, item, told)
    facts = told_of(layout, item.story, told.rights)
    head = replace(
        view.head, licence=facts.licence, mining=facts.mining, mining_policy=facts.mining_policy
    )
    data = data_block(layout, view, item.story, told.rights, parts.entry_id, facts.policy)
    return replace(view, head=head, data=data)


def _page(
    layout: Layout,
    parts: ArticleParts,
    shown: Sequence[Listed],
    item: Manuscript,
    told: StoryView,
) -> views.ArticleView:
    story, lang = item.story, item.story.lang
    address = layout.absolute(parts.url)
    return views.ArticleView(
        head=_head(layout, parts, item, told),
        id=story.id,
        kind=told.kind,
        column=told.column,
        title=told.title,
        subtitle=told.subtitle,
        date=layout.moment(story.date, lang),
        modified=layout.moment(story.modified, lang) if story.modified else None,
        dateline=told.dateline,
        byline=told.byline,
        signoff=told.signoff,
        source=told.source,
        summary=told.summary,
        html=told.html,
        cover=told.cover,
        recordings=told.recordings,
        facts=told.facts,
        tags=told.tags,
        state=told.state,
        expires=told.expires,
        corrections=told.corrections,
        ai_label=told.ai_label,
        reading=_reading(layout, item),
        rights=_rights(told.rights),
        series=_series(parts.series) if parts.series else None,
        related_heading=_related_heading(layout, parts, lang),
        related=_related(layout, parts, shown, lang),
        republish=_republish(layout, parts, lang) if parts.kit else None,
        share_url=address,
        share=share_links(layout, story.title, address, lang),
        phrases=phrases(story.title),
    )


def _republish(layout: Layout, parts: ArticleParts, lang: str) -> views.Link:
    return views.Link(title_of(parts.kit, layout.house, lang), kit_url(parts.url))


def _head(layout: Layout, parts: ArticleParts, item: Manuscript, told: StoryView) -> views.Head:
    story = item.story
    indexing = indexing_of_story(story, layout.newsroom.reprint_canonical)
    return layout.head(
        story.kind,
        story.title,
        parts.url,
        story.lang,
        told.summary,
        trail=(told.column,),
        section=parts.column_url,
        canonical=indexing.canonical or None,
        index=parts.state != "expired" and indexing.is_indexed,
        keywords=story.keywords,
    )


def _related_heading(layout: Layout, parts: ArticleParts, lang: str) -> str:
    words = layout.words(lang)
    latest = bool(parts.reasons) and all(why == "latest" for why, _ in parts.reasons)
    return words.latest_in_column if latest else words.related


def _related(
    layout: Layout, parts: ArticleParts, shown: Sequence[Listed], lang: str
) -> tuple[views.RelatedStory, ...]:
    return tuple(
        views.RelatedStory(
            layout.entry(one, lang),
            reason_text(why, tags, lang) if layout.newsroom.related_reasons else "",
            layout.absolute(one.url).partition("://")[2],
        )
        for one, (why, tags) in zip(shown, parts.reasons, strict=True)
    )


def _reading(layout: Layout, item: Manuscript) -> str:
    words, text = layout.words(item.story.lang), item.text
    count = text.characters + text.words
    template = words.reading
    return template.format(n=count, minutes=minutes(text.characters, text.words)) if count else ""


def _rights(statement: Statement) -> views.RightsView:
    """Return the reprint notice as pages show it."""
    return views.RightsView(
        kind=statement.kind,
        heading=statement.heading,
        sentences=tuple(
            [tuple([views.Link(*piece) for piece in line]) for line in statement.sentences]
        ),
        claim=statement.claim,
        holder=statement.holder,
        year=statement.year,
        licence=statement.licence,
    )


def _series(
    parts: tuple[str, str, int, tuple[tuple[int, str, str, str], ...]],
) -> views.SeriesView:
    name, url, number, members = parts
    places = {
        position: views.Link(title, to, "", tongue) for position, title, to, tongue in members
    }
    before = [position for position in places if position < number]
    after = [position for position in places if position > number]
    gap = views.Link("")
    return views.SeriesView(
        name=name,
        url=url,
        number=number,
        members=tuple(
            views.SeriesMember(position, place.text, place.url, position == number)
            for position in range(1, max(places) + 1)
            for place in (places.get(position, gap),)
        ),
        previous=places[max(before)] if before else None,
        next=places[min(after)] if after else None,
    )
