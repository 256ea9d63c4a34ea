"""The page of an article or a notice, and what stands at the address of a withdrawn one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from linli.pages import views
from linli.pages.headline import phrases
from linli.pages.layout import BYLINE_FIELDS, SIGNOFF_FIELDS
from linli.rights.statement import House, state_rights
from linli.story import Origin, Person, Stamp
from linli.story.story import AiUse
from linli.text.excerpt import minutes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.pages.layout import Layout
    from linli.site import Manuscript
    from linli.site.edition import Series
    from linli.story.fields import Field

SHARE = {
    "weibo": ("微博", "Weibo", "https://service.weibo.com/share/share.php?url={url}&title={title}"),
    "qzone": (
        "QQ空间",
        "Qzone",
        "https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url={url}&title={title}",
    ),
    "x": ("X", "X", "https://x.com/intent/post?url={url}&text={title}"),
    "facebook": ("Facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A story chosen for the related list, and why: ``pinned``, ``tags``, ``text`` or ``latest``."""

    item: Manuscript
    why: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an article's page needs besides the article."""

    html: str
    related: Sequence[Chosen]
    series: Series | None
    state: str


def article_view(layout: Layout, item: Manuscript, around: Surroundings) -> views.ArticleView:
    """Return the view of an article's or notice's page."""
    story, lang = item.story, item.story.lang
    words = layout.words(lang)
    url = layout.addresses.story(story)
    column = layout.column(item)
    latest = bool(around.related) and all(chosen.why == "latest" for chosen in around.related)
    summary = story.summary or item.text.excerpt
    return views.ArticleView(
        head=layout.head(
            story.kind,
            story.title,
            url,
            lang,
            summary,
            trail=(column,),
            section=column.url,
            index=around.state != "expired",
            keywords=story.keywords,
        ),
        id=story.id,
        kind=story.kind,
        column=column,
        title=story.title,
        subtitle=story.subtitle,
        date=layout.moment(story.date, lang),
        modified=layout.moment(story.modified, lang) if story.modified else None,
        dateline=story.dateline,
        byline=layout.credits(item, BYLINE_FIELDS),
        signoff=layout.credits(item, SIGNOFF_FIELDS),
        source=views.Link(story.source, story.source_url),
        summary=summary,
        html=around.html,
        cover=layout.cover(item),
        facts=_facts(layout, item),
        tags=tuple(layout.tag(tag) for tag in story.tags),
        state=around.state,
        expires=layout.moment(story.expires, lang) if story.expires else None,
        corrections=_corrections(layout, item),
        ai_label={AiUse.ASSISTED: words.ai_assisted, AiUse.GENERATED: words.ai_generated}.get(
            story.ai_use, ""
        ),
        reading=_reading(layout, item),
        rights=_rights(layout, item),
        series=_series(layout, item, around.series) if around.series else None,
        related_heading=words.latest_in_column if latest else words.related,
        related=tuple(_related(layout, chosen, lang) for chosen in around.related),
        share_url=layout.absolute(url),
        share=_share(layout, story.title, layout.absolute(url), lang),
        phrases=phrases(story.title),
    )


def withdrawn_view(layout: Layout, item: Manuscript) -> views.WithdrawnView:
    """Return what is said of a withdrawn story: no title, no name, no word of it."""
    story = item.story
    url = layout.addresses.story(story)
    day = layout.moment(Stamp(story.date.at, timed=False), story.lang)
    title = layout.words(story.lang).withdrawn.format(day=day.text)
    return views.WithdrawnView(
        head=layout.head("withdrawn", title, url, story.lang, index=False),
        date=day,
        corrections=_corrections(layout, item),
    )


def _corrections(layout: Layout, item: Manuscript) -> tuple[views.Correction, ...]:
    ordered = sorted(item.story.corrections, key=lambda correction: correction.date.at)
    return tuple(
        views.Correction(layout.moment(one.date, item.story.lang), one.text, one.major, one.by)
        for one in ordered
    )


def _reading(layout: Layout, item: Manuscript) -> str:
    words, text = layout.words(item.story.lang), item.text
    count = text.characters + text.words
    template = words.reading
    return template.format(n=count, minutes=minutes(text.characters, text.words)) if count else ""


def _rights(layout: Layout, item: Manuscript) -> views.RightsView:
    newsroom = layout.newsroom
    ask = newsroom.ask_url
    ask = layout.addresses.base + ask if ask.startswith("/") else ask
    house = House(newsroom.name, newsroom.publisher, ask)
    statement = state_rights(item.story, house, item.story.lang)
    return views.RightsView(
        kind=statement.kind,
        heading=statement.heading,
        sentences=tuple(
            tuple(views.Link(piece.text, piece.url, piece.rel) for piece in sentence)
            for sentence in statement.sentences
        ),
        claim=statement.claim,
    )


def _facts(layout: Layout, item: Manuscript) -> tuple[views.Fact, ...]:
    """Return the labelled lines below the text: the original's title and day, the site's own fields."""
    story = item.story
    words = layout.words(story.lang)
    facts: list[views.Fact] = []
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


def _series(layout: Layout, item: Manuscript, series: Series) -> views.SeriesView:
    places = dict(series.items)
    number = next(number for number, other in series.items if other is item)
    members = tuple(
        views.SeriesMember(
            number=position,
            title=places[position].story.title if position in places else "",
            url=layout.addresses.story(places[position].story) if position in places else "",
            current=position == number,
        )
        for position in range(1, max(places) + 1)
    )
    before = [position for position in places if position < number]
    after = [position for position in places if position > number]
    return views.SeriesView(
        name=series.name,
        url=layout.addresses.series(series.name),
        number=number,
        members=members,
        previous=_neighbour(layout, places[max(before)]) if before else None,
        next=_neighbour(layout, places[min(after)]) if after else None,
    )


def _neighbour(layout: Layout, item: Manuscript) -> views.Link:
    return views.Link(item.story.title, layout.addresses.story(item.story), lang=item.story.lang)


def _related(layout: Layout, chosen: Chosen, lang: str) -> views.RelatedStory:
    words = layout.words(lang)
    reason = ""
    if layout.newsroom.related_reasons:
        joined = ("、" if lang.startswith("zh") else ", ").join(chosen.tags[:2])
        reason = {
            "pinned": words.reason_pinned,
            "tags": words.reason_tags.format(tags=joined),
            "text": words.reason_text,
        }.get(chosen.why, "")
    return views.RelatedStory(layout.entry(chosen.item, lang), reason)


def _share(layout: Layout, title: str, url: str, lang: str) -> tuple[views.Link, ...]:
    """Return links for sharing; without an address of the site there is nothing to share."""
    if not url:
        return ()
    links: list[views.Link] = []
    for service in layout.newsroom.share:
        if service == "mail":
            address = f"mailto:?subject={quote(title)}&body={quote(url)}"
            links.append(views.Link(layout.words(lang).mail, address))
        else:
            chinese, english, template = SHARE[service]
            name = chinese if lang.startswith("zh") else english
            address = template.format(url=quote(url, safe=""), title=quote(title, safe=""))
            links.append(views.Link(name, address))
    return tuple(links)
