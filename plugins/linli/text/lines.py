"""Soft line breaks and indents in Chinese paragraphs.

A line break inside a Chinese paragraph is only the width of the editor's window; a browser would
show it as a space. Breaks between Latin words stay, for there the space is wanted.
"""

from __future__ import annotations

import re

CJK = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·"
)
_INLINE = r"(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)"
_BREAK = re.compile(
    rf"([{CJK}](?:</{_INLINE}>)*)[ \t]*\n[ \t\u3000]*(?=(?:<{_INLINE}(?: [^<>]*)?>)*[{CJK}])"
)
_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_INDENT = re.compile(r"^[\u3000\u00a0]+(?=\S)", re.MULTILINE)


def join_chinese_lines(html: str) -> str:
    r"""Remove line breaks that stand between two Chinese characters, outside of ``<pre>``.

    >>> join_chinese_lines("<p>青石巷\n的灯笼 and\nmore</p>")
    '<p>青石巷的灯笼 and\nmore</p>'
    """
    if "<pre" not in html:
        return _BREAK.sub(r"\1", html)
    parts = _PREFORMATTED.split(html)
    return "".join(part if part.startswith("<pre") else _BREAK.sub(r"\1", part) for part in parts)


def drop_indents(markdown: str) -> str:
    """Remove the full-width spaces by which Chinese paragraphs are indented when typed.

    The style sheet indents paragraphs; typed spaces would be added to that.
    """
    return _INDENT.sub("", markdown) if "\u3000" in markdown or "\u00a0" in markdown else markdown
