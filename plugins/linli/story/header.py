"""Text into header entries and body, in both forms, with the place of everything.

Two forms are read: YAML between ``---`` fences, and Pelican's ``Key: value`` lines up to the first
empty line. Nothing is typed here: an entry is a key, a value made of text, and where they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.problems import Place

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.story.fields import FieldTable

HEADER_LIMIT = 64 * 1024
"""Characters in a header; more is not a header any more."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list."""

    items: tuple[Value, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping, in the order written."""

    pairs: tuple[tuple[Scalar, Value], ...]
    place: Place


Value = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a header (or several, for a list)."""

    key: Scalar
    value: Value


@dataclass(frozen=True, slots=True)
class Header:
    """The entries of a header, and the body below it, which begins on line ``body_line``."""

    entries: tuple[Entry, ...]
    body: str
    body_line: int


FENCE = "---"
_FENCE_LINE = re.compile(r"(?:---|\.\.\.)[ \t]*$")
KEY_LINE = re.compile(r" {0,3}(?P<key>[^:：\n]{1,40}?)[ \t\u3000]*[:：][ \t\u3000]*(?P<value>.*)$")


def split(text: str, path: str, table: FieldTable, notebook: Notebook) -> Header | None:
    """Return the header and body of a file, or ``None`` (and a problem) when it has no header."""
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is None:
        notebook.note("empty-file", path)
        return None
    if lines[first].rstrip() == FENCE:
        return _fenced(lines, first, path, table, notebook)
    return _classic(lines, first, path, table, notebook)


def _fenced(
    lines: list[str], first: int, path: str, table: FieldTable, notebook: Notebook
) -> Header | None:
    from linli.story.yaml_form import read_yaml

    last = next(
        (index for index in range(first + 1, len(lines)) if _FENCE_LINE.match(lines[index])), None
    )
    if last is None:
        notebook.note("header-open", path, Place(first + 1, 1))
        return None
    inside = lines[first + 1 : last]
    if sum(map(len, inside)) > HEADER_LIMIT:
        notebook.note("header-too-large", path, Place(first + 1, 1), limit=HEADER_LIMIT)
        return None
    entries = read_yaml(inside, first + 2, path, table, notebook)
    if entries is None:
        return None
    return Header(entries, "\n".join(lines[last + 1 :]), last + 2)


def _classic(
    lines: list[str], first: int, path: str, table: FieldTable, notebook: Notebook
) -> Header | None:
    match = KEY_LINE.match(lines[first])
    if not match or not (table.find(match["key"]) or looks_like_key(match["key"])):
        notebook.note("no-header", path, Place(first + 1, 1), text=lines[first].strip())
        return None
    last = next(
        (index for index in range(first, len(lines)) if not lines[index].strip()), len(lines)
    )
    if sum(map(len, lines[first:last])) > HEADER_LIMIT:
        notebook.note("header-too-large", path, Place(first + 1, 1), limit=HEADER_LIMIT)
        return None
    entries: list[Entry] = []
    for index in range(first, last):
        line = lines[index]
        match = KEY_LINE.match(line)
        if entries and line.startswith(("    ", "\t", "\u3000")):
            entries[-1] = _continued(entries[-1], line.strip())
        elif match:
            key = Scalar(match["key"].strip(), Place(index + 1, match.start("key") + 1))
            value = Scalar(match["value"].strip(), Place(index + 1, match.start("value") + 1))
            entries.append(Entry(key, value))
        else:
            notebook.note("header-line", path, Place(index + 1, 1), text=line.strip())
    return Header(tuple(entries), "\n".join(lines[last + 1 :]), last + 2)


def _continued(entry: Entry, line: str) -> Entry:
    assert isinstance(entry.value, Scalar)  # noqa: S101 - the classic form has nothing else
    text = f"{entry.value.text}\n{line}" if entry.value.text else line
    return Entry(entry.key, Scalar(text, entry.value.place))


def looks_like_key(text: str) -> bool:
    """Say whether ``text`` could be meant as a key: short, one word or two, no punctuation."""
    return bool(re.fullmatch(r"[\w][\w \-\u3000]{0,20}", text.strip()))
