"""Findings as text for people and as JSON for programs; ``docs/check-reprint.md`` explains both."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linli.reprints.words import WORDS

if TYPE_CHECKING:
    from linli.reprints.core import Change
    from linli.reprints.findings import Findings, Point
    from linli.reprints.original import Original

SHOWN = 40
"""Changes that the text names; JSON has them all."""
QUOTED = 160


def as_text(findings: Findings, original: Original, language: str) -> str:
    """Return the report in ``language`` (Chinese for ``zh…``, else English)."""
    words = WORDS["zh" if language.lower().startswith("zh") else "en"]
    colon = words["colon"]
    lines = [
        f"{words['article']}{colon}{original.titles[0]} ({findings.path})",
        f"{words['page']}{colon}{findings.page}"
        + (f" ({findings.charset})" if findings.charset else ""),
        "",
    ]
    lines += [_line(point, original, words) for point in findings.points]
    if findings.changes:
        lines += ["", *_changes(findings.changes, words)]
    if findings.notes:
        lines.append("")
        lines += [
            f"* {words[f'note-{note.note}'].format(what=note.what)}" for note in findings.notes
        ]
    failed = [words[p.point] for p in findings.points if p.required and not p.holds]
    fails = words["fails"].format(count=len(failed), points=words["and"].join(failed))
    lines += ["", fails if failed else words["holds"]]
    return "\n".join(lines) + "\n"


def _line(point: Point, original: Original, words: dict[str, str]) -> str:
    said = explain(point, original, words)
    if point.holds:
        mark = words["yes"] if point.verdict == "ok" else words["unknown"]
        return f"{mark} {words[point.point]}{words['colon']}{said}"
    mark = words["no"] if point.required else words["maybe"]
    advice = "" if point.required else words["advice"]
    return f"{mark} {words[point.point]}{advice}{words['colon']}{said}"


def explain(point: Point, original: Original, words: dict[str, str]) -> str:
    """Return the sentence that says what was found of a point."""
    wanted = {
        "source": original.source or original.house,
        "title": original.titles[0],
        "author": words["and"].join(original.authors),
        "link": next(iter(original.addresses), ""),
        "licence": original.licence,
    }.get(point.point, "")
    return words[point.how].format(evidence=point.evidence, wanted=wanted)


def _changes(changes: tuple[Change, ...], words: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for change in changes[:SHOWN]:
        lines.append(f"- {words[change.kind]}")
        if change.original:
            lines.append(f"  {words['before']}{words['colon']}{_cut(change.original)}")
        if change.reprint and change.kind != "reordered":
            lines.append(f"  {words['after']}{words['colon']}{_cut(change.reprint)}")
    if len(changes) > SHOWN:
        lines.append(words["more"].format(count=len(changes) - SHOWN))
    return lines


def _cut(text: str) -> str:
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def as_json(findings: Findings, original: Original) -> str:
    """Return the findings as JSON; the keys and the words of verdicts and kinds stay as they are."""
    english = WORDS["en"]
    whole = {
        "article": {
            "id": findings.article,
            "path": findings.path,
            "title": findings.title,
            "rights": findings.kind,
            "reuse": original.reuse,
            "url": next(iter(original.addresses), ""),
        },
        "page": {"location": findings.page, "charset": findings.charset},
        "verdict": "ok" if findings.holds else "not-ok",
        "points": [
            {
                "point": point.point,
                "verdict": point.verdict,
                "required": point.required,
                "evidence": point.evidence,
                "message": explain(point, original, english),
            }
            for point in findings.points
        ],
        "changes": [change._asdict() for change in findings.changes],
        "notes": [
            {
                "note": note.note,
                "what": note.what,
                "message": english[f"note-{note.note}"].format(what=note.what),
            }
            for note in findings.notes
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
