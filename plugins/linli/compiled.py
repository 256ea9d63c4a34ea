"""Compiled regular expressions, kept beside Python's own compiled modules.

To compile those that a build of a thousand stories needs takes 30 ms, and those of a build after one edit 15; to take them from
here takes one. Python has no public way to keep them. So what it makes of a pattern is looked at from inside, and kept only if the
same comes of it as of ``re.compile``; where another Python is different inside, or nothing may be written, they are compiled as ever.
"""

from __future__ import annotations

import importlib
import marshal
import re
import sys
import zlib
from array import array
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, AnyStr, Final, cast

_Key = tuple[bool, str | bytes, int]
"""Whether a pattern is of bytes, its source, its flags."""
_Row = tuple[Any, ...]
"""What Python's inside makes a compiled pattern of: the first two are source and flags, all of it plain values."""

_DIFFERENT = (AttributeError, ImportError, LookupError, TypeError, ValueError, RuntimeError)
"""What using the inside of another Python, or a file that is damaged, may end with."""
_SUM = 4
_STEP: Final = "I"
"""The kind of number that a step of a compiled pattern is."""
_new: dict[_Key, None] = {}


def compiled(source: AnyStr, flags: int) -> re.Pattern[AnyStr]:
    """Return what ``re.compile`` does; raises ``re.error`` as it does."""
    key = isinstance(source, bytes), source, int(flags)
    row = _kept().get(key)
    if row:
        with suppress(*_DIFFERENT):
            return cast("re.Pattern[AnyStr]", _make(row))
    found = re.compile(source, flags)
    _new[key] = None
    return found


def keep_compiled(*, always: bool = False) -> None:
    """Keep what this process had to compile, for the next one; where that is not possible, that compiles again.

    Where Python is told to keep no compiled modules, it is done ``always`` or not at all.
    """
    path = _file()
    if not _new or path is None or (sys.dont_write_bytecode and not always):
        return
    from linli.whole import write_whole  # which has a pattern itself

    rows = _kept()
    with suppress(*_DIFFERENT, OSError):
        rows |= {key: row for key in _new if (row := _taken_apart(key))}
        body = marshal.dumps(tuple(rows.items()))
        write_whole(path, _sum(body) + body)
    _new.clear()


@cache
def _kept() -> dict[_Key, _Row]:
    """Return what was kept, by another process of the very same Python."""
    path = _file()
    with suppress(*_DIFFERENT, EOFError, OSError):
        content = path.read_bytes() if path else b""
        if content[:_SUM] == _sum(content[_SUM:]):
            return dict(marshal.loads(content[_SUM:]))  # noqa: S302 - as Python does with its own beside it
    return {}


@cache
def _file() -> Path | None:
    try:
        return Path(cache_from_source(__file__)).with_suffix(".patterns")
    except NotImplementedError:  # a Python that keeps no compiled modules
        return None


def _sum(body: bytes) -> bytes:
    """Return what tells a whole file of this Python from any other."""
    inside = importlib.import_module("_sre")
    about = f"{sys.version} {inside.MAGIC} {inside.CODESIZE} {sys.byteorder}"
    return zlib.crc32(body, zlib.crc32(about.encode())).to_bytes(_SUM, "big")


def _make(row: _Row) -> re.Pattern[Any]:
    source, flags, steps, *rest = row
    inside = importlib.import_module("_sre")
    return cast(
        "re.Pattern[Any]",
        inside.compile(source, flags, memoryview(steps).cast(_STEP).tolist(), *rest),
    )


def _taken_apart(key: _Key) -> _Row | None:
    """Return what a pattern is made of, unless something else comes of that."""
    _, source, flags = key
    whole = re.compile(source, flags)
    if whole.flags & re.LOCALE:  # which depends on more
        return None
    parsed = importlib.import_module("re._parser").parse(source, flags)
    code = importlib.import_module("re._compiler")._code(parsed, flags)
    numbers = dict(parsed.state.groupdict)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in numbers.items():
        names[number] = name
    steps = array(_STEP, map(int, code)).tobytes()
    row = source, whole.flags, steps, parsed.state.groups - 1, numbers, tuple(names)
    made = _make(row)
    same = made == whole and (made.groups, made.groupindex) == (whole.groups, whole.groupindex)
    return row if same else None
