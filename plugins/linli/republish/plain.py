"""A copy as plain text: an empty line between paragraphs, addresses in brackets behind the words that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.republish.blocks import INLINE, Block
from linli.republish.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.republish.values import Copy

PICTURE = {"zh": "［图］", "en": "[Picture] "}


def as_text(copy: Copy) -> str:
    """Return the whole copy."""
    picture = PICTURE["zh" if copy.lang.lower().startswith("zh") else "en"]
    head = [copy.title, *([copy.subtitle] if copy.subtitle else []), *copy.opening]
    foot = [text_of(line) for line in (*copy.closing, copy.last)]
    body = [part for block in copy.body for part in _paragraphs(block, picture)]
    return "\n\n".join(["\n".join(head), *body, "\n".join(foot)]) + "\n"


def _paragraphs(block: Block, picture: str) -> Iterator[str]:
    if block.tag in {"ul", "ol"}:
        yield "\n".join(_entries(block, picture))
    elif block.tag == "table":
        yield "\n".join(_rows(block))
    elif block.tag == "blockquote":
        for inner in split_blocks(block.children):
            for part in _paragraphs(inner, picture):
                yield "\n".join([f"    {line}" for line in part.split("\n")])
    elif block.tag == "figure":
        yield _figure(block, picture)
    elif text := plain_words(block.children).strip():
        yield text


def _figure(block: Block, picture: str) -> str:
    images = [one for one in block.children if isinstance(one, Block) and one.tag == "img"]
    captions = [one for one in block.children if isinstance(one, Block) and one.tag == "figcaption"]
    said = " ".join([plain_words(one.children).strip() for one in captions]) or images[0].get("alt")
    return f"{picture}{said}（{'、'.join([one.get('src') for one in images])}）"


def _entries(block: Block, picture: str) -> Iterator[str]:
    """Yield the lines of a list; what stands in an entry besides words is moved in below it."""
    number = int(block.get("start") or 1)
    for position, entry in enumerate(one for one in block.children if isinstance(one, Block)):
        mark = f"{number + position}. " if block.tag == "ol" else "· "
        first, *rest = [
            line
            for inner in split_blocks(entry.children)
            for part in _paragraphs(inner, picture)
            for line in part.split("\n")
        ] or [""]
        yield mark + first
        yield from [" " * len(mark) + line for line in rest]


def _rows(block: Block) -> Iterator[str]:
    for one in block.children:
        if not isinstance(one, Block):
            continue
        if one.tag == "caption":
            yield plain_words(one.children).strip()
        elif one.tag == "tr":
            cells = [
                plain_words(cell.children).strip()
                for cell in one.children
                if isinstance(cell, Block)
            ]
            yield " | ".join(cells)
        else:
            yield from _rows(one)


def split_blocks(children: Sequence[Block | str]) -> Iterator[Block]:
    """Yield blocks; words beside them are blocks of their own."""
    words: list[Block | str] = []
    for one in (*children, Block("")):
        if isinstance(one, str) or one.tag in INLINE:
            words.append(one)
            continue
        if words:
            yield Block("p", (), tuple(words))
            words = []
        if one.tag:
            yield one


def plain_words(children: Sequence[Block | str]) -> str:
    """Return words in a line, links with their addresses."""
    return "".join([one if isinstance(one, str) else _word(one) for one in children])


def _word(block: Block) -> str:
    if block.tag == "br":
        return "\n"
    if block.tag == "img":
        return f"［{block.get('alt')}］" if block.get("alt") else ""
    text = plain_words(block.children)
    if block.tag == "a":
        address = block.get("href").removeprefix("mailto:").removeprefix("tel:")
        return text if address in {text, ""} else f"{text}（{address}）"
    return f"^{text}" if block.tag == "sup" and not text.startswith("[") else text
