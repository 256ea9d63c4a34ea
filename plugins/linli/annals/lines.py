"""The lines of the annals: text into lines and faults, lines into text.

A line is four words with tabs between: ``lift  2026-03-20  /articles/lift/  news.example,2026``. The last is who
minted the id (RFC 4151: a host and a year), ``-`` while the site had no address, or ``gone`` on the line that says
since when the story is no longer there. ``#`` begins a remark.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

GONE, NOBODY = "gone", "-"
MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""What git leaves in a file where two branches were not merged."""
HEAD = (
    "# Every id and address ever published. `record` adds lines, none is changed; a merge keeps those of both sides.",
    "# 发布登记：发布过的每个编号和网址。由 record 命令添加，只增不改；合并时两边的行都留下。见 docs/publishing.md",
)
_NAME = r"[^\t\n/.\-_][^\t\n/]{0,119}"
_NEVER = regex(r'[ \\:*?"<>|]')
"""What no id and no address has."""
_WORDS = (
    rf"({_NAME})\t(\d{{4}}-\d\d-\d\d)\t(/(?:(?:articles|notices)/)?{_NAME}/)\t"
    r"(gone|-|[a-z0-9][a-z0-9.\-]{0,252},\d{4})"
)
_LINE, _LINES = regex(_WORDS), regex(f"^{_WORDS}$", re.MULTILINE)


class Line(NamedTuple):
    """A story at one of its addresses since a day, or, where ``minted`` is "gone", no longer there."""

    id: str
    day: str
    address: str
    minted: str


class Fault(NamedTuple):
    """A line that says nothing: its number, and the rule it breaks."""

    number: int
    rule: str
    text: str


def read_lines(text: str) -> tuple[dict[int, Line], list[Fault]]:
    """Return the lines of the annals by number, and the faults in it; no line is taken for what it is not."""
    rows = text.split("\n")
    head = next((at for at, row in enumerate(rows) if not row.startswith("#")), 0)
    found = _LINES.findall(text)
    if len(found) + head + 1 == len(rows) and not rows[-1]:
        # As it was written: ten thousand lines are read in each build, and asked all at once.
        days = {line[1] for line in found}
        if all(map(_is_day, days)) and _is_clean("".join(rows[head:])):
            lines = map(partial(tuple.__new__, Line), found)
            return dict(enumerate(lines, start=head + 1)), []
    return _one_by_one(rows)


def _one_by_one(rows: list[str]) -> tuple[dict[int, Line], list[Fault]]:
    found: dict[int, Line] = {}
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=1):
        said = _LINE.fullmatch(row)
        if said and _is_day(said[2]) and _is_clean(row):
            found[number] = Line._make(said.groups())
        elif row.strip() and not row.startswith("#"):
            rule = "annals-merge" if row.startswith(MARKERS) else "annals-line"
            faults.append(Fault(number, rule, row))
    return found, faults


def _is_clean(text: str) -> bool:
    """Say whether nothing in the text, tabs aside, is invisible or cannot stand in a name."""
    return text.replace("\t", "").isprintable() and not _NEVER.search(text)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def as_text(lines: Iterable[Line], remarks: Iterable[str] = HEAD) -> str:
    """Return the annals as they are written: remarks, then each line once, in order."""
    rows = ["\t".join(line) for line in sorted(set(lines))]
    return "".join([f"{row}\n" for row in (*remarks, *rows)])


def remarks_in(text: str) -> tuple[str, ...]:
    """Return the remarks of the annals as they stand, or those of new ones."""
    found = [line for line in text.split("\n") if line.startswith("#")]
    return tuple(dict.fromkeys(found)) or HEAD
