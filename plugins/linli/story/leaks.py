"""Header lines that ended up in the body, where readers would see them.

A body that opens with a line naming a known field is an error: the header was cut short there, and
everything below it would be printed. Credits pasted at the end of the body are a warning: they can be
read, but not searched, linked or checked; and what the header says already would stand there twice.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linli.problems import Place
from linli.regexes import regex
from linli.story.entries import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.problems import Notebook
    from linli.story.entries import Header
    from linli.story.fields import Field, FieldTable

CREDIT_GROUPS = frozenset({"credits", "rights"})
LAST_LINES = 4
_MARK = ":::"
_PICTURE = regex(r":::[^\S\n]*(?:图片?|figure|image)[ \t\u3000]+\S", re.IGNORECASE)
"""How a picture begins that is written as a block (:mod:`linli.text.figure_blocks`)."""
_CREDIT = regex(
    r"[\s（(【\[*_>]*(?P<key>[^\s:：/／*_（(【\[]{1,20})[\s*_]*[:：/／](?!/)[\s*_]*(?P<value>[^\s].{0,60})"
)
_FURTHER = regex(
    r"[\s、，,；;|｜][\s*_(（]*(?P<key>[^\s:：/／、，,；;|｜*_(（]{1,20})[\s*_]*[:：/／](?!/)"
)
_LABELLED = regex(
    r"\s*(?:\*\*|__)?(?P<key>[^*_:：\n]{1,40}?)[ \t\u3000]*(?:\*\*|__)?[ \t\u3000]*[:：](?!//)"
)


def check_body(header: Header, path: str, table: FieldTable, notebook: Notebook) -> None:
    """Write down header lines found at the top of the body, and credits at its end."""
    lines = header.body.split("\n")
    opening: list[int] = []
    for row in _filled(lines, range(len(lines))):
        match = _LABELLED.match(lines[row])
        if lines[row].startswith(("    ", "\t")) or not match or not table.find(match["key"]):
            break
        opening.append(row)
        place = Place(header.body_line + row, 1)
        notebook.note(
            "field-in-body", path, place, key=match["key"].strip(), text=lines[row].strip()
        )
    last = list(islice(_filled(lines, range(len(lines) - 1, -1, -1)), LAST_LINES))
    spared = {*opening, *_in_blocks(lines)} if _MARK in header.body else {*opening}
    for row in reversed(last):
        keys = [] if row in spared else _credits(lines[row], table)
        if not keys:
            continue
        given = _given(header, table)
        place, text = Place(header.body_line + row, 1), lines[row].strip()
        missing = [key for key in keys if table.find(key) not in given]
        if missing:
            notebook.note("credit-in-body", path, place, key=missing[0], text=text)
        else:
            notebook.note("credit-twice", path, place, key="、".join(keys), text=text)


def _filled(lines: list[str], rows: range) -> Iterator[int]:
    return (row for row in rows if lines[row].strip())


def _in_blocks(lines: list[str]) -> list[int]:
    """Return the lines of pictures written as blocks, which say themselves who took them."""
    found: list[int] = []
    begun: int | None = None
    for row, line in enumerate(lines):
        if _PICTURE.match(line):
            begun = row
        elif begun is not None and line.strip() == _MARK:
            found += range(begun, row)
            begun = None
        elif not line.strip():  # it ends there without its mark, and is text
            begun = None
    return found


def _given(header: Header, table: FieldTable) -> list[Field | None]:
    """Return the fields that the header says something in."""
    return [
        table.find(entry.key.text)
        for entry in header.entries
        if not isinstance(entry.value, Scalar) or entry.value.text
    ]


def _credits(line: str, table: FieldTable) -> list[str]:
    """Return the fields that a line of credits names, as it spells them; none when it is text."""
    match = _CREDIT.match(line)
    if not match or len(line.strip()) > 120:
        return []
    further = (later["key"] for later in _FURTHER.finditer(line, match.start("value")))
    found = [(key, table.find(key)) for key in (match["key"], *further)]
    credited = [key for key, field in found if field and field.group in CREDIT_GROUPS]
    return credited if credited[:1] == [match["key"]] else []
