"""The YAML form of a header: every scalar read as text, with its place; no surprises.

Only YAML's events are used, never its objects: ``phone: 0731`` stays text, and anchors, aliases, tags
and merge keys are refused. A header does not need them, and they are how a few lines of YAML become
a gigabyte.
"""

from __future__ import annotations

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
from linli.regexes import regex
from linli.story.characters import clean
from linli.story.entries import (
    Entry,
    Mapping,
    Scalar,
    Sequence,
    Value,
    find_indented,
    looks_like_key,
)
from linli.story.fields import Type
from linli.story.yaml_plain import NULLS, PICTURE

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.story.fields import FieldTable

DEPTH_LIMIT = 6
_FULL_WIDTH = regex(
    r"(?P<key>[^\s:：#'\"\[\]{},&*!|>%@`-][^:：\n]{0,39}?)[ \t\u3000]*：[ \t\u3000]*"
)
_TIGHT = regex(r"(?P<key>[^\s:：#'\"\[\]{},&*!|>%@`-][^:：\n]{0,39}?)[ \t\u3000]*:(?=[^\s])")
_SPACED = regex(r"(?P<key>[^\s:：#'\"\[\]{},&*!|>%@`-][^:：\n]{0,39}?)[ \t\u3000]*:[ \t]+")
_CLOSED_EARLY = regex(
    r"\s*(?:- +)*(?:[^\s:：#'\"-][^:：\n]{0,39}?:[ \t]+)?"
    r"(?P<value>(?:(?P<double>\"(?:[^\"\\]|\\.)*\")|'(?:[^']|'')*')(?:#|[ \t]*[^\s#:,\]}]))"
)
_BLOCK = regex(r":\s*[|>][-+1-9]*\s*(?:#.*)?$")

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
    _find_indented(lines, first_line, path, table, notebook)
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
        marks = [found for found in (error.problem_mark, error.context_mark) if found]
        early = _closed_early(loosened, {found.line for found in marks})
        if early:
            row, column, quote, other = early
            text = lines[row].strip()
            place = locate(row, column)
            notebook.note("yaml-quote", path, place, text=text, quote=quote, other=other)
            return None
        mark = marks[0] if marks else None
        row = min(mark.line, len(lines) - 1) if mark else 0
        indent = lines[row][: len(lines[row]) - len(lines[row].lstrip())]
        place = locate(row, mark.column) if mark else locate(0, 0)
        rule = "yaml-tab" if "\t" in indent else "yaml"
        notebook.note(rule, path, place, text=lines[row].strip(), reason=error.problem or "")
        return None
    except (YAMLError, ValueError, RecursionError) as error:
        notebook.note("yaml", path, locate(0, 0), text="---", reason=type(error).__name__)
        return None
    for scalar in _scalars(value):
        row = scalar.place.line - first_line
        column, comment = _lost_comment(scalar.text, loosened[row])
        if comment:
            notebook.note("yaml-comment", path, locate(row, column), text=comment)
    cleaned = _cleaned(value, path, notebook)
    return tuple(Entry(key, inner) for key, inner in cleaned.pairs)


def _find_indented(
    lines: list[str], first_line: int, path: str, table: FieldTable, notebook: Notebook
) -> None:
    """Find lines that YAML reads as the end of the value above them, though they name a field."""
    block = False
    for row, line in enumerate(lines):
        if not line.startswith((" ", "\t", "\u3000")):
            block = bool(_BLOCK.search(line))
        elif not block and (_FULL_WIDTH.match(line.strip()) or _TIGHT.match(line.strip())):
            find_indented(line, Place(row + first_line, 1), path, table, notebook)


def _loosen(line: str, row: int, table: FieldTable, shifts: dict[int, tuple[int, int]]) -> str:
    match = _FULL_WIDTH.match(line)
    if not (match and (table.find(match["key"]) or looks_like_key(match["key"]))):
        match = _TIGHT.match(line) or _SPACED.match(line)
        if not (match and table.find(match["key"])):
            return line
    field, value = table.find(match["key"]), line[match.end() :]
    picture = PICTURE.fullmatch(value) if field and field.type is Type.PICTURE else None
    if picture:
        value = "'" + picture["picture"].replace("'", "''") + "'" + picture["rest"]
    elif match.re is _SPACED:
        return line
    key = f"{match['key']}: "
    shifts[row] = (len(key), len(key) - match.end())
    return key + value


def _closed_early(lines: list[str], rows: set[int]) -> tuple[int, int, str, str] | None:
    """Return where a value's opening quote ends inside of it, that quote, and the other one."""
    for row in sorted(rows):
        match = _CLOSED_EARLY.match(lines[row]) if row < len(lines) else None
        if match:
            quotes = ('"', "'") if match["double"] else ("'", '"')
            return row, match.start("value"), *quotes
    return None


def _document(source: str, locate: Locate) -> Mapping:
    """Return the one mapping that ``source`` must be; nothing may stand after it."""
    events: Iterator[Event] = YAML(typ="safe", pure=True).parse(source)
    value = None
    for event in events:
        if isinstance(event, MappingStartEvent) and value is None:
            value = _mapping(event, events, locate, 0)
        elif isinstance(event, NodeEvent):
            text = event.value if isinstance(event, ScalarEvent) else ""
            raise _Refused("header-shape", _place(event, locate), text.strip())
    return value or Mapping((), locate(0, 0))


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
        text = event.value.strip()
        if event.style:
            return Scalar(text, place)
        # YAML skips spaces before a plain value, but not a full-width one.
        wide = len(event.value) - len(event.value.lstrip())
        place = locate(event.start_mark.line, event.start_mark.column + wide)
        return Scalar("" if text in NULLS else text, place)
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
        inner = next(events)
        value = _node(inner, events, locate, depth + 1)
        if isinstance(inner, ScalarEvent) and not (inner.style or inner.value):
            # ruamel.yaml says that nothing stands where the next key begins.
            value = Scalar("", locate(event.end_mark.line, event.end_mark.column + 1))
        pairs.append((key, value))
    return Mapping(tuple(pairs), _place(start, locate))


def _place(event: Event, locate: Locate) -> Place:
    return locate(event.start_mark.line, event.start_mark.column)


def _scalars(value: Value) -> Iterator[Scalar]:
    """Yield every text that is a value, however deep."""
    if isinstance(value, Scalar):
        yield value
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _scalars(item)
    else:
        for _, inner in value.pairs:
            yield from _scalars(inner)


def _lost_comment(value: str, line: str) -> tuple[int, str]:
    """Return where YAML took the end of a plain ``value`` for a comment (``title: 第 #3 期``), and it."""
    head, mark, comment = line.partition(" #")
    # A comment alone is a remark when a space follows the mark, and a lost value when none does.
    lost = head.rstrip().endswith(value) if value else comment[:1].strip() != ""
    return len(head) + 1, f"#{comment}".strip() if mark and lost else ""


def _cleaned(value: Mapping, path: str, notebook: Notebook) -> Mapping:
    """Return ``value`` without the unwanted characters that YAML's escapes can smuggle in."""

    def text(scalar: Scalar) -> Scalar:
        return Scalar(clean(scalar.text, path, notebook, scalar.place), scalar.place)

    def any_value(value: Value) -> Value:
        if isinstance(value, Scalar):
            return text(value)
        if isinstance(value, Sequence):
            return Sequence(tuple(any_value(item) for item in value.items), value.place)
        return mapping(value)

    def mapping(value: Mapping) -> Mapping:
        pairs = tuple((text(key), any_value(inner)) for key, inner in value.pairs)
        return Mapping(pairs, value.place)

    return mapping(value)
