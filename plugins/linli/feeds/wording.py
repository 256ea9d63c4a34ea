"""What items say, in all formats alike: their text, the words around it, who is named how; clean, once for all."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from linli.feeds.characters import address, clean, one_line
from linli.feeds.moments import in_both, rfc3339
from linli.feeds.values import Category, Entry
from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from linli.feeds.values import Channel, Item, Person, Rights, Role, Tombstone

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
REMEMBERED = 4096
"""People, subjects and holders that are remembered: they come again and again, stories do not."""
_CC = regex(r"https?://creativecommons\.org/(?:licenses|publicdomain)/")
_MARKUP = regex(r"</\w|&#?\w")
_RSS_LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw", "zh": "zh-cn"}


class Named(NamedTuple):
    """Somebody who is named: name, role, what the role is called, page."""

    name: str
    role: Role
    label: str
    url: str


class Said(NamedTuple):
    """What an item says, clean, and on one line where it must be; no format has to look at it again.

    ``text`` is HTML, everything else plain; ``holder`` is who has the copyright, in a few words. ``published`` and
    ``updated`` are times as Atom has them, ``dated`` the former as RSS has it.
    """

    title: str
    url: str
    summary: str
    text: str
    published: str
    updated: str
    dated: str
    people: tuple[Named, ...] = ()
    categories: tuple[Category, ...] = ()
    source: str = ""
    source_url: str = ""
    source_feed: str = ""
    rights: str = ""
    holder: str = ""
    licence: str = ""
    policy: str = ""


def said_by(item: Item) -> Said:
    """Return what an item says."""
    if not isinstance(item, Entry):
        when, dated = in_both(item.when)
        return Said(headline(item), address(item.url), "", farewell(item), when, when, dated)
    origin, rights = item.origin, item.rights
    published, dated = in_both(item.published)
    return Said(
        headline(item),
        address(item.url),
        clean(item.summary),
        full_text(item),
        published,
        rfc3339(item.updated) if item.updated != item.published else published,
        dated,
        people(item.people),
        subjects(item),
        *((one_line(origin.name), address(origin.url)) if origin else ("", "")),
        address(origin.feed_url) if origin else "",
        *(_rights(rights) if rights else ()),
    )


def _rights(rights: Rights) -> tuple[str, str, str, str]:
    licence, policy = address(rights.licence_url), address(rights.policy_url)
    return clean(rights.text), claim(rights), licence, policy


def full_text(entry: Entry) -> str:
    """Return the HTML of an entry: major corrections, newest first, the AI label, then the text."""
    before = ""
    if entry.corrections:
        major = sorted((note for note in entry.corrections if note.major), reverse=True)
        before = "".join(
            f"<p><strong>{_correction(note.date, entry.lang)}</strong>{escape(note.text, quote=False)}</p>\n"
            for note in major
        )
    if entry.ai_label:
        before += f"<p>{escape(entry.ai_label, quote=False)}</p>\n"
    text = before + entry.html if before else entry.html
    return clean(text) or clean(paragraph(entry.summary or entry.title))


def farewell(stone: Tombstone) -> str:
    """Return the HTML that stands where a withdrawn story stood."""
    return clean(paragraph(stone.text or stone.title))


def paragraph(text: str) -> str:
    """Return plain text as one paragraph of HTML."""
    return f"<p>{escape(text, quote=False)}</p>"


def headline(item: Item) -> str:
    """Return the title on one line; the address where there is none, because a feed must have one."""
    return one_line(item.title) or address(item.url)


def looks_like_markup(text: str) -> bool:
    """Say whether plain text could be taken for HTML (``</b>``, ``&amp;``)."""
    return ("&" in text or "</" in text) and bool(_MARKUP.search(text))


def name_of(channel: Channel) -> str:
    """Return the title of a feed on one line, which must not be empty."""
    return one_line(channel.title) or address(channel.home_url)


def people(given: Iterable[Person]) -> tuple[Named, ...]:
    """Return everybody who is named, in the order given."""
    return tuple([named for named in map(_named, given) if named.name])


@lru_cache(maxsize=REMEMBERED)
def _named(person: Person) -> Named:
    name, role, label, url = person
    return Named(one_line(name), role, one_line(label), address(url))


def spoken(person: Named) -> str:
    """Return a name behind its role: "责编 赵某"."""
    return f"{person.label} {person.name}" if person.label else person.name


def subjects(entry: Entry) -> tuple[Category, ...]:
    """Return the categories of an entry, each once; the AI label is one of them."""
    labels = (Category(entry.ai_label),) if entry.ai_label else ()
    return clean_categories((*entry.categories, *labels))


def clean_categories(categories: Iterable[Category]) -> tuple[Category, ...]:
    """Return categories that say something, each once."""
    seen = {(category.scheme, category.term): category for category in categories}
    return tuple([one for one in map(_clean_category, seen.values()) if one.term])


@lru_cache(maxsize=REMEMBERED)
def _clean_category(category: Category) -> Category:
    term, scheme, label = category
    return Category(one_line(term), address(scheme), one_line(label))


def claim(rights: Rights) -> str:
    """Return who holds the copyright in a few words, or the whole notice where no holder is named."""
    if not rights.holder:
        return one_line(rights.text)
    return _claim(rights.holder, rights.year)


@lru_cache(maxsize=REMEMBERED)
def _claim(holder: str, year: int | None) -> str:
    return one_line(f"© {year or ''} {holder}".replace("  ", " "))


def creative_commons(licence: str) -> str:
    """Return the address of a licence if it is one of Creative Commons, else an empty string."""
    return licence if _CC.match(licence) else ""


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
