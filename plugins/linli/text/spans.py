"""What stands within a block of a simple text (:mod:`linli.text.simple`): bold, links, code, pictures, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.regexes import regex

if TYPE_CHECKING:
    import re

_KEPT = "\x02"
"""Stands for a piece of HTML while the text around it is looked at; no simple text has one of its own."""

_ADDRESS = r"(?:\{(?:filename|static)\})?[\w/.#][^\s()<>\[\]{}\"'*|`]*"
ADDRESS = regex(_ADDRESS)
_LINK = rf"(?<!!)\[(?P<text>[^\[\]\n_{{}}*^!`][^\[\]\n_{{}}*`]*)\]\((?P<href>{_ADDRESS})\)"
_IMAGE = rf"!\[(?P<alt>[^\[\]\n_{{}}*^!\"`<>&]*)\]\((?P<src>{_ADDRESS})"
_TITLE = r"[^\s\"'()\[\]_{}*`<>&](?:[^\"'()\[\]\n_{}*`<>&]*[^\s\"'()\[\]_{}*`<>&])?"
PICTURE = regex(rf"{_IMAGE}(?: \"(?P<title>{_TITLE})\")?\)")
"""A picture, with a title in straight quotes or none. Its text has none: they would end the attribute."""
_CODE = r"(?<!`)`(?P<code>[^\s`<&](?:[^\n`<&]*[^\s`<&])?)`(?!`)"
_PIECE = regex(rf"{_CODE}|{_LINK}|{_IMAGE}\)|<br ?/?>")
"""What Python-Markdown, too, puts aside before it looks for emphasis."""
_ENTITY = regex(r"&(?:#|\w+;)")
_TAG = regex(r"<(?:(?![\d \u2e80-\uffff])|[^<> !]+@[^@<> ]+>)")
"""What may be a tag, or a mailbox."""
_BRACKETED = regex(r"(?<!!)\[(?!\^|TOC\])[^\[\]\n]*\](?!\s?[(\[:])")
_STRONG = regex(r"\*\*(?![\s*])([^*]+)(?<!\s)\*\*(?!\*)")
_EM = regex(r"\*(?![\s*])([^*]+)(?<!\s)\*(?!\*)")
_EMPHASIS = regex(rf"{_STRONG.pattern}|{_EM.pattern}")
_UNDERLINED = regex(r"(?<!\w)_(?![\s_])([^_*]+)(?<!\s)_(?!\w)")
_LOOSE = regex(r"(?<![^\W_])_")
"""An underscore that is not within a word."""


class NotSimpleError(Exception):
    """Something a simple text does not have."""


def spans(text: str) -> str:
    """Return a block's text as HTML, two spaces at the end of a line as a break. Raises ``NotSimpleError``."""
    # To look for one after the other is faster than to look for any of them.
    is_marked = "[" in text or "]" in text or "`" in text or "<" in text
    if not (is_marked or "*" in text or "_" in text or "&" in text or ">" in text):
        return text.replace("  \n", "<br>\n")
    kept: list[str] = []
    if is_marked:
        text = _PIECE.sub(lambda match: _keep(match, kept), text)
        if "`" in text or (_has_brackets(text) and _has_brackets(_BRACKETED.sub("", text))):
            raise NotSimpleError
    text = _emphasised(escaped(text)).replace("  \n", "<br>\n")
    return text if not kept else _restored(text, kept)


def escaped(text: str) -> str:
    """Return a text with the signs that mean something in HTML written out. Raises ``NotSimpleError``."""
    if "&" in text:
        if _ENTITY.search(text):
            raise NotSimpleError
        text = text.replace("&", "&amp;")
    if "<" in text:
        if _TAG.search(text):
            raise NotSimpleError
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;")


def _keep(match: re.Match[str], kept: list[str]) -> str:
    code, text, alt = match.group("code", "text", "alt")
    if code is not None:
        kept.append(f"<code>{escaped(code)}</code>")
    elif text is not None:
        kept.append(f'<a href="{escaped(match["href"])}">{escaped(text)}</a>')
    elif alt is not None:
        kept.append(f'<img alt="{alt}" src="{escaped(match["src"])}">')
    else:
        kept.append(match[0])
    return _KEPT


def _restored(text: str, kept: list[str]) -> str:
    first, *others = text.split(_KEPT)
    return "".join([first, *(part for pair in zip(kept, others, strict=True) for part in pair)])


def _has_brackets(text: str) -> bool:
    return "[" in text or "]" in text


def _emphasised(text: str) -> str:
    if "{" in text or "}" in text:
        raise NotSimpleError
    if "_" in text:
        text = _UNDERLINED.sub(r"<em>\1</em>", text)
        if _LOOSE.search(text):
            raise NotSimpleError
    if "*" in text:
        text = _EMPHASIS.sub(_emphasis, text)
        if "*" in text:
            raise NotSimpleError
    return text


def _emphasis(match: re.Match[str]) -> str:
    strong, em = match.groups()
    return f"<strong>{strong}</strong>" if strong else f"<em>{em}</em>"
