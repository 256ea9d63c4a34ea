"""Proofs: a feed is read again as a stranger would read it, before anybody else does.

Nothing that made the feed is used: XML goes through expat, without document type and entities; JSON through the
standard library, strictly. What is asked is what readers' programs cannot do without (RSS 2.0; RFC 4287, 4.1;
JSON Feed 1.1; OPML 2.0), not taste.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from linli.regexes import regex

ALL_FORMS = ("rss", "atom", "json", "opml")
_RFC3339 = regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_ADDRESS = regex(r"https?://[^\s<>\"/]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)


class Fault(NamedTuple):
    """What is wrong with a feed, in Chinese and English.

    ``item`` is the place of the story in the feed, from 0, or -1 when the fault is the feed's own; ``line``
    that in the document, or 0.
    """

    zh: str
    en: str
    item: int = -1
    line: int = 0


def faults_of(form: str, document: bytes) -> list[Fault]:
    """Return what is wrong with a document of a form (``ALL_FORMS``), in its order."""
    from linli.feeds import json_proofs, xml_proofs

    if form == "json":
        return json_proofs.faults_of(document)
    return xml_proofs.faults_of(form, document)


def missing(name: str, item: int = -1, line: int = 0) -> Fault:
    """Say that something that must be there is not, or is empty."""
    return Fault(f"没有 {name}", f"there is no {name}", item, line)


def double(name: str, value: str, item: int, line: int = 0) -> Fault:
    """Say that two stories have one id."""
    return Fault(f"{name} {value!r} 出现了两次", f"the {name} {value!r} is there twice", item, line)


def wrong(name: str, value: object, item: int = -1, line: int = 0) -> Fault:
    """Say that a value is not of its kind."""
    shown = repr(value)[:80]
    return Fault(f"{name} 不能是 {shown}", f"{name} cannot be {shown}", item, line)


def is_address(text: object) -> bool:
    """Say whether ``text`` is a whole web address of ASCII characters."""
    return isinstance(text, str) and text.isascii() and bool(_ADDRESS.fullmatch(text))


def is_rfc3339(text: object) -> bool:
    """Say whether ``text`` is a time as Atom and JSON Feed have it (RFC 3339, 5.6)."""
    if not isinstance(text, str) or not _RFC3339.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_rfc822(text: str) -> bool:
    """Say whether ``text`` is a time as RSS has it, with a zone, and its weekday is right."""
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return False
    return at.tzinfo is not None and text[:3] == at.strftime("%a")
