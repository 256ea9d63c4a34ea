"""What stands where nothing is related: the latest of the column, without near-copies of the story or of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.related.copies import Sketch
from linli.related.words import sketch_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from linli.site import Card

    Features = Callable[[Sequence[str]], Mapping[str, bytes]]

SHORT = 4
"""Stories of the column shown when nothing is related."""
AT_ONCE = 250
"""Stories whose words are fetched at once."""


class Compared(NamedTuple):
    """The stories whose texts were compared to fill a list, and which of them were found to be near-copies."""

    names: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()


class Copies:
    """Tells near-copies by what they say, as lists do."""

    def __init__(self, features: Features) -> None:
        self._features = features
        self._known: dict[str, Sketch] = {}
        self._asked: set[str] = set()
        self._found: set[str] = set()

    @property
    def compared(self) -> Compared:
        """Return who was compared so far."""
        return Compared(frozenset(self._asked), frozenset(self._found))

    def read(self, names: Sequence[str]) -> None:
        """Read at once what will be asked for one by one."""
        missing = [name for name in names if name not in self._known]
        for start in range(0, len(missing), AT_ONCE):
            rows = self._features(missing[start : start + AT_ONCE])
            self._known |= {name: Sketch(sketch_in(row)) for name, row in rows.items()}

    def are(self, one: str, two: str) -> bool:
        """Say whether two stories are near-copies."""
        self.read([one, two])
        self._asked |= {one, two}
        found = self._known[one].is_copy_of(self._known[two])
        if found:
            self._found |= {one, two}
        return found


def latest(
    item: Card, column: Sequence[Card], hidden: AbstractSet[str], copies: Copies
) -> Iterator[str]:
    """Yield the latest of the column of a story, few of them, the newest first; not those ``hidden``."""
    seen = [item.name]
    for other in column:
        if len(seen) > SHORT:
            return
        sibling = bool(item.series) and other.series == item.series
        if other.name not in hidden and other.lang == item.lang and not sibling:
            if any(copies.are(other.name, one) for one in seen):
                continue
            seen.append(other.name)
            yield other.name


def may_be_others(compared: Compared, changed: Collection[str], features: Features) -> bool:
    """Say whether others of those ``compared`` may be near-copies, when some stories say something else.

    ``features`` gives what they say now.
    """
    touched = sorted(compared.names.intersection(changed))
    if not touched:
        return False
    if not compared.copies.isdisjoint(touched):
        return True
    copies, names = Copies(features), sorted(compared.names)
    copies.read(names)
    return any(one != other and copies.are(one, other) for one in touched for other in names)
