"""What an entry says, in all formats alike: its text, the words around it, who is named how."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from linli.feeds.characters import address, clean, one_line
from linli.feeds.values import Category

if TYPE_CHECKING:
    from datetime import datetime

    from linli.feeds.values import Channel, Entry, Person, Rights, Tombstone

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_CC = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/")
_MARKUP = re.compile(r"</\w|&#?\w")
_RSS_LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw", "zh": "zh-cn"}


@lru_cache(maxsize=256)
def full_text(entry: Entry) -> str:
    """Return the HTML of an entry: major corrections, newest first, the AI label, then the text."""
    major = sorted((note for note in entry.corrections if note.major), reverse=True)
    notes = [
        f"<p><strong>{_correction(note.date, entry.lang)}</strong>{escape(note.text, quote=False)}</p>\n"
        for note in major
    ]
    label = f"<p>{escape(entry.ai_label, quote=False)}</p>\n" if entry.ai_label else ""
    return clean("".join([*notes, label, entry.html]) or paragraph(entry.summary or entry.title))


def farewell(stone: Tombstone) -> str:
    """Return the HTML that stands where a withdrawn story stood."""
    return clean(paragraph(stone.text or stone.title))


def paragraph(text: str) -> str:
    """Return plain text as one paragraph of HTML."""
    return f"<p>{escape(text, quote=False)}</p>"


def headline(item: Entry | Tombstone) -> str:
    """Return the title on one line; the address where there is none, because a feed must have one."""
    return one_line(item.title) or address(item.url)


def looks_like_markup(text: str) -> bool:
    """Say whether plain text could be taken for HTML (``</b>``, ``&amp;``)."""
    return bool(_MARKUP.search(text))


def name_of(channel: Channel) -> str:
    """Return the title of a feed on one line, which must not be empty."""
    return one_line(channel.title) or address(channel.home_url)


def people(entry: Entry) -> tuple[Person, ...]:
    """Return everybody who is named, in the order given."""
    return tuple(person for person in entry.people if one_line(person.name))


def said(person: Person) -> str:
    """Return a name behind its role: "责编 赵某"."""
    return one_line(f"{person.label} {person.name}")


@lru_cache(maxsize=256)
def subjects(entry: Entry) -> tuple[Category, ...]:
    """Return the categories of an entry, each once; the AI label is one of them."""
    labels = (Category(entry.ai_label),) if entry.ai_label else ()
    seen = {(category.scheme, category.term): category for category in (*entry.categories, *labels)}
    return tuple(category for category in seen.values() if one_line(category.term))


def claim(rights: Rights) -> str:
    """Return who holds the copyright in a few words, or the whole notice where no holder is named."""
    if not rights.holder:
        return one_line(rights.text)
    return one_line(f"© {rights.year or ''} {rights.holder}".replace("  ", " "))


def creative_commons(rights: Rights | None) -> str:
    """Return the address of the licence if it is one of Creative Commons, else an empty string."""
    return rights.licence_url if rights and _CC.match(rights.licence_url) else ""


def rss_language(lang: str) -> str:
    """Return a language as RSS has it: lower case, and regions where BCP 47 has scripts.

    >>> [rss_language(lang) for lang in ("zh-Hans", "zh-Hant-HK", "en-GB")]
    ['zh-cn', 'zh-hk', 'en-gb']
    """
    parts = lang.lower().split("-")
    if parts[0] == "zh" and len(parts) > 2:
        return f"zh-{parts[-1]}"
    return _RSS_LANGUAGES.get(lang.lower(), lang.lower())


def _correction(day: datetime, lang: str) -> str:
    if lang.lower().startswith("zh"):
        return f"更正（{day.year}年{day.month}月{day.day}日）："
    return f"Correction ({day.day} {_MONTHS[day.month - 1]} {day.year}): "
