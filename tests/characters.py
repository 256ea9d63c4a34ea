"""Which characters of a text belong to simplified Chinese alone."""

from __future__ import annotations

import tomllib
from functools import cache

from linli.reprints.scripts import TABLE

IN_BIG5 = frozenset("万与么价优体党听圣宁岭帘怀怜惊扑扰机极构柜气洒痒离种网胜荐茧虫蜡触适")
"""Characters that are simplified ones in today's texts, though old dictionaries, and so Big5, have them."""


@cache
def _simplified() -> frozenset[str]:
    """Return the characters that stand for a traditional one and are none themselves: those not in Big5."""
    found = {pair[1] for pair in tomllib.loads(TABLE.read_text("utf-8"))["pairs"].split()}
    return frozenset(char for char in found if not _is_in_big5(char)) | IN_BIG5


def _is_in_big5(char: str) -> bool:
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def simplified_only(text: str) -> list[str]:
    """Return the characters of a text that no text in traditional Chinese has."""
    return sorted(set(text) & _simplified())
