"""Pages of single stories: articles and notices, standing pages, what stands for withdrawn and moved ones."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from linli.pages import views
from linli.pages.addresses import kit_url
from linli.pages.headline import phrases
from linli.pages.layout import BYLINE_FIELDS, SIGNOFF_FIELDS
from linli.pages.recordings import recording_views
from linli.pages.structured import data_block
from linli.pages.told import told_of
from linli.pages.words import reason_text
from linli.rights.indexing import indexing_of_story
from linli.rights.kit import title_of
from linli.rights.statement import state_rights
from linli.story import Origin, Person, Stamp
from linli.story.story import AiUse
from linli.text.links import Target, resolve
from linli.text.reading import minutes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.pages.layout import Layout
    from linli.pages.recipe import (
        ArticleParts,
        GoneParts,
        Listed,
        PageParts,
        RedirectParts,
        Shot,
        WithdrawnParts,
    )
    from linli.rights.statement import Statement
    from linli.site import Manuscript
    from linli.story import Story
    from linli.story.fields import Field

SHARE = {
    "weibo": "https://service.weibo.com/share/share.php?url={url}&title={title}",
    "qzone": "https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url={url}&title={title}",
    "x": "https://x.com/intent/post?url={url}&text={title}",
    "facebook": "https://www.facebook.com/sharer/sharer.php?u={url}",
}
"""Where services take what is shared; their names are in the vocabulary."""


def article_page(
    layout: Layout, parts: ArticleParts, shown: Sequence[Listed], item: Manuscript
) -> views.ArticleView:
    """Return the view of an article's or notice's own page, which has a data block for programs."""
    statement = state_rights(item.story, layout.house, item.story.lang)
    view = _viewed(layout, parts, shown, item, statement)
    told = told_of(layout, item.story, statement)
    head = view.head._replace(
        licence=told.licence, mining=told.mining, mining_policy=told.mining_policy
    )
    data = data_block(layout, view, item.story, statement, parts.entry_id, told.policy)
    return view._replace(head=head, data=data)


def article_view(
    layout: Layout, parts: ArticleParts, shown: Sequence[Listed], item: Manuscript
) -> views.ArticleView:
    """Return what is said of an article or a notice, wherever it stands."""
    statement = state_rights(item.story, layout.house, item.story.lang)
    return _viewed(layout, parts, shown, item, statement)


def _viewed(
    layout: Layout,
    parts: ArticleParts,
    shown: Sequence[Listed],
    item: Manuscript,
    statement: Statement,
) -> views.ArticleView:
    story, lang = item.story, item.story.lang
    words = layout.words(lang)
    column = views.Link(story.column, parts.column_url)
    latest = bool(parts.reasons) and all(why == "latest" for why, _ in parts.reasons)
    summary = story.summary or item.text.excerpt
    people = dict(parts.people)
    address = layout.absolute(parts.url)
    indexing = indexing_of_story(story, layout.newsroom.reprint_canonical)
    return views.ArticleView(
        head=layout.head(
            story.kind,
            story.title,
            parts.url,
            lang,
            summary,
            trail=(column,),
            section=column.url,
            canonical=indexing.canonical or None,
            index=parts.state != "expired" and indexing.is_indexed,
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
        byline=credits_of(layout, story, BYLINE_FIELDS, people),
        signoff=credits_of(layout, story, SIGNOFF_FIELDS, people),
        source=views.Link(story.source, story.source_url),
        summary=summary,
        html=resolved(item, parts.targets),
        cover=views.Picture(*parts.cover) if parts.cover else None,
        recordings=recording_views(parts, story.title),
        facts=_facts(layout, item, parts.notice_kind),
        tags=tuple(map(views.Link, story.tags, parts.tag_urls)),
        state=parts.state,
        expires=layout.moment(story.expires, lang) if story.expires else None,
        corrections=corrections_of(layout, item),
        ai_label=ai_label(layout, story),
        reading=_reading(layout, item),
        rights=rights_view(statement),
        series=_series(parts.series) if parts.series else None,
        related_heading=words.latest_in_column if latest else words.related,
        related=tuple(
            views.RelatedStory(
                layout.entry(one, lang),
                reason_text(why, tags, lang) if layout.newsroom.related_reasons else "",
            )
            for one, (why, tags) in zip(shown, parts.reasons, strict=True)
        ),
        republish=_republish(layout, parts, lang) if parts.kit else None,
        share_url=address,
        share=_share(layout, story.title, address, lang),
        phrases=phrases(story.title),
    )


def _republish(layout: Layout, parts: ArticleParts, lang: str) -> views.Link:
    return views.Link(title_of(parts.kit, layout.house, lang), kit_url(parts.url))


def withdrawn_view(layout: Layout, parts: WithdrawnParts, item: Manuscript) -> views.WithdrawnView:
    """Return what is said of a withdrawn story: when, why, and no title, no name, no word of it."""
    story = item.story
    day = layout.moment(Stamp(story.date.at, timed=False), story.lang)
    title = layout.words(story.lang).withdrawn.format(day=day.text)
    return views.WithdrawnView(
        head=layout.head("withdrawn", title, parts.url, story.lang, index=False),
        date=day,
        withdrawn=layout.moment(story.withdrawn, story.lang) if story.withdrawn else None,
        reason=story.withdrawn_reason,
        corrections=corrections_of(layout, item),
    )


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


def redirect_view(layout: Layout, parts: RedirectParts, lang: str) -> views.RedirectView:
    """Return the page at an address that a story had before."""
    canonical = layout.absolute(parts.target)
    title = parts.title or layout.words(lang).moved
    head = layout.head("redirect", title, parts.url, lang, index=False, canonical=canonical)
    return views.RedirectView(head, views.Link(title, parts.target, lang=lang))


def gone_view(layout: Layout, parts: GoneParts, lang: str) -> views.GoneView:
    """Return the page at an address whose story may not be seen any more: no title, no word of it."""
    day = Stamp(datetime.fromisoformat(parts.day), timed=False)
    title = layout.words(lang).gone
    head = layout.head("gone", title, parts.url, lang, index=False)
    return views.GoneView(head, layout.moment(day, lang))


def resolved(item: Manuscript, targets: Sequence[Shot]) -> str:
    """Return the HTML of a text with every reference resolved."""
    return resolve(item.text.html, lambda number: Target(*targets[number]))


def credits_of(
    layout: Layout, story: Story, keys: tuple[str, ...], people: Mapping[str, str]
) -> tuple[views.Credit, ...]:
    """Return the credits of the fields ``keys``, one for each role; ``people`` holds the pages of people."""
    labels = layout.words(story.lang).roles
    found: list[views.Credit] = []
    for key in keys:
        value: tuple[Person, ...] | Person | None = getattr(story, key)
        credited = (value,) if isinstance(value, Person) else value or ()
        roles: dict[str, list[views.PersonView]] = {}
        for person in credited:
            named = views.PersonView(person.name, person.unit, people.get(person.name, ""))
            roles.setdefault(role_of(key, person.role), []).append(named)
        found.extend(
            views.Credit(role, labels.get(role, role), tuple(who)) for role, who in roles.items()
        )
    return tuple(found)


def role_of(field: str, role: str) -> str:
    """Return the role of somebody credited in ``field``, perhaps with a role of their own."""
    return role or ("author" if field == "authors" else field)


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


def _reading(layout: Layout, item: Manuscript) -> str:
    words, text = layout.words(item.story.lang), item.text
    count = text.characters + text.words
    template = words.reading
    return template.format(n=count, minutes=minutes(text.characters, text.words)) if count else ""


def rights_view(statement: Statement) -> views.RightsView:
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


def _facts(
    layout: Layout, item: Manuscript, kind: tuple[str, str] | None
) -> tuple[views.Fact, ...]:
    """Return the labelled lines below the text: a notice's kind, the original's title and day, the site's own fields."""
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


def _share(layout: Layout, title: str, url: str, lang: str) -> tuple[views.Link, ...]:
    """Return links for sharing; without an address of the site there is nothing to share."""
    if not url:
        return ()
    links: list[views.Link] = []
    whole = {"url": quote(url, safe=""), "title": quote(title, safe="")}
    for service in layout.newsroom.share:
        if service == "mail":
            subject, body = (text.replace("%2F", "/") for text in (whole["title"], whole["url"]))
            address = f"mailto:?subject={subject}&body={body}"
            links.append(views.Link(layout.words(lang).mail, address))
        else:
            address = SHARE[service].format(**whole)
            links.append(views.Link(layout.words(lang).services[service], address))
    return tuple(links)
