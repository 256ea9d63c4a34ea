"""Which of eight masks a QR code gets: the one that confuses readers least (ISO/IEC 18004, 7.8.3).

segno tries them module by module, which is most of the time that a code takes. Here the modules of a code are the bits of
one number, line after line, and so are those of its columns; a rule is a few shifts of all modules at once. What a
mask changes depends on the version alone, so it is learnt once, and codes are the same to the module.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MARGIN = "0000"
"""Light modules around each line, as beyond the edge of a code: what is alike in two lines is no run."""
_FINDER = regex("1011101(?:(?<=00001011101)|(?=0000))")
"""What looks like a corner of the code: with light modules before it or behind it."""


class Sides(NamedTuple):
    """The modules of a code, dark ones as 1: line after line, and column after column."""

    lines: int
    columns: int

    def changed(self, by: Sides) -> Sides:
        """Return the code with the modules turned that are 1 in ``by``."""
        return Sides(self.lines ^ by.lines, self.columns ^ by.columns)


def sides_of(matrix: Iterable[Iterable[int]]) -> Sides:
    """Return the sides of a square of modules."""
    rows = ["".join(map(str, row)) for row in matrix]
    return Sides(_number(rows), _number(map("".join, zip(*rows, strict=True))))


def rows_of(lines: int, size: int) -> list[str]:
    """Return each row of a code as a text of 0 and 1."""
    return _text(lines, size).strip().split(" ")


def best(code: Sides, masks: Sequence[Sides], size: int) -> Sides:
    """Return a code with the mask that has the least penalty, the first of those; ``masks`` say what each changes."""
    return min(map(code.changed, masks), key=_penalty_in(size))


def _number(rows: Iterable[str]) -> int:
    return int(MARGIN.join(["", *rows, ""]), 2)


def _text(lines: int, size: int) -> str:
    step = size + len(MARGIN)
    text = f"{lines:0{step * size + len(MARGIN)}b}"
    return " ".join([text[at : at + size] for at in range(len(MARGIN), len(text), step)])


def _penalty_in(size: int) -> Callable[[Sides], int]:
    """Return what counts the penalty of a code of this size, without its format and version: they come later."""
    code, empty, step = _all(size), _empty(size), size + len(MARGIN)

    def penalty(sides: Sides) -> int:
        lines, columns = sides.lines & ~empty, sides.columns & ~empty
        light, upright = lines ^ code, columns ^ code
        percent = float(lines.bit_count()) / size**2
        return (
            sum(map(_runs, (lines, light, columns, upright)))
            + 3 * (_blocks(lines, step) + _blocks(light, step))
            + 40 * (_corners(lines, step * size) + _corners(columns, step * size))
            + 10 * int(abs(percent * 100 - 50) / 5)
        )

    return penalty


def _runs(modules: int) -> int:
    """Count runs of five or more in a line: three points, and one for each module above five."""
    pairs = modules & modules >> 1
    five = pairs & pairs >> 2 & modules >> 4
    return five.bit_count() + 2 * (five & ~(five << 1)).bit_count()


def _blocks(modules: int, step: int) -> int:
    """Count squares of two by two."""
    pairs = modules & modules >> 1
    return (pairs & pairs >> step).bit_count()


def _corners(modules: int, length: int) -> int:
    return len(_FINDER.findall(f"{modules:0{length + len(MARGIN)}b}"))


@lru_cache(maxsize=16)
def _all(size: int) -> int:
    """Return a code all dark."""
    return _number(["1" * size] * size)


@lru_cache(maxsize=16)
def _empty(size: int) -> int:
    """Return where format and version stand: beside the corners. Lines and columns are alike there."""
    beside = {*range(9), *range(size - 8, size)} - {6}
    version = range(size - 11, size - 8) if size >= 45 else range(0)
    places = {*chain.from_iterable(((8, at), (at, 8)) for at in beside)}
    for one in version:
        places |= {*chain.from_iterable(((at, one), (one, at)) for at in range(6))}
    return sides_of([[int((y, x) in places) for x in range(size)] for y in range(size)]).lines
