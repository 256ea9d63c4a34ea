"""Soft line breaks and indents in Chinese paragraphs.

A line break inside a Chinese paragraph is only the width of the editor's window; a browser would
show it as a space. Breaks between Latin words stay, for there the space is wanted.
"""

from __future__ import annotations

import re

_OWN = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_SHARED = "“”‘’—…·"
"""Marks that Chinese and Latin text have in common; a neighbour must tell which it is."""

CJK = _OWN + _SHARED
_INLINE = r"(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)"
_CLOSED, _OPENED = rf"(?:</{_INLINE}>)*", rf"(?:<{_INLINE}(?: [^<>]*)?>)*"
_GAP = r"[ \t]*\n[ \t\u3000]*"
_BREAK = re.compile(
    rf"(?=[{CJK}][{_SHARED}< \t\n])(?:"  # at most characters this alone says no, and soon
    rf"([{_OWN}][{_SHARED}]*{_CLOSED}){_GAP}(?={_OPENED}[{CJK}])"
    rf"|([{_SHARED}]{_CLOSED}){_GAP}(?={_OPENED}[{_SHARED}]*[{_OWN}]))"
)
_PARAGRAPH = re.compile(r"<p>([^<\n]*+(?:<(?!/?p\b)[^<\n]*+)*+\n[^<]*(?:<(?!/?p\b)[^<]*)*)</p>")
"""A paragraph of several lines."""
_POINT = re.compile(
    r"\s*(?:<(?:strong|em|b)>)?(?:[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{0,6}[\u4e00-\u9fff](?:</(?:strong|em|b)>)?[：:]"
    r"|\d{1,2}[、．.)）]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
_SOFT = re.compile(
    r"\n"
    + "".join(
        rf"(?<!</{name}>\n)"
        for name in "p li ul ol blockquote h2 h3 h4 h5 h6 figure div table thead tbody tr th td".split()
    )
    + "".join(rf"(?<!<{name}>\n)" for name in "ul ol blockquote table thead tbody tr".split())
)
"""A line that does not end with the tag of a block, as every line of a paragraph but its last does."""
_CLOSERS = tuple(f"</{name}>" for name in _INLINE[3:-1].split("|"))
_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_INDENT = re.compile(r"^[\u3000\u00a0][\u3000\u00a0 \t]*", re.MULTILINE)
FENCED = r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*\n)*?(?P=fence)[ \t]*$"
"""A block of code between fences."""
_VERBATIM = re.compile(rf"{FENCED}|<pre\b(?:.|\n)*?</pre>", re.MULTILINE)


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
    """Do what ``_BREAK.sub`` would, looking at the few places only where a line ends."""
    pieces, done = [], 0
    at = html.find("\n")
    while at >= 0:
        for start in _beginnings(html, at):
            if start >= done and (found := _BREAK.match(html, start)):
                pieces += [html[done:start], found[1] or found[2]]
                done = found.end()
                break
        at = html.find("\n", max(at + 1, done))
    return "".join([*pieces, html[done:]])


def _beginnings(html: str, at: int) -> tuple[int, ...]:
    """Return where the two kinds of ``_BREAK`` can begin that have their line end ``at``."""
    end = at
    while end and html[end - 1] in " \t":
        end -= 1
    if html[end - 1 : end] == ">":
        while html.endswith(_CLOSERS, 0, end):
            end = html.rindex("<", 0, end)
    first = end - 1
    while first > 0 and html[first] in _SHARED:
        first -= 1
    return (max(first, 0), max(end - 1, 0))


def _keep_points(match: re.Match[str]) -> str:
    first, *others = (line.removesuffix("<br>") for line in match[1].split("\n"))
    introduced = _POINT.match(first) or first.rstrip().endswith(("：", ":"))
    if introduced and others and all(map(_POINT.match, others)):
        return f"<p>{'<br>'.join([first, *others])}</p>"
    return match[0]


def drop_indents(markdown: str) -> str:
    """Remove the full-width spaces by which Chinese paragraphs are indented when typed.

    The style sheet indents paragraphs; typed spaces would be added to that. A line of nothing but such
    spaces becomes the empty line it looks like. Code keeps what it has.
    """
    if "\u3000" not in markdown and "\u00a0" not in markdown:
        return markdown
    pieces, end = [], 0
    for match in _VERBATIM.finditer(markdown):
        pieces += [_INDENT.sub("", markdown[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*pieces, _INDENT.sub("", markdown[end:])])
