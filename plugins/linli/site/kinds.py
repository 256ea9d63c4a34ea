"""Notices by what they are about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.story.story import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.site.card import Card


class NoticesOfKind(Struct, frozen=True):
    """Notices of one kind, newest first: those in force, and earlier ones."""

    kind: str
    in_force: tuple[Card, ...]
    earlier: tuple[Card, ...]


def kinds_of(live: Sequence[Card], expired: Sequence[Card]) -> tuple[NoticesOfKind, ...]:
    """Return the kinds that notices have, in their own order; one of earlier notices only stays, for its subscribers."""

    def by_kind(items: Sequence[Card]) -> dict[str, list[Card]]:
        found: dict[str, list[Card]] = defaultdict(list)
        for item in items:
            if item.notice_kind:
                found[item.notice_kind].append(item)
        return found

    now, before = by_kind(live), by_kind(expired)
    return tuple(
        NoticesOfKind(kind, tuple(now[kind]), tuple(before[kind]))
        for kind in map(str, NoticeKind)
        if kind in now or kind in before
    )
