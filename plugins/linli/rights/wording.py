"""A wording into sentences: slots are filled, and what cannot be said is left out."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

_PART = regex(r"\[([^\]]*)\]")
_SLOT = regex(r"\{(\w+)\}")


class Piece(NamedTuple):
    """A part of a sentence, perhaps linked; ``rel`` is the link's relation (``license``)."""

    text: str
    url: str = ""
    rel: str = ""


NOTHING = Piece("")
Sentence = tuple[Piece, ...]
_Part = tuple[bool, tuple[str, ...]]
_TEXT, _URL = itemgetter(0), itemgetter(1)


class _Line(NamedTuple):
    """A line of a wording, taken apart once. Each part says whether it may be left out, then text and slots in turn.

    Where nothing may be left out, ``names`` are its slots and ``mould`` takes their texts; without any slot, it is
    always ``fixed``.
    """

    parts: tuple[_Part, ...]
    names: tuple[str, ...]
    mould: str
    fixed: Sentence


def sentences(wording: str, slots: Mapping[str, Piece]) -> tuple[Sentence, ...]:
    """Return the sentences of a wording; a line that needs a slot that is empty is left out.

    >>> slots = {"source": Piece("岚江日报"), "authors": Piece("")}
    >>> sentences("转自{source}[，作者{authors}]。", slots)
    ((Piece(text='转自岚江日报。', url='', rel=''),),)
    """
    found = [line.fixed or _filled(line, slots) for line in _lines(wording)]
    return tuple([sentence for sentence in found if sentence])


def texts_of(wording: str, slots: Mapping[str, Piece]) -> list[str]:
    """Return the sentences of a wording as plain text."""
    found = [_text(line, slots) for line in _lines(wording)]
    return [text for text in found if text]


def text_of(wording: str, slots: Mapping[str, Piece]) -> str:
    """Return a wording of one line as plain text."""
    return "".join(texts_of(wording, slots))


@lru_cache(maxsize=256)
def _lines(wording: str) -> tuple[_Line, ...]:
    """Return the lines of a wording that say something."""
    return tuple([_line(line.strip()) for line in wording.splitlines() if line.strip()])


def _line(text: str) -> _Line:
    parts = tuple(
        [
            (bool(position % 2), tuple(_SLOT.split(part)))
            for position, part in enumerate(_PART.split(text))
            if part
        ]
    )
    if any(optional for optional, _ in parts):
        return _Line(parts, (), "", ())
    names = tuple(_SLOT.findall(text))
    mould = _SLOT.sub("%s", text.replace("%", "%%"))
    return _Line(parts, names, mould, () if names else (Piece(text),))


def _text(line: _Line, slots: Mapping[str, Piece]) -> str:
    if line.fixed:
        return line.fixed[0].text
    if line.names:
        filled = [slots[name] for name in line.names]
        return "" if NOTHING in filled else line.mould % tuple(map(_TEXT, filled))
    return "".join(map(_TEXT, _filled(line, slots)))


def _filled(line: _Line, slots: Mapping[str, Piece]) -> Sentence:
    if line.names:
        filled = [slots[name] for name in line.names]
        if NOTHING in filled:
            return ()
        if not any(map(_URL, filled)):
            return (Piece(line.mould % tuple(map(_TEXT, filled))),)
    pieces: list[Piece] = []
    plain = ""
    for optional, parts in line.parts:
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
