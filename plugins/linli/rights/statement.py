"""The reprint notice: one pure function from a story's rights to sentences.

A constant sentence would be wrong on every reprint. What is said follows from where the text comes
from (``origin``), on what ground it is published (``permission``) and what others may do with it
(``reuse``). Official documents and bare facts claim nothing (Copyright Law of the PRC, 2020, art. 5); a
reprint never says "ours, do not copy".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linli.rights.words import WORDS
from linli.story import Origin, Permission, Reuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.story import Person, Story

LICENCES = {
    Reuse.CC_BY: ("by", "署名"),
    Reuse.CC_BY_SA: ("by-sa", "署名—相同方式共享"),
    Reuse.CC_BY_ND: ("by-nd", "署名—禁止演绎"),
    Reuse.CC_BY_NC: ("by-nc", "署名—非商业性使用"),
    Reuse.CC_BY_NC_SA: ("by-nc-sa", "署名—非商业性使用—相同方式共享"),
    Reuse.CC_BY_NC_ND: ("by-nc-nd", "署名—非商业性使用—禁止演绎"),
}
_MARK = re.compile(r"^\s*(?:©|\(c\)|copyright\b|版权所有[:：]?)\s*(?:©|\(c\))?\s*", re.IGNORECASE)
_SLOT = re.compile(r"\{(\w+)\}")


class Piece(NamedTuple):
    """A part of a sentence, perhaps linked; ``rel`` is the link's relation (``license``)."""

    text: str
    url: str = ""
    rel: str = ""


Sentence = tuple[Piece, ...]


class Statement(NamedTuple):
    """The notice: what kind it is, its heading, its sentences, and the copyright line."""

    kind: str
    heading: str
    sentences: tuple[Sentence, ...]
    claim: str = ""


class House(NamedTuple):
    """What the notice needs to know of the newsroom."""

    name: str
    publisher: str
    ask_url: str = ""


def state_rights(story: Story, house: House, language: str) -> Statement:
    """Return the reprint notice of ``story`` in ``language`` (Chinese for ``zh…``, else English)."""
    words = WORDS["zh" if language.lower().startswith("zh") else "en"]
    kind = kind_of(story, house)
    names = _names(story.authors, words) or house.name
    slots = {
        "source": Piece(story.source or (words["elsewhere"] if kind == "reprint" else house.name)),
        "title": Piece(_quoted(story.original_title or story.title, words)),
        "authors": Piece(names),
        "original": Piece(words["original"], story.source_url),
        "ask": Piece(words["ask-link"], house.ask_url),
        "holder": Piece(holder_of(story, house, words)),
        "licence": _licence(story.reuse, words),
    }
    lines = _lines(words[kind])
    if kind == "reprint" and not story.source_url:
        lines = tuple(line for line in lines if "{original}" not in line)
    if not house.ask_url:
        lines = tuple(line for line in lines if "{ask}" not in line)
    if not (story.authors or story.origin is not Origin.REPRINT):
        lines = tuple(line.replace(words["by-authors"], "") for line in lines)
    claim = ""
    if kind not in {"no-claim", "unclear", "reprint", "release", "cc0"}:
        claim = f"© {story.copyright_year or story.date.at.year} {holder_of(story, house, words)}"
    return Statement(kind, words["heading"], tuple(_fill(line, slots) for line in lines), claim)


def kind_of(story: Story, house: House) -> str:
    """Return which notice the story gets; the ground we publish it on comes before what we wish.

    What another outlet published, with nothing said of the permission, is never claimed as ours.
    """
    if story.permission in {Permission.OFFICIAL_DOCUMENT, Permission.PUBLIC_DOMAIN_FACT}:
        return "no-claim"
    if story.origin is Origin.REPRINT:
        return "reprint"
    if story.origin is Origin.RELEASE:
        return "release"
    if story.origin is not Origin.CONTRIBUTED and _is_foreign(story, house):
        return "unclear"
    if story.reuse in LICENCES:
        return "cc"
    return {
        Reuse.ASK: "ask",
        Reuse.NONE: "none",
        Reuse.FREE_WITH_CREDIT: "free",
        Reuse.CC0: "cc0",
    }[story.reuse]


def _is_foreign(story: Story, house: House) -> bool:
    named = "".join(unicodedata.normalize("NFKC", story.source).casefold().split())
    ours = "".join(unicodedata.normalize("NFKC", house.name).casefold().split())
    return story.permission is Permission.UNKNOWN and bool(named) and named != ours


def holder_of(story: Story, house: House, words: Mapping[str, str]) -> str:
    """Return who holds the copyright: as the header says, else the author of a contribution, else us."""
    if story.copyright_holder:
        return _MARK.sub("", story.copyright_holder)
    if story.origin is Origin.CONTRIBUTED and story.authors:
        return _names(story.authors, words)
    return house.publisher or house.name


def _names(people: tuple[Person, ...], words: Mapping[str, str]) -> str:
    return words["and"].join(person.name for person in people)


def _quoted(title: str, words: Mapping[str, str]) -> str:
    """Return a title that will stand in title marks, with its own marks as inner ones (GB/T 15834, 4.15)."""
    for mark, inner in zip(words["title-marks"], words["inner-marks"], strict=True):
        title = title.replace(mark, inner)
    return title


def _licence(reuse: Reuse, words: Mapping[str, str]) -> Piece:
    if reuse is Reuse.CC0:
        return Piece("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "license")
    if reuse not in LICENCES:
        return Piece("")
    code, chinese = LICENCES[reuse]
    name = words["licence-name"].format(code=f"CC {code.upper()} 4.0", chinese=chinese)
    return Piece(
        name, f"https://creativecommons.org/licenses/{code}/4.0/{words['licence-page']}", "license"
    )


@lru_cache(maxsize=64)
def _lines(wording: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in wording.splitlines())


@lru_cache(maxsize=64)
def _parts(line: str) -> tuple[str, ...]:
    """Return plain text and the names of slots, in turn."""
    return tuple(_SLOT.split(line))


def _fill(line: str, slots: Mapping[str, Piece]) -> Sentence:
    pieces: list[Piece] = []
    for position, part in enumerate(_parts(line)):
        piece = slots[part] if position % 2 else Piece(part)
        if piece.text:
            pieces.append(piece)
    return tuple(pieces)
