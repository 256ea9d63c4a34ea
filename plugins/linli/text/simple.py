"""Simple texts, written down at once: what Python-Markdown would make of them, in a tenth of the time.

Simple is a text of nothing but plain paragraphs, headings, flat lists, quotations, tables and pictures that stand
alone, with bold and links in them: nearly all of what a newsroom writes. Whatever is not certainly simple is not,
and goes the whole way; ``tests/text/test_simple.py`` has both ways say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.text.figures import split_credit
from linli.text.ids import heading_id
from linli.text.spans import PICTURE, NotSimpleError, spans
from linli.text.tables import table_html

if TYPE_CHECKING:
    import re

_BEGUN = r"(?:[^\W\d_]|[“‘「『《（【…—]|\*{1,2}+[^\W_]|\*\*[“‘「『《（【]|\d++(?:[^\W_]|[：:、，,%）)]\S))"
PLAIN = regex(rf"{_BEGUN}.*+(?>(?:\n{_BEGUN}.*+)*)\n?")
"""A block that can be nothing but a paragraph. All others are known by how one of their lines begins:
with a space, with ``# > - + = _ : ! [ |``, with a star and a space, with a number and a full stop."""
_ODD = regex(r"[\t\r\\`<&\x02\x03~]")
"""What no simple text has: other inline marks. It has no indents and no spaces at the end of a line either."""
_HEADING = regex(r"(#{1,6}) +([^#*\[\]\s_{}>](?:[^#*\[\]\n_{}>]*[^#*\[\]\s_{}>])?)")
_QUOTE = regex(r"> [^\n]+(?:\n(?:>\n)?> [^\n]+)*")
_BULLETS = regex(r"([*+-]) [^\n]+(?:\n\1 [^\n]+)*")
_NUMBERS = regex(r"1\. [^\n]+(?:\n\d{1,9}\. [^\n]+)*")
_ITEM = regex(r"(?:^|\n)(?:[*+-]|\d+\.) ")
_NUMBERED = regex(r"(.*)_([0-9]+)")
_SPACE = regex(r"\s")
_LEVELS = 6


def simple_html(markdown: str, table: str) -> str | None:
    """Return the HTML of a simple text, and nothing for any other; ``table`` is what tables are called."""
    text = markdown.strip("\n")
    if not text or text[0] == " " or text[-1] in " >" or _is_odd(text):
        return None
    blocks = [block for piece in text.split("\n\n") if (block := piece.strip("\n"))]
    try:
        written = _Written(blocks, table)
        return "\n".join([written.block(block) for block in blocks])
    except NotSimpleError:
        return None


class _Written:
    """Writes the blocks of one text, which are all known beforehand, one after the other."""

    def __init__(self, blocks: list[str], table: str) -> None:
        levels = [len(block) - len(block.lstrip("#")) for block in blocks if block[0] == "#"]
        self._shift = 2 - min(levels, default=2)
        self._ids: set[str] = set()
        self._latest: dict[str, str] = {}
        self._table = table
        self._last = ""

    def block(self, block: str) -> str:
        """Return the HTML of the next block. Raises ``NotSimpleError``."""
        if PLAIN.fullmatch(block):
            self._last = ""
            return f"<p>{spans(block)}</p>"
        return self._other(block)

    def _other(self, block: str) -> str:
        last, self._last = self._last, ""
        match block[0]:
            case "#":
                return self._heading(_whole(_HEADING, block))
            case "!":
                return _figure(_whole(PICTURE, block))
            case "|":
                return table_html(block, self._table)
            case ">":
                name, inside = "blockquote", _quoted(_whole(_QUOTE, block))
            case "1":
                name, inside = "ol", _listed(_whole(_NUMBERS, block))
            case _:
                name, inside = "ul", _listed(_whole(_BULLETS, block))
        if last == name:  # Python-Markdown may join the two
            raise NotSimpleError
        self._last = name
        return f"<{name}>\n{inside}</{name}>"

    def _heading(self, found: re.Match[str]) -> str:
        level, text = len(found[1]), found[2]
        name = f"h{min(level + self._shift, _LEVELS)}"
        return f'<{name} id="{self._unique(heading_id(text, "-"))}">{text}</{name}>'

    def _unique(self, name: str) -> str:
        """Return the id, numbered where another heading has it, as Python-Markdown numbers them."""
        found = self._latest.get(name, name)  # all between the two are taken
        while found in self._ids:
            number = _NUMBERED.fullmatch(found)
            found = f"{number[1]}_{int(number[2]) + 1}" if number else f"{found}_1"
        self._latest[name] = found
        self._ids.add(found)
        return found


def _is_odd(text: str) -> bool:
    return "\n " in text or " \n" in text or "***" in text or _ODD.search(text) is not None


def _whole(pattern: re.Pattern[str], block: str) -> re.Match[str]:
    found = pattern.fullmatch(block)
    if found is None:
        raise NotSimpleError
    return found


def _quoted(found: re.Match[str]) -> str:
    paragraphs = found[0].replace("\n>\n", "\n\n").removeprefix("> ").replace("\n> ", "\n")
    return "".join([f"<p>{_plain(one)}</p>\n" for one in paragraphs.split("\n\n")])


def _listed(found: re.Match[str]) -> str:
    return "".join([f"<li>{_plain(item)}</li>\n" for item in _ITEM.split(found[0])[1:]])


def _figure(found: re.Match[str]) -> str:
    src, alt, title = found["src"], found["alt"], found["title"] or ""
    caption, credit = split_credit(_SPACE.sub(" ", title))
    if credit:
        caption = f"{caption} " if caption else ""
        caption = f'{caption}<span class="credit">{credit}</span>'
    line = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img alt="{alt}" src="{src}">{line}</figure>'


def _plain(text: str) -> str:
    """Return the HTML of a text that would be a paragraph if it stood alone."""
    if not PLAIN.fullmatch(text):
        raise NotSimpleError
    return spans(text)
