"""Names that become parts of addresses, and what a title says about series and column."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from linli.regexes import regex

NAME_LIMIT = 120
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)
_PREFIX = regex(r"\s*(?P<column>[^丨|｜∣│]{1,12}?)\s*[丨|｜∣│]\s*(?P<title>.+)", re.DOTALL)
_BAR = regex("[丨|｜∣│]")
_NUMBERED = regex(
    r"(?P<name>.{2,}?)\s*[（(](?:之)?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s*(?:$|[：:—\-\s·丨|].*)"
)
_NO_WORD = regex(r"[^a-z0-9\-_.]")
"""What is not kept of a text in small ASCII; see ``_is_word`` for all others."""
_REPEATED = regex(r"([-.])\1+")
_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九", start=1)}


class SeriesTitle(NamedTuple):
    """A title read as "name（number）"."""

    name: str
    number: int


def address_name(text: str) -> str:
    """Return ``text`` as one readable part of an address; empty when nothing of it can be used.

    Letters and digits of any script stay; everything else becomes a hyphen. Case and width are
    folded, so that two addresses never differ by those alone. There is no transliteration.

    >>> address_name("加装 电梯：Ｑ＆Ａ")
    '加装-电梯-q-a'
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    if folded.isascii():
        kept = _NO_WORD.sub("-", folded)
    else:
        folded = unicodedata.normalize("NFC", folded)
        kept = "".join(char if _is_word(char) else "-" for char in folded)
    name = _REPEATED.sub(r"\1", kept).strip("-_.")[:NAME_LIMIT].rstrip("-_.")
    while len(name.encode()) > NAME_LIMIT * 2:
        name = name[:-1].rstrip("-_.")
    return f"{name}-" if name.partition(".")[0] in _DEVICES else name


def _is_word(char: str) -> bool:
    return (
        char in "-_."
        or unicodedata.category(char)[0] in "LN"
        or unicodedata.category(char) in {"Mn", "Mc"}
    )


def is_address_name(text: str) -> bool:
    """Say whether ``text`` can be used as it is, apart from case."""
    return bool(text) and address_name(text) == unicodedata.normalize("NFC", text).lower()


def column_in_title(title: str) -> str:
    """Return the column a title names before a bar ("服务指南丨…"), or an empty string."""
    match = _PREFIX.fullmatch(title) if _BAR.search(title) else None
    return match["column"].strip() if match else ""


def series_in_title(title: str) -> SeriesTitle | None:
    """Return series and number of a title that ends in （一） (a subtitle may follow)."""
    if "(" not in title and "（" not in title:
        return None
    prefix = _PREFIX.fullmatch(title)
    match = _NUMBERED.fullmatch(prefix["title"] if prefix else title)
    if not match:
        return None
    number = _number(match["number"])
    return SeriesTitle(match["name"].strip(), number) if number else None


def _number(text: str) -> int:
    """Return a number from 1 to 99 written in Chinese or in digits, or 0."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if any(char == "十" for char in tens) or len(tens) > 1 or len(units) > 1:
        return 0
    if not ten:
        return _DIGITS.get(text, 0)
    return 10 * _DIGITS.get(tens, 1 if not tens else 0) + _DIGITS.get(units, 0)


@lru_cache(maxsize=16384)  # the same names stand in every header
def folded(name: str) -> str:
    """Return the form in which two names are the same: any case, any width, any spacing."""
    same = name.lower() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
    return "".join(same.split())
