"""What becomes of a list that is known when some of its entries are not what they were.

Who is in a list is decided by their scores, and by who is a near-copy of one before. Of nearly all other
stories it is known only that they stand beyond the edge of the list; that is enough as long as the edge does not come into what is shown.
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, NamedTuple

from linli.related.lists import ENDLESS, NOBODY, Copied, Known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linli.related.likeness import Place

    Score = Callable[[Place], Place | None]
    """Returns a place as it is now; nothing for one that is not given any more."""
    CopyOf = Callable[[Place, Sequence[Place]], int | None]
    """Returns whose near-copy a story is: of the one whose list it is, or of one of these."""


def mend(
    known: Known,
    score: Score,
    offers: Iterable[Place],
    copy_of: CopyOf,
    edge: int,
    room: int,
) -> Known | None:
    """Return a list as it is now, or nothing if that cannot be told from what is known.

    ``offers`` are places of stories that were compared anew; of all others that are not known the score rose by
    ``rise`` at most.
    """
    if known.edge >= ENDLESS:
        return None
    beyond = Edge(-edge)
    if known.places and known.places[-1].below == -edge:
        # Of all that score the same, those unknown come after the last one known.
        beyond = Edge(-edge, known.places[-1].key)
    places = sorted([now for place in known.places if (now := score(place))])
    copied = [Copied(now, whose) for place, whose in known.copied if (now := score(place))]
    changed = {place.number for place in known.places}.difference(
        [place.number for place in places]
    )
    if any(one.whose in changed and one.place[:2] <= beyond for one in copied):
        return None
    for offer in sorted(offers):
        if offer[:2] <= beyond:
            whose = copy_of(offer, places)
            if whose is None:
                insort(places, offer)
            else:
                copied.append(Copied(offer, whose))
    places = [place for place in places if place[:2] <= beyond]
    if len(places) > room:
        beyond = min(beyond, Edge(places[room].below))
    return _without_copies(places[:room], copied, beyond)


class Edge(NamedTuple):
    """A place that nobody unknown comes before: as of :class:`Place`, less is better."""

    below: int
    key: str = ""


def _without_copies(places: list[Place], copied: list[Copied], edge: Edge) -> Known | None:
    """Return a list of which all near-copies were left out, unless one of those may be in it now."""
    by_number = {place.number: place for place in places}
    near = []
    for one in copied:
        if one.place[:2] <= edge:
            other = by_number.get(one.whose)
            # It is left out only as long as the other one is there, and before it.
            if one.whose != NOBODY and (other is None or other > one.place):
                return None
            near.append(one)
    return Known(places, near, -edge.below)
