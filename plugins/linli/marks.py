"""Marks: short digests that stand for values, so that "unchanged" is a comparison and never a guess.

Two values have one mark when they are equal, in any process and on any machine. A value of a kind that is
not known here has no mark: it raises ``TypeError`` instead of being left out.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import PurePath
from zoneinfo import ZoneInfo

from msgspec import Struct

SIZE = 16
"""Bytes of a mark: of two different values to meet by accident, one would have to make 10^19 of them."""

Plain = str | int | float | bytes | bool | None | tuple["Plain", ...]
"""Values that are nothing but themselves; what is made of them is marked in one step."""

_FORM = 2
"""The form of ``marshal`` that depends on the value alone, not on who else holds it."""


def digest(content: bytes) -> bytes:
    """Return the mark of some bytes."""
    # Where processors know SHA-256, it takes half the time of BLAKE2.
    return hashlib.sha256(content).digest()[:SIZE]


def plain_bytes(value: tuple[Plain, ...]) -> bytes:
    """Return plain values as bytes, the same for equal ones. Raises ``ValueError`` for anything else in it."""
    return marshal.dumps(value, _FORM)


def plain_mark(value: tuple[Plain, ...]) -> bytes:
    """Return the mark of a tuple of plain values. Raises ``ValueError`` for anything else in it."""
    return digest(marshal.dumps(value, _FORM))


def mark(value: object) -> bytes:
    """Return the mark of settings and the like: plain values, lists, mappings, enums, structs, paths."""
    return plain_mark((plain(value),))


def plain(value: object) -> Plain:
    """Return ``value`` made of plain values alone, the names of its types and parts included."""
    if value is None or isinstance(value, bool | float | bytes):
        return value
    if isinstance(value, Enum):
        return type(value).__name__, str(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, PurePath):
        return "path", value.as_posix()
    if isinstance(value, ZoneInfo):
        return "zone", value.key
    if isinstance(value, Struct):
        parts = tuple((name, plain(getattr(value, name))) for name in value.__struct_fields__)
        return type(value).__name__, parts
    if isinstance(value, Mapping):
        return "map", tuple((plain(key), plain(item)) for key, item in value.items())
    if isinstance(value, set | frozenset):
        return "set", tuple(sorted(map(repr, map(plain, value))))
    if isinstance(value, Sequence):
        return tuple(map(plain, value))
    raise TypeError(f"{type(value).__name__} has no mark")
