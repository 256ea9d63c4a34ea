"""The related list of a story, and why each of those in it is there."""

from __future__ import annotations

from typing import NamedTuple

Why = tuple[str, tuple[str, ...]]
"""``pinned``, ``latest``, or as :func:`linli.related.reasons.reason_of` has it, with what both have; ``text`` where it has nothing."""
PINNED: Why = ("pinned", ())
LATEST: Why = ("latest", ())


class Chosen(NamedTuple):
    """The related list of a story: the names of those in it, and in the same order why each is there."""

    names: tuple[str, ...]
    reasons: tuple[Why, ...]


NOBODY = Chosen((), ())


def why_of(reason: tuple[str, ...]) -> Why:
    """Return the reason of a match as lists say it."""
    return (reason[0], reason[1:]) if reason else ("text", ())
