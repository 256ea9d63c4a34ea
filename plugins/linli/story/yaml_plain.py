"""Headers in plain YAML, read at once: those in which YAML has but one meaning.

A parser of all of YAML takes milliseconds for a header, and nearly all headers are nothing but lines of a
key and a short text, in quotes or not, a list in brackets or on lines of its own, a picture, or a few such
lines under a key. Those are read here. Whatever might mean anything else (an escape, a text of several
lines, a mark that YAML knows) is left to ``yaml_form``, which says the same of every header that is read
here: ``tests/story/test_yaml_plain.py`` holds them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.problems import Place
from linli.regexes import regex
from linli.story.entries import Entry, Mapping, Scalar, Sequence
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
# A value begins with a letter, a digit or something that is not ASCII, none of which means anything to
# YAML; from there on a colon before a space and a mark after one would end it.
_BEGUN = r"[^\x00-/:-@[-`{-\x7f\s]"
_GONE_ON = r"[\w“”‘’（）《》「」【】()·、。/.\-]"
_TEXT = rf"(?:{_BEGUN}|[/.(])[^:#]*(?:(?::(?=[^ ])|(?<! )#)[^:#]*)*"
_QUOTED = r"(?:\"[^\"\\]*\"|'[^']*')"
_ITEM = rf"(?:{_QUOTED}|{_BEGUN}{_GONE_ON}*(?: {_GONE_ON}+)*)"
_VALUE = rf"(?:(?P<text>{_TEXT})|(?P<quoted>{_QUOTED}) *|(?P<list>\[ *(?:{_ITEM} *(?:, *{_ITEM} *)*)?\]) *)"
_LINE = regex(rf"(?P<key>{_KEY}):(?: +(?:{_VALUE}|(?P<other>!\[.*))?)?")
_WITHIN = regex(rf" *(?P<key>{_KEY}): +{_VALUE}")
_POINT = regex(rf" *- +{_VALUE}")
_ITEMS = regex(_ITEM)
_LONGEST_KEY = 100
"""Characters in a key; YAML stops at 1024."""


class _UnclearError(Exception):
    """Something that only all of YAML can tell."""


def read_plain(lines: list[str], first_line: int, table: FieldTable) -> tuple[Entry, ...] | None:
    """Return the entries of a header in plain YAML, or ``None`` when it may be something else.

    ``lines`` stand in the file from line ``first_line`` (from 1).
    """
    if not "".join(lines).replace("\u3000", "").isprintable():
        return None  # tabs, and line ends that only YAML knows
    groups: list[tuple[int, str, list[tuple[int, str]]]] = []
    for number, line in enumerate(lines, first_line):
        if not line or line[0] == "#":
            continue
        if line[0] not in " -":
            groups.append((number, line, []))
        elif groups:
            groups[-1][2].append((number, line))
        else:
            return None
    try:
        return tuple([_entry(number, line, below, table) for number, line, below in groups])
    except _UnclearError:
        return None


def _entry(number: int, line: str, below: list[tuple[int, str]], table: FieldTable) -> Entry:
    match = _whole(_LINE, line)
    if match["other"] is not None:
        value: Value | None = _picture(match, number, table)
    else:
        value = _value(match, number)
    if value is None:
        value = _below(below) if below else Scalar("", Place(number, match.end("key") + 2))
    elif below:
        raise _UnclearError
    return Entry(_key(match, number), value)


def _whole(pattern: re.Pattern[str], line: str) -> re.Match[str]:
    match = pattern.fullmatch(line)
    if match is None:
        raise _UnclearError
    return match


def _key(match: re.Match[str], number: int) -> Scalar:
    key = match["key"]
    if key in NULLS or len(key) > _LONGEST_KEY:
        raise _UnclearError
    return Scalar(key, Place(number, match.start("key") + 1))


def _value(match: re.Match[str], number: int) -> Scalar | Sequence | None:
    """Return the value on a line, or ``None`` where there is none."""
    text, quoted, items = match.group("text", "quoted", "list")
    if text is not None:
        return _plain(text, Place(number, match.start("text") + 1))
    if quoted is items:
        return None
    if " #" in match.string:
        raise _UnclearError  # whether that was meant as a comment is asked of everybody
    if quoted is not None:
        return Scalar(quoted[1:-1].strip(), Place(number, match.start("quoted") + 1))
    begun = match.start("list")
    return Sequence(
        tuple(
            _item(one[0], Place(number, begun + one.start() + 1)) for one in _ITEMS.finditer(items)
        ),
        Place(number, begun + 1),
    )


def _item(text: str, place: Place) -> Scalar:
    return Scalar(text[1:-1].strip(), place) if text[0] in "\"'" else _plain(text, place)


def _plain(text: str, place: Place) -> Scalar:
    text = text.strip()
    return Scalar("" if text in NULLS else text, place)


def _picture(match: re.Match[str], number: int, table: FieldTable) -> Scalar:
    other = match["other"]
    field, picture = table.find(match["key"]), PICTURE.fullmatch(other)
    if field is None or field.type is not Type.PICTURE or picture is None or "#" in other:
        raise _UnclearError
    return Scalar(picture["picture"], Place(number, match.start("other") + 1))


def _below(lines: list[tuple[int, str]]) -> Sequence | Mapping:
    """Return what stands under a key: points, or keys with a value each, all of them equally far in."""
    (first, line), *_ = lines
    indent = len(line) - len(line.lstrip(" "))
    if any(len(line) - len(line.lstrip(" ")) != indent for _, line in lines):
        raise _UnclearError
    place = Place(first, indent + 1)
    if line[indent : indent + 1] == "-":
        return Sequence(tuple([_inner(_whole(_POINT, one), row) for row, one in lines]), place)
    matches = [(row, _whole(_WITHIN, one)) for row, one in lines]
    return Mapping(tuple([(_key(one, row), _inner(one, row)) for row, one in matches]), place)


def _inner(match: re.Match[str], number: int) -> Scalar | Sequence:
    value = _value(match, number)
    assert value is not None  # noqa: S101 - the pattern has no line without
    return value
