"""A header changed in one field, every other byte kept.

The file's own bytes are edited, not printed anew: line ends, byte order mark, comments, quotes, the
order of keys and the body stay as they are. ruamel.yaml says where a YAML value begins and ends, and
reads the result again before it is accepted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import MappingStartEvent, ScalarEvent

from linli.errors import UsageError
from linli.problems import Notebook
from linli.story.header import FENCE, Scalar, split

if TYPE_CHECKING:
    from linli.story.fields import FieldTable
    from linli.story.header import Entry

_PLAIN = re.compile(r"[^\s#&*!|>'\"%@`\[\]{},?:-][^#:\n]*")


def set_field(content: bytes, key: str, value: str, table: FieldTable) -> bytes:
    """Return ``content`` with the one-line field ``key`` set to ``value``, added when absent.

    The key keeps the spelling it has in the file; a new one is written as ``key`` says. Raises
    ``UsageError`` when the file has no readable header or the value is a list or a mapping.
    """
    if "\n" in value:
        raise UsageError("A header value is one line.")
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    text = content[len(mark) :].decode("utf-8")
    lines = text.splitlines(keepends=True)
    plain = [line.rstrip("\r\n") for line in lines]
    notebook = Notebook("en")
    header = split("\n".join(plain), "", table, notebook)
    if header is None:
        raise UsageError("The file has no header that can be read.", notebook.problems[0].what)
    wanted = table.find(key)
    entry = next(
        (entry for entry in header.entries if wanted and table.find(entry.key.text) is wanted), None
    )
    fenced = next(line for line in plain if line.strip()).rstrip() == FENCE
    written = _quoted(value) if fenced else value
    if entry is not None:
        row = entry.key.place.line - 1
        lines[row] = _replaced(lines[row], entry, written, fenced=fenced)
    else:
        row = header.body_line - 2 if fenced else _last_row(plain)
        end = _line_end(lines)
        lines.insert(row, f"{key}: {written}{end}")
    changed = "".join(lines)
    _verify(changed, key, value, table)
    return mark + changed.encode("utf-8")


def _last_row(plain: list[str]) -> int:
    first = next(row for row, line in enumerate(plain) if line.strip())
    return next((row for row in range(first, len(plain)) if not plain[row].strip()), len(plain))


def _line_end(lines: list[str]) -> str:
    return "\r\n" if lines and lines[0].endswith("\r\n") else "\n"


def _replaced(line: str, entry: Entry, written: str, *, fenced: bool) -> str:
    if not isinstance(entry.value, Scalar):
        raise UsageError(f"{entry.key.text} is a list; edit it by hand.")
    end = line[len(line.rstrip("\r\n")) :]
    body = line[: len(line) - len(end)]
    key_end = entry.key.place.column - 1 + len(entry.key.text)
    colon = re.compile(r"['\"]?\s*[:：][ \t\u3000]*").match(body, key_end)
    if colon is None:
        raise UsageError(f"{entry.key.text} cannot be changed in place; edit it by hand.")
    gap = body[: colon.end()] if colon.group()[-1] in " \t\u3000：" else body[: colon.end()] + " "
    if not fenced:
        return gap + written + end
    rest = body[colon.end() :]
    length = _value_length(rest)
    if length is None:
        raise UsageError(f"{entry.key.text} runs over several lines; edit it by hand.")
    return gap + written + rest[length:] + end


def _value_length(rest: str) -> int | None:
    """Return how many characters of ``rest`` are the YAML value, leaving a comment after it."""
    if not rest.strip() or rest.lstrip().startswith("#"):
        return 0
    try:
        events = list(YAML(typ="safe", pure=True).parse(f"k: {rest}"))
    except YAMLError:
        return None
    scalars = [event for event in events if isinstance(event, ScalarEvent)]
    if len(scalars) != 2 or sum(isinstance(event, MappingStartEvent) for event in events) != 1:
        return None
    if scalars[1].style in {"|", ">"}:
        return None
    return int(scalars[1].end_mark.column) - 3


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.strip() == value and value not in {"null", "Null", "NULL"}:
        return value
    return "'" + value.replace("'", "''") + "'"


def _verify(changed: str, key: str, value: str, table: FieldTable) -> None:
    """Read the result again; refuse to hand out a header that says something else."""
    header = split(changed.replace("\r\n", "\n"), "", table, Notebook("en"))
    wanted = table.find(key)
    entries = header.entries if header else ()
    found = [
        entry.value.text
        for entry in entries
        if isinstance(entry.value, Scalar) and table.find(entry.key.text) is wanted
    ]
    if found[:1] != [value.strip()]:
        raise UsageError(f"{key} cannot be changed in place; edit it by hand.")
