"""Where on a page an article stands: found by its words, never by what a template calls its boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.reprints.alignment import SEED, seeds
from linli.reprints.sentences import Sentence, read_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.reprints.pages import Block

LOSS = 0.02
"""The part of the words found that may be left outside when a smaller box is chosen."""


class Place(NamedTuple):
    """Blocks ``start`` to ``end`` (not included) hold the text, inside the box ``depth`` levels down."""

    start: int
    end: int
    depth: int
    found: float


def read_page_sentences(blocks: Sequence[Block]) -> list[list[Sentence]]:
    """Return the sentences of each block."""
    return [
        read_sentences(block.text, number, block.ordinal) for number, block in enumerate(blocks)
    ]


def locate(
    article: Sequence[str], blocks: Sequence[Block], sentences: Sequence[Sequence[Sentence]]
) -> Place | None:
    """Return the smallest box of the page that holds what there is of the article.

    ``found`` is the part of the article's seeds that the box has. ``None`` when not one is on the page.
    """
    wanted = seeds(article)
    held = [_held(wanted, group) for group in sentences]
    matched = [number for number, found in enumerate(held) if found]
    if not matched:
        return None
    depth = 0
    everything = set[int]().union(*(held[number] for number in matched))
    while True:
        boxes: dict[int, set[int]] = {}
        for number in matched:
            nodes = blocks[number].nodes
            if len(nodes) > depth:
                boxes.setdefault(nodes[depth], set()).update(held[number])
        if not boxes:
            break
        best = max(boxes, key=lambda box: len(boxes[box]))
        if len(boxes[best]) < len(everything) * (1 - LOSS):
            break
        inside = [
            n for n in matched if len(blocks[n].nodes) > depth and blocks[n].nodes[depth] == best
        ]
        if all(len(blocks[number].nodes) == depth + 1 for number in inside) and _one_block(
            best, depth, blocks
        ):
            break
        matched, depth = inside, depth + 1
    box = blocks[matched[0]].nodes[:depth]
    within = [number for number, block in enumerate(blocks) if block.nodes[:depth] == box]
    whole = max(1, len(article) - SEED + 1)
    return Place(within[0], within[-1] + 1, depth, min(1.0, len(everything) / whole))


def _one_block(box: int, depth: int, blocks: Sequence[Block]) -> bool:
    """Say whether a box is a single paragraph; its neighbours are of interest, too."""
    inside = [block for block in blocks if len(block.nodes) > depth and block.nodes[depth] == box]
    return len(inside) == 1


def _held(wanted: dict[tuple[str, ...], list[int]], group: Sequence[Sentence]) -> set[int]:
    tokens = [value for sentence in group for value in sentence.values]
    held: set[int] = set()
    for at in range(len(tokens) - SEED + 1):
        held.update(wanted.get(tuple(tokens[at : at + SEED]), ()))
    return held
