"""What each thread has for itself: tools that two of them cannot use at once, as an executor of threads would."""

from __future__ import annotations

import threading
from functools import update_wrapper
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Key = TypeVar("Key")
Made = TypeVar("Made")


class OfThread(Generic[Key, Made]):
    """A function that remembers what it made last, for each thread apart: a decorator, as ``functools.lru_cache`` is."""

    def __init__(self, make: Callable[[Key], Made]) -> None:
        self._make = make
        self._made: dict[int, tuple[Key, Made]] = {}
        update_wrapper(self, make)

    def __call__(self, key: Key) -> Made:
        """Return what is made of ``key``."""
        me = threading.get_ident()
        known = self._made.get(me)
        if known is None or known[0] != key:
            self._made.pop(me, None)  # there is not always room for two
            self._leave({one.ident for one in threading.enumerate()})
            known = self._made[me] = key, self._make(key)
        return known[1]

    def _leave(self, alive: set[int | None]) -> None:
        """Forget what threads had that have ended."""
        for ended in [one for one in list(self._made) if one not in alive]:
            self._made.pop(ended, None)

    def cache_clear(self) -> None:
        """Forget what all threads have; one that is using it goes on with it."""
        self._made.clear()
