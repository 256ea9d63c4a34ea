"""Which feeds have something new for those who follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def new_feeds(
    live: Mapping[str, str], before: Mapping[str, str] | None, is_feed: Callable[[str], bool]
) -> list[str]:
    """Return the paths of feeds that are live and were not there, or had other bytes, before; sorted.

    ``live`` and ``before`` give the SHA-256 of every path of a tree. Of a tree ``None`` nothing is known,
    so that every feed counts as new. A feed that is gone has nothing to tell.
    """
    known = before or {}
    return sorted(path for path, sha in live.items() if is_feed(path) and known.get(path) != sha)
