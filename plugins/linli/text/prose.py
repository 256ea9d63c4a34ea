"""Where in an author's own Markdown something stands, outside of code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from linli.problems import Place
from linli.regexes import regex
from linli.text.verbatim import fenced

if TYPE_CHECKING:
    from collections.abc import Callable

_CODE = regex(r"(?<!`)(?P<ticks>`{1,9})(?!`)(?:.|\n(?!\n))+?(?<!`)(?P=ticks)(?!`)")
"""Code in backticks, of which nobody writes more than a few."""
_NOT_A_BREAK = regex(r"[^\n]")
_FULL_WIDTH = regex(
    r"!?\[[^\[\]\n]{0,80}\]（\s*(?:https?://|[^（）\s]+\.[A-Za-z]{2,4}\b)[^（）\n]{0,300}）"
    r"|!?\[[^\[\]\n]{0,80}\]\(\s*(?:https?://|[^()（）\s]+\.[A-Za-z]{2,4}\b)[^()（）\n]{0,300}）"
    r"|！\[[^\[\]\n]{0,80}\](?:（[^()（）\n]{1,300}[)）]|\([^()（）\n]{1,300}）"
    r"|(?P<picture>\([^()（）\n]{1,300}\.(?:jpe?g|png|gif|webp|avif|heic)>?(?:[\s?#][^()（）\n]{0,300})?\)))",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def prose_of(body: str) -> str:
    """Return ``body`` with everything inside of code blanked out, every other character in its place."""
    if "`" not in body and "~~~" not in body:
        return body
    parts: list[str] = []
    at = 0
    for start, end in fenced(body):
        parts += [_CODE.sub(_blank, body[at:start]), _NOT_A_BREAK.sub("\0", body[start:end])]
        at = end
    return "".join([*parts, _CODE.sub(_blank, body[at:])])


def _blank(match: re.Match[str]) -> str:
    return _NOT_A_BREAK.sub("\0", match[0])


def full_width_links(body: str) -> list[tuple[str, str]]:
    """Return links and pictures that were typed with full-width marks, which Markdown does not know, and their rules.

    A picture whose exclamation mark alone is wide becomes a link; a wide mark before a link to anything else ends a
    sentence.

    >>> full_width_links("见[公示]（notice.md）和！[图](a.jpg)")
    [('full-width-link', '[公示]（notice.md）'), ('full-width-picture', '！[图](a.jpg)')]
    """
    mixed = "](" in body and "）" in body
    if not mixed and "]（" not in body and "！[" not in body:
        return []
    return [
        ("full-width-picture" if match["picture"] else "full-width-link", match[0])
        for match in _FULL_WIDTH.finditer(prose_of(body))
    ]


def line_finder(body: str, first_line: int) -> Callable[..., Place]:
    """Return a function that finds the next place in ``body``, outside of code, where a text stands.

    It takes several spellings of the text, the likeliest first.
    """
    prose = prose_of(body)
    positions: dict[str, int] = {}

    def find(*needles: str) -> Place:
        for needle in filter(None, needles):
            start = prose.find(needle, positions.get(needle, 0))
            start = prose.find(needle) if start < 0 else start
            if start >= 0:
                positions[needle] = start + len(needle)
                line_start = prose.rfind("\n", 0, start) + 1
                return Place(first_line + prose.count("\n", 0, start), start - line_start + 1)
        return Place(first_line, 1)

    return find
