"""The oldest stories, in which words and names are counted, and which names are too common to be rare."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from linli.related.candidate import Candidate
    from linli.related.stories import ByNumber
    from linli.related.weights import Measure


def elders_of(stories: ByNumber, elders: int) -> frozenset[int]:
    """Return the numbers of the oldest stories, so many; of one day, by key."""
    known = [(story[4], story[0], number) for number, story in enumerate(stories) if story]
    known.sort()
    return frozenset([number for _, _, number in known[:elders]])


def moved_elders(
    counted: frozenset[int],
    stories: ByNumber,
    before: Mapping[int, Candidate | None],
) -> frozenset[int]:
    """Return the numbers of the oldest stories; ``before`` are those that changed, as they were.

    ``counted`` are the numbers of those that were the oldest.
    """
    moved = [number for number, story in before.items() if _age(story) != _age(stories[number])]
    if not moved:
        return counted
    if counted.isdisjoint(moved):
        last = max(map(_age, map(stories.__getitem__, counted)), default=("", ""))
        if not any(() < _age(stories[number]) < last for number in moved):
            return counted
    return elders_of(stories, len(counted))


def _age(story: Candidate | None) -> tuple[object, ...]:
    return (story[4], story[0]) if story else ()


def moved_names(
    common: frozenset[str],
    names: Set[str],
    stories: ByNumber,
    counted: Set[int],
    measure: Measure,
) -> frozenset[str]:
    """Return the common names; ``common`` are those of before, and others have only become of ``names``."""
    having = [
        (number, story)
        for number, story in enumerate(stories)
        if story and not names.isdisjoint(story[10])
    ]
    elders = Counter(chain.from_iterable([one.names for n, one in having if n in counted]))
    everybody = Counter(chain.from_iterable([one.names for _, one in having]))
    found = {
        name
        for name in names
        if elders[name] > measure.few_named or everybody[name] > measure.named
    }
    return (common - names) | found


def common_names(stories: ByNumber, counted: Iterable[int], measure: Measure) -> frozenset[str]:
    """Return the names that many of the stories ``counted`` have, or very many of all; all others are rare."""
    elders = Counter(chain.from_iterable([one.names for n in counted if (one := stories[n])]))
    common = {name for name, count in elders.items() if count > measure.few_named}
    everybody = Counter(chain.from_iterable([one.names for one in stories if one]))
    common.update([name for name, count in everybody.items() if count > measure.named])
    return frozenset(common)
