"""From a manuscript to a copy that others can take along: absolute addresses, its notice, whose pictures come with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from linli.pages.addresses import absolute_links
from linli.pages.crediting import credits_of
from linli.pages.layout import BYLINE_FIELDS, SIGNOFF_FIELDS
from linli.pages.notes import words_of
from linli.pages.story_view import ai_label, corrections_of, resolved
from linli.republish import Copy, Credit, Picture, clean, may_go
from linli.republish.owners import owners_of
from linli.rights.kit import last_line
from linli.rights.statement import state_rights
from linli.story import Origin, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linli.pages import views
    from linli.pages.layout import Layout
    from linli.pages.recipe import KitParts
    from linli.republish import Owners
    from linli.republish.values import Line
    from linli.rights.statement import Statement
    from linli.rights.wording import Sentence
    from linli.site import Manuscript, Newsroom
    from linli.story import Stamp, Story


def copy_of(layout: Layout, parts: KitParts, item: Manuscript, *, is_ours: bool = False) -> Copy:
    """Return the copy of a story; one that is for us (``is_ours``) has all its pictures."""
    story, lang = item.story, item.story.lang
    url = layout.absolute(parts.story)
    statement = state_rights(story, layout.house, lang)
    owners = owners_in(story, layout.newsroom)
    goes: Callable[[str], bool] = (lambda _: True) if is_ours else partial(may_go, owners=owners)
    html = absolute_links(resolved(item, parts.targets), url, layout.absolute("/").rstrip("/"))
    cover = Picture(layout.absolute(parts.cover[0]), *parts.cover[1:]) if parts.cover else None
    body, left_out = clean(html, goes, cover)
    licence = [piece for line in statement.sentences for piece in line if piece.rel == "license"]
    return Copy(
        url=url,
        lang=lang,
        title=story.title,
        subtitle=story.subtitle,
        opening=tuple(_opening(layout, story)),
        body=body,
        closing=tuple(_closing(layout, item, statement)),
        last=_line(layout, last_line(statement, layout.house, lang, url)),
        left_out=left_out,
        id=parts.entry_id,
        byline=tuple(_credits(layout, story, BYLINE_FIELDS)),
        signoff=tuple(_credits(layout, story, SIGNOFF_FIELDS)),
        source=(story.source, story.source_url),
        published=_iso(story.date),
        modified=_iso(story.modified) if story.modified else "",
        holder=statement.holder,
        licence=(licence[0].text, licence[0].url) if licence else ("", ""),
        notice=statement.text,
        credit=statement.credit,
        summary=story.summary or item.text.excerpt,
    )


def owners_in(story: Story, newsroom: Newsroom) -> Owners:
    """Return those whose pictures may go along with ``story``: who made it, and the newsroom's own people."""
    ours = {newsroom.name, newsroom.publisher}
    people = [*story.authors, *story.correspondents, *story.photographers]
    for value in story.extra.values():
        people += [
            one for one in (value if isinstance(value, tuple) else ()) if isinstance(one, Person)
        ]
    names, units = {one.name for one in people}, {one.unit for one in people}
    names |= {who for who, about in newsroom.people.items() if about.unit in {"", *ours}}
    if story.origin is Origin.RELEASE:
        names.add(story.source)
    return owners_of(names | ours, units, is_photographed=bool(story.photographers))


def _opening(layout: Layout, story: Story) -> Iterator[str]:
    lang = story.lang
    words, between = words_of(lang), "　" if lang.startswith("zh") else " · "
    byline = credits_of(layout, story, BYLINE_FIELDS, {})
    if byline:
        yield between.join([_credit_line(credit, words) for credit in byline])
    yield layout.moment(story.date, lang).text
    if label := ai_label(layout, story):
        yield label
    if story.dateline:
        yield story.dateline


def _credit_line(credit: views.Credit, words: dict[str, str]) -> str:
    brackets = words["brackets"]
    named = [
        one.name + brackets.format(one.unit) if one.unit else one.name for one in credit.people
    ]
    gap = " " if credit.label == "By" else words["colon"]
    return f"{credit.label}{gap}{words['comma'].join(named)}"


def _closing(layout: Layout, item: Manuscript, statement: Statement) -> Iterator[Line]:
    words = words_of(item.story.lang)
    for one in corrections_of(layout, item):
        yield ((f"{words['corrected']} {one.day.text}{words['colon']}{one.text}", ""),)
    for sentence in statement.sentences:
        yield _line(layout, sentence)
    if statement.claim:
        yield ((statement.claim, ""),)


def _line(layout: Layout, sentence: Sentence) -> Line:
    return tuple([(piece.text, layout.absolute_link(piece.url)) for piece in sentence])


def _credits(layout: Layout, story: Story, fields: tuple[str, ...]) -> Iterator[Credit]:
    for credit in credits_of(layout, story, fields, {}):
        for one in credit.people:
            yield Credit(credit.role, credit.label, one.name, one.unit)


def _iso(stamp: Stamp) -> str:
    return stamp.at.isoformat() if stamp.timed else stamp.at.date().isoformat()
