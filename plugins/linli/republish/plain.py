"""A copy as plain text: an empty line between paragraphs, addresses in brackets behind the words that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.republish.blocks import INLINE, Block
from linli.republish.values import text_of, with_address
from linli.story.language import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.republish.values import Copy

PICTURE = {"zh-Hans": "［图］", "zh-Hant": "［圖］", "en": "[Picture] "}
RAISED = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
BETWEEN = {"zh-Hans": "、", "zh-Hant": "、", "en": ", "}


def as_text(copy: Copy) -> str:
    """Return the whole copy."""
    lang = language_of(copy.lang)
    head = [copy.title, *([copy.subtitle] if copy.subtitle else []), *copy.opening]
    foot = [text_of(line, lang) for line in (*copy.closing, copy.last)]
    body = [part for block in copy.body for part in _paragraphs(block, lang)]
    return "\n\n".join(["\n".join(head), *body, "\n".join(foot)]) + "\n"


def _paragraphs(block: Block, lang: str) -> Iterator[str]:
    if block.tag in {"ul", "ol"}:
        yield "\n".join(_entries(block, lang))
    elif block.tag == "table":
        yield "\n".join(_rows(block, lang))
    elif block.tag == "blockquote":
        for inner in split_blocks(block.children):
            for part in _paragraphs(inner, lang):
                yield "\n".join([f"    {line}" for line in part.split("\n")])
    elif block.tag == "figure":
        yield _figure(block, lang)
    elif text := plain_words(block.children, lang).strip():
        yield text


def _figure(block: Block, lang: str) -> str:
    images = block.blocks("img")
    said = [plain_words(one.children, lang).strip() for one in block.blocks("figcaption")]
    address = BETWEEN[lang].join([one.get("src") for one in images])
    return PICTURE[lang] + with_address(" ".join(said) or images[0].get("alt"), address, lang)


def _entries(block: Block, lang: str) -> Iterator[str]:
    """Yield the lines of a list; what stands in an entry besides words is moved in below it."""
    number = int(block.get("start") or 1)
    for position, entry in enumerate(block.blocks()):
        mark = f"{number + position}. " if block.tag == "ol" else "· "
        inner = split_blocks(entry.children)
        lines = "\n".join([part for one in inner for part in _paragraphs(one, lang)]).split("\n")
        yield mark + lines[0]
        yield from [" " * len(mark) + line for line in lines[1:]]


def _rows(block: Block, lang: str) -> Iterator[str]:
    for one in block.blocks():
        if one.tag == "caption":
            yield plain_words(one.children, lang).strip()
        elif one.tag == "tr":
            yield " | ".join([plain_words(cell.children, lang).strip() for cell in one.blocks()])
        else:
            yield from _rows(one, lang)


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


def plain_words(children: Sequence[Block | str], lang: str) -> str:
    """Return words in a line, links with their addresses."""
    return "".join([one if isinstance(one, str) else _word(one, lang) for one in children])


def _word(block: Block, lang: str) -> str:
    if block.tag == "br":
        return "\n"
    if block.tag == "img":
        return f"［{block.get('alt')}］" if block.get("alt") else ""
    text = plain_words(block.children, lang)
    if block.tag == "a":
        return with_address(text, block.get("href"), lang)
    if block.tag in RAISED and text.isascii() and text.isdigit():
        return text.translate(RAISED[block.tag])
    return f"^{text}" if block.tag == "sup" else text
