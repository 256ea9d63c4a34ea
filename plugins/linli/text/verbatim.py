"""What Markdown or HTML shows as it is written: code between fences, elements such as ``<pre>``.

Each end is looked up, or looked for once: a text may be nothing but beginnings, and a pattern that reads on to the end for
each of them takes minutes, which no time limit ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Span = tuple[int, int]

_FENCE = regex(r"^(?>`{3,}|~{3,})", re.MULTILINE)
_FENCE_END = regex(r"^((?>`{3,}|~{3,}))[ \t]*$", re.MULTILINE)


def outside_of(text: str, found: Iterable[Span], made: Callable[[str], str]) -> str:
    """Return ``text`` with what ``made`` makes of it outside of the pieces that were ``found``, which stay."""
    parts: list[str] = []
    at = 0
    for start, end in found:
        parts += [made(text[at:start]), text[start:end]]
        at = end
    return "".join([*parts, made(text[at:])])


def fenced(markdown: str) -> Iterator[Span]:
    r"""Yield where blocks of code between fences begin and end.

    >>> list(fenced("a\n```b\nc\n```\n````"))
    [(2, 12)]
    """
    if "```" not in markdown and "~~~" not in markdown:
        return
    ends: dict[str, list[Span]] = {}
    for match in _FENCE_END.finditer(markdown):
        ends.setdefault(match[1], []).append(match.span())
    at = 0
    for match in _FENCE.finditer(markdown):
        if match.start() < at:
            continue
        here = ends.get(match[0], [])
        next_ = bisect_left(here, (match.end(), 0))
        if next_ < len(here):
            at = here[next_][1]
            yield match.start(), at


def elements(text: str, opening: re.Pattern[str]) -> Iterator[Span]:
    """Yield where the elements begin and end whose beginnings ``opening`` finds; those that never end are left out."""
    unclosed: set[str] = set()
    at = 0
    for begin in opening.finditer(text):
        tag = begin[1]
        if begin.start() < at or tag in unclosed:
            continue
        end = text.find(f"</{tag}>", begin.end())
        if end < 0:
            unclosed.add(tag)
        else:
            at = end + len(f"</{tag}>")
            yield begin.start(), at
