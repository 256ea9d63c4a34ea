"""What is to be added to the annals once a release is public."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.annals.lines import GONE, NOBODY, Line
from linli.annals.past import key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from linli.annals.past import Annals, Past

FEW = 10
"""Stories that may vanish at once without being asked about."""


class Published(NamedTuple):
    """A story as readers see it now: its id, its address, the day it bears."""

    id: str
    address: str
    day: str


def new_lines(
    annals: Annals, published: Iterable[Published], minter: str, today: str
) -> list[Line]:
    """Return a line for each story that stands at an address it was not known at; ``minter`` is a host and year.

    A story's first line bears its own day, so that two branches write the same one, but never a later one than ``today``.
    """
    found: list[Line] = []
    for id_, address, day in published:
        past = annals.stories.get(key_of(id_, address))
        if past is None:
            found.append(Line(id_, min(day, today), address, minter or NOBODY))
        elif address not in past.addresses or (minter and not past.minted):
            found.append(Line(past.id, today, address, past.minted or minter or NOBODY))
    return found


def gone_lines(lost: Iterable[Past], today: str) -> list[Line]:
    """Return a line for each story that was lost: it says since when it is no longer there."""
    return [Line(past.id, today, past.addresses[-1], GONE) for past in lost]


def is_suspicious(annals: Annals, gone: Collection[Line]) -> bool:
    """Say whether so many stories vanished at once that this is hardly what was meant."""
    there = sum(not past.gone for past in annals.stories.values())
    return len(gone) > FEW and 2 * len(gone) > there
