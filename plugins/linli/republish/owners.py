"""Whose picture it is, as far as its credit tells, and whether it may go along with the text.

Rights in a picture do not follow from rights in the text below it. One goes along when everybody its credit names is
named in the story too, or belongs to the newsroom; one without a credit when the story says who photographed it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from linli.regexes import regex

_UNIT = regex(r"[(（]([^()（）]*)[)）]")
_LABEL = regex(
    r"^(?:[摄攝]影|图片来源|圖片來源|[图圖]源|[图圖]片|供[图圖]|[制製][图圖]|[绘繪][图圖]|插[画畫]|[资資]料[图圖]片?|[图圖]|photos?|pictures?|images?|drawings?|charts?|maps?|"
    r"graphics?|illustrations?|credit)(?:\s+by\b)?\s*[:：/／]?\s*",
    re.IGNORECASE,
)
_SIGNED = regex(r"\s*(?:[摄攝]影?|供[图圖]|[制製][图圖]|[绘繪][图圖]?)\s*$")
_DRAWN = regex(r"\s*[/／]\s*[图圖]\s*$")
_OFFICE = regex(
    r"^(?:本[报報社站网網]|见习|見習|实习|實習|特[约約]|[摄攝]影)*(?:[记記]者|通讯员|通訊員|编辑|編輯)\s*"
)
_BETWEEN = regex(r"[、，,;；&＆/／]|\s+and\s+")
_OURSELVES = frozenset({"本报", "本報", "本社", "本站", "本网", "本網", "本刊"})


class Owners(NamedTuple):
    """Those whose pictures may go along: names of people and of the newsroom, and the units of those people.

    ``is_photographed`` says that the story names whoever took its pictures.
    """

    names: frozenset[str]
    units: frozenset[str] = frozenset()
    is_photographed: bool = False


def owners_of(names: set[str], units: set[str], *, is_photographed: bool) -> Owners:
    """Return owners, whatever the case and the spaces of their names."""
    return Owners(
        frozenset(filter(None, map(_folded, names))),
        frozenset(filter(None, map(_folded, names | units))),
        is_photographed,
    )


def may_go(credit: str, owners: Owners) -> bool:
    """Say whether a picture with this credit may go along with the text."""
    if not credit.strip():
        return owners.is_photographed
    units = [_folded(unit) for unit in _UNIT.findall(_outer(credit))]
    names = _names(_UNIT.sub("", _outer(credit)), owners)
    known = owners.names | _OURSELVES
    return bool(names) and known.issuperset(names) and owners.units.issuperset(units)


def _outer(credit: str) -> str:
    """Return a credit without the brackets around all of it."""
    text = credit.strip().rstrip("。.")
    return text[1:-1] if re.fullmatch(r"[(（][^()（）]*[)）]", text) else text


def _names(credit: str, owners: Owners) -> list[str]:
    found: list[str] = []
    for part in _BETWEEN.split(_DRAWN.sub("", _LABEL.sub("", credit.strip()))):
        name = _OFFICE.sub("", part.strip())
        if _folded(name) not in owners.names:  # 苏绘 is a name; in 苏晓 绘 the last word is none
            name = _SIGNED.sub("", name)
        if _folded(name) in owners.names or name.isascii():
            found.append(_folded(name))
        else:  # 周岚 许亦辰: names with a space between them
            found += [_folded(one) for one in re.split(r"\s+|和|[与與]", name)]
    return [name for name in found if name]


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()
