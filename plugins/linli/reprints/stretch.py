"""The stretch of a page that is an article's text, and what stands close to it: the head above, the tail below."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.reprints.furniture import (
    dateline_of,
    ends_the_text,
    is_credit,
    is_labelled,
    is_note,
    is_prose,
)
from linli.reprints.pages import ASIDE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from linli.reprints.pages import Block
    from linli.reprints.place import Place
    from linli.reprints.sentences import Sentence

HEAD, TAIL = 4, 8
"""Blocks above and below the text in which an added paragraph is looked for."""
CAPTION = 0.8
FEW = 12


class Stretch(Struct, frozen=True):
    """Blocks ``first`` to ``last`` are the text; ``joined`` are those above and below that look like more of it."""

    first: int
    last: int
    depth: int
    texts: frozenset[int]
    joined: frozenset[int]

    def has_text(self, sentence: Sentence, block: Block, known: Sequence[tuple[str, ...]]) -> bool:
        """Say whether a sentence of the page that is none of the article stands in its text, as if it belonged there."""
        at = sentence.block
        inside = self.first <= at <= self.last
        if not inside and at not in self.joined:
            return False
        if (
            block.linked
            or not ASIDE.isdisjoint(block.shape[self.depth :])
            or is_known(sentence, known)
        ):
            return False
        edge = at in (self.first, self.last) or not inside
        text = sentence.text
        if is_credit(text) or (edge and dateline_of(text) == text):
            return False
        if at in self.texts:
            return not (edge and is_note(text) and text.startswith(tuple("（(【[")))
        if is_labelled(block.text) or (edge and is_note(text)):
            return False
        listed = not {"li", "tr", "dd"}.isdisjoint(block.shape[-1:])
        fact = any(token.value[0] in "#@" for token in sentence.tokens)
        return is_prose(text) or listed or (fact and len(sentence.tokens) > FEW)


def stretch_of(
    blocks: Sequence[Block],
    place: Place,
    first: int,
    last: int,
    texts: Collection[int],
) -> Stretch:
    """Return the stretch from block ``first`` to ``last``; ``texts`` are the blocks that have words of the article."""
    shapes = {blocks[at].shape[place.depth :] for at in texts}
    boxes = {blocks[at].nodes[:-1] for at in texts}
    joined: set[int] = set()
    above = range(first - 1, max(place.start, first - HEAD) - 1, -1)
    below = range(last + 1, min(place.end, last + TAIL + 1))
    for way in (above, below):
        for at in way:
            block = blocks[at]
            if (
                block.heading
                or ends_the_text(block.text)
                or is_note(block.text)
                or is_credit(block.text)
            ):
                break
            beside = block.shape[place.depth :] in shapes or block.nodes[:-1] in boxes
            if beside and not block.linked and is_prose(block.text):
                joined.add(at)
    return Stretch(first, last, place.depth, frozenset(texts), frozenset(joined))


def is_known(sentence: Sentence, known: Sequence[tuple[str, ...]]) -> bool:
    """Say whether a sentence is (a part of) a caption, the summary, the title: the article's, but not its core."""
    mine = Counter(sentence.values)
    return any(
        (mine & Counter(text)).total() >= CAPTION * mine.total()
        and _figures(sentence.values) <= _figures(text)
        for text in known
    )


def is_part(sentence: Sentence, known: Sequence[tuple[str, ...]]) -> bool:
    """Say whether a sentence stands word for word in a caption, the summary or the title."""
    mine = sentence.values
    size = len(mine)
    return any(text[at : at + size] == mine for text in known for at in range(len(text) - size + 1))


def _figures(text: Sequence[str]) -> Counter[str]:
    return Counter(value for value in text if value[0] in "#@")
