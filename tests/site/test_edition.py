from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import Paper, article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.problems import Problem
    from linli.site import Card, Edition

COLUMNS = [{"name": "要闻", "slug": "news"}, {"name": "社区", "slug": "community"}]


def edition(paper: Paper) -> Edition:
    return paper.plan().edition


def names(items: Iterable[Card]) -> list[str]:
    return [item.name.rpartition("/")[2].removesuffix(".md") for item in items]


def of_rule(problems: Iterable[Problem], rule: str) -> list[tuple[str, int]]:
    """Return file name and line of every problem with this rule."""
    return [
        (problem.path.rpartition("/")[2], problem.line)
        for problem in problems
        if problem.rule == rule
    ]


def test_stories_stand_newest_first_and_those_of_one_moment_by_file_name(paper: Paper) -> None:
    for name, date in [
        ("b", "2026-03-20 08:30"),
        ("a", "2026-03-20 08:30"),
        ("old", "2026-03-19 23:59"),
        ("zone", "2026-03-20T00:31:00Z"),
    ]:
        paper.write(f"articles/{name}.md", article(日期=date))
    assert names(edition(paper).articles) == ["zone", "a", "b", "old"]


def test_every_kind_has_its_place(paper: Paper) -> None:
    paper.write("articles/live.md", article())
    paper.write("articles/draft.md", article(状态="草稿"))
    paper.write("articles/review.md", article(状态="待审"))
    paper.write("articles/later.md", article(日期="2026-03-22 08:01"))
    paper.write("articles/gone.md", article(状态="已撤回"))
    paper.write("articles/over.md", article(失效="2026-03-21"))
    paper.write("notices/live-notice.md", article(栏目=None))
    paper.write("notices/over-notice.md", article(栏目=None, 失效="2026-03-21"))
    paper.write("articles/notice-by-column.md", article(栏目="通知公告"))
    paper.write("pages/about.md", "标题：关于我们\n\n我们是谁。\n")
    found = edition(paper)
    assert names(found.articles) == ["live"]
    assert names(found.notices) == ["notice-by-column", "live-notice"]
    assert names(found.expired) == ["over", "over-notice"]
    assert names(found.withdrawn) == ["gone"]
    assert names(found.pages) == ["about"]
    assert names(found.listed) == ["live", "notice-by-column", "live-notice"]
    assert set(names(found.readable)) == {*names(found.listed), "over", "over-notice"}


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


def test_tags_that_differ_in_case_width_or_spacing_are_one_and_are_pointed_out(
    paper: Paper,
) -> None:
    paper.write("articles/a.md", article(标签="AI、加装电梯"))
    paper.write("articles/b.md", article(标签="ＡＩ"))
    paper.write("articles/c.md", article(标签="a i、加装电梯"))
    found = edition(paper).tags
    assert [(tag.name, names(tag.items)) for tag in found] == [
        ("AI", ["a", "b", "c"]),
        ("加装电梯", ["a", "c"]),
    ]
    problems = paper.site_problems()
    assert of_rule(problems, "similar-names") == [("b.md", 6), ("c.md", 6)]
    assert "articles/a.md" in problems[0].what


def test_people_are_gathered_from_every_credit_once_for_each_story(paper: Paper) -> None:
    paper.write("articles/a.md", article(记者="周岚", 摄影="周岚、罗川", 责编="沈禾"))
    paper.write("articles/b.md", article(通讯员="周岚(柳湾街道)", 校对="陆一鸣"))
    found = {person.name: names(person.items) for person in edition(paper).people}
    assert found == {"周岚": ["a", "b"], "罗川": ["a"], "沈禾": ["a", "b"]}


def test_a_name_in_another_case_is_one_person_and_the_line_of_the_credit_is_named(
    paper: Paper,
) -> None:
    paper.write("articles/a.md", article(记者="Li Ming"))
    paper.write("articles/b.md", article(标签="灯", 摄影="LI MING"))
    assert names(edition(paper).people[0].items) == ["a", "b"]
    assert of_rule(paper.site_problems(), "similar-names") == [("b.md", 7)]


def test_what_is_not_live_makes_no_tag_and_no_person(paper: Paper) -> None:
    paper.write("articles/a.md", article())
    paper.write("articles/b.md", article(状态="草稿", 标签="秘密", 记者="无名"))
    paper.write("articles/c.md", article(失效="2026-03-21", 标签="过时", 记者="前人"))
    found = edition(paper)
    assert ([tag.name for tag in found.tags], [who.name for who in found.people]) == ([], ["沈禾"])


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


def test_months_follow_the_site_s_zone_newest_first_and_keep_what_expired(paper: Paper) -> None:
    paper.write("articles/a.md", article(日期="2026-02-28T16:30:00Z"))  # 1 March in Shanghai
    paper.write("articles/b.md", article(日期="2026-02-28 23:30"))
    paper.write("articles/c.md", article(日期="2025-12-31", 失效="2026-01-31"))
    months = edition(paper).months
    assert [(month, names(items)) for month, items in months.items()] == [
        ((2026, 3), ["a"]),
        ((2026, 2), ["b"]),
        ((2025, 12), ["c"]),
    ]


def test_one_id_for_two_stories_is_an_error_even_when_one_is_a_draft(paper: Paper) -> None:
    paper.write("articles/a.md", article(编号="lift-1"))
    paper.write("notices/b.md", article(编号="LIFT-1", 状态="草稿"))
    problems = paper.site_problems()
    assert of_rule(problems, "same-id") == [("b.md", 6)]
    assert "articles/a.md" in problems[0].what


def test_an_id_that_was_written_may_not_be_another_file_name(paper: Paper) -> None:
    paper.write("articles/a.md", article(编号="lift", 网址名="other"))
    paper.write("articles/lift.md", article())
    problems = paper.site_problems()
    assert [(one.rule, one.path.endswith("a.md"), one.line) for one in problems] == [
        ("same-id", True, 6)
    ]


def test_an_article_and_a_notice_of_one_file_name_have_one_id_and_that_is_pointed_out(
    paper: Paper,
) -> None:
    paper.write("articles/water.md", article())
    paper.write("notices/water.md", article(栏目=None, 失效="2026-04-01"))
    assert of_rule(paper.site_problems(), "same-name") == [("water.md", 1)]
