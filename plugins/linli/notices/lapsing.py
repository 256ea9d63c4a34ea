"""Permissions that end and withdrawals: which stories are no longer published, and which will soon not be."""

from __future__ import annotations

from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

from linli.notices.lifecycle import is_lapsed
from linli.problems import Place
from linli.story import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from linli.problems import Notebook
    from linli.site import Card

DAY = 86_400
NOTICE_DAYS = 30
"""How long before its end a permission is pointed out."""


def check_permissions(
    cards: Iterable[Card], now: float, zone: ZoneInfo, notebook: Notebook, *, ahead: bool
) -> None:
    """Write down published stories whose permission has ended, and under ``ahead`` those where it ends soon.

    ``now`` is in seconds since 1970. A build does not look ahead: what ends in a month holds up nothing today.
    """
    for card in cards:
        if card.lapses is None or card.status != Status.PUBLISHED:
            continue
        last = datetime.fromtimestamp(card.lapses - 1, zone).date().isoformat()
        place = Place(card.line("permission_until"), 1)
        left = ceil((card.lapses - now) / DAY)
        if is_lapsed(card, now):
            notebook.note("permission-ended", card.path, place, day=last)
        elif ahead and left <= NOTICE_DAYS:
            notebook.note("permission-ends", card.path, place, day=last, days=left)


def check_withdrawals(
    cards: Iterable[Card], now: float, zone: ZoneInfo, notebook: Notebook
) -> None:
    """Write down stories whose day of withdrawal is still to come; ``now`` is in seconds since 1970."""
    for card in cards:
        if card.recalled is not None and card.recalled > now:
            day = datetime.fromtimestamp(card.recalled, zone).date().isoformat()
            notebook.note("withdrawn-ahead", card.path, Place(card.line("withdrawn"), 1), day=day)
