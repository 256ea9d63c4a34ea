from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from linli.build.report import Report, release_line, summary, write_report
from linli.errors import OutputError
from linli.problems import Problem, Severity
from linli.release import Record

if TYPE_CHECKING:
    from pathlib import Path

WARNING = Problem(
    "a.md", 3, 1, "image-alt", "图片没有替代文字。", "为什么", "怎么改", Severity.WARNING
)
ERROR = Problem("a.md", 1, 1, "bad-date", "不是日期。", "为什么", "怎么改", Severity.ERROR)


def test_the_report_is_json_for_programs(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.json"
    stages = {"read": 0.123456, "render": 1.0}
    write_report(Report(read=3, pages=9, stages=stages, problems=[ERROR, WARNING]), path)
    figures = json.loads(path.read_text("utf-8"))
    assert (figures["read"], figures["pages"]) == (3, 9)
    assert (figures["errors"], figures["warnings"]) == (1, 1)
    assert (figures["stages"], figures["seconds"]) == ({"read": 0.1235, "render": 1.0}, 1.1235)
    assert figures["problems"][0] == {
        "path": "a.md",
        "line": 1,
        "column": 1,
        "rule": "bad-date",
        "what": "不是日期。",
        "why": "为什么",
        "fix": "怎么改",
        "severity": "error",
    }
    assert "不是日期" in path.read_text("utf-8")  # readable, not escaped


def test_what_a_stage_has_another_stage_do_counts_for_that_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report, now = Report(), [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    with report.stage("relate"):
        now[0] += 1
        for _ in range(2):
            with report.stage("plan"):
                now[0] += 10
        now[0] += 1
    with report.stage("plan"):
        now[0] += 100
    assert report.stages == {"relate": 2.0, "plan": 120.0}
    assert list(report.stages) == ["relate", "plan"], "in the order they ran"


def test_a_report_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="--report"):
        write_report(Report(), tmp_path)


# (figures, language, what must be said, what must not)
SUMMARIES = [
    (
        Report(read=3, pages=9, assets=2),
        "zh-Hans",
        ("3 篇", "9 个页面", "2 个文件"),
        ("失效", "提醒"),
    ),
    (
        Report(read=3, hidden=1, waiting=1, expired=2, problems=[WARNING]),
        "zh-Hans",
        ("，1 篇未到发布时候，2 篇已失效", "1 处提醒"),
        ("草稿", "授权", "撤下"),
    ),
    (
        Report(read=9, hidden=10, drafts=4, waiting=3, lapsed=2),
        "zh-Hans",
        ("，4 篇草稿或待审，3 篇未到发布时候，2 篇授权到期，1 篇已撤下",),
        (),
    ),
    (
        Report(hidden=10, drafts=4, waiting=3, lapsed=2),
        "en",
        (
            ", 4 in draft or review, 3 not yet to be seen, 2 without permission any more, 1 taken down",
        ),
        (),
    ),
    (Report(read=3, pages=9), "en", ("3 stories", "9 pages"), ("expired", "warnings", "篇")),
    (
        Report(hidden=1, waiting=1, expired=2, problems=[WARNING]),
        "en-GB",
        ("1 not yet to be seen", "2 expired", "1 warning."),
        (),
    ),
]


# (the note of a release, in Chinese, in English)
NOTES = [
    ("", "共 9 个文件", "9 files"),
    ("rolled back to 12", "，退回到第 12 次", ", rolled back to 12"),
    ("found", "，原来就在，没有记录", ", found"),
]


@pytest.mark.parametrize(("note", "chinese", "english"), NOTES)
def test_the_note_of_a_release_is_in_the_language_of_the_site(
    note: str, chinese: str, english: str
) -> None:
    moment = datetime(2026, 3, 22, tzinfo=UTC)
    record = Record(13, moment, moment, "", 9, note)
    zone = ZoneInfo("Asia/Shanghai")
    assert release_line(record, zone, live=False, language="zh-Hans").endswith(chinese)
    assert release_line(record, zone, live=False, language="en").endswith(english)


@pytest.mark.parametrize(("report", "language", "says", "never"), SUMMARIES)
def test_the_summary_says_what_matters_in_the_site_s_language(
    report: Report, language: str, says: tuple[str, ...], never: tuple[str, ...]
) -> None:
    text = summary(report, language)
    assert [words for words in says if words not in text] == []
    assert [words for words in never if words in text] == []
