"""Simple texts, written down at once: what Python-Markdown would make of them, in a tenth of the time.

Simple is a text of nothing but paragraphs, headings, flat lists, quotations, tables, rules and pictures, with what
:mod:`linli.text.spans` knows in them: nearly all of what a newsroom writes. Whatever is not certainly simple is not,
and goes the whole way; ``tests/text/test_simple.py`` has both ways say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.text.figures import FIGURE, figure_parts, split_credit
from linli.text.ids import heading_id
from linli.text.spans import ADDRESS, PICTURE, NotSimpleError, escaped, spans
from linli.text.tables import table_html

if TYPE_CHECKING:
    import re

_LETTER = r"[^\x00-/:-@[-`{-\x7f\s]"
"""A letter, a digit, or anything visible that is not ASCII: nothing of it means anything to Markdown."""
_BEGUN = (
    r"(?:[^\x00-@[-`{-\x7f\s\d]|\d++(?:\.\S|[^.\n])|[\"'($@%/?,.;]"
    rf"|[+\-_]{_LETTER}|\*{{1,2}}+(?:{_LETTER}|[\[`\"'($@%/?.])|`[^`\n]|\[(?!\^)[^\[\]\n]*\](?!:)|!(?:\[[^\[\]\n]*\]\(|[^!\[\n]))"
)
PLAIN = regex(rf"{_BEGUN}.*+(?>(?:\n{_BEGUN}.*+)*)\n?")
"""A block that can be nothing but a paragraph. All others are known by how one of their lines begins:
with a space, with ``# > = : |``, with ``- + *`` and a space, with a number and a full stop and a space,
with a row of ``-``, ``_`` or ``*``, with a reference's name and a colon, with ``!!!``."""
_ODD = regex(r"[\t\r\\\x02\x03]")
"""What no simple text has: other marks. It has no indents either."""
_EMPTY_LINES = regex(r"(?<=\n) +(?=\n|\Z)")
_RULE = regex(r"-{3,}|\*{3,}|_{3,}")
_HEADING = regex(
    r"(#{1,6}) +(\*\*)?([^#*\[\]\s_{}<>&`](?:[^#*\[\]\n_{}<>&`]*[^#*\[\]\s_{}<>&`])?)(?(2)\*\*) *"
)
_QUOTE = regex(r"> [^\n]+(?:\n(?:>\n)?> [^\n]+)*")
_BULLETS = regex(r"([*+-]) [^\n]+(?:\n\1 [^\n]+)*")
_NUMBERS = regex(r"([1-9][0-9]{0,3})\. [^\n]+(?:\n\d{1,9}\. [^\n]+)*")
_ITEM = regex(r"(?:^|\n)(?:[*+-]|\d+\.) ")
_NUMBERED = regex(r"(.*)_([0-9]+)")
_SPACE = regex(r"\s")
_MARKS = regex(r"[*_`\[\]{}<>&]")
_LEVELS = 6


def simple_html(markdown: str, table: str) -> str | None:
    """Return the HTML of a simple text, and nothing for any other; ``table`` is what tables are called."""
    text = markdown.strip("\n")
    if "\n " in text:
        text = _EMPTY_LINES.sub("", text).strip("\n")
    if not text or text[0] == " " or "\n " in text or _ODD.search(text):
        return None
    blocks = [block for piece in text.split("\n\n") if (block := piece.strip("\n"))]
    if "#" in text:
        blocks = [part for block in blocks for part in _split(block)]
    try:
        return _Written(blocks, table).html()
    except NotSimpleError:
        return None


