"""QR codes: an address as dark squares that a telephone reads from a screen or from paper.

segno decides which squares are dark (ISO/IEC 18004), ``masks`` which of eight patterns makes them easy to read; how they are drawn is decided here: one path of strokes,
a whole number for each corner, the same bytes for the same text. Dark on white in every colour scheme, as
many readers know no other, with the four modules of white around it that the standard asks for.
"""

from __future__ import annotations

from functools import lru_cache, partial
from html import escape
from typing import NamedTuple

from linli.qr.masks import Sides, best, rows_of, sides_of
from linli.regexes import regex

QUIET = 4
"""Modules of white on each side."""
SCALE = 4
"""Pixels to a module, where nobody says how large the picture should be."""
_DARK = regex("1+")
_NO_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Code(NamedTuple):
    """A QR code: modules on each side, the quiet zone included, and the dark ones as an SVG path of strokes."""

    size: int
    path: str


def code_of(text: str) -> Code:
    """Return the code of ``text``; a seventh of it may be dirty or torn, of a very long one half as much.

    Raises ``ValueError`` for more than 2953 bytes, which no code holds.
    """
    import segno

    try:
        made = segno.make(text, error="m", micro=False, mask=0)
    except segno.DataOverflowError:
        made = segno.make(text, error="l", micro=False, mask=0)
    size = len(made.matrix)
    masked = best(sides_of(made.matrix), _masks(made.version, made.error), size)
    rows = [_strokes(row, number) for number, row in enumerate(rows_of(masked.lines, size))]
    return Code(size + 2 * QUIET, "".join(rows))


@lru_cache(maxsize=16)
def _masks(version: int | str, error: str | None) -> tuple[Sides, ...]:
    """Return what each mask changes in codes of a version and level: not what they say, but how they show it."""
    import segno

    made = partial(segno.make, "0", error, version, micro=False, boost_error=False)
    first, *others = [sides_of(made(mask=mask).matrix) for mask in range(8)]
    return tuple(map(first.changed, (first, *others)))


def _strokes(row: str, number: int) -> str:
    """Return the dark runs of a row: to its start, and then by turns so many modules dark and so many light."""
    parts: list[str] = []
    pen = 0
    for dark in _DARK.finditer(row):
        at, end = dark.start() + QUIET, dark.end() + QUIET
        move = f"m{at - pen} 0" if parts else f"M{at} {number + QUIET}.5"
        parts.append(f"{move}h{end - at}")
        pen = end
    return "".join(parts)


def as_image(text: str) -> str:
    """Return the code of ``text`` as the address of a picture that stands in the page itself (PNG)."""
    import segno

    return str(segno.make(text, error="m", micro=False).png_data_uri(scale=2 * SCALE, border=QUIET))


def as_svg(code: Code, title: str) -> bytes:
    """Return the code as a picture of its own; ``title`` is what it is to those who do not see it."""
    pixels = code.size * SCALE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.size} {code.size}" '
        f'width="{pixels}" height="{pixels}" role="img" shape-rendering="crispEdges">'
        f"<title>{escape(_NO_XML.sub('', title), quote=False)}</title>"
        f'<path fill="#fff" d="M0 0h{code.size}v{code.size}H0z"/>'
        f'<path stroke="#000" d="{code.path}"/></svg>\n'
    ).encode()
