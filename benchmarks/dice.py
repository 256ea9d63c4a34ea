"""Chance that falls the same way everywhere.

Only ``random()`` of a text-seeded generator is used, and only sums, products and quotients: these are
promised to be the same on every machine and Python; ``choices`` or ``lognormvariate`` are not.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Thing = TypeVar("Thing")


class Dice:
    """Draws for one story: what it is named by decides how they fall."""

    def __init__(self, *name: object) -> None:
        self.next = random.Random("/".join(map(str, name))).random

    def chance(self, share: float) -> bool:
        """Say yes in this share of all throws."""
        return self.next() < share

    def below(self, limit: int) -> int:
        """Return a whole number from 0 up to, not including, ``limit``."""
        return int(self.next() * limit)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``."""
        return low + int(self.next() * (high - low + 1))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of them, each as likely as the other."""
        return things[int(self.next() * len(things))]

    def mostly_first(self, things: Sequence[Thing]) -> Thing:
        """Return one of them, the earlier the likelier."""
        return things[int(self.next() * self.next() * len(things))]

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """Return up to ``count`` different ones, the earlier the likelier."""
        found: dict[Thing, None] = {}
        for _ in range(3 * count):
            if len(found) < count:
                found[self.mostly_first(things)] = None
        return list(found)

    def on(self, table: Sequence[float]) -> float:
        """Return a value of the distribution whose evenly spaced quantiles are ``table``."""
        place = self.next() * (len(table) - 1)
        row = int(place)
        return table[row] + (table[row + 1] - table[row]) * (place - row)


class Zipf:
    """Ranks of which the first are drawn often and the last hardly ever: 1/(rank + flat)."""

    def __init__(self, size: int, flat: int) -> None:
        self._sums = list(accumulate(1 / (rank + flat) for rank in range(size)))

    def draw(self, dice: Dice) -> int:
        """Return a rank from 0."""
        rank = bisect_right(self._sums, dice.next() * self._sums[-1])
        return min(rank, len(self._sums) - 1)
