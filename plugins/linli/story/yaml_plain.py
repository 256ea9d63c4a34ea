"""Headers in plain YAML, read at once: ``key: value`` lines in which YAML has but one meaning.

A parser of all of YAML takes milliseconds for a header, and nearly all headers are nothing but lines
of a key and a short text, a list in brackets, or a picture. Those are read here. Whatever might mean
anything else (a quote, an indent, a comment, a mark that YAML knows) is left to ``yaml_form``, which
says the same of every header that is read here: ``tests/story/test_yaml_plain.py`` holds them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.problems import Place
from linli.regexes import regex
from linli.story.entries import Entry, Scalar, Sequence
from linli.story.fields import Type

if TYPE_CHECKING:
    import re

    from linli.story.entries import Value
    from linli.story.fields import FieldTable

PICTURE = regex(r"(?P<picture>!\[.*?\))(?P<rest>[ \t]*|[ \t]+#.*)")
"""Markdown's picture as a plain value, which YAML would take for a tag, and a comment after it."""
NULLS = frozenset({"~", "null", "Null", "NULL"})
"""How YAML writes that there is no value."""

_KEY = r"[^\W\d_][\w\-]*(?: [\w\-]+)*"
# A value begins with a letter, a digit or a Chinese bracket, none of which means anything to YAML; from
# there on a colon before a space and a mark after one would end it.
_BEGUN, _GONE_ON = r"(?:[^\W_]|[“‘（《「【])", r"[\w“”‘’（）《》「」【】()·、。/.\-]"
_TEXT = rf"{_BEGUN}[^:#]*(?:(?::(?=[^ ])|(?<! )#)[^:#]*)*"
_ITEM = rf"{_BEGUN}{_GONE_ON}*(?: {_GONE_ON}+)*"
_LINE = regex(
    rf"(?P<key>{_KEY}):(?: +(?:(?P<text>{_TEXT})|(?P<list>\[{_ITEM}(?:, +{_ITEM})*\] *)|(?P<other>!\[.*)))?"
)
_ITEMS = regex(_ITEM)
_LONGEST_KEY = 100
"""Characters in a key; YAML stops at 1024."""


def read_plain(lines: list[str], first_line: int, table: FieldTable) -> tuple[Entry, ...] | None:
    """Return the entries of a header in plain YAML, or ``None`` when it may be something else.

    ``lines`` stand in the file from line ``first_line`` (from 1).
    """
    if not "".join(lines).replace("\u3000", "").isprintable():
        return None  # tabs, and line ends that only YAML knows
    entries: list[Entry] = []
    for number, line in enumerate(lines, first_line):
        if not line:
            continue
        match = _LINE.fullmatch(line)
        value = _value(match, number, table) if match else None
        if match is None or value is None:
            return None
        entries.append(Entry(Scalar(match["key"], Place(number, 1)), value))
    return tuple(entries)


def _value(match: re.Match[str], number: int, table: FieldTable) -> Value | None:
    key, text, items, other = match.group("key", "text", "list", "other")
    if key in NULLS or len(key) > _LONGEST_KEY:
        return None
    if text is not None:
        text = text.strip()
        return Scalar("" if text in NULLS else text, Place(number, match.start("text") + 1))
    if items is not None:
        begun = match.start("list")
        scalars = tuple(
            Scalar("" if item[0] in NULLS else item[0], Place(number, begun + item.start() + 1))
            for item in _ITEMS.finditer(items)
        )
        return Sequence(scalars, Place(number, begun + 1))
    if other is not None:
        field, picture = table.find(key), PICTURE.fullmatch(other)
        if field is None or field.type is not Type.PICTURE or picture is None or "#" in other:
            return None
        return Scalar(picture["picture"], Place(number, match.start("other") + 1))
    return None  # an empty value; YAML has a place of its own for it
