from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import article
from tests.feeds.reading import read

if TYPE_CHECKING:
    from tests.factories import Paper

SITE = "https://news.example/paper"
ATOM = "{http://www.w3.org/2005/Atom}"
STONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
GONE = "tag:news.example,2020:s1"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """A newsroom whose oldest story, deep in the history of its feed, was withdrawn on 10 March."""
    paper.settings |= {"SITEURL": SITE, "LINLI_FEED_SIZE": 2, "LINLI_SINCE": 2020}
    paper.settings["LINLI_FEEDS"] = ["site", "columns", "series", "tags", "people"]
    for number in range(1, 8):
        paper.write(
            f"articles/s{number}.md",
            article(
                "字。", 标题=f"第{number}篇", 日期=f"2025-0{number}-01", 记者="周岚", 标签="电梯"
            ),
        )
    withdraw(paper, "2026-03-10")
    return paper


def withdraw(paper: Paper, day: str | None, **fields: Any) -> None:
    text = article(
        "绝密。",
        标题="秘密",
        日期="2025-01-01",
        记者="周岚",
        标签="电梯",
        撤稿日期=day,
        撤稿原因="数字未经核实",
        **fields,
    )
    paper.write("articles/s1.md", text)


def entry(paper: Paper, path: str = "feed.json") -> dict[str, Any] | None:
    found = [one for one in json.loads(paper.page(path))["items"] if one["id"] == GONE]
    return found[0] if found else None


def test_all_three_forms_say_when_and_why(newsroom: Paper) -> None:
    newsroom.build()
    told = entry(newsroom)
    assert told is not None, "expected it among the newest, not in an archive"
    assert told["_withdrawn"]["when"] == told["date_modified"] == "2026-03-10T00:00:00+08:00"
    assert "数字未经核实" in told["content_html"]
    [stone] = read(newsroom.page("atom.xml").encode()).iter(STONE)
    assert (stone.get("ref"), stone.get("when")) == (GONE, "2026-03-10T00:00:00+08:00")
    rss = read(newsroom.page("feed.xml").encode())
    [item] = [one for one in rss.iter("item") if one.findtext("guid") == GONE]
    assert "数字未经核实" in item.findtext("description")
    assert item.findtext("pubDate") == "Tue, 10 Mar 2026 00:00:00 +0800"


def test_the_feeds_of_its_column_tag_and_author_say_so_too(newsroom: Paper) -> None:
    newsroom.build()
    for path in ("columns/社区", "tags/电梯", "people/周岚"):
        assert entry(newsroom, f"{path}/feed.json"), path


def test_its_place_in_the_history_is_left_empty_and_nothing_moves(newsroom: Paper) -> None:
    newsroom.build()
    [kept] = json.loads(newsroom.page("feed/1.json"))["items"]
    assert kept["title"] == "第2篇"
    archives = {path: newsroom.page(path) for path in newsroom.built() if "feed/" in path}
    newsroom.build(now=at("2026-05-01T08:00"))
    assert {path: newsroom.page(path) for path in archives} == archives


# (now, whether feeds still tell of what was withdrawn on 10 March)
TOLD = [
    ("2026-03-22T08:00", True),
    ("2026-04-08T23:59:59", True),
    ("2026-04-09T00:00", False),
    ("2027-01-01T08:00", False),
]


@pytest.mark.parametrize(("now", "told"), TOLD)
def test_after_thirty_days_it_has_been_said(newsroom: Paper, now: str, told: bool) -> None:
    newsroom.build()
    newsroom.build(now=at(now))
    assert (entry(newsroom) is not None) is told
    assert "at:deleted-entry" in newsroom.page("atom.xml") or not told
    assert "本文已撤回" in newsroom.page("articles/s1/index.html"), "the address says it for ever"
    warm = newsroom.built()
    newsroom.build(now=at(now), full=True)
    assert newsroom.built() == warm


def test_without_a_day_feeds_say_it_for_ever_and_the_desk_is_warned(newsroom: Paper) -> None:
    withdraw(newsroom, None, 状态="已撤回")
    report = newsroom.build(now=at("2027-01-01T08:00"))
    assert [problem.rule for problem in report.problems] == ["withdrawn-undated"]
    assert entry(newsroom) is not None


def test_the_page_says_when_and_why_and_no_word_of_the_story(newsroom: Paper) -> None:
    newsroom.build()
    page = newsroom.page("articles/s1/index.html")
    assert "2026年3月10日" in page
    assert "数字未经核实" in page
    for path, content in newsroom.built().items():
        assert "秘密" not in content.decode(errors="ignore"), path
        assert "绝密" not in content.decode(errors="ignore"), path


def test_a_reason_is_text_and_never_markup(newsroom: Paper) -> None:
    newsroom.write(
        "articles/s1.md",
        article("字。", 撤稿日期="2026-03-10", 撤稿原因="<script>alert(1)</script>"),
    )
    newsroom.build()
    for path in ("articles/s1/index.html", "feed.json", "feed.xml", "atom.xml"):
        assert "<script>alert" not in newsroom.page(path), path


# (header, rules)
HEADERS: list[tuple[dict[str, str | None], list[str]]] = [
    ({"撤稿日期": "2026-03-21"}, []),
    ({"withdrawn": "2026-03-21", "status": "withdrawn"}, []),
    ({"状态": "撤回"}, ["withdrawn-undated"]),
    ({"状态": "已发布", "撤稿日期": "2026-03-21"}, ["withdrawn-published"]),
    ({"状态": "草稿", "撤稿日期": "2026-03-21"}, []),
    ({"撤稿日期": "2026-03-01"}, ["withdrawn-before-date"]),
    ({"状态": "撤回", "撤稿日期": "某天"}, ["bad-date"]),
]


@pytest.mark.parametrize(("fields", "rules"), HEADERS)
def test_what_a_header_may_say_of_a_withdrawal(
    paper: Paper, fields: dict[str, Any], rules: list[str]
) -> None:
    assert paper.rules(article(**fields)) == rules


def test_a_day_to_come_is_pointed_out(paper: Paper) -> None:
    paper.write("articles/a.md", article(撤稿日期="2026-04-01"))
    [problem] = paper.site_problems()
    assert (problem.rule, problem.line) == ("withdrawn-ahead", 6)
    assert "2026-04-01" in problem.what
