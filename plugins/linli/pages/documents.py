"""What stands in feeds: manuscripts into the entries of :mod:`linli.feeds`, and those into documents."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from mimetypes import guess_type
from operator import is_
from typing import TYPE_CHECKING, NamedTuple, cast

from markupsafe import escape

from linli import feeds
from linli.pages import views
from linli.pages.addresses import absolute_links
from linli.pages.article import article_view, withdrawn_view
from linli.pages.kits import kit_file
from linli.pages.notes import corrections_html, rights_text, whole_text
from linli.pages.podcast import episode, podcast_channel
from linli.pages.recipe import (
    ArticleParts,
    CodeParts,
    CorrectionParts,
    FeedParts,
    KitParts,
    OutlineParts,
    PlainParts,
    Recipe,
    RulesParts,
    WithdrawnParts,
)
from linli.pages.recordings import enclosures
from linli.pages.rules import rules_text
from linli.pages.subscribe import code_picture
from linli.site.card import stamp
from linli.story import Origin, Reuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linli.feeds.values import Role
    from linli.pages.layout import Layout
    from linli.pages.recipe import FeedUrls, Listed
    from linli.site import Manuscript

UNCLAIMED = frozenset({"official", "fact", "unclear"})
"""The notices of texts that we do not call ours."""
MINUTES = 60
"""How long a program may wait before it looks again: sites are built once an hour (docs/publishing.md)."""
FORMS = {"rss": feeds.rss, "atom": feeds.atom, "json": feeds.json_feed}
ROLES: Mapping[str, Role] = {
    "reporter": "author",
    "correspondents": "correspondent",
    "photographers": "photographer",
    "editors": "editor",
    "proofreaders": "proofreader",
    "reviewers": "reviewer",
    "approver": "approver",
}
"""The roles of credits under the names that feeds have for them; whoever else stands in a byline is an author."""


def make_document(layout: Layout, made: Recipe, manuscripts: Sequence[Manuscript]) -> bytes:
    """Return a file that is no page, as it is published: a feed, its QR code, the list of all feeds, what programs read."""
    if isinstance(made.parts, PlainParts):
        return made.parts.text.encode("utf-8")
    if isinstance(made.parts, RulesParts):
        return rules_text(made.parts)
    if isinstance(made.parts, OutlineParts):
        return _outline(layout, made.parts)
    if isinstance(made.parts, CodeParts):
        return code_picture(layout, made.parts)
    if isinstance(made.parts, KitParts):
        return kit_file(layout, made.parts, manuscripts[0])
    parts = cast("FeedParts", made.parts)
    items = _items(layout, parts, made.shown, manuscripts)
    if parts.artwork and parts.form == "rss":
        items = tuple(map(partial(episode, layout), parts.entries, items))
    return FORMS[parts.form](_channel(layout, parts, items), items)


def _founded(layout: Layout) -> datetime:
    """Return the time of a feed in which nothing stands: when the address became the newsroom's."""
    return datetime(layout.newsroom.since, 1, 1, tzinfo=UTC)


def _outline(layout: Layout, parts: OutlineParts) -> bytes:
    lang = layout.newsroom.lang
    outlines = [
        feeds.Outline(title, layout.absolute(feed), layout.absolute(home), lang, about)
        for title, feed, home, about in parts.feeds
    ]
    created = datetime.fromisoformat(parts.updated) if parts.updated else _founded(layout)
    return feeds.opml(parts.title, created, outlines)


class _Last(NamedTuple):
    """What was made last: the three forms of a document come one after another, and say the same."""

    given: tuple[object, ...] = ()
    manuscripts: Sequence[Manuscript] = ()
    items: tuple[feeds.Entry | feeds.Tombstone, ...] = ()


_last = _Last()


