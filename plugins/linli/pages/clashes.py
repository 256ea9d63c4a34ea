"""Two pages at one address, said once: what follows from one id in two stories, or from another clash, is not said again."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linli.pages.recipe import RedirectParts
from linli.problems import Place
from linli.site.identities import same_ids
from linli.story.naming import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.pages.addresses import Addresses
    from linli.pages.recipe import Recipe
    from linli.problems import Notebook
    from linli.site import Card


class Clashes:
    """Notes clashes; ``known`` are all stories, which are looked at when there is one."""

    def __init__(self, known: Sequence[Card], addresses: Addresses, notebook: Notebook) -> None:
        self._known = known
        self._addresses = addresses
        self._notebook = notebook
        self._told: set[tuple[frozenset[str], str]] = set()

    @cached_property
    def _alike(self) -> dict[str, tuple[str, str]]:
        """Return the id and the folder of each story that is told to have another's id, where that gives its address."""
        return {
            item.path: (folded(item.id), _folder(self._addresses.file_of(item)))
            for pair in same_ids(self._known)
            for item in pair
            if item.line("slug", "id") == item.line("id")  # no slug was written
        }

    def page(self, page: Recipe, url: str, owner: str) -> None:
        """Note that ``page`` would stand at the address of what ``owner`` makes."""
        if isinstance(page.parts, RedirectParts):  # whose address was written for itself
            self._notebook.note("same-url", page.owner, Place(page.line), url=url, file=owner)
        else:
            self.story(page.owner, page.line, page.path, url, owner)

    def story(self, path: str, line: int, file: str, url: str, owner: str) -> None:
        """Note that ``file``, of the story ``path``, would be that of ``owner``, unless that follows from what is told."""
        one, other = self._alike.get(path), self._alike.get(owner)
        if one and one == other:
            return
        pair, folder = frozenset((path, owner)), _folder(file)
        above = {folder[: at + 1] for at, char in enumerate(folder) if char == "/"}
        if any((pair, one) in self._told for one in above):
            return
        self._told.add((pair, folder))
        self._notebook.note("same-url", path, Place(line), url=url, file=owner)


def _folder(file: str) -> str:
    return folded(file).rpartition("/")[0] + "/"
