"""What is written down when a release goes live, and what is forgotten afterwards."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from linli.clock import read_clock
from linli.release import attic
from linli.release.history import FOUND, KEEP, Record, forget, numbers, read_chain, remember
from linli.release.manifest import MANIFEST

if TYPE_CHECKING:
    from linli.release.going_live import Made
    from linli.release.room import Room
    from linli.release.target import Place


def write_down(room: Room, made: Made, digest: str) -> int:
    """Write the record of a release that is about to go live; return its number.

    A release that only mends what was damaged gets none. Records that do not lead to the live tree are
    of no use any more: history begins anew, with the tree that was found.
    """
    place = room.place
    number = live_number(room)
    if not made.difference.changes and room.digest:
        return number
    if not number:
        number = max(numbers(place), default=0)
        for other in numbers(place):
            forget(place, other)
        attic.clear(place)
        if room.digest:
            number += 1
            time = datetime.fromtimestamp((place.output / MANIFEST).stat().st_mtime, UTC)
            remember(place, Record(number, time, time, room.digest, len(room.files), FOUND))
    made_at = read_clock(None, ZoneInfo("UTC"), {})
    count = len(made.files)
    remember(
        place, Record(number + 1, made_at, made.now, digest, count, made.note, made.difference)
    )
    return number + 1


def live_number(room: Room) -> int:
    """Return the number of the live release, or 0 when nothing is known of it."""
    if not room.digest:
        return 0
    if not room.facts.number:
        chain = read_chain(room.place, room.digest, 2)
        if chain and chain[0].manifest == room.digest:
            room.facts.number = chain[0].number
    return room.facts.number


def collect(place: Place) -> None:
    """Forget the releases beyond the last, and what only they needed."""
    known = numbers(place)
    for number in known[KEEP:]:
        forget(place, number)
    # What the oldest took away leads to a release that is forgotten.
    attic.clear(place, known[: KEEP - 1])


def forget_release(place: Place, number: int) -> None:
    """Forget a release that did not go live."""
    forget(place, number)
    attic.clear(place, numbers(place))
