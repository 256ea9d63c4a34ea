"""Problems in print."""

from __future__ import annotations

import json
import random

import pytest

from linli.problems import Place, Problem, Severity
from linli.problems.forms import FORMS, as_github, as_json, as_text, in_order


def problem(
    path: str = "a.md",
    line: int = 1,
    column: int = 1,
    *,
    rule: str = "empty-file",
    severity: Severity = Severity.ERROR,
    what: str = "What.",
) -> Problem:
    return Problem(path, line, column, rule, what, "Why.", "Fix.", severity)


ORDERED = [
    problem("a.md", 0, 0),
    problem("a.md", 2, 9),
    problem("a.md", 10, 1),
    problem("a.md", 10, 1, rule="no-header"),
    problem("a.md", 10, 2),
    problem("b.md", 1, 1),
    problem("一.md", 1, 1),
]


def test_problems_are_told_by_file_line_and_column() -> None:
    shuffled = random.Random(7).sample(ORDERED, len(ORDERED))  # noqa: S311 - an order, no secret
    assert in_order(shuffled) == ORDERED


def test_a_problem_noted_twice_is_told_once() -> None:
    assert in_order([problem(), problem(), problem(line=2), problem()]) == [
        problem(),
        problem(line=2),
    ]


def test_under_strict_a_warning_is_an_error_and_a_note_stays_a_note() -> None:
    each = [problem(line=line, severity=grave) for line, grave in enumerate(Severity)]
    strict = in_order(each, strict=True)
    assert [one.severity for one in strict] == [Severity.ERROR, Severity.ERROR, Severity.NOTE]
    assert in_order(each) == each


def test_under_strict_an_error_and_a_warning_that_say_the_same_are_one() -> None:
    both = [problem(), problem(severity=Severity.WARNING)]
    assert in_order(both, strict=True) == [problem()]


# (language, severity, the line)
TEXTS = [
    ("zh-Hans", Severity.ERROR, "a.md:3:4: 错误: 一。二。三。 [empty-file]\n"),
    ("zh-Hans", Severity.WARNING, "a.md:3:4: 提醒: 一。二。三。 [empty-file]\n"),
    ("zh-Hans", Severity.NOTE, "a.md:3:4: 说明: 一。二。三。 [empty-file]\n"),
    ("en", Severity.ERROR, "a.md:3:4: error: 一。 二。 三。 [empty-file]\n"),
    ("en", Severity.WARNING, "a.md:3:4: warning: 一。 二。 三。 [empty-file]\n"),
    ("fr", Severity.NOTE, "a.md:3:4: note: 一。 二。 三。 [empty-file]\n"),
]


@pytest.mark.parametrize(("language", "severity", "line"), TEXTS)
def test_as_text_a_problem_is_one_line(language: str, severity: Severity, line: str) -> None:
    said = Problem("a.md", 3, 4, "empty-file", "一。", "二。", "三。", severity)
    assert as_text([said], language) == line


def test_what_is_not_said_leaves_no_gap() -> None:
    said = Problem("a.md", 0, 0, "empty-file", "One.", "", "Three.")
    assert as_text([said], "en") == "a.md: error: One. Three. [empty-file]\n"


def test_as_json_a_program_reads_every_field() -> None:
    said = problem("栏目/“a”.md", 3, 4, what='说"好"\\n')
    printed = as_json([said], "zh-Hans")
    assert json.loads(printed) == {
        "language": "zh-Hans",
        "problems": [
            {
                "path": "栏目/“a”.md",
                "line": 3,
                "column": 4,
                "rule": "empty-file",
                "what": '说"好"\\n',
                "why": "Why.",
                "fix": "Fix.",
                "severity": "error",
            }
        ],
    }
    assert "栏目" in printed


# (severity, what GitHub calls it)
LEVELS = [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")]


@pytest.mark.parametrize(("severity", "level"), LEVELS)
def test_as_an_annotation_a_problem_is_shown_beside_its_line(
    severity: Severity, level: str
) -> None:
    said = problem("a.md", 3, 4, severity=severity)
    assert as_github([said], "en") == (
        f"::{level} file=a.md,line=3,col=4,title=empty-file::What. Why. Fix.\n"
    )


def test_a_problem_of_a_whole_file_is_annotated_on_its_first_line() -> None:
    assert "line=1,col=1," in as_github([problem(line=0, column=0)], "en")


def test_nobody_can_end_an_annotation_early_or_begin_another() -> None:
    said = problem("a,b:c%\n.md", what="100%\r\n::error::forged")
    printed = as_github([said], "en")
    assert printed.count("\n") == 1
    assert "file=a%2Cb%3Ac%25%0A.md,line=1" in printed
    assert printed.endswith("::100%25%0D%0A::error::forged Why. Fix.\n")


@pytest.mark.parametrize(("form", "nothing"), [("text", ""), ("github", "")])
def test_no_problems_print_nothing(form: str, nothing: str) -> None:
    assert FORMS[form]([], "zh") == nothing


def test_no_problems_are_an_empty_list_for_programs() -> None:
    assert json.loads(FORMS["json"]([], "en"))["problems"] == []


def test_a_place_is_ordered_by_line_and_not_by_its_digits() -> None:
    assert sorted([Place(10, 1), Place(9, 1), Place(9)]) == [Place(9), Place(9, 1), Place(10, 1)]
