"""Manuscripts as bytes, for the cache and between processes, and taken out of the cache.

A cache may come from another machine, so its bytes are read as plain values alone, and only values of Linli's
own are made from those: there is nothing in it that could run.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from linli.build.cache import MANUSCRIPTS
from linli.marks import plain_bytes
from linli.problems import Place
from linli.site.desk import Manuscript
from linli.story.story import (
    AiUse,
    Correction,
    Cover,
    NoticeKind,
    Origin,
    Permission,
    Person,
    Recording,
    Reuse,
    Stamp,
    Status,
    Story,
)
from linli.text.links import Reference
from linli.text.reading import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import Enum

    from linli.build.cache import Cache

KINDS: tuple[type[Any], ...] = (
    Manuscript, Story, Text, Stamp, Person, Cover, Recording, Correction, Reference, Place
)  # fmt: skip
VALUES: dict[str, Callable[..., object]] = {kind.__name__: kind for kind in KINDS}
_CHOICES: tuple[type[Enum], ...] = (AiUse, NoticeKind, Origin, Permission, Reuse, Status)
_BY_VALUE: dict[str, dict[object, object]] = {
    kind.__name__: {one.value: one for one in kind} for kind in _CHOICES
}
MOMENT, TABLE = "datetime", "Mapping"

_SIMPLE = frozenset({str, int, bool, float, type(None)})
_NOTHING = ()
MADE = ...
"""What begins a value that has to be made; no text, number or truth value is equal to it."""


AT_HAND = 128
"""Manuscripts kept at hand, a few megabytes: a feed is made after the pages of its stories, a republish kit file by file."""


class Manuscripts:
    """The manuscripts in a cache, by their marks; the last ones asked for stay at hand."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._fetched = fetched = dict[bytes, bytes]()

        # It knows nothing of this object, so that the cache is closed when nobody needs it.
        @lru_cache(maxsize=AT_HAND)
        def of(mark: bytes) -> Manuscript:
            return unpack(fetched.pop(mark, b"") or cache.whole(MANUSCRIPTS, [mark])[mark])

        self.of: Callable[[bytes], Manuscript] = of
        """Returns a manuscript. Raises ``Damaged`` when it is missing."""

    def fetch(self, marks: Iterable[bytes]) -> None:
        """Fetch at once what will be asked for one by one. Raises ``Damaged`` when one is missing."""
        self._fetched.clear()
        self._fetched |= self._cache.whole(MANUSCRIPTS, list(dict.fromkeys(marks)))


def pack(manuscript: Manuscript) -> bytes:
    """Return a manuscript as bytes."""
    return plain_bytes(_plain(manuscript))


def unpack(content: bytes) -> Manuscript:
    """Return the manuscript in ``content``. Raises ``ValueError`` when there is none in it."""
    try:
        found = _made(marshal.loads(content))  # noqa: S302 - plain values; the cache compared its seal
    except (EOFError, LookupError, RecursionError, TypeError) as error:
        raise ValueError("not a manuscript") from error
    if not isinstance(found, Manuscript):
        raise ValueError("not a manuscript")
    return found


def _plain(value: object) -> Any:  # noqa: ANN401 - what marshal takes
    kind: type[Any] = type(value)
    if kind in _SIMPLE:
        return value
    if take_apart := _APART.get(kind):
        return take_apart(value)
    if isinstance(value, Mapping):
        simple = _SIMPLE.issuperset(map(type, (*value, *value.values())))
        return MADE, TABLE, *(value.items() if simple else map(_parts, value.items()))
    raise TypeError(f"{kind.__name__} does not belong into a manuscript")


def _parts(values: tuple[object, ...]) -> tuple[Any, ...]:
    # Most of what a manuscript holds is text or nothing, and passes here without a call.
    if _SIMPLE.issuperset(map(type, values)):
        return values
    return tuple(
        [one if type(one) in _SIMPLE or one is _NOTHING else _plain(one) for one in values]
    )


def _taking_apart(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what makes plain values of one of the ``KINDS``."""
    name, parts = kind.__name__, attrgetter(*kind.__match_args__)
    return lambda value: (MADE, name, *_parts(parts(value)))


_APART: dict[type[Any], Callable[[Any], Any]] = {
    tuple: _parts,
    datetime: lambda moment: (MADE, MOMENT, moment.isoformat()),
    **{
        kind: {one: (MADE, kind.__name__, one.value) for one in kind}.__getitem__
        for kind in _CHOICES
    },
    **{kind: _taking_apart(kind) for kind in KINDS},
}


def _made(value: object) -> object:
    if type(value) is not tuple:
        return value
    if not value or value[0] is not MADE:
        return tuple([_made(one) if type(one) is tuple and one else one for one in value])
    kind = value[1]
    if kind == MOMENT:
        return datetime.fromisoformat(value[2])
    if kind in _BY_VALUE:
        return _BY_VALUE[kind][value[2]]
    if kind == TABLE:
        table: dict[object, object] = dict(value[2:])
        if _SIMPLE.issuperset(map(type, table.values())):
            return table
        return {key: _made(item) for key, item in table.items()}
    return VALUES[kind](*[_made(one) if type(one) is tuple and one else one for one in value[2:]])
