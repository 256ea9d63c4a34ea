from __future__ import annotations

from typing import Any

import pytest

from tests.factories import Paper, article
from tests.site.readings import edition, names

# (headers of the parts by file name, what the series is, the rules broken and where)
SERIES: list[
    tuple[str, list[dict[str, str]], list[tuple[int, str]], list[tuple[str, str, int]]]
] = [
    (
        "in reading order, whatever the dates",
        [
            {"系列": "旧事", "序号": "2", "日期": "2026-03-01"},
            {"系列": "旧事", "序号": "1", "日期": "2026-03-02"},
        ],
        [(1, "p2"), (2, "p1")],
        [],
    ),
    (
        "read from titles",
        [{"标题": "装电梯（一）：谁先开口"}, {"标题": "装电梯（二）"}],
        [(1, "p1"), (2, "p2")],
        [],
    ),
    (
        "titles and headers together",
        [{"标题": "装电梯(1)"}, {"系列": "装电梯", "序号": "2"}],
        [(1, "p1"), (2, "p2")],
        [],
    ),
    ("a title alone is no series", [{"标题": "装电梯（一）"}], [], []),
    (
        "a header alone is one",
        [{"系列": "旧事", "序号": "1"}],
        [(1, "p1")],
        [],
    ),
    (
        "a gap",
        [{"系列": "旧事", "序号": "1"}, {"系列": "旧事", "序号": "4"}],
        [(1, "p1"), (4, "p2")],
        [("series-gap", "p2.md", 7)],
    ),
    (
        "no number",
        [
            {"系列": "旧事", "日期": "2026-03-02"},
            {"系列": "旧事", "日期": "2026-03-01"},
            {"系列": "旧事", "序号": "1", "日期": "2026-03-03"},
        ],
        [(1, "p3"), (2, "p2"), (3, "p1")],
        [("series-no-number", "p1.md", 6), ("series-no-number", "p2.md", 6)],
    ),
    (
        "a draft keeps its place and makes no gap",
        [
            {"系列": "旧事", "序号": "1"},
            {"系列": "旧事", "序号": "2", "状态": "草稿"},
            {"系列": "旧事", "序号": "3"},
        ],
        [(1, "p1"), (3, "p3")],
        [],
    ),
]


@pytest.mark.parametrize(
    ("headers", "expected", "broken"), [row[1:] for row in SERIES], ids=[row[0] for row in SERIES]
)
def test_a_series(
    paper: Paper,
    headers: list[dict[str, Any]],
    expected: list[tuple[int, str]],
    broken: list[tuple[str, str, int]],
) -> None:
    for number, header in enumerate(headers, start=1):
        paper.write(f"articles/p{number}.md", article(**header))
    found = edition(paper).series
    shown = [(number, *names([item])) for one in found for number, item in one.items]
    assert shown == expected
    problems = paper.site_problems()
    assert [
        (problem.rule, problem.path.rpartition("/")[2], problem.line) for problem in problems
    ] == broken


def test_two_parts_with_one_number_are_an_error_that_names_both_files(paper: Paper) -> None:
    paper.write("articles/a.md", article(系列="旧事", 序号="1"))
    paper.write("articles/b.md", article(系列="旧事", 序号="1"))
    (problem,) = paper.site_problems()
    assert (problem.rule, problem.severity, problem.line) == ("series-double", "error", 7)
    assert problem.path.endswith("b.md")
    assert "articles/a.md" in problem.what
