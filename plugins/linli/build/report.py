"""What a build did: one summary for people, the same figures as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from linli.errors import OutputError
from linli.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(slots=True)
class Report:
    """The figures of one build. ``stages`` are seconds by stage, in the order they ran."""

    now: str = ""
    output: str = ""
    read: int = 0
    published: int = 0
    hidden: int = 0
    expired: int = 0
    withdrawn: int = 0
    pages: int = 0
    assets: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    @property
    def errors(self) -> int:
        """Return how many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """Return how many problems are warnings."""
        return sum(problem.severity is Severity.WARNING for problem in self.problems)

    @property
    def seconds(self) -> float:
        """Return how long the build took."""
        return sum(self.stages.values())


def write_report(report: Report, path: Path) -> None:
    """Write the report as JSON. Raises ``OutputError`` when it cannot be written."""
    figures = asdict(report)
    figures["stages"] = {stage: round(seconds, 4) for stage, seconds in report.stages.items()}
    figures["seconds"] = round(report.seconds, 4)
    figures["errors"] = report.errors
    figures["warnings"] = report.warnings
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"The report {path} cannot be written: {error.strerror or error}.",
            "Name another file with --report.",
            zh=f"报告 {path} 写不进去：{error.strerror or error}。请用 --report 换一个文件。",
        ) from error


def summary(report: Report, language: str) -> str:
    """Return one paragraph on what was done."""
    if language.startswith("zh"):
        held = f"，{report.hidden} 篇未到发布时候" if report.hidden else ""
        gone = f"，{report.expired} 篇已失效" if report.expired else ""
        noted = f"，{report.warnings} 处提醒" if report.warnings else ""
        return (
            f"读了 {report.read} 篇稿件{held}{gone}，生成 {report.pages} 个页面、{report.assets} 个文件，"
            f"用时 {report.seconds:.1f} 秒{noted}。"
        )
    held = f", {report.hidden} not yet to be seen" if report.hidden else ""
    gone = f", {report.expired} expired" if report.expired else ""
    noted = f", {_plural(report.warnings, 'warning')}" if report.warnings else ""
    return (
        f"Read {report.read} stories{held}{gone}; made {report.pages} pages and {report.assets} files "
        f"in {report.seconds:.1f} s{noted}."
    )


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
