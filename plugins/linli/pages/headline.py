"""Where a headline may be broken: between its phrases, so that few lines begin in the middle of a word.

Chinese has no spaces, and a browser breaks it anywhere. Punctuation shows where the sense pauses:
老楼装电梯（二）：| 三十二万怎么分到十户人头上. A phrase that is longer than the line is still broken.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from linli.regexes import regex

_OPEN, _CLOSE, _STOP = "“‘「『（《〈【", "”’」』）》〉】", "，。！？；：、…丨｜"
_PAUSE = regex(f"[{_OPEN}{_CLOSE}{_STOP}—]")
KEPT = 20_000
"""Titles whose phrases are kept at hand; a title stands on a dozen pages."""


@lru_cache(maxsize=KEPT)
def phrases(title: str) -> tuple[str, ...]:
    """Return the phrases of ``title``, or nothing when it is a single one.

    What stands in quotation marks, brackets or title marks stays together unless it pauses itself.

    >>> phrases("寻一只会说“吃了吗”的鹦鹉")
    ('寻一只会说', '“吃了吗”', '的鹦鹉')
    """
    if not _PAUSE.search(title):
        return ()
    ends: list[int] = []
    depth = 0
    for position, (char, following) in enumerate(pairwise(title), start=1):
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
        dash = char == "—" == title[position - 2 : position - 1]
        pauses = char in _STOP or dash or (not depth and (char in _CLOSE or following in _OPEN))
        glued = char in _OPEN or following in _CLOSE + _STOP + "—"
        if pauses and not glued and not char.isspace() and not following.isspace():
            ends.append(position)
    parts = pairwise((0, *ends, len(title)))
    return tuple(title[start:end] for start, end in parts) if ends else ()
