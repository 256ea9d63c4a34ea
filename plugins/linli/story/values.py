"""What a simple value means: one reader for each type of field that holds text.

Each reader returns the typed value, or ``None`` once the problem is written down. Whether an absent
value matters is decided by ``reading``, not here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linli.story.context import Context, bounded, either, one_line, scalar_of, scalars_of
from linli.story.dates import FIRST_YEAR, LAST_YEAR, BadDate, read_date
from linli.story.naming import address_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.story import entries
    from linli.story.fields import Field, Words
    from linli.story.story import Stamp

URL_LIMIT = 2000
OPEN_ENDED = frozenset({"expires", "permission_until"})
"""Days on which something ends; what does not end has none."""
_FOR_EVER = frozenset(
    "长期 长期有效 永久 永久有效 永远 永不失效 不失效 不限 无限期 无期限 无 never none permanent".split()
)
_SAID: Mapping[str, Mapping[object, tuple[str, str]]] = {
    "missing": {
        "hour": ("the hour", "几点"),
        "half": ("whether that is before or after noon", "上午还是下午"),
    },
    "weekday": {
        number: (f"a {english}", f"星期{chinese}")
        for number, (english, chinese) in enumerate(
            zip(
                "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
                "一二三四五六日",
                strict=True,
            )
        )
    },
}
"""What is wrong with a date, in English and in Chinese."""
STATUS = "status"
"""The one choice that may not be left empty: nothing is published because a line was not finished."""


def read_line(value: entries.Value, field: Field, context: Context) -> str | None:
    """One line of text; line breaks inside it become spaces."""
    scalar = scalar_of(value, field, context)
    return None if scalar is None else bounded(one_line(scalar.text), scalar.place, field, context)


def read_list(value: entries.Value, field: Field, context: Context) -> tuple[str, ...]:
    """Several short texts, each once, in the order written."""
    texts: dict[str, None] = {}
    for scalar in scalars_of(value, field, context):
        text = bounded(
            one_line(unicodedata.normalize("NFC", scalar.text)), scalar.place, field, context
        )
        if text:
            texts[text] = None
    return tuple(texts)


def read_name(value: entries.Value, field: Field, context: Context) -> str | None:
    """A part of an address, refused when it would have to be changed."""
    scalar = scalar_of(value, field, context)
    if scalar is None or not scalar.text:
        return None
    name = address_name(scalar.text)
    if not name or name != unicodedata.normalize("NFC", scalar.text).lower():
        better = name or "2026-03-22-1"
        context.note("bad-name", scalar.place, key=field.key, value=scalar.text, better=better)
        return None
    return name


def read_stamp(value: entries.Value, field: Field, context: Context) -> Stamp | None:
    """A moment, in the site's zone."""
    scalar = scalar_of(value, field, context)
    if scalar is None or not scalar.text:
        return None
    if field.key in OPEN_ENDED and scalar.text.strip(" 。.").casefold() in _FOR_EVER:
        context.note("no-end", scalar.place, key=field.key, value=scalar.text)
        return None
    try:
        return read_date(scalar.text, context.settings.zone)
    except BadDate as bad:
        facts = {"reason": "", "example": "2026-03-22 08:30", **bad.facts}
        if bad.rule == "date-without-year":
            facts["example"] = f"{context.year()}年{facts['example']}"
        for fact, words in _SAID.items():
            if fact in facts:
                facts[fact] = either(context, *words[facts[fact]])
        context.note(bad.rule, scalar.place, key=field.key, value=scalar.text, **facts)
        return None


def read_url(value: entries.Value, field: Field, context: Context) -> str | None:
    """An absolute http or https address without user name or password."""
    scalar = scalar_of(value, field, context)
    if scalar is None or not scalar.text:
        return None
    if not is_web_address(scalar.text):
        context.note("bad-url", scalar.place, key=field.key, value=scalar.text)
        return None
    return scalar.text


def is_web_address(text: str) -> bool:
    """Say whether ``text`` is an absolute http(s) URL that can be published as it stands."""
    if len(text) > URL_LIMIT or re.search(r"[\s<>\"\\^`{}|]", text):
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    del port
    return parts.scheme in {"http", "https"} and bool(host) and "@" not in parts.netloc


def read_number(value: entries.Value, field: Field, context: Context) -> int | None:
    """A whole number from 1 to 999."""
    return _number(value, field, context, range(1, 1000))


def read_year(value: entries.Value, field: Field, context: Context) -> int | None:
    """A year that a copyright can have."""
    return _number(value, field, context, range(FIRST_YEAR, LAST_YEAR + 1))


def _number(value: entries.Value, field: Field, context: Context, allowed: range) -> int | None:
    scalar = scalar_of(value, field, context)
    if scalar is None or not scalar.text:
        return None
    plain = unicodedata.normalize("NFKC", scalar.text).removesuffix("年")
    if not re.fullmatch(r"\d{1,4}", plain) or int(plain) not in allowed:
        context.note(
            "bad-number",
            scalar.place,
            key=field.key,
            value=scalar.text,
            first=allowed.start,
            last=allowed.stop - 1,
        )
        return None
    return int(plain)


def read_choice(value: entries.Value, field: Field, context: Context) -> str | None:
    """One of the field's choices, in English or Chinese, any case, with or without hyphens."""
    scalar = scalar_of(value, field, context)
    if scalar is None or (not scalar.text and field.key != STATUS):
        return None
    spellings = _spellings(tuple(field.choices.items()))
    wanted = _bare(scalar.text)
    if wanted in spellings:
        return spellings[wanted]
    context.note(
        "bad-choice",
        scalar.place,
        key=field.key,
        value=scalar.text,
        choices="、".join(_spoken(choice, field, context) for choice in field.choices),
    )
    return None


@lru_cache
def _spellings(choices: tuple[tuple[str, Words], ...]) -> dict[str, str]:
    return {_bare(spelling): choice for choice, others in choices for spelling in (choice, *others)}


def _bare(text: str) -> str:
    return re.sub(r"[\s\-_.]+", "", unicodedata.normalize("NFKC", text).casefold())


def _spoken(choice: str, field: Field, context: Context) -> str:
    others = field.choices[choice]
    chinese = context.notebook.language.lower().startswith("zh")
    return others[0] if chinese and others and not others[0].isascii() else choice


_LANGUAGES = MappingProxyType(
    {
        "中文": "zh-Hans",
        "简体": "zh-Hans",
        "简体中文": "zh-Hans",
        "zh": "zh-Hans",
        "zh-cn": "zh-Hans",
        "繁体": "zh-Hant",
        "繁體": "zh-Hant",
        "繁体中文": "zh-Hant",
        "zh-tw": "zh-Hant",
        "zh-hk": "zh-Hant",
        "英文": "en",
        "英语": "en",
    }
)


def plain_language(text: str) -> str:
    """Return a language tag in its usual form (BCP 47), or an empty string when it is none."""
    tag = text.strip().replace("_", "-")
    if tag.lower() in _LANGUAGES:
        return _LANGUAGES[tag.lower()]
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?", tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join(
        [first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    )


def read_language(value: entries.Value, field: Field, context: Context) -> str | None:
    """A language tag, or the language's Chinese name."""
    scalar = scalar_of(value, field, context)
    if scalar is None or not scalar.text:
        return None
    tag = plain_language(scalar.text)
    if not tag:
        context.note("bad-language", scalar.place, key=field.key, value=scalar.text)
        return None
    return tag
