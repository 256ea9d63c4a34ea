"""What a build did: one summary for people, the same figures as JSON for programs."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import asdict

from linli.errors import OutputError, reason_of
from linli.problems import Problem, Severity
from linli.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from linli.release import Changes, Record


BEGINNING = b'{\n "now": "'
"""How a report begins that is written as JSON."""


class Report(Struct):
    """The figures of one build. ``stages`` are seconds by stage, in the order they ran.

    ``read`` counts the stories, ``changed`` those that were read anew. ``hidden`` are all that may not be seen: ``drafts``
    (or in review), ``waiting`` for their time, ``lapsed`` as their permission has ended, and standing pages that were withdrawn. ``rendered`` and ``reused`` the pages;
    ``added``, ``replaced`` and ``removed`` the files in which the release differs from the one before.
    """

    now: str = ""
    output: str = ""
    read: int = 0
    changed: int = 0
    published: int = 0
    hidden: int = 0
    drafts: int = 0
    waiting: int = 0
    lapsed: int = 0
    expired: int = 0
    withdrawn: int = 0
    pages: int = 0
    rendered: int = 0
    reused: int = 0
    assets: int = 0
    added: int = 0
    replaced: int = 0
    removed: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    def take_over(self, before: Report, now: str) -> None:
        """Say of the site what the last build said; where it lies, and what this one does, is said as it is done."""
        for name in self.__struct_fields__:
            if name not in {"stages", "changed", "output"}:
                setattr(self, name, getattr(before, name))
        self.now = now

    def repeat(self, before: Report, now: str) -> Report:
        """Say what the last build said, when there was nothing to do; return itself."""
        self.take_over(before, now)
        self.changed = self.rendered = self.added = self.replaced = self.removed = 0
        self.reused = self.pages
        return self

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the seconds of the block as those of a stage, but for those of other stages in it."""
        self.stages.setdefault(name, 0.0)
        started, before = time.perf_counter(), sum(self.stages.values())
        try:
            yield
        finally:
            others = sum(self.stages.values()) - before
            self.stages[name] += time.perf_counter() - started - others

    def count_hidden(self, reasons: Iterable[str]) -> None:
        """Count stories that may not be seen by why not (:func:`linli.notices.lifecycle.why_hidden`)."""
        counted = Counter(reasons)
        self.hidden, self.drafts = counted.total(), counted["draft"]
        self.waiting, self.lapsed = counted["awaited"], counted["lapsed"]

    def count_files(self, changes: Changes) -> None:
        """Count in how many files the release differs from the one before."""
        self.added, self.replaced = len(changes.added), len(changes.changed)
        self.removed = len(changes.removed)

    @property
    def errors(self) -> int:
        """Return how many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """Return how many problems are warnings."""
        return sum(problem.severity is Severity.WARNING for problem in self.problems)

    @property
    def idle(self) -> bool:
        """Say whether nothing had to be done."""
        return not (self.changed or self.rendered or self.added or self.replaced or self.removed)

    @property
    def seconds(self) -> float:
        """Return how long the build took."""
        return sum(self.stages.values())


def write_report(report: Report, path: Path) -> None:
    """Write the report as JSON. Raises ``OutputError`` when it cannot be written."""
    figures = asdict(report) | {"problems": [asdict(problem) for problem in report.problems]}
    figures["stages"] = {stage: round(seconds, 4) for stage, seconds in report.stages.items()}
    figures["seconds"] = round(report.seconds, 4)
    figures["errors"] = report.errors
    figures["warnings"] = report.warnings
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise OutputError(
            f"The report {path} cannot be written: {reason_of(error)}.",
            "Name another file with --report.",
            zh=f"报告 {path} 写不进去：{reason_of(error).zh}。请用 --report 换一个文件。",
        ) from error


def summary(report: Report, language: str) -> str:
    """Return one paragraph on what was done."""
    return _in_chinese(report) if language.startswith("zh") else _in_english(report)


def _in_chinese(report: Report) -> str:
    held = _listed(
        "，", _held(report), ("篇草稿或待审", "篇未到发布时候", "篇授权到期", "篇已撤下")
    )
    gone = f"，{report.expired} 篇已失效" if report.expired else ""
    noted = f"，{report.warnings} 处提醒" if report.warnings else ""
    files = f"{report.pages} 个页面、{report.assets} 个文件"
    took = f"用时 {report.seconds:.1f} 秒{noted}。"
    if report.idle:
        return f"没有变动：{report.read} 篇稿件{held}{gone}，{files}，{took}"
    return (
        f"读了 {report.read} 篇稿件（新读 {report.changed} 篇）{held}{gone}；"
        f"{files}，生成 {report.rendered} 页，沿用 {report.reused} 页；"
        f"新增 {report.added}，更新 {report.replaced}，删去 {report.removed}；{took}"
    )


def _in_english(report: Report) -> str:
    names = "in draft or review", "not yet to be seen", "without permission any more", "taken down"
    held = _listed(", ", _held(report), names)
    gone = f", {report.expired} expired" if report.expired else ""
    noted = f", {_plural(report.warnings, 'warning')}" if report.warnings else ""
    files = f"{report.pages} pages and {report.assets} files"
    took = f"{report.seconds:.1f} s{noted}."
    if report.idle:
        return f"Nothing has changed: {report.read} stories{held}{gone}; {files}; {took}"
    return (
        f"Read {report.read} stories ({report.changed} anew){held}{gone}; "
        f"{files}, {report.rendered} pages rendered, {report.reused} reused; "
        f"{report.added} added, {report.replaced} replaced, {report.removed} removed; {took}"
    )


def _held(report: Report) -> tuple[int, int, int, int]:
    """Return how many stories may not be seen, by the reason; the last is what no other reason explains."""
    known = report.drafts, report.waiting, report.lapsed
    return (*known, report.hidden - sum(known))


def _listed(gap: str, counts: Sequence[int], names: Sequence[str]) -> str:
    """Return each count that is not 0 with its name."""
    return "".join(
        f"{gap}{count} {name}" for count, name in zip(counts, names, strict=True) if count
    )


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def release_line(record: Record, zone: ZoneInfo, *, live: bool, language: str) -> str:
    """Return one line on a release: its number, when it was made, and in how many files it differs."""
    from linli.release.history import FOUND, ROLLED_BACK

    made = record.made.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
    changes = record.changes
    counts = len(changes.added), len(changes.changed), len(changes.removed)
    if language.startswith("zh"):
        text = "{}：新增 {}，更新 {}，删去 {}，共 {} 个文件".format(made, *counts, record.files)
        back = record.note.removeprefix(ROLLED_BACK)
        said = {"": "", FOUND: "原来就在，没有记录"}.get(record.note, record.note)
        said = f"退回到第 {back} 次" if back != record.note else said
        mark, note = "（现在的网站）" if live else "", f"，{said}" if said else ""
    else:
        text = "{}: {} added, {} replaced, {} removed, {} files".format(made, *counts, record.files)
        mark, note = " (live)" if live else "", f", {record.note}" if record.note else ""
    return f"{record.number}  {text}{note}{mark}"
