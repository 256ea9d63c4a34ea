"""Names that were padded with wide spaces (陈　默), as typesetters do so that all are of one length.

A wide space also stands between people (王芳　李明). What tells the two apart is that nobody's name has one character.
"""

from __future__ import annotations

from linli.regexes import regex
from linli.story.people import LONG_SURNAMES, ROLES, SEPARATORS, split_list

WIDE = "\u3000"
_MARKS = SEPARATORS.replace(WIDE, "")
_HAN = r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_UNIT = r"\s*[(（][^()（）]*[)）]"
_KINDS = (
    ("s", regex("|".join(sorted(LONG_SURNAMES)))),
    ("r", regex(ROLES)),
    ("c", regex(_HAN)),
    ("C", regex(_HAN + _UNIT)),
    ("m", regex(rf"{_HAN}{{2}}(?:{_UNIT})?")),
)
"""Long surnames, roles, one character, one with a unit behind it, two characters; all else is ``n``."""
DONE = frozenset("摄攝文图圖编編绘繪译譯校供")
"""What somebody did, said behind the name: 王　芳　摄."""
_NAME = regex(r"r?(?:s(?:c?[cC]|m)|c*[cC]|[mns])|r")
"""The kinds of what may be one person; of a run of single characters only two or three are."""


def split_names(text: str) -> list[str]:
    """Return the people in ``text``; where that is not clear, several of them in one, with their wide spaces.

    >>> split_names("陈　默　王小明、王芳　李明")
    ['陈默', '王小明', '王芳', '李明']
    >>> split_names("王　芳　李　明")
    ['王\u3000芳\u3000李\u3000明']
    """
    if WIDE not in text:
        return split_list(text)
    return [name for part in split_list(text, _MARKS) for name in _names(split_list(part, WIDE))]


def unpadded(name: str) -> str:
    """Return the name of one person without the spaces between its single characters.

    >>> unpadded("陈 默"), unpadded("王芳 李明")
    ('陈默', '王芳 李明')
    """
    parts = [] if name.isascii() else name.split()
    names = _names(parts) if len(parts) > 1 else ()
    return names[0] if len(names) == 1 and WIDE not in names[0] else name


def is_unclear(name: str) -> bool:
    """Say whether ``name`` is one of which :func:`split_names` could not tell how many people it is."""
    return WIDE in name and len(split_list(name, WIDE)) > 1


def _names(parts: list[str]) -> list[str]:
    kinds = "".join(map(_kind, parts))
    names: list[str] = []
    for found in _NAME.finditer(kinds):
        alone = found[0].removeprefix("r").lower()
        last = parts[found.end() - 1]
        if alone.startswith("c") and (len(alone) not in {2, 3} or last in DONE):
            return [WIDE.join(parts)]
        role = [parts[found.start()]] if found[0][0] == "r" else []
        name = "".join(parts[found.start() + len(role) : found.end()])
        names.append(" ".join([*role, name]).strip())
    return names


def _kind(part: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(part)), "n")
