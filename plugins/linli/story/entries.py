"""What a header is made of before anything is typed: entries, each with its place.

All of it is named tuples, as they are taken apart again and again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linli.regexes import regex

if TYPE_CHECKING:
    from linli.problems import Notebook, Place
    from linli.story.fields import FieldTable

KEY_LINE = regex(
    r"[ \t\u3000]*(?P<key>[^\s:：][^:：\n]{0,39}?)[ \t\u3000]*[:：][ \t\u3000]*(?P<value>.*)$"
)


class Scalar(NamedTuple):
    """A piece of text."""

    text: str
    place: Place


class Sequence(NamedTuple):
    """A YAML list."""

    items: tuple[Value, ...]
    place: Place


class Mapping(NamedTuple):
    """A YAML mapping, in the order written."""

    pairs: tuple[tuple[Scalar, Value], ...]
    place: Place


Value = Scalar | Sequence | Mapping


class Entry(NamedTuple):
    """One line of a header (or several, for a list)."""

    key: Scalar
    value: Value


class Header(NamedTuple):
    """The entries of a header, and the body below it, which begins on line ``body_line``.

    The line before ``body_line`` is always in the file, even when there is no body.
    """

    entries: tuple[Entry, ...]
    body: str
    body_line: int


def looks_like_key(text: str) -> bool:
    """Say whether ``text`` could be meant as a key: short, one word or two, no punctuation."""
    return bool(re.fullmatch(r"[\w][\w \-\u3000]{0,20}", text.strip()))


def find_indented(
    line: str, place: Place, path: str, table: FieldTable, notebook: Notebook
) -> None:
    """Say when a line that goes on with the value above it names a field itself."""
    match = KEY_LINE.match(line.strip())
    if match and table.find(match["key"]):
        notebook.note("header-indent", path, place, text=line.strip())