def _items(
    layout: Layout, parts: FeedParts, shown: Sequence[Listed], manuscripts: Sequence[Manuscript]
) -> tuple[feeds.Entry | feeds.Tombstone, ...]:
    global _last  # noqa: PLW0603 - one value, of no consequence but time
    given = layout, parts.entries, parts.related, shown
    same = len(_last.manuscripts) == len(manuscripts)
    if same and _last.given == given and all(map(is_, _last.manuscripts, manuscripts)):
        return _last.items
    items: list[feeds.Entry | feeds.Tombstone] = []
    start = 0
    texts = iter(manuscripts)
    for (kind, own), related in zip(parts.entries, parts.related, strict=True):
        if kind == CorrectionParts.__name__:
            items.append(_correction(layout, CorrectionParts._make(own)))
            continue
        item = next(texts)
        beside = shown[start : start + related]
        start += related
        if kind == WithdrawnParts.__name__:
            items.append(_tombstone(layout, WithdrawnParts._make(own), item))
        else:
            items.append(_entry(layout, ArticleParts._make(own), beside, item))
    _last = _Last(given, manuscripts, tuple(items))
    return _last.items


def _channel(
    layout: Layout, parts: FeedParts, items: Sequence[feeds.Entry | feeds.Tombstone]
) -> feeds.Channel:
    newsroom, absolute = layout.newsroom, layout.absolute
    times = [one.when if isinstance(one, feeds.Tombstone) else one.updated for one in items]
    return feeds.Channel(
        title=parts.title,
        description=parts.about,
        home_url=absolute(parts.home),
        self_url=_absolute_all(layout, parts.urls),
        lang=newsroom.lang,
        updated=max(times, default=_founded(layout)),
        rights=f"© {newsroom.publisher}",
        publisher=newsroom.publisher,
        # An archive stays as it is, so there is nothing to be told of it.
        hub_url="" if any(parts.current) else newsroom.hub,
        image=_channel_image(layout, *parts.image) if parts.image else None,
        ttl=None if any(parts.current) else MINUTES,
        is_archive=any(parts.current),
        current=_absolute_all(layout, parts.current),
        prev_archive=_absolute_all(layout, parts.older),
        next_archive=_absolute_all(layout, parts.newer),
        about_url=absolute(layout.addresses.at("subscribe")),
        podcast=podcast_channel(layout, parts.artwork),
    )


def _channel_image(layout: Layout, url: str, width: int, height: int) -> feeds.Picture:
    return feeds.Picture(layout.absolute(url), guess_type(url)[0] or "image/png", width, height)


def _absolute_all(layout: Layout, urls: FeedUrls) -> feeds.Urls:
    return feeds.Urls(*(layout.absolute(url) if url else "" for url in urls))


def _entry(
    layout: Layout, parts: ArticleParts, shown: Sequence[Listed], item: Manuscript
) -> feeds.Entry:
    view, story = article_view(layout, parts, shown, item), item.story
    url = layout.absolute(parts.url)
    absolute = layout.absolute
    published = story.date.at
    later = [one.date.at for one in story.corrections if one.major]
    later += [story.modified.at] if story.modified else []
    scheme = absolute(layout.addresses.at("columns"))
    categories = [feeds.Category(view.column.text, scheme)] if view.column.text else []
    if parts.notice_kind:
        scheme = absolute(layout.addresses.notices())
        categories.append(feeds.Category(parts.notice_kind[0], scheme))
    tags = absolute(layout.addresses.at("tags"))
    categories += [feeds.Category(tag.text, tags) for tag in view.tags]
    return feeds.Entry(
        id=parts.entry_id,
        url=url,
        title=view.title,
        summary=view.summary,
        html=absolute_links(whole_text(view, at_home=False), url, absolute("/").rstrip("/")),
        lang=story.lang,
        kind="notice" if view.kind == "notice" else "article",
        published=published,
        updated=max([published, *later]),
        people=tuple(_people(layout, (*view.byline, *view.signoff))),
        categories=tuple(categories),
        origin=_origin(view, item) if story.source or story.source_url else None,
        rights=_rights(layout, view, item),
        cover=_picture(layout, view.cover) if view.cover else None,
        enclosures=enclosures(layout, parts),
        series=(view.series.name, view.series.number, absolute(view.series.url))
        if view.series
        else None,
        related=tuple(feeds.Link(one.title, absolute(one.url), one.entry_id) for one in shown),
        corrections=tuple(
            feeds.Correction(one.date.at, one.text, one.by, one.major) for one in story.corrections
        ),
        expires=story.expires.end if story.expires else None,
        ai_label=view.ai_label,
    )


