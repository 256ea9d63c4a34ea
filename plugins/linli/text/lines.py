"""Soft line breaks and indents in Chinese paragraphs.

A line break inside a Chinese paragraph is only the width of the editor's window; a browser would
show it as a space. Breaks between Latin words stay, for there the space is wanted.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial

from linli.regexes import regex
from linli.text.verbatim import elements, fenced, outside_of

_OWN = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_SHARED = "“”‘’—…·"
"""Marks that Chinese and Latin text have in common; a neighbour must tell which it is."""

CJK = _OWN + _SHARED
_SCRIPTS = tuple(zip(_OWN[::3], _OWN[2::3], strict=True))
_INLINE = r"(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)"
_CLOSERS = tuple(f"</{name}>" for name in _INLINE[3:-1].split("|"))
_OPENED = regex(rf"(?:<{_INLINE}(?: [^<>]*)?>)*")
_PARAGRAPH = regex(r"<p>((?>[^<\n]*(?:<(?!/?p\b)[^<\n]*+)*)\n[^<]*(?:<(?!/?p\b)[^<]*)*)</p>")
"""A paragraph of several lines."""
_BLOCKS = "p li ul ol blockquote h2 h3 h4 h5 h6 figure div table thead tbody tr th td".split()
_SOFT = regex(
    r"\n"
    + "".join(rf"(?<!</{name}>\n)" for name in _BLOCKS)
    + "".join(rf"(?<!<{name}>\n)" for name in "ul ol li blockquote hr table thead tbody tr".split())
)
"""A line that does not end with the tag of a block, as every line of a paragraph but its last does."""
_PREFORMATTED = regex(r"(<pre\b.*?</pre>)", re.DOTALL)
_INDENT = regex(r"^[\u3000\u00a0][\u3000\u00a0 \t]*", re.MULTILINE)
_PRE = regex(r"<(pre)\b")


def join_chinese_lines(html: str) -> str:
    r"""Remove line breaks that stand between two Chinese characters, outside of ``<pre>``.

    A paragraph in which every line is a point of its own (``时间：…``, ``1、…``) keeps its lines.

    >>> join_chinese_lines("<p>青石巷\n的灯笼 and\nmore</p>")
    '<p>青石巷的灯笼 and\nmore</p>'
    """
    if not _SOFT.search(html):
        return html  # lines end with the tags of blocks, and nothing is to be joined
    html = _PARAGRAPH.sub(_keep_points, html)
    if "<pre" not in html:
        return _joined(html)
    parts = _PREFORMATTED.split(html)
    return "".join(part if part.startswith("<pre") else _joined(part) for part in parts)


def _joined(html: str) -> str:
    """Take out each soft break with the white space around it; look at the ends of lines only."""
    pieces, done = [], 0
    at = html.find("\n")
    while at >= 0:
        end = at
        while end > done and html[end - 1] in " \t":
            end -= 1
        after = _goes_on(html, at, _ends(html, done, end)) if end > done else -1
        if after >= 0:
            pieces.append(html[done:end])
            done = after
        at = html.find("\n", max(at + 1, done))
    return "".join([*pieces, html[done:]])


def _ends(html: str, done: int, end: int) -> tuple[bool, bool]:
    """Say whether a line that ends at ``end`` ends in Chinese, and whether in a mark that could be.

    Tags that are closed there do not count; what stands before ``done`` was looked at before.
    """
    if html[end - 1] == ">":
        while html.endswith(_CLOSERS, done, end):
            end = html.rindex("<", done, end)
    if end == done:
        return False, False
    first = end - 1
    while first > done and html[first] in _SHARED:
        first -= 1
    return _is_own(html[first]), html[end - 1] in _SHARED


def _goes_on(html: str, at: int, ends: tuple[bool, bool]) -> int:
    """Return where the text goes on after a soft break ``at``, or -1 when that break is a space."""
    if not any(ends):
        return -1
    start = at + 1
    while html[start : start + 1] in (" ", "\t", "\u3000"):
        start += 1
    if _begins(html, start, ends):
        return start
    return html.rfind("\u3000", at, start)  # a wide space is Chinese itself


def _begins(html: str, start: int, ends: tuple[bool, bool]) -> bool:
    """Say whether a line that begins at ``start`` goes on with one that ``ends`` so."""
    opened = _OPENED.match(html, start)
    first = opened.end() if opened else start
    char = html[first : first + 1]
    if not char or not (char in _SHARED or _is_own(char)):
        return False
    in_chinese, _ = ends
    while not in_chinese and char and char in _SHARED:
        first += 1
        char = html[first : first + 1]
    return in_chinese or (char != "" and _is_own(char))


@lru_cache(maxsize=4096)  # asked of every line that goes on, of the same few characters
def _is_own(char: str) -> bool:
    return char >= "\u2e80" and any(first <= char <= last for first, last in _SCRIPTS)


@cache  # patterns of whole scripts take milliseconds to compile, and few texts have points
def _point() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:<(?:strong|em|b)>)?(?:[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{0,6}[\u4e00-\u9fff](?:</(?:strong|em|b)>)?[：:]"
        r"|\d{1,2}[、．.)）]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
    )


def _keep_points(match: re.Match[str]) -> str:
    first, *others = (line.removesuffix("<br>") for line in match[1].split("\n"))
    point = _point()
    introduced = point.match(first) or first.rstrip().endswith(("：", ":"))
    if introduced and others and all(map(point.match, others)):
        return f"<p>{'<br>'.join([first, *others])}</p>"
    return match[0]


def drop_indents(markdown: str) -> str:
    """Remove the full-width spaces by which Chinese paragraphs are indented when typed.

    The style sheet indents paragraphs; typed spaces would be added to that. A line of nothing but such
    spaces becomes the empty line it looks like. Code keeps what it has.
    """
    if "\u3000" not in markdown and "\u00a0" not in markdown:
        return markdown
    return outside_of(markdown, fenced(markdown), _drop)


def _drop(markdown: str) -> str:
    return outside_of(markdown, elements(markdown, _PRE), partial(_INDENT.sub, ""))
