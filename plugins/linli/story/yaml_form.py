"""The YAML form of a header: every scalar read as text, with its place; no surprises.

Only YAML's events are used, never its objects: ``phone: 0731`` stays text, and anchors, aliases, tags
and merge keys are refused. A header does not need them, and they are how a few lines of YAML become
a gigabyte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from linli.problems import Place
from linli.story.header import Entry, Mapping, Scalar, Sequence, Value, looks_like_key

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.story.fields import FieldTable

DEPTH_LIMIT = 6
_FULL_WIDTH = re.compile(
    r"(?P<key>[^\s:：#'\"\[\]{},&*!|>%@`-][^:：\n]{0,39}?)[ \t\u3000]*：[ \t\u3000]*"
)
_TIGHT = re.compile(r"(?P<key>[^\s:：#'\"\[\]{},&*!|>%@`-][^:：\n]{0,39}?)[ \t\u3000]*:(?=[^\s])")
_NULLS = frozenset({"~", "null", "Null", "NULL"})

Locate = Callable[[int, int], Place]
"""YAML's line and column, both from 0, into the file's."""


class _Refused(Exception):  # noqa: N818 - caught in this module
    def __init__(self, rule: str, place: Place, text: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.place = place
        self.text = text


def read_yaml(
    lines: list[str], first_line: int, path: str, table: FieldTable, notebook: Notebook
) -> tuple[Entry, ...] | None:
    """Return the entries between the fences, or ``None`` and a problem.

    ``lines`` stand in the file from line ``first_line`` (from 1). A full-width colon after a key, and
    a colon without a space after a known key, are understood at the start of a line.
    """
    shifts: dict[int, tuple[int, int]] = {}
    loosened = [_loosen(line, row, table, shifts) for row, line in enumerate(lines)]

    def locate(row: int, column: int) -> Place:
        after, shift = shifts.get(row, (0, 0))
        return Place(row + first_line, column + 1 - (shift if column >= after else 0))

    try:
        value = _document("\n".join(loosened), locate)
    except _Refused as refused:
        notebook.note(refused.rule, path, refused.place, text=refused.text)
        return None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        row = min(mark.line, len(lines) - 1) if mark else 0
        indent = lines[row][: len(lines[row]) - len(lines[row].lstrip())]
        place = locate(row, mark.column) if mark else locate(0, 0)
        rule = "yaml-tab" if "\t" in indent else "yaml"
        notebook.note(rule, path, place, text=lines[row].strip(), reason=error.problem or "")
        return None
    except (YAMLError, ValueError, RecursionError) as error:
        notebook.note("yaml", path, locate(0, 0), text="---", reason=type(error).__name__)
        return None
    _find_lost_comments(value, loosened, first_line, path, notebook)
    return tuple(Entry(key, inner) for key, inner in value.pairs)


def _loosen(line: str, row: int, table: FieldTable, shifts: dict[int, tuple[int, int]]) -> str:
    match = _FULL_WIDTH.match(line)
    if not (match and (table.find(match["key"]) or looks_like_key(match["key"]))):
        match = _TIGHT.match(line)
        if not (match and table.find(match["key"])):
            return line
    key = f"{match['key']}: "
    shifts[row] = (len(key), len(key) - match.end())
    return key + line[match.end() :]


def _document(source: str, locate: Locate) -> Mapping:
    """Return the one mapping that ``source`` must be."""
    events: Iterator[Event] = YAML(typ="safe", pure=True).parse(source)
    for event in events:
        if isinstance(event, MappingStartEvent):
            return _mapping(event, events, locate, 0)
        if isinstance(event, NodeEvent):
            text = event.value if isinstance(event, ScalarEvent) else ""
            raise _Refused("header-shape", _place(event, locate), text.strip())
    return Mapping((), locate(0, 0))


def _node(event: Event, events: Iterator[Event], locate: Locate, depth: int) -> Value:
    place = _place(event, locate)
    if isinstance(event, AliasEvent):
        raise _Refused("yaml-feature", place, f"*{event.anchor}")
    if isinstance(event, NodeEvent) and event.anchor:
        raise _Refused("yaml-feature", place, f"&{event.anchor}")
    if getattr(event, "tag", None):
        raise _Refused("yaml-feature", place, str(getattr(event, "tag", "")))
    if depth > DEPTH_LIMIT:
        raise _Refused("header-deep", place)
    if isinstance(event, ScalarEvent):
        plain = not event.style
        return Scalar("" if plain and event.value in _NULLS else event.value.strip(), place)
    if isinstance(event, SequenceStartEvent):
        items: list[Value] = []
        for inner in events:
            if isinstance(inner, SequenceEndEvent):
                break
            items.append(_node(inner, events, locate, depth + 1))
        return Sequence(tuple(items), place)
    return _mapping(event, events, locate, depth)


def _mapping(start: Event, events: Iterator[Event], locate: Locate, depth: int) -> Mapping:
    if getattr(start, "tag", None) or getattr(start, "anchor", None):
        raise _Refused("yaml-feature", _place(start, locate), "&")
    pairs: list[tuple[Scalar, Value]] = []
    for event in events:
        if isinstance(event, MappingEndEvent):
            break
        key = _node(event, events, locate, depth + 1)
        if not isinstance(key, Scalar):
            raise _Refused("header-shape", key.place)
        if key.text == "<<":
            raise _Refused("yaml-feature", key.place, "<<")
        pairs.append((key, _node(next(events), events, locate, depth + 1)))
    return Mapping(tuple(pairs), _place(start, locate))


def _place(event: Event, locate: Locate) -> Place:
    return locate(event.start_mark.line, event.start_mark.column)


def _find_lost_comments(
    value: Mapping, lines: list[str], first_line: int, path: str, notebook: Notebook
) -> None:
    """Say when YAML took the end of a plain value for a comment: ``title: 第 #3 期``."""
    for _, inner in value.pairs:
        if not isinstance(inner, Scalar) or not inner.text:
            continue
        line = lines[inner.place.line - first_line]
        head, mark, comment = line.partition(" #")
        if mark and head.rstrip().endswith(inner.text) and not head.rstrip().endswith(("'", '"')):
            place = Place(inner.place.line, len(head) + 2)
            notebook.note("yaml-comment", path, place, text=f"#{comment}".strip())
