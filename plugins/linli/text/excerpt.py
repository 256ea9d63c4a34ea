"""Sentences for lists, counts, and reading time, for Chinese, Latin and mixed text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.text.lines import CJK, join_chinese_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EXCERPT_CHARACTERS", "body_text", "count", "excerpt", "sentences", "width"]

EXCERPT_CHARACTERS = 90
"""The length a summary aims at, in Chinese characters; Latin text gets twice as many letters."""

_ENOUGH = 4
"""Times the limit: what an excerpt can depend on. A sentence that goes on beyond three times the limit
is left out or cut at twice the limit, wherever it ends."""

_PARAGRAPH = regex(r"<p(?: [^<>]*)?>((?>[^<]*(?:<(?!/?p\b)[^<]*+)*))</p>")
_ASIDE = regex(r"<(/?)(?:blockquote|figure|table|div|pre|ol|ul|dl|details)\b[^<>]*>")
_UNREAD = regex(r"<(h[2-6]|figure|pre)\b.*?</\1>|<div class=\"(?:footnote|toc)\".*", re.DOTALL)
_NOTE = regex(r"<sup\b.*?</sup>", re.DOTALL)
_TAG = regex(r"<[^<>]*>")
_BLOCK_END = regex(r"</(?:p|li|h[2-6]|td|th|dd|dt|figcaption|blockquote|pre|tr)>|<br>")
_FULL_STOP = r"\.[”’\"')\]]*"
_SENTENCE = regex(
    rf".(?>(?:[^。！？!?….\n]++|(?!{_FULL_STOP}(?:\s|$))\.|\n(?!\Z))*)"
    rf"(?:[。！？!?…]+[”’」』）)\]\"']*|{_FULL_STOP}(?=\s|$)|$)",
    re.DOTALL,
)
_TITLE = regex(
    r"(?:^|[\s(“‘\"])(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|Rev|Gen|Col|Sgt|Capt|Lt|Gov|vs|cf|e\.g|i\.e|(?:[A-Z]\.)*[A-Z])\.$"
)
_BEFORE_NUMBER = regex(r"(?:^|[\s(“‘\"])[A-Z][a-z]{1,3}\.$")
"""What ends in a full stop and yet ends no sentence: "Dr. Lin", "J. Su"; "No. 5", "Sept. 3"."""

_CLAUSE = regex(r"[，、；：—\s]|[,;:](?!\d)")

_HANS = regex(rf"[{CJK}]+")
_IDEOGRAPHS = regex("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = regex(
    "[^\\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+(?:['’\\-.][^\\W_]+)*"
)


def plain_text(html: str) -> str:
    """Return the text of safe HTML on one line, without footnote marks."""
    if "<" in html:
        html = _TAG.sub("", _without_notes(html).replace("<br>", " "))
    return " ".join(unescape(html).split())


def body_text(html: str) -> str:
    """Return all text of a body, blocks kept apart by a space."""
    spaced = _BLOCK_END.sub(" ", _without_notes(html))
    return " ".join(unescape(_TAG.sub("", spaced)).split())


def _without_notes(html: str) -> str:
    return _NOTE.sub("", html) if "<sup" in html else html


def excerpt(html: str, limit: int = EXCERPT_CHARACTERS) -> str:
    """Return the first whole sentences of a body, about ``limit`` Chinese characters wide.

    A first sentence that is much too long is cut at a clause and ends in ``……``; nothing is cut inside
    a word. A body without paragraphs is read as it comes: its lists, its tables.
    """
    text = _opening(html, limit * _ENOUGH + 20)
    text = text or body_text(_UNREAD.sub("", html))
    chosen = ""
    for sentence in sentences(text):
        longer = chosen + sentence
        if chosen and width(longer) > limit * 2:
            break
        chosen = longer
        if width(chosen) >= limit * 1.2:
            break
    return chosen.strip() if width(chosen) <= limit * 3 else _cut(chosen.strip(), limit * 2)


def _opening(html: str, length: int) -> str:
    """Return the text of the first paragraphs, all of it or at least ``length`` characters."""
    if html.count("&") > html.count("&amp;"):
        # A bracket in the text may make one paragraph tell how another is read.
        length = len(html)
    parts: list[str] = []
    found = 0
    for match in _PARAGRAPH.finditer(_without_asides(html)):
        if found >= length:
            break
        if part := plain_text(match[1]):
            parts.append(_ended(part))
            found += len(part)
    return join_chinese_lines("".join(parts)).replace("\n", " ")


def _ended(paragraph: str) -> str:
    """Return a paragraph with what parts it from the next: a space where it has no full stop."""
    return f"{paragraph}\n" if paragraph[-1] in "。！？…”」』）；：" else f"{paragraph} "


def _without_asides(html: str) -> str:
    """Return ``html`` without what stands beside the text, however deep such blocks nest."""
    pieces, depth, end = [], 0, 0
    for match in _ASIDE.finditer(html):
        if depth == 0:
            pieces.append(html[end : match.start()])
        depth += -1 if match[1] else 1
        end = match.end()
    return "".join([*pieces, html[end:]])


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of ``text``, each with the space before it."""
    begun = 0
    for match in _SENTENCE.finditer(text):
        end = match.end()
        if match[0].endswith("."):
            tail, follows = text[max(begun, end - 12) : end], text[end : end + 4].lstrip()[:1]
            if follows.islower() or _TITLE.search(tail):
                continue
            if follows.isdigit() and _BEFORE_NUMBER.search(tail):
                continue
        yield text[begun:end]
        begun = end
    if text[begun:].strip():
        yield text[begun:]


def _cut(text: str, limit: int) -> str:
    end, wide = 0, 0
    for end, char in enumerate(text):  # noqa: B007 - the position is used after the loop
        wide += 2 if _HANS.match(char) else 1
        if wide > limit:
            break
    clauses = [match.start() for match in _CLAUSE.finditer(text, 0, end)]
    at = next((position for position in reversed(clauses) if position > end // 3), 0)
    at = at or next((p for p in range(end, end // 3, -1) if not _joined(text, p)), end)
    return text[:at].rstrip("，、；：,;:— ") + "……"


def _joined(text: str, position: int) -> bool:
    """Say whether the characters before and after ``position`` are parts of one word or one sign."""
    return bool(
        _one_word().match(text[position - 1 : position + 1])
        or unicodedata.combining(text[position])
    )


@cache  # a pattern of whole scripts takes a millisecond to compile, and few texts are cut within a sentence
def _one_word() -> re.Pattern[str]:
    return re.compile(rf"[^\W{CJK}]{{2}}|.[\ufe0f\u200d]|\u200d.")


def width(text: str) -> int:
    """Return how wide ``text`` is set: two for a Chinese character, one for a Latin letter."""
    return len(text) + sum(map(len, _HANS.findall(text)))


def count(text: str) -> tuple[int, int]:
    """Return the number of Chinese characters and of words in other scripts.

    >>> count("17路公交 opens at 8 a.m.")
    (3, 5)
    """
    others = _IDEOGRAPHS.split(text)
    return len(text) - sum(map(len, others)), len(_WORD.findall("\n".join(others)))