class _Written:
    """Writes the blocks of one text, which are all known beforehand, one after the other."""

    def __init__(self, blocks: list[str], table: str) -> None:
        self._blocks = blocks
        self._shift = 0
        self._ids: set[str] = set()
        self._latest: dict[str, str] = {}
        self._table = table
        self._html: list[str] = []
        self._last = ""
        self._opened = ""
        self._items: list[tuple[str, bool]] = []
        """Of the list that is being gathered; whether each is a paragraph."""

    def html(self) -> str:
        """Return the HTML of all blocks. Raises ``NotSimpleError``."""
        levels = [len(block) - len(block.lstrip("#")) for block in self._blocks if block[0] == "#"]
        self._shift = 2 - min(levels, default=2)
        for block in self._blocks:
            if PLAIN.fullmatch(block) and block[0] != "!":
                self._close()
                self._html.append(f"<p>{spans(block)}</p>")
            else:
                self._other(block)
        self._close()
        return "\n".join(self._html)

    def _close(self) -> None:
        """Write down the list that is being gathered."""
        if self._items:
            items = [
                f"<li>\n<p>{item}</p>\n</li>\n" if loose else f"<li>{item}</li>\n"
                for item, loose in self._items
            ]
            self._html.append(f"<{self._opened}>\n{''.join(items)}</{self._last}>")
            self._items = []
        self._last = ""

    def _other(self, block: str) -> None:
        first = block[0]
        if "1" <= first <= "9":
            found = _whole(_NUMBERS, block)
            self._list("ol" if found[1] == "1" else f'ol start="{found[1]}"', found[0])
        elif first in "-*+" and not _RULE.fullmatch(block):
            self._list("ul", _whole(_BULLETS, block)[0])
        else:
            after_quotation = self._last == ">"
            self._close()
            if first == ">":
                if after_quotation:  # Python-Markdown makes one of them
                    raise NotSimpleError
                self._last = ">"
            self._html.append(self._single(block))

    def _list(self, opened: str, block: str) -> None:
        """Gather a list, or go on with one after an empty line, beside which items become paragraphs."""
        items = [(_plain(item), False) for item in _ITEM.split(block)[1:]]
        if self._last != opened[:2]:
            self._close()
            self._last, self._opened = opened[:2], opened
            self._items = items
        else:
            self._items[-1], items[0] = (self._items[-1][0], True), (items[0][0], True)
            self._items += items

    def _single(self, block: str) -> str:
        match block[0]:
            case "#":
                return self._heading(_whole(_HEADING, block))
            case ":":
                return _figure_block(block)
            case "|":
                return table_html(block, self._table)
            case ">":
                return f"<blockquote>\n{_quoted(_whole(_QUOTE, block))}</blockquote>"
            case "!":
                if found := PICTURE.fullmatch(block):
                    return _alone(found)
                if block[-1].isspace() or not PLAIN.fullmatch(block):
                    raise NotSimpleError
                return f"<p>{spans(block)}</p>"
            case _:
                _whole(_RULE, block)
                return "<hr>"

    def _heading(self, found: re.Match[str]) -> str:
        level, is_strong, text = len(found[1]), found[2], found[3]
        name = f"h{min(level + self._shift, _LEVELS)}"
        html = f"<strong>{text}</strong>" if is_strong else text
        return f'<{name} id="{self._unique(heading_id(text, "-"))}">{html}</{name}>'

    def _unique(self, name: str) -> str:
        """Return the id, numbered where another heading has it, as Python-Markdown numbers them."""
        found = self._latest.get(name, name)  # all between the two are taken
        while found in self._ids:
            number = _NUMBERED.fullmatch(found)
            found = f"{number[1]}_{int(number[2]) + 1}" if number else f"{found}_1"
        self._latest[name] = found
        self._ids.add(found)
        return found


def _split(block: str) -> list[str]:
    """Return a block in parts: every line that begins with ``#``, and what stands between."""
    if block[0] == "|" or ("\n#" not in block and (block[0] != "#" or "\n" not in block)):
        return [block]
    parts: list[list[str]] = []
    for line in block.split("\n"):
        last = parts[-1] if parts else ["#"]
        if last[0][0] == "|" or (line[0] != "#" and last[0][0] != "#"):
            last.append(line)  # of a table, every line is a row
        else:
            parts.append([line])
    return ["\n".join(part) for part in parts]


def _whole(pattern: re.Pattern[str], block: str) -> re.Match[str]:
    found = pattern.fullmatch(block)
    if found is None:
        raise NotSimpleError
    return found


def _quoted(found: re.Match[str]) -> str:
    paragraphs = found[0].replace("\n>\n", "\n\n").removeprefix("> ").replace("\n> ", "\n")
    return "".join([f"<p>{_plain(one)}</p>\n" for one in paragraphs.split("\n\n")])


def _figure(src: str, alt: str, caption: str, credit: str, end: str = "") -> str:
    if credit:
        caption = f"{caption} " if caption else ""
        caption = f'{caption}<span class="credit">{credit}</span>'
    line = f"<figcaption>{caption}</figcaption>{end}" if caption else ""
    return f'<figure><img alt="{alt}" src="{escaped(src)}">{line}</figure>'


def _alone(found: re.Match[str]) -> str:
    caption, credit = split_credit(_SPACE.sub(" ", found["title"] or ""))
    return _figure(found["src"], found["alt"], caption, credit)


def _figure_block(block: str) -> str:
    first, *lines = block.split("\n")
    opening = _whole(FIGURE, first)
    if not lines or lines.pop() != ":::" or not ADDRESS.fullmatch(opening["src"]):
        raise NotSimpleError
    parts = {part: value for _, part, value in figure_parts(lines)}
    if "" in parts or _MARKS.search("".join(parts.values())) or '"' in parts.get("alt", ""):
        raise NotSimpleError
    alt, caption, credit = (parts.get(part, "") for part in ("alt", "caption", "credit"))
    return _figure(opening["src"], alt, caption, credit, "\n")


def _plain(text: str) -> str:
    """Return the HTML of a text that would be a paragraph if it stood alone."""
    if text[0] == "!" or not PLAIN.fullmatch(text):
        raise NotSimpleError
    return spans(text)
