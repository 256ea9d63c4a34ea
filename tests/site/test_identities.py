from __future__ import annotations

from tests.factories import Paper, article
from tests.site.readings import of_rule


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


def test_a_standing_page_has_an_address_of_its_own_and_may_be_called_as_an_article(
    paper: Paper,
) -> None:
    paper.write("articles/about.md", article())
    paper.write("pages/about.md", article(栏目=None))
    assert paper.site_problems() == []
