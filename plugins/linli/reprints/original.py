"""The article as it must be found again: its sentences, and what else of it a reprint may show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from linli.pages.addresses import Addresses
from linli.pages.notes import words_of
from linli.pages.words import day_text, vocabulary
from linli.regexes import regex
from linli.reprints.names import names_in
from linli.reprints.pages import read_blocks
from linli.reprints.sentences import Sentence, read_sentences, values
from linli.rights.statement import kind_of
from linli.story import Reuse
from linli.story.naming import column_in_title
from linli.story.rights import CREATIVE_COMMONS

if TYPE_CHECKING:
    from linli.site import Manuscript, Newsroom
    from linli.story import Story

_TARGET = regex(r' (?:href|src)="[^"]*"')
_BAR = regex(r"[丨|｜∣│]")


class Original(Struct, frozen=True):
    """What a reprint is held against, as plain values.

    ``house`` and ``source`` are names, ``authors`` and ``correspondents`` those of people; ``titles`` are spellings
    of the title that count as the same, ``addresses`` where the article is or was. ``kind`` is that of its notice.
    """

    id: str
    path: str
    kind: str
    reuse: str
    lang: str
    titles: tuple[str, ...]
    house: str
    source: str
    authors: tuple[str, ...]
    correspondents: tuple[str, ...]
    addresses: tuple[str, ...]
    dateline: str
    sentences: tuple[Sentence, ...]
    known: tuple[tuple[str, ...], ...]
    names: frozenset[str]
    units: frozenset[str]
    licence: str = ""


def original_of(manuscript: Manuscript, newsroom: Newsroom) -> Original:
    """Return the original that ``manuscript`` is."""
    story = manuscript.story
    blocks = read_blocks(_TARGET.sub("", manuscript.text.html))
    sentences: list[Sentence] = []
    known = [story.title, story.subtitle, story.summary, story.dateline, story.original_title]
    if story.cover:
        known += [story.cover.caption, story.cover.credit, story.cover.alt]
    known += _told(story)
    for number, block in enumerate(blocks):
        if block.aside:
            known.append(block.text)
        else:
            sentences += read_sentences(block.text, number, block.ordinal, optional=block.heading)
    people = [
        *story.authors, *story.correspondents, *story.photographers, *story.editors,
    ]  # fmt: skip
    text = " ".join(sentence.text for sentence in sentences)
    return Original(
        id=story.id,
        path=manuscript.path,
        kind=kind_of(story.origin, story.permission, story.reuse),
        reuse=str(story.reuse),
        lang=story.lang,
        titles=_titles(story),
        house=newsroom.name,
        source=story.source,
        authors=tuple(person.name for person in story.authors),
        correspondents=tuple(person.name for person in story.correspondents),
        addresses=_addresses(story, newsroom),
        dateline=story.dateline,
        sentences=tuple(sentences),
        known=tuple(found for found in map(values, known) if found),
        names=frozenset(names_in(text) | {person.name for person in people}),
        units=frozenset(person.unit for person in people if person.unit),
        licence=_licence(story),
    )


def _told(story: Story) -> list[str]:
    """Return what our own copies say besides the text: corrections, a machine's share."""
    words = words_of(story.lang)
    said = [
        f"{words['corrected']} {day_text(one.date.at, story.lang)}{words['colon']}{one.text}"
        for one in story.corrections
    ]
    own = vocabulary(story.lang)
    return [*said, own.ai_assisted, own.ai_generated]


def _titles(story: Story) -> tuple[str, ...]:
    """Return the title, without the column before it as well, and the first outlet's where it is another."""
    titles = [story.title]
    if column_in_title(story.title):
        titles.append(_BAR.split(story.title, maxsplit=1)[1].strip())
    if story.subtitle:
        titles.append(f"{story.title} {story.subtitle}")
    if story.original_title:
        titles.append(story.original_title)
    return tuple(dict.fromkeys(titles))


def _addresses(story: Story, newsroom: Newsroom) -> tuple[str, ...]:
    """Return the article's own address first; then old ones, and that of the text it was taken from."""
    addresses = Addresses(newsroom.base)
    root = newsroom.url.removesuffix("/").removesuffix(newsroom.base) if newsroom.url else ""
    own = [addresses.story(story), *(addresses.old(alias) for alias in story.aliases)]
    found = [f"{root}{path}" for path in own] if root else []
    return (*found, story.source_url) if story.source_url else tuple(found)


def _licence(story: Story) -> str:
    """Return the address of the article's Creative Commons licence, or an empty string."""
    if story.reuse is Reuse.CC0:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    code = CREATIVE_COMMONS.get(story.reuse)
    return f"https://creativecommons.org/licenses/{code}/4.0/" if code else ""
