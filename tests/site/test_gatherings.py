from __future__ import annotations

from tests.factories import Paper, article
from tests.site.readings import edition, names, of_rule


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
    said = [one.what for one in problems if one.rule == "similar-names"]
    assert all("大小写、全半角或空格" in what for what in said), "c.md differs by a space"


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


def test_what_stands_under_two_spellings_is_newest_first(paper: Paper) -> None:
    for day, name, tag in ((1, "a", "AI"), (2, "b", "ai"), (3, "c", "AI"), (4, "d", "ai")):
        paper.write(f"articles/{name}.md", article(标签=tag, 日期=f"2026-03-0{day}"))
    assert names(edition(paper).tags[0].items) == ["d", "c", "b", "a"]


def test_what_is_not_live_makes_no_tag_and_no_person(paper: Paper) -> None:
    paper.write("articles/a.md", article())
    paper.write("articles/b.md", article(状态="草稿", 标签="秘密", 记者="无名"))
    paper.write("articles/c.md", article(失效="2026-03-21", 标签="过时", 记者="前人"))
    found = edition(paper)
    assert ([tag.name for tag in found.tags], [who.name for who in found.people]) == ([], ["沈禾"])
