"""What stands in a document of a feed, as its recipe has it: what the pages of its stories say."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from linli.marks import plain_mark
from linli.pages.recipe import ArticleParts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.marks import Plain
    from linli.pages.recipe import FeedParts, Listed, Parts, Recipe


class Contents(NamedTuple):
    """What stands in a document of a feed, in any form: see :class:`FeedParts`, and :class:`Recipe` for ``shown``."""

    mark: bytes
    entries: tuple[tuple[str, tuple[Plain, ...]], ...]
    related: tuple[int, ...]
    shown: tuple[Listed, ...]


def contents_of(pages: Sequence[Recipe], *, archived: bool) -> Contents:
    """Return what stands in a feed of stories, given by their pages, or in an archive of it.

    Which stories are related changes when others come or get new titles; an archive stays as it is.
    """
    beside = [() if archived else one.shown for one in pages]
    told_of = [_alone(one.parts) if archived else one.parts for one in pages]
    entries = tuple([(type(parts).__name__, tuple(parts)) for parts in told_of])
    related = tuple(map(len, beside))
    mark = plain_mark((entries, related))
    return Contents(mark, entries, related, tuple(chain.from_iterable(beside)))


def is_archive(parts: FeedParts) -> bool:
    """Say whether a document is an archive of a feed that stands elsewhere."""
    return any(parts.current)


def _alone(parts: Parts) -> Parts:
    return parts._replace(reasons=()) if isinstance(parts, ArticleParts) else parts
