"""A wording into sentences: slots are filled, and what cannot be said is left out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_PART = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


class Piece(NamedTuple):
    """A part of a sentence, perhaps linked; ``rel`` is the link's relation (``license``)."""

    text: str
    url: str = ""
    rel: str = ""


NOTHING = Piece("")
Sentence = tuple[Piece, ...]
_Part = tuple[bool, tuple[str, ...]]


def sentences(wording: str, slots: Mapping[str, Piece]) -> tuple[Sentence, ...]:
    """Return the sentences of a wording; a line that needs a slot that is empty is left out.

    >>> slots = {"source": Piece("岚江日报"), "authors": Piece("")}
    >>> sentences("转自{source}[，作者{authors}]。", slots)
    ((Piece(text='转自岚江日报。', url='', rel=''),),)
    """
    found = (_filled(line, slots) for line in _lines(wording))
    return tuple([sentence for sentence in found if sentence])


def text_of(wording: str, slots: Mapping[str, Piece]) -> str:
    """Return a wording of one line as plain text."""
    return "".join([piece.text for line in sentences(wording, slots) for piece in line])


@lru_cache(maxsize=256)
def _lines(wording: str) -> tuple[tuple[_Part, ...], ...]:
    """Return each line as parts: may it be left out, then plain text and the names of slots in turn."""
    return tuple(
        tuple(
            (bool(position % 2), tuple(_SLOT.split(text)))
            for position, text in enumerate(_PART.split(line.strip()))
            if text
        )
        for line in wording.splitlines()
        if line.strip()
    )


def _filled(line: tuple[_Part, ...], slots: Mapping[str, Piece]) -> Sentence:
    pieces: list[Piece] = []
    plain = ""
    for optional, parts in line:
        filled = [slots[name] for name in parts[1::2]]
        if NOTHING in filled:
            if optional:
                continue
            return ()
        for position, text in enumerate(parts):
            if not position % 2:
                plain += text
            elif (piece := filled[position // 2]).url:
                pieces += [Piece(plain), piece] if plain else [piece]
                plain = ""
            else:
                plain += piece.text
    return (*pieces, Piece(plain)) if plain else tuple(pieces)
