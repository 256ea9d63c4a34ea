from __future__ import annotations

import pytest

from tests.factories import Paper, article
from tests.site.readings import COLUMNS, edition, names


def test_configured_columns_come_first_in_their_order_even_when_empty(paper: Paper) -> None:
    paper.settings["LINLI_COLUMNS"] = COLUMNS
    paper.write("articles/a.md", article(栏目="社区"))
    paper.write("articles/b.md", article(栏目="Zoo"))
    paper.write("articles/c.md", article(栏目="Art"))
    found = edition(paper).columns
    assert [(one.column.name, one.column.slug, names(one.items)) for one in found] == [
        ("要闻", "news", []),
        ("社区", "community", ["a"]),
        ("Art", "art", ["c"]),
        ("Zoo", "zoo", ["b"]),
    ]


def test_a_column_is_read_from_the_title_or_the_folder(paper: Paper) -> None:
    paper.settings["LINLI_COLUMNS"] = COLUMNS
    paper.write("articles/a.md", article(栏目=None, 标题="要闻丨桥修好了"))
    paper.write("articles/community/b.md", article(栏目=None))
    found = {one.column.name: names(one.items) for one in edition(paper).columns}
    assert found == {"要闻": ["a"], "社区": ["b"]}


# (column in a header, the rule it breaks on a site with the columns 要闻 and 社区)
NEAR_MISSES = [
    ("社区", None),
    ("社 区", "same-column-slug"),  # told apart by nothing a reader could see
    ("社区事", "unknown-column"),
    ("文化", None),  # a new column, like no other
    ("news", "same-column-slug"),
    ("要闻、社区", "two-columns"),
    ("文化、社区", "two-columns"),
    ("社区，文化", "two-columns"),
    ("社区、文", "two-columns"),
    ("文化、体育", None),
]


@pytest.mark.parametrize(("column", "rule"), NEAR_MISSES)
def test_a_column_that_is_nearly_a_configured_one_is_pointed_out(
    paper: Paper, column: str, rule: str | None
) -> None:
    paper.settings["LINLI_COLUMNS"] = [*COLUMNS[:1], {"name": "社区", "slug": "社-区"}]
    paper.write("articles/a.md", article(栏目=column))
    problems = paper.site_problems()
    assert [problem.rule for problem in problems] == ([rule] if rule else [])
    assert [problem.line for problem in problems] == ([3] if rule else [])


def test_a_story_in_two_columns_makes_no_new_one(paper: Paper) -> None:
    paper.settings["LINLI_COLUMNS"] = COLUMNS
    for name in "ab":
        paper.write(f"articles/{name}.md", article(栏目="文化、社区"))
    problems = paper.site_problems()
    assert [(one.rule, one.severity) for one in problems] == [("two-columns", "error")] * 2
    assert "社区" in problems[0].fix


def test_the_message_about_a_near_miss_names_the_column_that_was_meant(paper: Paper) -> None:
    paper.settings["LINLI_COLUMNS"] = [{"name": "服务指南", "slug": "guide"}]
    paper.write("articles/a.md", article(栏目="服务指蓝"))
    (problem,) = paper.site_problems()
    assert "是不是“服务指南”" in problem.what


def test_two_new_columns_with_one_address_name_both_files(paper: Paper) -> None:
    paper.write("articles/a.md", article(栏目="English"))
    paper.write("articles/b.md", article(栏目="ENGLISH"))
    (problem,) = paper.site_problems()
    assert (problem.rule, problem.path.endswith("articles/b.md")) == ("same-column-slug", True)
    assert "articles/a.md" in problem.what
