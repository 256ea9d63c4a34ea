"""Characters that cannot stand in a page or a feed: found, named, and taken out.

Removed are the C0 and C1 controls except tab and newline (XML 1.0, section 2.2, forbids most of
them), halves of a surrogate pair, noncharacters, the byte order mark inside text, zero-width spaces,
and the bidirectional controls, which can make a line read otherwise than it is written (Unicode TR
#9, section 2).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from linli.problems import Place
from linli.regexes import regex

if TYPE_CHECKING:
    from linli.problems import Notebook

_BEYOND = "".join(
    chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
UNWANTED = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060"
    f"\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff{_BEYOND}]"
)
_NAMES = {"\u200b": "ZERO WIDTH SPACE", "\ufeff": "BYTE ORDER MARK"}


def is_clean(text: str) -> bool:
    """Say at once whether ``text`` is certainly free of unwanted characters: none of them is printable.

    Neither are line ends and wide spaces, which are welcome.
    """
    seen = text.replace("\n", "").replace("\u3000", "").replace("\t", "").replace("\u00a0", "")
    return seen.isprintable()


def clean(text: str, path: str, notebook: Notebook, at: Place | None = None) -> str:
    """Return ``text`` without unwanted characters, each kind of them written down once.

    ``at`` is where they stand when ``text`` is not a whole file.
    """
    if is_clean(text):
        return text
    found: dict[str, tuple[Place, int]] = {}
    for match in UNWANTED.finditer(text):
        char = match.group()
        place, count = found.get(char, (at or _place(text, match.start()), 0))
        found[char] = (place, count + 1)
    if not found:
        return text
    for char, (place, count) in found.items():
        code = f"U+{ord(char):04X}"
        name = _NAMES.get(char) or unicodedata.name(char, "control character")
        notebook.note("control-character", path, place, code=code, name=name, count=count)
    return UNWANTED.sub("", text)


def _place(text: str, offset: int) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(text.count("\n", 0, offset) + 1, offset - start + 1)