def _correction(layout: Layout, one: CorrectionParts) -> feeds.Entry:
    """Return a correction as an entry of its own: which story, what was wrong, what is right."""
    words, day = layout.words(one.lang), stamp(one.when).at
    url, title = layout.absolute(one.url), words.correction_title.format(title=one.title)
    note = views.Correction(layout.moment(stamp(one.when), one.lang), one.text, one.major, one.by)
    scheme = layout.absolute(layout.addresses.at("columns"))
    story = f'<p><a href="{escape(url)}">{escape(one.title)}</a></p>'
    return feeds.Entry(
        id=one.id,
        url=url,
        title=title,
        summary=one.text,
        html=f"{corrections_html((note,), one.lang)}\n{story}",
        lang=one.lang,
        kind="article",
        published=day,
        updated=day,
        categories=(feeds.Category(one.column, scheme),) if one.column else (),
    )


def _people(layout: Layout, credits_: Sequence[views.Credit]) -> Iterator[feeds.Person]:
    for credit in credits_:
        for one in credit.people:
            url = layout.absolute(one.url) if one.url else ""
            yield feeds.Person(one.name, ROLES.get(credit.role, "author"), credit.label, url)


def _origin(view: views.ArticleView, item: Manuscript) -> feeds.Origin:
    story = item.story
    day = story.source_date.at if story.source_date else None
    title = story.original_title if story.original_title != story.title else ""
    return feeds.Origin(
        story.source, story.source_url, title=title, date=day, kind=_kind_of_text(view, item)
    )


def _kind_of_text(view: views.ArticleView, item: Manuscript) -> str:
    """Return what the text is; one that is not claimed as ours is no original, though nobody said what it is."""
    unsaid = item.story.origin is Origin.ORIGINAL and view.rights.kind in UNCLAIMED
    return "" if unsaid else str(item.story.origin)


def _reuse(view: views.ArticleView, item: Manuscript) -> str:
    """Return what others may do, where that is ours to say or was said on purpose."""
    reuse, kind = item.story.reuse, view.rights.kind
    refused = reuse in {Reuse.ASK, Reuse.NONE} and kind not in {"ask", "none"}
    return "" if refused else str(reuse)


def _rights(layout: Layout, view: views.ArticleView, item: Manuscript) -> feeds.Rights:
    story, said, house = item.story, view.rights, layout.house
    return feeds.Rights(
        text=rights_text(said, story.lang, layout.absolute_link),
        holder=said.holder,
        year=said.year,
        licence_url=said.licence,
        policy_url=layout.absolute_link(house.policy_url or house.ask_url),
        reuse=_reuse(view, item),
    )


def _picture(layout: Layout, cover: views.Picture) -> feeds.Picture:
    kind = guess_type(cover.url)[0] or "image/jpeg"
    url = layout.absolute(cover.url)
    return feeds.Picture(
        url, kind, cover.width, cover.height, cover.alt, cover.caption, cover.credit
    )


def _tombstone(layout: Layout, parts: WithdrawnParts, item: Manuscript) -> feeds.Tombstone:
    view, story = withdrawn_view(layout, parts, item), item.story
    said = story.withdrawn or story.modified or story.date
    return feeds.Tombstone(
        id=parts.entry_id,
        url=layout.absolute(parts.url),
        when=said.at,
        lang=story.lang,
        title=view.head.title,
        text=view.reason,
    )
