"""The reprint notice: one pure function from a story's rights to sentences.

A constant sentence would be wrong on every reprint. What is said follows from where the text comes
from (``origin``), on what ground it is published (``permission``) and what others may do with it
(``reuse``). Official documents and bare facts claim nothing (Copyright Law of the PRC, 2020, art. 5); a
reprint never says "ours, do not copy". ``tests/cases/rights.md`` has a row for every combination.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linli.regexes import regex
from linli.rights.wording import NOTHING, Piece, Sentence, sentences, text_of
from linli.rights.words import WORDS, Words
from linli.story import Origin, Permission, Reuse
from linli.story.language import language_of
from linli.story.rights import CREATIVE_COMMONS, OURS_TO_GIVE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.story import Person, Story

__all__ = ["House", "Piece", "Sentence", "Statement", "kind_of", "state_rights"]

CLAIMING = frozenset({"ask", "none", "free", "cc"})
"""The notices that say whose copyright it is."""
_MARK = regex(r"^\s*(?:©|\(c\)|copyright\b|版权所有[:：]?)\s*(?:©|\(c\))?\s*", re.IGNORECASE)


class Statement(NamedTuple):
    """The notice: what kind it is, its heading, its sentences, and the copyright line.

    ``holder`` and ``year`` are those of the copyright where the story or the newsroom names them, ``is_personal``
    says that its authors hold it; ``credit`` is the line by which others name it, ``licence`` the address of its
    licence if it has one.
    """

    kind: str
    heading: str
    sentences: tuple[Sentence, ...]
    claim: str = ""
    holder: str = ""
    year: int | None = None
    is_personal: bool = False
    credit: str = ""
    licence: str = ""

    @property
    def text(self) -> str:
        """Return the whole notice as plain text, a line for each sentence."""
        lines = ["".join([piece.text for piece in sentence]) for sentence in self.sentences]
        return "\n".join([*lines, self.claim] if self.claim else lines)


class House(NamedTuple):
    """What the notice needs to know of the newsroom; ``words`` are those of :mod:`linli.rights.words`.

    ``ask_url`` is where to ask for permission, ``policy_url`` the page that explains all notices.
    """

    name: str
    publisher: str
    ask_url: str = ""
    policy_url: str = ""
    words: Mapping[str, Words] = WORDS


def state_rights(story: Story, house: House, language: str) -> Statement:
    """Return the reprint notice of ``story`` in ``language`` (simplified or traditional Chinese, else English)."""
    words = house.words[language_of(language)]
    kind = kind_of(story.origin, story.permission, story.reuse)
    claims = kind in CLAIMING
    slots = slots_for(story, house, language)
    return Statement(
        kind,
        words["heading"],
        sentences(words[kind], slots),
        text_of(words["claim"], slots) if claims else "",
        slots["holder"].text,
        story.copyright_year or (story.date.at.year if claims else None),
        claims and _is_personal(story),
        slots["credit"].text,
        slots["licence"].url,
    )


class _Last(NamedTuple):
    """What was said last: a page and its kit are made one after another, of the same story."""

    story: Story | None = None
    house: House | None = None
    language: str = ""
    slots: Mapping[str, Piece] = {}


_last = _Last()


def slots_for(story: Story, house: House, language: str) -> Mapping[str, Piece]:
    """Return what the texts about ``story`` may say of it, by the names of :mod:`linli.rights.words`."""
    global _last  # noqa: PLW0603 - one value, of no consequence but time
    last = _last
    if last.story is story and last.house is house and last.language == language:
        return last.slots
    slots = _slots_for(story, house, language)
    _last = _Last(story, house, language, slots)
    return slots


def _slots_for(story: Story, house: House, language: str) -> dict[str, Piece]:
    words = house.words[language_of(language)]
    kind = kind_of(story.origin, story.permission, story.reuse)
    claims, elsewhere = kind in CLAIMING, story.origin is Origin.REPRINT
    authors = _names(story.authors, words)
    licensed = kind in {"cc", "cc0", "reprint-cc"}
    slots = {
        "source": Piece(story.source or (words["elsewhere"] if elsewhere else house.name)),
        "title": Piece(_quoted(story.original_title or story.title, words)),
        "authors": Piece(authors if elsewhere else authors or house.name),
        "original": _original(story, words),
        "ask": Piece(words["ask-link"], house.ask_url) if house.ask_url else NOTHING,
        "holder": Piece(_holder(story, house, words) if claims else _named(story)),
        "licence": licence_of(story.reuse, words) if licensed else NOTHING,
        "year": Piece(str(story.copyright_year or story.date.at.year)),
        "publisher": Piece(house.publisher or house.name),
        "number": Piece(story.document_number),
    }
    # Who wrote it is named in a credit, or nobody: a licence wants its creators (CC BY 4.0, 3(a)(1)(A)).
    named = {**slots, "authors": Piece(authors)}
    # A site's own line may need what a story does not say; without any credit no copy may go.
    credit = text_of(words["credit"], named) or text_of(
        WORDS[language_of(language)]["credit"], named
    )
    return {**slots, "credit": Piece(credit)}


def kind_of(origin: Origin, permission: Permission, reuse: Reuse) -> str:
    """Return which notice a story gets; the ground we publish it on comes before what we wish.

    What another outlet published, with nothing said of the permission, is never claimed as ours.
    """
    if permission is Permission.OFFICIAL_DOCUMENT:
        return "official"
    if permission is Permission.PUBLIC_DOMAIN_FACT:
        return "fact"
    licensed = reuse in CREATIVE_COMMONS
    if origin is Origin.REPRINT:
        return "reprint-cc" if licensed and permission is Permission.LICENSED else "reprint"
    given = permission in OURS_TO_GIVE
    if origin is Origin.RELEASE and not (licensed and given):
        return "release"
    if not given and origin is not Origin.CONTRIBUTED:
        return "unclear"
    if reuse is Reuse.NONE:
        return "none"
    if reuse is Reuse.ASK or not given:
        return "ask"
    if reuse is Reuse.FREE_WITH_CREDIT:
        return "free"
    return "cc0" if reuse is Reuse.CC0 else "cc"


def _is_personal(story: Story) -> bool:
    """Say whether its authors hold the rights: those of contributions are not on the staff (art. 18)."""
    own = story.origin is Origin.CONTRIBUTED and bool(story.authors)
    return own and not story.copyright_holder


def _holder(story: Story, house: House, words: Words) -> str:
    """Return who holds the copyright: as the header says, else the author of a contribution, else us."""
    if _is_personal(story):
        return _names(story.authors, words)
    issuer = story.source if story.origin is Origin.RELEASE else ""
    return _named(story) or issuer or house.publisher or house.name


def _named(story: Story) -> str:
    return plain_holder(story.copyright_holder) if story.copyright_holder else ""


def plain_holder(text: str) -> str:
    """Return who holds the copyright, without the mark that a header may put before the name."""
    return _MARK.sub("", text)


def _names(people: tuple[Person, ...], words: Words) -> str:
    return words["and"].join([person.name for person in people])


def _quoted(title: str, words: Words) -> str:
    """Return a title that will stand in title marks, with its own marks as inner ones (GB/T 15834, 4.15)."""
    for mark, inner in zip(words["title-marks"], words["inner-marks"], strict=True):
        title = title.replace(mark, inner)
    return title


def _original(story: Story, words: Words) -> Piece:
    """Return the link to the original, else why there is none, else nothing."""
    if story.source_url:
        return Piece(words["original"], story.source_url)
    reason = story.source_url_missing.rstrip("。. ")
    return Piece(text_of(words["no-original"], {"reason": Piece(reason)})) if reason else NOTHING


def licence_of(reuse: Reuse, words: Words) -> Piece:
    """Return the name of a licence of Creative Commons, linked to the licence itself."""
    if reuse is Reuse.CC0:
        return Piece("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "license")
    code = CREATIVE_COMMONS[reuse]
    slots = {"name": Piece(words[f"name-{code}"]), "code": Piece(f"CC {code.upper()} 4.0")}
    page = f"https://creativecommons.org/licenses/{code}/4.0/{words['licence-page']}"
    return Piece(text_of(words["licence-name"], slots), page, "license")
