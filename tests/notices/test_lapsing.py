from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import pytest

from linli.build.preparing import Options, prepare
from linli.build.report import Report
from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

FEED = "feed.json"


def reprint(until: str = "2026-03-25", **fields: Any) -> str:
    return article(
        稿件性质="转载",
        授权状态="已授权",
        原标题="旧题",
        原文链接="https://daily.example/a.html",
        作者="丁某",
        授权截止=until,
        **cast("dict[str, Any]", {"标题": "借来的稿子", "来源": "岚江日报", **fields}),
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.fixture
def lent(paper: Paper) -> Paper:
    paper.settings["SITEURL"] = "https://news.example"
    paper.write("articles/a.md", article(标题="自己的稿子"))
    paper.write("articles/lent.md", reprint())
    return paper


def test_a_story_is_gone_from_everywhere_once_its_permission_has_ended(lent: Paper) -> None:
    lent.build(now=at("2026-03-25T23:59"))
    assert "借来的稿子" in lent.page("articles/lent/index.html")
    assert "借来的稿子" in lent.page(FEED)
    report = lent.build(now=at("2026-03-26T00:00"))
    naming = [path for path, content in lent.built().items() if "借来的稿子".encode() in content]
    assert naming == []
    assert "articles/lent/index.html" not in lent.built()
    [problem] = report.problems
    assert (problem.rule, problem.severity) == ("permission-ended", "note")
    assert "2026-03-25" in problem.what


def test_archives_of_feeds_keep_the_place_of_a_story_whose_permission_has_ended(
    lent: Paper,
) -> None:
    lent.settings["LINLI_FEED_SIZE"] = 2
    for day in range(1, 9):
        lent.write(f"articles/s{day}.md", article(标题=f"第{day}篇", 日期=f"2025-{day:02}-02"))
    lent.write("articles/lent.md", reprint(日期="2025-02-02"))
    lent.build(now=at("2026-03-25T12:00"))
    before = lent.built()
    lent.build(now=at("2026-03-26T12:00"))
    after = lent.built()
    documents = [path for path in before if re.search(r"(feed|atom)(/\d+)?\.(xml|json)$", path)]
    changed = [path for path in documents if after.get(path) != before[path]]
    with_it = [path for path in documents if "借来的稿子".encode() in before[path]]
    assert "feed/1.json" in with_it, "the story should stand in an archive"
    assert sorted(changed) == sorted(with_it), "the others keep what they had"


def test_the_build_after_the_end_is_the_same_with_and_without_a_cache(lent: Paper) -> None:
    lent.build(now=at("2026-03-25T12:00"))
    lent.build(now=at("2026-03-26T12:00"))
    warm = lent.built()
    lent.build(now=at("2026-03-26T12:00"), full=True)
    assert lent.built() == warm


# (now, the rules that a look ahead finds, those of a build)
AHEAD = [
    ("2026-02-23T23:00", [], []),
    ("2026-02-24T12:00", ["permission-ends"], []),
    ("2026-03-25T12:00", ["permission-ends"], []),
    ("2026-03-26T12:00", ["permission-ended"], ["permission-ended"]),
]


@pytest.mark.parametrize(("now", "linted", "built"), AHEAD)
def test_the_end_is_pointed_out_a_month_before_by_lint_alone(
    lent: Paper, now: str, linted: list[str], built: list[str]
) -> None:
    lent.write("articles/a.md", article(日期="2026-01-20 08:30"))
    lent.write("articles/lent.md", reprint(日期="2026-01-20 08:30"))
    for ahead, expected in ((True, linted), (False, built)):
        report = Report()
        prepare(lent.newsroom, Options(at(now), strict=False, ahead=ahead), report)
        assert [one.rule for one in report.problems] == expected, ahead


def test_a_strict_build_is_not_held_up_by_a_permission_that_still_holds(lent: Paper) -> None:
    assert lent.build(now=at("2026-03-24T12:00"), strict=True).problems == []


def test_a_withdrawn_story_still_says_so_when_its_permission_has_ended(lent: Paper) -> None:
    lent.write("articles/lent.md", reprint(状态="已撤回"))
    lent.build(now=at("2026-03-27T12:00"))
    assert "撤回" in lent.page("articles/lent/index.html")
