"""The related list of a story, and why each of those in it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Why = tuple[str, tuple[str, ...]]
"""``pinned``, ``latest``, or as :func:`linli.related.reasons.reason_of` has it, with what both have; ``text`` where it has nothing."""
PINNED: Why = ("pinned", ())
LATEST: Why = ("latest", ())


class Chosen(NamedTuple):
    """The related list of a story: the names of those in it, and in the same order why each is there."""

    names: tuple[str, ...]
    reasons: tuple[Why, ...]


NOBODY = Chosen((), ())


def below_pins(pinned: Sequence[str], found: Chosen, limit: int) -> Chosen:
    """Return a list of up to ``limit`` stories: those ``pinned`` first, then those ``found``."""
    why = (*[PINNED] * len(pinned), *found.reasons)
    return Chosen((*pinned, *found.names)[:limit], why[:limit])


def why_of(reason: tuple[str, ...]) -> Why:
    """Return the reason of a match as lists say it."""
    return (reason[0], reason[1:]) if reason else ("text", ())
