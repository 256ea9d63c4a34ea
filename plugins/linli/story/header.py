"""Text into header entries and body, in both forms, with the place of everything.

Two forms are read: YAML between ``---`` fences, and Pelican's ``Key: value`` lines up to the first
empty line. Nothing is typed here: an entry is a key, a value made of text, and where they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.problems import Place
from linli.regexes import regex
from linli.story.entries import KEY_LINE, Entry, Header, Scalar, find_indented, looks_like_key
from linli.story.yaml_plain import read_plain

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.story.fields import FieldTable

HEADER_LIMIT = 64 * 1024
"""Characters in a header; more is not a header any more."""


FENCE = "---"
_FENCE_LINE = regex(r"(?:---|\.\.\.)[ \t]*$")


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
    entries = read_plain(inside, first + 2, table)
    if entries is None:
        from linli.story.yaml_form import read_yaml  # few headers need all of YAML

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
        # Not after a full-width space: that is how a Chinese paragraph begins, not how a value goes on.
        if entries and line.startswith(("    ", "\t")):
            find_indented(line, Place(index + 1, 1), path, table, notebook)
            entries[-1] = _continued(entries[-1], line.strip())
        elif match:
            key = Scalar(match["key"].strip(), Place(index + 1, match.start("key") + 1))
            value = Scalar(match["value"].strip(), Place(index + 1, match.start("value") + 1))
            entries.append(Entry(key, value))
        else:
            notebook.note("header-line", path, Place(index + 1, 1), text=line.strip())
    return Header(tuple(entries), "\n".join(lines[last + 1 :]), min(last, len(lines) - 1) + 2)


def _continued(entry: Entry, line: str) -> Entry:
    assert isinstance(entry.value, Scalar)  # noqa: S101 - the classic form has nothing else
    text = f"{entry.value.text}\n{line}" if entry.value.text else line
    return Entry(entry.key, Scalar(text, entry.value.place))
