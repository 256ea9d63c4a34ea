"""The report of related stories: every list with scores and reasons, and what an editor may want to look at.

It is for the desk, and never published. Values come in ready to be shown; here they are put into a form.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Told(NamedTuple):
    """An entry of a list: the story, what readers are told, and the score with what made it up (empty for a pin)."""

    title: str
    path: str
    why: str
    reason: str
    score: str = ""
    parts: str = ""


class Row(NamedTuple):
    """A story and its list. ``state`` is ``related``, ``latest``, ``empty`` or ``none`` (where none is wanted)."""

    title: str
    path: str
    state: str
    entries: tuple[Told, ...] = ()


class Findings(NamedTuple):
    """All of it: the lists, the stories that no list names, near-copies two by two, and files that could not be read."""

    moment: str
    rows: tuple[Row, ...]
    orphans: tuple[Row, ...]
    copies: tuple[tuple[Row, Row], ...]
    unread: tuple[str, ...] = ()

    def in_state(self, *states: str) -> tuple[Row, ...]:
        """Return the stories whose lists are in one of these states."""
        return tuple(row for row in self.rows if row.state in states)


ZH = {
    "title": "相关阅读报告",
    "stories": "稿件",
    "related": "有相关阅读",
    "latest": "没有相关的，用本栏目最新",
    "empty": "没有相关的，也没有可代替的",
    "none": "写明不要",
    "orphans": "不在任何列表里",
    "copies": "几乎相同",
    "unread": "读不了，见 lint",
    "lists": "全部列表",
    "head": "稿件 相关 理由 得分 得分由来",
    "sum": "{name}：{count}",
}
EN = {
    "title": "Related stories",
    "stories": "stories",
    "related": "have related stories",
    "latest": "have none, and the column's latest instead",
    "empty": "have none at all",
    "none": "want none",
    "orphans": "are in no list",
    "copies": "nearly the same",
    "unread": "cannot be read, see lint",
    "lists": "All lists",
    "head": "story related reason score made-of",
    "sum": "{count} {name}",
}
STATES = ("related", "latest", "empty", "none")
_STYLE = (
    "body{font:14px/1.5 sans-serif;max-width:70em;margin:auto;padding:1em}table{border-collapse:collapse}th,td{border:1px "
    "solid #999;padding:.2em .4em;text-align:left;vertical-align:top}code{color:#555}.latest,.empty{background:#fdd}"
)


def words_of(lang: str) -> Mapping[str, str]:
    """Return the report's words in the language of the desk."""
    return ZH if lang.lower().startswith("zh") else EN


def totals(found: Findings, lang: str) -> list[str]:
    """Return the figures, one a line."""
    words = words_of(lang)
    counts = {"stories": len(found.rows)}
    counts |= {state: len(found.in_state(state)) for state in STATES}
    counts |= {"orphans": len(found.orphans), "copies": len(found.copies)}
    counts["unread"] = len(found.unread)
    return [
        words["sum"].format(name=words[key], count=count)
        for key, count in counts.items()
        if count or key in {"stories", "related"}
    ]


def as_text(found: Findings, lang: str) -> str:
    """Return the report as text for a console."""
    words = words_of(lang)
    lines = [f"{words['title']} · {found.moment}", "", *totals(found, lang)]
    for key, rows in _sections(found):
        if rows:
            lines += ["", f"{words[key]} ({len(rows)})", *(f"  {row}" for row in rows)]
    lines += ["", words["lists"]]
    for row in found.rows:
        lines += ["", f"{_named(row)} [{words[row.state]}]"]
        for place, one in enumerate(row.entries, 1):
            why = "  ".join(part for part in (one.score, one.reason, one.parts) if part)
            lines += [f"  {place}  {_named(one)}", *([f"     {why}"] if why else [])]
    return "".join(f"{_plain(line)}\n" for line in lines)


def as_json(found: Findings) -> str:
    """Return the report as JSON, for programs."""
    value = {
        "now": found.moment,
        "counts": {state: len(found.in_state(state)) for state in STATES},
        "lists": [
            {
                **row._asdict(),
                "entries": [
                    {**one._asdict(), "score": float(one.score) if one.score else None}
                    for one in row.entries
                ],
            }
            for row in found.rows
        ],
        "orphans": [row.path for row in found.orphans],
        "copies": [[one.path, two.path] for one, two in found.copies],
        "unread": list(found.unread),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_html(found: Findings, lang: str) -> str:
    """Return the report as a page of its own: no script, no link, nothing from elsewhere."""
    words = words_of(lang)
    title = escape(f"{words['title']} · {found.moment}")
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in words["head"].split())
    parts = [
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<meta charset="utf-8">\n<meta name="robots" content="noindex">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>",
        f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in totals(found, lang))}</ul>",
    ]
    for key, rows in _sections(found):
        if rows:
            items = "".join(f"<li>{escape(row)}</li>" for row in rows)
            parts.append(f"<h2>{escape(words[key])} ({len(rows)})</h2>\n<ul>{items}</ul>")
    parts.append(f"<h2>{escape(words['lists'])}</h2>\n<table>\n<thead><tr>{head}</tr></thead>")
    parts += [_table(row, words) for row in found.rows]
    return "\n".join(parts) + "\n</table>\n"


def _sections(found: Findings) -> Iterator[tuple[str, list[str]]]:
    for state in ("latest", "empty"):
        yield state, [_named(row) for row in found.in_state(state)]
    yield "orphans", [_named(row) for row in found.orphans]
    yield "copies", [f"{_named(one)} ≈ {_named(two)}" for one, two in found.copies]
    yield "unread", list(found.unread)


def _named(row: Row | Told) -> str:
    return f"{row.title} ({row.path})"


def _table(row: Row, words: Mapping[str, str]) -> str:
    entries: Sequence[Told] = row.entries or (Told("", "", "", words[row.state]),)
    first = f"{escape(row.title)}<br><code>{escape(row.path)}</code>"
    lines = []
    for place, one in enumerate(entries):
        head = "" if place else f'<th scope="rowgroup" rowspan="{len(entries)}">{first}</th>'
        cells = (one.title, one.reason, one.score, one.parts)
        cells_html = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        lines.append(f'<tr class="{row.state}">{head}{cells_html}</tr>')
    return "<tbody>\n" + "\n".join(lines) + "\n</tbody>"


def _plain(line: str) -> str:
    """Return a line without characters that a console would obey."""
    return "".join(char if char.isprintable() else " " for char in line)
