"""Whose a story is when programs ask: ours to decide about, open under a licence, or somebody else's.

What is told to programs is told in our name. So nothing is said of a text that is not ours: neither that it
is reserved, nor that it is free. A contribution belongs to its author, and a story with another holder to that
holder, even where our notice passes questions on.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from linli.rights.statement import kind_of, plain_holder
from linli.story import Origin, Permission, Reuse

DECIDABLE = frozenset({"ask", "none", "free"})
"""The notices with which the holder decides, story by story, what others may do."""
LICENSED = frozenset({"cc", "cc0"})
"""The notices of stories that are open under a licence, whoever wrote them."""


class Standing(StrEnum):
    """Whose a story is, and whether it is open to everybody."""

    OURS = "ours"
    OPEN = "open"
    OTHERS = "others"


@lru_cache(maxsize=4096)
def standing_of(
    origin: str, permission: str, reuse: str, holder: str, is_signed: bool, ours: frozenset[str]
) -> Standing:
    """Return whose a story is.

    ``holder`` is who its header says holds the copyright, ``is_signed`` says that it names an author, and ``ours``
    holds the names that we go by.
    """
    kind = kind_of(Origin(origin), Permission(permission), Reuse(reuse))
    if kind in LICENSED:
        return Standing.OPEN
    if kind not in DECIDABLE:
        return Standing.OTHERS
    if holder:
        return Standing.OURS if plain_holder(holder) in ours else Standing.OTHERS
    return Standing.OTHERS if origin == Origin.CONTRIBUTED and is_signed else Standing.OURS
