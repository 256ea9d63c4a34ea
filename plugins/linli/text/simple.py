"""Simple texts, written down at once: what Python-Markdown would make of them, in a tenth of the time.

Simple is a text of nothing but plain paragraphs, headings, flat lists and quotations of one paragraph, with bold and
links in them: most of what a newsroom writes. Whatever is not certainly simple is not, and goes the whole way;
``tests/text/test_simple.py`` has both ways say the same.
"""

from __future__ import annotations

import re

from linli.text.ids import heading_id

_BEGUN = r"(?:\d*+[^\W\d_]|[“‘「『《（【…—]|\*{1,2}+[^\W_])"
PLAIN = re.compile(rf"{_BEGUN}[^\n]*+(?:\n{_BEGUN}[^\n]*+)*+\n?")
"""A block that can be nothing but a paragraph. All others are known by how one of their lines begins:
with a space, with ``# > - + = _ : ! [ |``, with a star and a space, with a number and a full stop."""
_ODD = re.compile(r"[\t\r\\`<&_{}\x02\x03~]|!\[|\n(?: |> ?\n)|[ >]\n|\*{3}")
"""What no simple text has: other inline marks, indents, spaces at the end of a line."""
_HEADING = re.compile(r"(#{1,6}) +([^#*\[\]\s\n](?:[^#*\[\]\n]*[^#*\[\]\s\n])?)")
_QUOTE = re.compile(r"> ([^\n]+)")
_BULLETS = re.compile(r"([*+-]) [^\n]+(?:\n\1 [^\n]+)*")
_NUMBERS = re.compile(r"1\. [^\n]+(?:\n\d{1,9}\. [^\n]+)*")
_ITEM = re.compile(r"(?:^|\n)(?:[*+-]|\d+\.) ")
_LINK = re.compile(r"\[([^\[\]\n^!][^\[\]\n]*)\]\(([\w/.#][^\s()<>\[\]\"'*|]*)\)")
_UNLINKED = re.compile(r"[^\[\]\n]+")
_NUMBERED = re.compile(r"(.*)_([0-9]+)")
_LEVELS = 6


class _NotSimpleError(Exception):
    """Something a simple text does not have."""


def simple_html(markdown: str) -> str | None:
    """Return the HTML of a simple text, and nothing for any other."""
    text = markdown.strip("\n")
    if not text or text[0] == " " or text[-1] in " >" or _ODD.search(text):
        return None
    blocks = [block for piece in text.split("\n\n") if (block := piece.strip("\n"))]
    try:
        written = _Written(blocks)
        return "\n".join([written.block(block) for block in blocks])
    except _NotSimpleError:
        return None


class _Written:
    """Writes the blocks of one text, which are all known beforehand, one after the other."""

    def __init__(self, blocks: list[str]) -> None:
        levels = [len(block) - len(block.lstrip("#")) for block in blocks if block[0] == "#"]
        self._shift = 2 - min(levels, default=2)
        self._ids: set[str] = set()
        self._alone = True

    def block(self, block: str) -> str:
        """Return the HTML of the next block. Raises ``_NotSimpleError``."""
        if PLAIN.fullmatch(block):
            self._alone = True
            return f"<p>{_inline(block)}</p>"
        if heading := _HEADING.fullmatch(block):
            self._alone = True
            return self._heading(len(heading[1]), heading[2])
        if not self._alone:  # Python-Markdown may join it and what stands before it
            raise _NotSimpleError
        self._alone = False
        if quote := _QUOTE.fullmatch(block):
            return f"<blockquote>\n<p>{_plain(quote[1])}</p>\n</blockquote>"
        name = "ul" if _BULLETS.fullmatch(block) else "ol" if _NUMBERS.fullmatch(block) else ""
        if not name:
            raise _NotSimpleError
        items = [f"<li>{_plain(item)}</li>\n" for item in _ITEM.split(block)[1:]]
        return f"<{name}>\n{''.join(items)}</{name}>"

    def _heading(self, level: int, text: str) -> str:
        name = f"h{min(level + self._shift, _LEVELS)}"
        return f'<{name} id="{self._unique(heading_id(text, "-"))}">{text}</{name}>'

    def _unique(self, name: str) -> str:
        """Return the id, numbered where another heading has it, as Python-Markdown numbers them."""
        while name in self._ids:
            number = _NUMBERED.fullmatch(name)
            name = f"{number[1]}_{int(number[2]) + 1}" if number else f"{name}_1"
        self._ids.add(name)
        return name


def _plain(text: str) -> str:
    """Return the HTML of a text that would be a paragraph if it stood alone."""
    if not PLAIN.fullmatch(text):
        raise _NotSimpleError
    return _inline(text)


def _inline(text: str) -> str:
    """Return a paragraph's text with its bold and links in HTML."""
    if ">" in text:
        raise _NotSimpleError
    if "*" not in text:
        return _linked(text)
    pieces = text.split("**")
    if len(pieces) % 2 == 0 or "*" in "".join(pieces):
        raise _NotSimpleError
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            pieces[number] = _linked(piece)
        elif not piece or piece != piece.strip() or not _UNLINKED.fullmatch(piece):
            raise _NotSimpleError
        else:
            pieces[number] = f"<strong>{piece}</strong>"
    return "".join(pieces)


def _linked(text: str) -> str:
    if "[" not in text and "]" not in text:
        return text
    if "[" in _LINK.sub("", text) or "]" in _LINK.sub("", text):
        raise _NotSimpleError
    return _LINK.sub(r'<a href="\2">\1</a>', text)
