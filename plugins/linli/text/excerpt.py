"""Sentences for lists, counts, and reading time, for Chinese, Latin and mixed text."""

from __future__ import annotations

import re
from html import unescape

from linli.text.lines import CJK

EXCERPT_CHARACTERS = 90
"""The length a summary aims at, in Chinese characters; Latin text gets twice as many letters."""

CHARACTERS_A_MINUTE = 400
WORDS_A_MINUTE = 220

_PARAGRAPH = re.compile(r"<p(?: [^<>]*)?>(.*?)</p>", re.DOTALL)
_ASIDE = re.compile(r"<(blockquote|figure|table|div|pre|ol|ul|dl|details)\b.*?</\1>", re.DOTALL)
_NOTE = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SENTENCE = re.compile(r".+?(?:[。！？!?…]+[”’」』）)\]]*|\.(?=\s|$)[”’\")\]]*|$)", re.DOTALL)
_CLAUSE = re.compile(r"[，、；：,;:\s—]")
_HAN = re.compile(rf"[{CJK}]")
_IDEOGRAPH = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(
    "[^\\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+(?:['’\\-.][^\\W_]+)*"
)


def plain_text(html: str) -> str:
    """Return the text of safe HTML on one line, without footnote marks."""
    return " ".join(unescape(_TAG.sub("", _NOTE.sub("", html).replace("<br>", " "))).split())


def body_text(html: str) -> str:
    """Return all text of a body, blocks kept apart by a space."""
    spaced = re.sub(
        r"</(?:p|li|h[2-6]|td|th|dd|dt|figcaption|blockquote|pre|tr)>|<br>",
        " ",
        _NOTE.sub("", html),
    )
    return " ".join(unescape(_TAG.sub("", spaced)).split())


def excerpt(html: str, limit: int = EXCERPT_CHARACTERS) -> str:
    """Return the first whole sentences of a body, about ``limit`` Chinese characters wide.

    A first sentence that is much too long is cut at a clause and ends in ``……``; nothing is cut inside
    a word.
    """
    flat = _ASIDE.sub("", html)
    text = " ".join(
        part for part in (plain_text(match[1]) for match in _PARAGRAPH.finditer(flat)) if part
    )
    if _HAN.match(text[-1:] or " "):
        text = re.sub(rf"(?<=[{CJK}]) (?=[{CJK}])", "", text)
    chosen = ""
    for match in _SENTENCE.finditer(text):
        if not match[0].strip():
            continue
        longer = chosen + match[0]
        if chosen and width(longer) > limit * 2:
            break
        chosen = longer
        if width(chosen) >= limit * 1.2:
            break
    return chosen.strip() if width(chosen) <= limit * 3 else _cut(chosen.strip(), limit * 2)


def _cut(text: str, limit: int) -> str:
    end, wide = 0, 0
    for end, char in enumerate(text):  # noqa: B007 - the position is used after the loop
        wide += 2 if _HAN.match(char) else 1
        if wide > limit:
            break
    clauses = [match.start() for match in _CLAUSE.finditer(text, 0, end)]
    at = next((position for position in reversed(clauses) if position > end // 3), end)
    return text[:at].rstrip("，、；：,;:— ") + "……"


def width(text: str) -> int:
    """Return how wide ``text`` is set: two for a Chinese character, one for a Latin letter."""
    return sum(2 if _HAN.match(char) else 1 for char in text)


def count(text: str) -> tuple[int, int]:
    """Return the number of Chinese characters and of words in other scripts.

    >>> count("17路公交 opens at 8 a.m.")
    (3, 6)
    """
    return len(_IDEOGRAPH.findall(text)), len(_WORD.findall(text))


def minutes(characters: int, words: int) -> int:
    """Return the reading time in whole minutes, at least 1."""
    return max(1, round(characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE))
