"""The republish kit: which stories others may take along, on what terms, and how to ask for the others.

A kit follows from the same three fields as the notice, so that the two cannot disagree. What another outlet published
is never handed on, not even under a licence: whoever wants it gets the correct copy where it first stood. Official
documents are taken from the office that issued them, whose own text is authoritative.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote, unquote

from linli.regexes import regex
from linli.rights.asking import asks_elsewhere, by_name_alone, slots_of_asking
from linli.rights.statement import kind_of, slots_for
from linli.rights.wording import Piece, Sentence, sentences, text_of, texts_of
from linli.story import Origin, Permission, Reuse
from linli.story.language import language_of
from linli.story.rights import CREATIVE_COMMONS

if TYPE_CHECKING:
    from linli.rights.statement import House, Statement
    from linli.story import Story

KitMode = Literal["", "ask", "copy"]
_TAKEN = frozenset({"free", "cc", "cc0"})
_MAILBOX = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


class Terms(NamedTuple):
    """What a kit's page says: its title, what stands first, then what a reprint must keep to."""

    title: str
    lead: tuple[Sentence, ...]
    duties: tuple[Sentence, ...] = ()
    pictures: tuple[Sentence, ...] = ()


class Request(NamedTuple):
    """A request for permission, with blanks to fill in; ``mail`` is a ``mailto:`` address, or empty."""

    text: str
    mail: str


@cache
def kit_of(origin: str, permission: str, reuse: str) -> KitMode:
    """Return what may be handed out of a story: a copy, the way to ask, or nothing.

    >>> kit_of("original", "own", "cc-by-4.0"), kit_of("reprint", "licensed", "cc-by-4.0")
    ('copy', '')
    """
    kind = kind_of(Origin(origin), Permission(permission), Reuse(reuse))
    if kind in _TAKEN:
        return "copy"
    if kind == "fact":
        return "" if origin == Origin.REPRINT else "copy"
    if kind == "release":
        is_free = reuse == Reuse.FREE_WITH_CREDIT and permission != Permission.UNKNOWN
        return "copy" if is_free else ""
    return "ask" if kind == "ask" else ""


def is_wanted(mode: KitMode, setting: str) -> bool:
    """Say whether the newsroom's ``setting`` (``free``, ``all``, ``none``) gives such a kit a page."""
    return bool(mode) and (setting == "all" or (setting == "free" and mode == "copy"))


def title_of(mode: str, house: House, language: str) -> str:
    """Return the title of a kit's page, by which other pages lead there."""
    words = house.words[language_of(language)]
    return words["kit-ask-title" if mode == "ask" else "kit-title"]


def explain_copy(story: Story, house: House, contact: str, language: str, url: str) -> Terms:
    """Return what the page says of a story at ``url`` that may be taken along; ``contact`` is how to reach us."""
    words = house.words[language_of(language)]
    slots = _slots(story, house, contact, language, url)
    found = [line for key in _duties(story) for line in sentences(words[key], slots)]
    lead = sentences(words["kit-lead"], slots)
    pictures = sentences(words["kit-pictures"], slots)
    return Terms(title_of("copy", house, language), lead, tuple(found), pictures)


def explain_asking(story: Story, house: House, contact: str, language: str, url: str) -> Terms:
    """Return what the page says of a story at ``url`` that needs permission."""
    words = house.words[language_of(language)]
    slots = _slots(story, house, contact, language, url) | slots_of_asking(house, contact, words)
    if house.policy_url and not asks_elsewhere(house):
        slots["ask"] = Piece(words["ask-policy"], house.policy_url)
    lead = sentences(words["kit-ask"], slots) + by_name_alone(house, contact, words)
    return Terms(title_of("ask", house, language), lead)


def request_for(story: Story, house: House, contact: str, language: str, url: str) -> Request:
    """Return the request to send for a story at ``url``; it is a mail where we have told a mailbox."""
    words = house.words[language_of(language)]
    slots = _slots(story, house, contact, language, url)
    lines = texts_of(words["kit-request"], slots)
    mailbox = mailbox_of(house.ask_url, contact)
    subject = text_of(words["kit-subject"], slots)
    return Request("\n".join(lines), mail_link(mailbox, subject, lines) if mailbox else "")


def _slots(story: Story, house: House, contact: str, language: str, url: str) -> dict[str, Piece]:
    """Return what every text of a kit may say."""
    return {**slots_for(story, house, language), "contact": Piece(contact), "url": Piece(url, url)}


def last_line(statement: Statement, house: House, language: str, url: str) -> Sentence:
    """Return the line that ends every copy: the credit, and the address of the original."""
    slots = {"credit": Piece(statement.credit), "url": Piece(url, url)}
    lines = sentences(house.words[language_of(language)]["kit-line"], slots)
    return tuple([piece for line in lines for piece in line])


def mailbox_of(ask_url: str, contact: str) -> str:
    """Return the mailbox that the settings name: that of ``mailto:``, else the first in the way to reach us.

    >>> mailbox_of("/contact/", "电话 0000-6120 0000；邮箱 reprint@qinghe.example")
    'reprint@qinghe.example'
    """
    if ask_url.startswith("mailto:"):
        return unquote(ask_url.removeprefix("mailto:").partition("?")[0])
    found = _MAILBOX.search(contact)
    return found[0] if found else ""


def mail_link(mailbox: str, subject: str, lines: list[str]) -> str:
    """Return a ``mailto:`` address with subject and body filled in (RFC 6068: lines end in CRLF)."""
    body = quote("\r\n".join(lines), safe="")
    return f"mailto:{quote(mailbox, safe='@')}?subject={quote(subject, safe='')}&body={body}"


def _duties(story: Story) -> list[str]:
    """Return the texts that say what must stay as it is."""
    kind = kind_of(story.origin, story.permission, story.reuse)
    if kind == "ask" or kind not in {*_TAKEN, "fact", "release"}:
        return ["kit-free", "kit-foot"]
    if kind != "cc":
        return [f"kit-{kind}", "kit-foot"]
    marks = CREATIVE_COMMONS[story.reuse].split("-")
    rest = [f"kit-{mark}" for mark in marks if mark in {"nc", "sa"}]
    return ["kit-nd" if "nd" in marks else "kit-by", *rest, "kit-foot"]
