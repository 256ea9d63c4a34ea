"""What editors decided: a header names stories by id, file name, path or title."""

from __future__ import annotations

import posixpath
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NONE = frozenset({"none", "无", "不显示"})


class Named(Protocol):
    """A story by what it is called; ``name`` is its file below the content folder."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def slug(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102


class Names:
    """Finds stories by whatever an editor may call them; nothing is done until somebody asks."""

    def __init__(self, stories: Iterable[Named], unread: Iterable[str] = ()) -> None:
        self._stories = stories
        self._files = unread

    @cached_property
    def _unread(self) -> set[str]:
        return {_plain(part) for name in self._files for part in (name, *_without_suffix(name))}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        by_name: dict[str, str] = {}
        for story in self._stories:
            name = story.name
            path, stem = _without_suffix(name)
            for called in (story.title, stem, story.slug, name, path, story.id):
                by_name.setdefault(_plain(called), name)
        return by_name

    def find(self, name: str) -> str | None:
        """Return the file of the story called ``name``."""
        return self._by_name.get(_plain(name))

    def may_be_unread(self, name: str) -> bool:
        """Say whether ``name`` may mean a file that could not be read; titles of such are not known."""
        title = bool(self._unread) and not name.isascii() and not self.closest(name)
        return title or _plain(name) in self._unread

    def closest(self, name: str) -> str:
        """Return the name of a story that ``name`` was probably meant to be, or an empty string."""
        close = get_close_matches(_plain(name), list(self._by_name), n=1, cutoff=0.5)
        return close[0] if close else ""


def _plain(name: str) -> str:
    return name.strip().strip("《》").casefold().removeprefix("./").removeprefix("/")


def _without_suffix(name: str) -> tuple[str, str]:
    path = posixpath.splitext(name)[0]
    return path, path.rpartition("/")[2]


def wants_none(related: Sequence[str]) -> bool:
    """Say whether the header asks for no related list at all (``related: none``)."""
    return len(related) == 1 and related[0].casefold() in NONE
