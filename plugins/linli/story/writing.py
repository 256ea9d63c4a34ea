"""A header changed in one field, every other byte kept.

The file's own bytes are edited, not printed anew: line ends, byte order mark, comments, quotes, the
order of keys and the body stay as they are. ruamel.yaml says where a YAML value begins and ends, and
reads the result again before it is accepted.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import MappingStartEvent, ScalarEvent

from linli.errors import UsageError
from linli.problems import Notebook
from linli.regexes import regex
from linli.story.entries import Scalar
from linli.story.fields import plain_key
from linli.story.header import FENCE, split
from linli.story.yaml_plain import NULLS, PICTURE

if TYPE_CHECKING:
    from linli.story.entries import Entry, Header
    from linli.story.fields import FieldTable

_PLAIN = regex(r"[^\s#&*!|>'\"%@`\[\]{},?:-][^#:\n]*")


def set_field(content: bytes, key: str, value: str, table: FieldTable) -> bytes:
    """Return ``content`` with the one-line field ``key`` set to ``value``, added when absent.

    The key keeps the spelling it has in the file; a new one is written as ``key`` says. Raises
    ``UsageError`` when the file has no readable header or the value is a list or a mapping.
    """
    if "\n" in value or "\r" in value:
        raise UsageError("A header value is one line.", zh="字段的值只能有一行。")
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = content[len(mark) :].decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            "The file is not UTF-8.",
            "Save it as UTF-8 in your editor.",
            zh="文件不是 UTF-8。请用编辑器另存为 UTF-8。",
        ) from error
    # Not str.splitlines: it also splits at characters that are no line ends in a header.
    lines = StringIO(text, newline="").readlines()
    plain = [line.rstrip("\r\n") for line in lines]
    notebook = Notebook("en")
    header = split("\n".join(plain), "", table, notebook)
    if header is None:
        raise UsageError(
            "The file has no header that can be read.",
            notebook.problems[0].what,
            zh="稿件信息读不懂。",
        )
    entry = _entry(header, key, table)
    fenced = next(line for line in plain if line.strip()).rstrip() == FENCE
    written = _quoted(value) if fenced else value
    if entry is not None:
        row = entry.key.place.line - 1
        lines[row] = _replaced(lines[row], entry, written, fenced=fenced)
    else:
        row = header.body_line - 2 if fenced else _last_row(plain)
        end = lines[0][len(plain[0]) :] or "\n"
        if lines[row - 1] == plain[row - 1]:  # the file ends without a line end
            lines[row - 1] += end
            end = ""
        lines.insert(row, f"{key}: {written}{end}")
    changed = "".join(lines)
    _verify(changed, key, value, table)
    return mark + changed.encode("utf-8")


def _last_row(plain: list[str]) -> int:
    first = next(row for row, line in enumerate(plain) if line.strip())
    return next((row for row in range(first, len(plain)) if not plain[row].strip()), len(plain))


def _entry(header: Header, key: str, table: FieldTable) -> Entry | None:
    """Return the entry spelled as ``key``, else the first that means the same field (记者, 作者)."""
    field = table.find(key)
    same = [entry for entry in header.entries if field and table.find(entry.key.text) is field]
    exact = (entry for entry in same if plain_key(entry.key.text) == plain_key(key))
    return next(exact, same[0] if same else None)


def _replaced(line: str, entry: Entry, written: str, *, fenced: bool) -> str:
    if not isinstance(entry.value, Scalar):
        raise UsageError(
            f"{entry.key.text} is a list; edit it by hand.",
            zh=f"{entry.key.text}是一个列表，请手工修改。",
        )
    end = line[len(line.rstrip("\r\n")) :]
    body = line[: len(line) - len(end)]
    start = entry.key.place.column - 1
    key_end = start + len(entry.key.text) + (body[start] in "'\"")
    colon = re.compile(r"['\"]?\s*[:：][ \t\u3000]*").match(body, key_end)
    if colon is None:
        raise UsageError(
            f"{entry.key.text} cannot be changed in place; edit it by hand.",
            zh=f"{entry.key.text}没法自动修改，请手工修改。",
        )
    gap, rest = body[: colon.end()], body[colon.end() :]
    if not rest and gap.endswith(":"):
        gap += " "
    if not fenced:
        return gap + written + end
    length = _value_length(rest)
    if length is None:
        raise UsageError(
            f"{entry.key.text} runs over several lines; edit it by hand.",
            zh=f"{entry.key.text}写了几行，请手工修改。",
        )
    if rest and not length:
        written += " "  # before a comment
    return gap + written + rest[length:] + end


def _value_length(rest: str) -> int | None:
    """Return how many characters of ``rest`` are the YAML value, leaving a comment after it."""
    if not rest.strip() or rest.lstrip().startswith("#"):
        return 0
    picture = PICTURE.fullmatch(rest)
    if picture:
        return picture.end("picture")
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
    if _PLAIN.fullmatch(value) and value.strip() == value and value not in NULLS:
        return value
    return "'" + value.replace("'", "''") + "'"


def _verify(changed: str, key: str, value: str, table: FieldTable) -> None:
    """Read the result again; refuse to hand out a header that says something else."""
    plain = changed.replace("\r\n", "\n").replace("\r", "\n")
    header = split(plain, "", table, Notebook("en"))
    entry = _entry(header, key, table) if header else None
    found = entry.value.text if entry and isinstance(entry.value, Scalar) else None
    if found != value.strip():
        raise UsageError(
            f"{key} cannot be changed in place; edit it by hand.",
            zh=f"{key} 没法自动写进去，请手工写。",
        )
