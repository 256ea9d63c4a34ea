"""Problems in print: text for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from msgspec.structs import asdict, replace

from linli.problems.problem import Problem, Severity

Form = Callable[[Sequence[Problem], str], str]


def in_order(problems: Sequence[Problem], *, strict: bool = False) -> list[Problem]:
    """Return each problem once, by place; under ``strict`` every warning counts as an error."""
    unique = set(problems)
    if strict:
        unique = {
            replace(one, severity=Severity.ERROR) if one.severity is Severity.WARNING else one
            for one in unique
        }
    return sorted(unique)


def as_text(problems: Sequence[Problem], language: str) -> str:
    """Return one paragraph for each problem: place, what, why, fix, rule."""
    chinese = language.lower().startswith("zh")
    names = {
        Severity.ERROR: "错误" if chinese else "error",
        Severity.WARNING: "提醒" if chinese else "warning",
        Severity.NOTE: "说明" if chinese else "note",
    }
    gap = "" if chinese else " "
    return "".join(
        f"{problem.place}: {names[problem.severity]}: "
        f"{gap.join(part for part in (problem.what, problem.why, problem.fix) if part)}"
        f" [{problem.rule}]\n"
        for problem in problems
    )


def as_json(problems: Sequence[Problem], language: str) -> str:
    """Return ``{"problems": [...]}``, with the fields of :class:`Problem`."""
    return (
        json.dumps(
            {"language": language, "problems": [asdict(problem) for problem in problems]},
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def as_github(problems: Sequence[Problem], language: str) -> str:
    """Return workflow commands, which GitHub shows beside the line in a pull request.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    del language  # the sentences are already in it
    return "".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    properties = {
        "file": problem.path,
        "line": str(problem.line or 1),
        "col": str(problem.column or 1),
        "title": problem.rule,
    }
    pairs = ",".join(f"{key}={_escape(value, property_=True)}" for key, value in properties.items())
    message = " ".join(part for part in (problem.what, problem.why, problem.fix) if part)
    level = "notice" if problem.severity is Severity.NOTE else problem.severity
    return f"::{level} {pairs}::{_escape(message)}\n"


def _escape(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text


FORMS: dict[str, Form] = {"text": as_text, "json": as_json, "github": as_github}
