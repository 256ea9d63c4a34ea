"""Problems are written down in the site's language, on one line, with every fact in its place."""

from __future__ import annotations

import pytest

from linli.problems import NOWHERE, Notebook, Place, Problem, Severity
from linli.problems.notebook import shorten, visible


def noted(rule: str, path: str = "a.md", place: Place = NOWHERE, **facts: object) -> Problem:
    notebook = Notebook("en")
    notebook.note(rule, path, place, **facts)
    return notebook.problems[0]


def test_a_problem_says_where_what_why_and_how_to_mend_it() -> None:
    problem = noted("not-markdown", "a.rst", Place(3, 4), suffix=".rst")
    assert problem.place == "a.rst:3:4"
    assert problem.what == "Files ending in .rst are not read."
    assert problem.why
    assert problem.fix
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("place", "shown"),
    [(NOWHERE, "a.md"), (Place(3), "a.md:3"), (Place(3, 4), "a.md:3:4"), (Place(0, 4), "a.md")],
)
def test_what_is_not_known_of_a_place_is_left_out(place: Place, shown: str) -> None:
    assert noted("empty-file", place=place).place == shown


def test_the_language_is_that_of_the_notebook() -> None:
    notebook = Notebook("zh-Hans")
    notebook.note("empty-file", "a.md")
    assert notebook.problems[0].what == "文件是空的。"


# (a fact, as it is shown)
SHOWN = [
    ("停水通知", "停水通知"),
    ("停水　通知", "停水　通知"),
    ("a\nb", "a\\u000ab"),
    ("a\u202eb", "a\\u202eb"),
    ("a\x1b[31mb", "a\\u001b[31mb"),
    ("a\udcffb", "a\\udcffb"),
    ("{x} %s", "{x} %s"),
    ("长" * 119, "长" * 119),
    ("长" * 120, "长" * 120),
    ("长" * 121, "长" * 119 + "…"),
]


@pytest.mark.parametrize(("fact", "shown"), SHOWN)
def test_a_fact_is_shown_on_one_line_and_not_too_long(fact: str, shown: str) -> None:
    assert shorten(fact) == shown
    assert f"“{shown}”" in noted("no-header", text=fact).what


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("栏目/停水　通知 (1).md", "栏目/停水　通知 (1).md"),
        ("a\nb.md", "a\\u000ab.md"),
        ("a\udcff.md", "a\\udcff.md"),
        ("a\u202e.md", "a\\u202e.md"),
        ("x" * 300 + ".md", "x" * 300 + ".md"),
    ],
)
def test_a_path_is_shown_whole_and_on_one_line(path: str, shown: str) -> None:
    assert visible(path) == shown
    assert noted("empty-file", path).path == shown


def test_a_command_is_never_cut_short() -> None:
    command = f"iconv {'长' * 300} > x"
    assert noted("encoding", encoding="GB18030", command=command).fix.endswith(command)


def test_a_notebook_has_failed_once_it_holds_an_error() -> None:
    notebook = Notebook("en")
    assert not notebook.failed
    notebook.note("image-alt", "a.md")
    assert not notebook.failed
    notebook.note("empty-file", "a.md")
    assert notebook.failed


def test_problems_gathered_elsewhere_are_taken_over() -> None:
    notebook = Notebook("en")
    notebook.extend([noted("empty-file", "b.md"), noted("empty-file", "a.md")])
    assert [problem.path for problem in notebook.problems] == ["b.md", "a.md"]
