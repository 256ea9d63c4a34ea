"""What editors decided: a header names stories by id, file name, path or title."""

from __future__ import annotations

import posixpath
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.story import Story

NONE = frozenset({"none", "无", "不显示"})


class Names:
    """Finds stories by whatever an editor may call them."""

    def __init__(self, stories: Iterable[Story], unread: Iterable[str] = ()) -> None:
        self._unread = {
            _plain(part)
            for name in unread
            for part in (
                name,
                posixpath.splitext(name)[0],
                posixpath.splitext(posixpath.basename(name))[0],
            )
        }
        self._by_name: dict[str, Story] = {}
        for story in stories:
            stem = posixpath.splitext(posixpath.basename(story.name))[0]
            for name in (
                story.title,
                stem,
                story.slug,
                story.name,
                posixpath.splitext(story.name)[0],
                story.id,
            ):
                self._by_name.setdefault(_plain(name), story)

    def find(self, name: str) -> Story | None:
        """Return the story called ``name``."""
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


def wants_none(story: Story) -> bool:
    """Say whether the header asks for no related list at all (``related: none``)."""
    return len(story.related) == 1 and story.related[0].casefold() in NONE
