"""Header lines that ended up in the body, where readers would see them.

A body that opens with a line naming a known field is an error: the header was cut short there, and
everything below it would be printed. Credits pasted at the end of the body are a warning: they can be
read, but not searched, linked or checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linli.problems import Place

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.story.entries import Header
    from linli.story.fields import FieldTable

CREDIT_GROUPS = frozenset({"credits", "rights"})
LAST_LINES = 4
_CREDIT = re.compile(
    r"[\s（(【\[*_>]*(?P<key>[^\s:：/／*_（(【\[]{1,20})[\s*_]*[:：/／](?!/)[\s*_]*(?P<value>[^\s].{0,60})"
)
_LABELLED = re.compile(
    r"\s*(?:\*\*|__)?(?P<key>[^*_:：\n]{1,40}?)[ \t\u3000]*(?:\*\*|__)?[ \t\u3000]*[:：](?!//)"
)


def check_body(header: Header, path: str, table: FieldTable, notebook: Notebook) -> None:
    """Write down header lines found at the top of the body, and credits at its end."""
    lines = header.body.split("\n")
    filled = [row for row, line in enumerate(lines) if line.strip()]
    opening: list[int] = []
    for row in filled:
        match = _LABELLED.match(lines[row])
        if lines[row].startswith(("    ", "\t")) or not match or not table.find(match["key"]):
            break
        opening.append(row)
        place = Place(header.body_line + row, 1)
        notebook.note(
            "field-in-body", path, place, key=match["key"].strip(), text=lines[row].strip()
        )
    for row in filled[-LAST_LINES:]:
        if row not in opening:
            _check_credit(lines[row], Place(header.body_line + row, 1), path, table, notebook)


def _check_credit(
    line: str, place: Place, path: str, table: FieldTable, notebook: Notebook
) -> None:
    match = _CREDIT.match(line)
    field = table.find(match["key"]) if match else None
    if match and field and field.group in CREDIT_GROUPS and len(line.strip()) <= 120:
        notebook.note("credit-in-body", path, place, key=match["key"], text=line.strip())
