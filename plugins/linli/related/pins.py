"""What editors decided: a header names stories by id, file name, path or title."""

from __future__ import annotations

import posixpath
import unicodedata
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NONE = frozenset({"none", "无", "不显示"})
PARTS = 6
"""A title is put together of no more parts than that."""
_ADDRESS = regex(
    r"(?:https?://[^/]+/(?:[^/]+/)*?)?(?:articles|notices)/([^/]+)(?:/(?:index\.html)?)?"
)
_SEPARATORS = regex(r"[\s、，,；;]+")


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

    def __init__(
        self, stories: Sequence[Named], unread: Iterable[str] = (), folder: str = ""
    ) -> None:
        """``unread`` are files that could not be read; ``folder`` stands before a file where messages name it (``content/``)."""
        self._stories = stories
        self._files = unread
        self._folder = _plain(folder)

    @cached_property
    def _unread(self) -> set[str]:
        return {_plain(part) for name in self._files for part in (name, *_without_suffix(name))}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        # An id is nobody else's; what others call a story comes after.
        by_name = {_plain(story.id): story.name for story in self._stories if story.id}
        for story in self._stories:
            name = story.name
            path, stem = _without_suffix(name)
            for called in (stem, story.slug, name, path):
                by_name.setdefault(_plain(called), name)
        return by_name

    @cached_property
    def _by_title(self) -> dict[str, str]:
        return {_plain(story.title): story.name for story in reversed(self._stories)}

    @property
    def went_by_titles(self) -> bool:
        """Say whether anything that was found, or not found, depends on titles."""
        return "_by_title" in self.__dict__

    @cached_property
    def _by_joined_title(self) -> dict[str, str]:
        return {_SEPARATORS.sub("", title): name for title, name in self._by_title.items()}

    def find(self, name: str) -> str | None:
        """Return the file of the story called ``name``."""
        plain = _plain(name)
        if plain in self._by_name:
            return self._by_name[plain]
        address = _ADDRESS.fullmatch(plain)
        spellings = [
            plain.removeprefix(self._folder),
            _without_suffix(plain)[0] if plain.endswith((".md", ".markdown")) else plain,
            address[1] if address else plain,
        ]
        found = [self._by_name[one] for one in spellings if one in self._by_name]
        return found[0] if found else self._by_title.get(plain)

    def find_all(self, names: Sequence[str]) -> list[tuple[str, str | None]]:
        """Return each name of a list with the file of its story.

        A title may have the comma in it at which the list was taken apart: names of which not all are known are put together again.
        """
        files = [self.find(name) for name in names]
        if all(files):
            return list(zip(names, files, strict=True))
        found: list[tuple[str, str | None]] = []
        at = 0
        while at < len(names):
            end, file = self._longest(names, files, at)
            found.append(("、".join(names[at:end]), file))
            at = end
        return found

    def _longest(
        self, names: Sequence[str], files: Sequence[str | None], at: int
    ) -> tuple[int, str | None]:
        """Return where the name that begins at one place of a list ends, and its file."""
        for end in range(min(at + PARTS, len(names)), at + 1, -1):
            if not all(files[at:end]):
                parts = _SEPARATORS.sub("", _plain("".join(names[at:end])))
                whole = self._by_joined_title.get(parts)
                if whole:
                    return end, whole
        return at + 1, files[at]

    def may_be_unread(self, name: str) -> bool:
        """Say whether ``name`` may mean a file that could not be read; titles of such are not known."""
        title = bool(self._unread) and not name.isascii() and not self.closest(name)
        return title or _plain(name) in self._unread

    def closest(self, name: str) -> str:
        """Return the name of a story that ``name`` was probably meant to be, or an empty string."""
        known = [*self._by_name, *self._by_title]
        close = get_close_matches(_plain(name), known, n=1, cutoff=0.5)
        titles = {_plain(story.title): story.title for story in self._stories}
        return titles.get(close[0], close[0]) if close else ""


def _plain(name: str) -> str:
    """Return a name without what hands type differently: full and half width, capitals, brackets, blanks."""
    if name.isascii():  # as nearly all are, and there are forty thousand in a large newsroom
        plain = name.strip().casefold()
    else:
        plain = unicodedata.normalize("NFKC", name).strip().strip("《》").casefold()
    if " " in plain:
        plain = " ".join(plain.split())
    return plain.removeprefix("./").removeprefix("/")


def _without_suffix(name: str) -> tuple[str, str]:
    path = posixpath.splitext(name)[0]
    return path, path.rpartition("/")[2]


def wants_none(related: Sequence[str]) -> bool:
    """Say whether the header asks for no related list at all (``related: none``)."""
    return len(related) == 1 and related[0].casefold() in NONE
