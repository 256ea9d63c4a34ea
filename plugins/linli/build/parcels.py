"""Parcels: pages to make, on their way to another process.

Pickled as they are, recipes would take longer than all else that they need on the way: each holds the stories that its page
lists. So pages travel as plain values, and those stories are laid aside in a file, each once.
"""

from __future__ import annotations

import marshal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from linli.build.aside import clear_away, lay_aside, taken
from linli.marks import plain_bytes
from linli.pages.recipe import Listed, Recipe, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from linli.marks import Plain

AT_HAND = 20_000
"""Stories as lists show them, kept at hand where parcels are opened: some thirty megabytes."""


class Wanted(NamedTuple):
    """A page to make, the marks of the manuscripts it shows, and the SHA-256 of the page that is live: an
    equal one is not written again.
    """

    recipe: Recipe
    manuscripts: tuple[bytes, ...]
    live: str


class Parcel(list[Wanted]):
    """A batch of pages to make. It is packed when it is pickled, and not before: many may be waiting for that."""

    def __init__(self, batch: Iterable[Wanted], shelf: Path, places: Mapping[bytes, int]) -> None:
        """``shelf`` is the file with all stories that they list, ``places`` where in it each begins, by mark."""
        super().__init__(batch)
        self._shelf, self._places = shelf, places

    def __reduce__(self) -> tuple[Callable[..., Packed], tuple[Path, bytes]]:
        """Say what comes out at the other end, and from what."""
        pages = [_plain(*wanted, self._places) for wanted in self]
        return Packed, (self._shelf, plain_bytes(tuple(pages)))


class Packed(Struct, frozen=True):
    """A parcel that has arrived; it is opened by whoever works on it, who can say what is wrong with it."""

    shelf: Path
    content: bytes

    def __iter__(self) -> Iterator[Wanted]:
        """Yield the pages. Raises ``GoneError`` when the stories they list have been taken away."""
        listed = _shelf(self.shelf)
        for row in marshal.loads(self.content):  # noqa: S302 - packed by this build
            yield _wanted(row, listed)


class Post:
    """Sends pages to other processes, and gives up what was laid aside for them in the end."""

    def __init__(self, listed: Callable[[], Iterable[Listed]], folder: Path) -> None:
        """``listed`` gives all stories that those pages list, ``folder`` is where something can be laid aside."""
        self._listed, self._folder = listed, folder
        self._shelf: Path | None = None
        self._is_hopeless = False
        self._places: dict[bytes, int] = {}

    def parcel(self, batch: Sequence[Wanted]) -> Sequence[Wanted]:
        """Return a batch as it is sent; as it is where nothing can be laid aside. The first time takes longest."""
        if self._shelf is None and not self._is_hopeless:
            try:
                self._fill()
            except OSError:
                self._is_hopeless = True
        return Parcel(batch, self._shelf, self._places) if self._shelf else batch

    def _fill(self) -> None:
        listed = {one.mark: one for one in self._listed()}
        content = bytearray()
        for mark, one in listed.items():
            self._places[mark] = len(content)
            content += plain_bytes(tuple(one))
        self._shelf = lay_aside(content, self._folder)

    def close(self) -> None:
        """Take away what was laid aside."""
        if self._shelf:
            clear_away(self._shelf)


@lru_cache(maxsize=1)
def _shelf(path: Path) -> Callable[[int], Listed]:
    """Return what takes stories from the shelf, by where they begin."""
    content = memoryview(taken(path))

    @lru_cache(maxsize=AT_HAND)
    def listed(place: int) -> Listed:
        return Listed._make(marshal.loads(content[place:]))  # noqa: S302 - laid aside by this build

    return listed


def _plain(
    recipe: Recipe, manuscripts: tuple[bytes, ...], live: str, places: Mapping[bytes, int]
) -> tuple[Plain, ...]:
    path, template, lang, parts, shown, stories, owner, line = recipe
    listed = tuple([places[one.mark] for one in shown])
    values = type(parts).__name__, tuple(parts)
    return path, template, lang, *values, listed, stories, owner, line, manuscripts, live


def _wanted(row: tuple[Any, ...], listed: Callable[[int], Listed]) -> Wanted:
    path, template, lang, kind, values, places, stories, owner, line, manuscripts, live = row
    shown = tuple(map(listed, places))
    recipe = Recipe(path, template, lang, parts_of(kind, values), shown, stories, owner, line)
    return Wanted(recipe, manuscripts, live)
