"""A copy as Markdown (CommonMark, with the tables of GitHub), made from the safe HTML: nothing private is in it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.republish.blocks import Block
from linli.republish.plain import split_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.republish.values import Copy, Span

MARKS = {"strong": "**", "em": "*", "del": "~~"}
_SPECIAL = regex(r"[\\`*_\[\]|]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "&#126;", "=": "&#61;"}
"""Marks that not every program lets a backslash stand before."""
_MARKUP = regex("[<>&]|~(?=~)|(?<=~)~")
_LEADING = regex(r"^(\s*)(?:([#+\-=])|(\d+)([.)]))", re.MULTILINE)


def as_markdown(copy: Copy) -> str:
    """Return the whole copy."""
    head = [f"# {escaped(copy.title)}"]
    head += [f"**{escaped(copy.subtitle)}**"] if copy.subtitle else []
    head += [_guarded(escaped(line)) for line in copy.opening]
    body = [part for block in copy.body for part in _parts(block)]
    foot = ["".join(map(_span, line)) for line in (*copy.closing, copy.last)]
    return "\n\n".join([*head, *body, *foot]) + "\n"


def escaped(text: str) -> str:
    """Return text that means itself."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _MARKUP.sub(lambda found: _ENTITIES[found[0]], text)


def _guarded(line: str) -> str:
    """Return a paragraph that begins no list and no heading."""

    def guard(found: re.Match[str]) -> str:
        mark = found[2]
        if not mark:
            return f"{found[1]}{found[3]}\\{found[4]}"
        return found[1] + _ENTITIES.get(mark, f"\\{mark}")

    return _LEADING.sub(guard, line)


def _span(span: Span) -> str:
    text, url = span
    if not url:
        return escaped(text)
    return f"<{url}>" if text == url and "://" in url else link(escaped(text), url)


def link(text: str, url: str) -> str:
    """Return a link; an address with brackets or spaces stands between angles."""
    address = re.sub(r"[<>\s]", "", url)
    return f"[{text}](<{address}>)" if re.search(r"[()]", address) else f"[{text}]({address})"


def _parts(block: Block) -> Iterator[str]:
    if block.tag in {"ul", "ol"}:
        yield "\n".join(_entries(block))
    elif block.tag == "table":
        yield from _table(block)
    elif block.tag == "blockquote":
        inner = "\n\n".join([part for one in split_blocks(block.children) for part in _parts(one)])
        yield "\n".join([f"> {line}".rstrip() for line in inner.split("\n")])
    elif block.tag == "figure":
        for one in block.blocks():
            yield from _parts(one if one.tag == "figcaption" else Block("p", (), (one,)))
    elif text := words(block.children).strip():
        yield f"## {text}" if block.tag in {"h2", "h3"} else _guarded(text)


def _entries(block: Block) -> Iterator[str]:
    number = int(block.get("start") or 1)
    for position, entry in enumerate(block.blocks()):
        mark = f"{number + position}. " if block.tag == "ol" else "- "
        inner = "\n".join([part for one in split_blocks(entry.children) for part in _parts(one)])
        first, *rest = inner.split("\n")
        yield mark + first
        yield from [" " * len(mark) + line for line in rest]


def _table(block: Block) -> Iterator[str]:
    yield from [words(one.children).strip() for one in block.blocks("caption")]
    rows = [[words(cell.children).strip() for cell in row] for row in _rows(block)]
    if not rows:
        return
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    yield "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _rows(block: Block) -> Iterator[list[Block]]:
    for one in block.blocks():
        if one.tag == "tr":
            yield one.blocks()
        elif one.tag != "caption":
            yield from _rows(one)


def words(children: Sequence[Block | str]) -> str:
    """Return words in a line with their marks."""
    return "".join([escaped(one) if isinstance(one, str) else _word(one) for one in children])


def _word(block: Block) -> str:
    if block.tag == "br":
        return "\\\n"
    if block.tag == "img":
        return "!" + link(escaped(block.get("alt")), block.get("src"))
    inner = words(block.children)
    if block.tag == "a":
        return link(inner, block.get("href"))
    if block.tag in MARKS and inner.strip() and not _is_fragile(inner):
        return f"{MARKS[block.tag]}{inner}{MARKS[block.tag]}"
    return f"<{block.tag}>{inner}</{block.tag}>" if inner.strip() else inner


def _is_fragile(inner: str) -> bool:
    """Say whether marks around ``inner`` would not be read as such: beside punctuation, no space before a Chinese word."""
    return any(
        char.isspace() or unicodedata.category(char)[0] in "PS" for char in inner[0] + inner[-1]
    )
