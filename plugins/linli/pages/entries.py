"""Stories, corrections and what was withdrawn as entries of :mod:`linli.feeds`."""

from __future__ import annotations

from mimetypes import guess_type
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from linli import feeds
from linli.pages import views
from linli.pages.addresses import absolute_links
from linli.pages.notes import around, corrections_html, rights_text
from linli.pages.recordings import enclosures
from linli.pages.story_view import story_view
from linli.pages.withdrawn import withdrawn_title
from linli.site.card import stamp
from linli.story import Origin, Reuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linli.feeds.values import Role
    from linli.pages.layout import Layout
    from linli.pages.recipe import ArticleParts, CorrectionParts, Listed, WithdrawnParts
    from linli.pages.story_view import StoryView, Tell
    from linli.site import Manuscript

UNCLAIMED = frozenset({"official", "fact", "unclear"})
"""The notices of texts that we do not call ours."""
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


class Schemes(NamedTuple):
    """The addresses by which columns, kinds of notices and tags are told apart: all that is asked of them."""

    columns: str
    notices: str
    tags: str


def schemes_of(layout: Layout) -> Schemes:
    """Return those of a site."""
    addresses = layout.addresses
    homes = addresses.at("columns"), addresses.notices(), addresses.at("tags")
    return Schemes(*map(layout.absolute, homes))


def entry_of(
    layout: Layout,
    schemes: Schemes,
    parts: ArticleParts,
    shown: Sequence[Listed],
    item: Manuscript,
    tell: Tell = story_view,
) -> feeds.Entry:
    """Return a story as feeds carry it; ``shown`` are those related to it."""
    story, absolute = item.story, layout.absolute
    view = tell(layout, parts, item)
    url = absolute(parts.url)
    before, after = around(view, story.lang, at_home=False)
    server = absolute("/").rstrip("/")
    html = [absolute_links(part, url, server) for part in (before, view.html, after)]
    published = story.date.at
    later = [one.date.at for one in story.corrections if one.major]
    later += [story.modified.at] if story.modified else []
    return feeds.Entry(
        id=parts.entry_id,
        url=url,
        title=view.title,
        summary=view.summary,
        html="".join(html),
        lang=story.lang,
        kind="notice" if view.kind == "notice" else "article",
        published=published,
        updated=max([published, *later]),
        people=tuple(_people(layout, (*view.byline, *view.signoff))),
        categories=tuple(_categories(schemes, parts, view)),
        origin=_origin(view, item) if story.source or story.source_url else None,
        rights=_rights(layout, view, item),
        cover=_picture(layout, view.cover) if view.cover else None,
        enclosures=enclosures(layout, parts),
        series=_series(layout, *parts.series) if parts.series else None,
        related=tuple([feeds.Link(one.title, absolute(one.url), one.entry_id) for one in shown]),
        corrections=tuple(
            [
                feeds.Correction(one.date.at, one.text, one.by, one.major)
                for one in story.corrections
            ]
        ),
        expires=story.expires.end if story.expires else None,
        ai_label=view.ai_label,
    )


def _categories(schemes: Schemes, parts: ArticleParts, view: StoryView) -> Iterator[feeds.Category]:
    if view.column.text:
        yield feeds.Category(view.column.text, schemes.columns)
    if parts.notice_kind:
        yield feeds.Category(parts.notice_kind[0], schemes.notices)
    for tag in view.tags:
        yield feeds.Category(tag.text, schemes.tags)


def _series(
    layout: Layout, name: str, url: str, number: int, _: object
) -> tuple[str, int | None, str]:
    return name, number, layout.absolute(url)


def correction_of(layout: Layout, schemes: Schemes, one: CorrectionParts) -> feeds.Entry:
    """Return a correction as an entry of its own: which story, what was wrong, what is right."""
    words, day = layout.words(one.lang), stamp(one.when).at
    url, title = layout.absolute(one.url), words.correction_title.format(title=one.title)
    note = views.Correction(layout.moment(stamp(one.when), one.lang), one.text, one.major, one.by)
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
        categories=(feeds.Category(one.column, schemes.columns),) if one.column else (),
    )


def tombstone_of(layout: Layout, parts: WithdrawnParts, item: Manuscript) -> feeds.Tombstone:
    """Return what feeds say of a withdrawn story."""
    story = item.story
    said = story.withdrawn or story.modified or story.date
    return feeds.Tombstone(
        id=parts.entry_id,
        url=layout.absolute(parts.url),
        when=said.at,
        lang=story.lang,
        title=withdrawn_title(layout, story),
        text=story.withdrawn_reason,
    )


def _people(layout: Layout, credits_: Sequence[views.Credit]) -> Iterator[feeds.Person]:
    for credit in credits_:
        for one in credit.people:
            url = layout.absolute(one.url) if one.url else ""
            yield feeds.Person(one.name, ROLES.get(credit.role, "author"), credit.label, url)


def _origin(view: StoryView, item: Manuscript) -> feeds.Origin:
    story = item.story
    day = story.source_date.at if story.source_date else None
    title = story.original_title if story.original_title != story.title else ""
    return feeds.Origin(
        story.source, story.source_url, title=title, date=day, kind=_kind_of_text(view, item)
    )


def _kind_of_text(view: StoryView, item: Manuscript) -> str:
    """Return what the text is; one that is not claimed as ours is no original, though nobody said what it is."""
    unsaid = item.story.origin is Origin.ORIGINAL and view.rights.kind in UNCLAIMED
    return "" if unsaid else str(item.story.origin)


def _reuse(view: StoryView, item: Manuscript) -> str:
    """Return what others may do, where that is ours to say or was said on purpose."""
    reuse, kind = item.story.reuse, view.rights.kind
    refused = reuse in {Reuse.ASK, Reuse.NONE} and kind not in {"ask", "none"}
    return "" if refused else str(reuse)


def _rights(layout: Layout, view: StoryView, item: Manuscript) -> feeds.Rights:
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
