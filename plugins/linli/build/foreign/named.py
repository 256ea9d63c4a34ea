"""Columns, tags and people as Pelican's themes know them: ``category``, ``tag``, ``author``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from pelican import urlwrappers

from linli.build.foreign.escaping import escaped
from linli.build.foreign.settings import ADDRESSES
from linli.pages.addresses import list_name
from linli.story.naming import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.site import Edition, Newsroom


class Place(NamedTuple):
    """Where a page lives: its address without the site's, as Pelican's themes expect it, and its file."""

    url: str
    save_as: str


NOWHERE = Place("", "")
"""For names without a page: the link leads to the front page."""


class _Named:
    """A name with a page. The slug is Linli's, so that the address is."""

    def __init__(
        self, name: str, slug: str, settings: Any, place: Place | None = None, order: int = 0
    ) -> None:
        super().__init__(escaped(name), settings)  # type: ignore[call-arg]
        self.slug = slug
        self.plain = name
        self.place = place
        self.order = order
        self._urls: dict[str, str] = {}

    def _normalize_key(self, key: str) -> str:
        """Let a theme compare with a text: the name or the slug, as they are written."""
        return self.slug if key in {self.plain, self.slug} else f"not {self.slug}"

    @property
    def url(self) -> str:
        """Return its address, percent-encoded."""
        if self.place is not None:
            return self.place.url
        if self.slug not in self._urls:
            self._urls[self.slug] = quote(str(self._from_settings("URL")))
        return self._urls[self.slug]

    @property
    def save_as(self) -> str:
        """Return its file; nothing when the configuration wants none."""
        found: str = self._from_settings("SAVE_AS") if self.place is None else self.place.save_as
        return found

    def _from_settings(self, key: str, get_page_name: bool = False) -> Any:
        return super()._from_settings(key, get_page_name)  # type: ignore[misc]

    def __lt__(self, other: object) -> bool:
        if isinstance(other, _Named):
            return (self.order, self.slug) < (other.order, other.slug)
        return bool(super().__lt__(other))  # type: ignore[misc]

    __hash__ = urlwrappers.URLWrapper.__hash__


# Their names are those that Pelican puts before _URL and _SAVE_AS.
class Category(_Named, urlwrappers.Category):
    """A column."""


class Tag(_Named, urlwrappers.Tag):
    """A tag."""


class Author(_Named, urlwrappers.Author):
    """Somebody who wrote."""


class Names:
    """All columns, tags and people of an edition, each made once."""

    def __init__(self, edition: Edition, newsroom: Newsroom, settings: Any) -> None:
        self._edition = edition
        self._newsroom = newsroom
        self._settings = settings
        self._tags = {folded(tag.name): tag.name for tag in edition.tags}
        self._people = {folded(person.name): person.name for person in edition.people}
        self._made: dict[tuple[type, str], Any] = {}

    @cached_property
    def writers(self) -> frozenset[str]:
        """Return who has a page: the authors of stories that are listed."""
        return frozenset(
            folded(name)
            for item in self._edition.listed
            for key, name, _, _ in item.people
            if key == "authors"
        )

    @cached_property
    def categories(self) -> dict[str, Category]:
        """Return the columns by name, in their order, the notices last."""
        slugs = {found.column.name: found.column.slug for found in self._edition.columns}
        made = {
            name: Category(name, slug, self._settings, order=number)
            for number, (name, slug) in enumerate(slugs.items())
        }
        notices = self._newsroom.notice_column
        ours = self._settings["CATEGORY_SAVE_AS"] == ADDRESSES["CATEGORY_SAVE_AS"]
        place = Place("notices/", "notices/index.html") if ours else None
        made[notices] = Category(notices, "notices", self._settings, place, len(made))
        return made

    def category(self, column: str) -> Category:
        """Return a column; one that lists nothing has no page."""
        found = self.categories.get(column)
        return found or self._make(Category, column, list_name(column), NOWHERE)

    def tags(self, names: Iterable[str]) -> list[Tag]:
        """Return those tags that have a page, in one spelling each."""
        spelled = dict.fromkeys(
            self._tags[folded(name)] for name in names if folded(name) in self._tags
        )
        return [self._make(Tag, name, list_name(name)) for name in spelled]

    def author(self, name: str) -> Author:
        """Return a writer, in the spelling that people's pages have."""
        spelled = self._people.get(folded(name), name)
        place = None if folded(name) in self.writers else NOWHERE
        found: Author = self._make(Author, spelled, list_name(spelled), place)
        return found

    def _make(self, kind: Any, name: str, slug: str, place: Place | None = None) -> Any:
        known = kind, name
        if known not in self._made:
            self._made[known] = kind(name, slug, self._settings, place)
        return self._made[known]
