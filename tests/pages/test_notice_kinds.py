from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from linli.pages.words import VOCABULARIES
from linli.story.story import NoticeKind
from tests.factories import article
from tests.feeds.reading import read

if TYPE_CHECKING:
    from tests.factories import Paper

SITE = "https://news.example/paper"


def notice(title: str, **fields: Any) -> str:
    return article("字。", 标题=title, 栏目=None, **fields)


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.settings |= {"SITEURL": SITE}
    paper.write("notices/water.md", notice("停水了", 类别="停水", 失效="2026-03-24"))
    paper.write("notices/power.md", notice("停电了", 类别="power"))
    paper.write(
        "notices/old.md", notice("以前停水", 类别="停水", 日期="2026-01-01", 失效="2026-01-03")
    )
    paper.write("notices/plain.md", notice("没有类别"))
    return paper


def titles(paper: Paper, path: str) -> list[str]:
    return [one["title"] for one in json.loads(paper.page(path))["items"]]


def test_each_kind_has_a_feed_of_the_notices_in_force(newsroom: Paper) -> None:
    newsroom.build()
    assert titles(newsroom, "notices/kind/water/feed.json") == ["停水了"]
    assert titles(newsroom, "notices/kind/power/feed.json") == ["停电了"]
    kinds = [path for path in newsroom.built() if path.startswith("notices/kind/")]
    assert len([path for path in kinds if path.endswith("feed.xml")]) == 2


def test_each_kind_has_a_page_with_its_feeds_and_earlier_notices(newsroom: Paper) -> None:
    newsroom.build()
    page = newsroom.page("notices/kind/water/index.html")
    assert "<h1>通知公告：停水</h1>" in page
    assert "以前停水" in page
    assert "停电了" not in page
    assert 'title="通知公告：停水" href="/paper/notices/kind/water/feed.xml"' in page
    assert 'href="/paper/notices/kind/water/" aria-current="page"' in page
    assert 'href="/paper/notices/kind/power/"' in newsroom.page("notices/index.html")
    assert 'href="/paper/notices/kind/water/"' in newsroom.page("notices/water/index.html")


def test_the_feeds_of_kinds_are_listed_for_people_and_programs(newsroom: Paper) -> None:
    newsroom.build()
    assert f"{SITE}/notices/kind/water/feed.xml" in newsroom.page("subscribe/index.html")
    assert f'xmlUrl="{SITE}/notices/kind/water/feed.xml"' in newsroom.page("feeds.opml")


def test_an_expired_notice_leaves_its_feed_and_the_feed_stays(newsroom: Paper) -> None:
    newsroom.build(now=datetime.fromisoformat("2026-04-01T08:00:00+08:00"))
    assert titles(newsroom, "notices/kind/water/feed.json") == []
    assert "停水了" in newsroom.page("notices/kind/water/index.html")
    assert "停水了" not in newsroom.page("notices/feed.xml")


def test_a_notice_says_until_when_it_holds(newsroom: Paper) -> None:
    newsroom.build()
    for path in ("notices/kind/water/feed.xml", "notices/kind/water/atom.xml", "feed.xml"):
        valid = read(newsroom.page(path).encode()).iter("{http://purl.org/dc/terms/}valid")
        assert "end=2026-03-25T00:00:00+08:00; scheme=W3C-DTF;" in [one.text for one in valid], path


def test_an_expired_notice_in_the_site_s_feed_says_that_it_has_expired(newsroom: Paper) -> None:
    newsroom.build()
    [old] = [
        one for one in json.loads(newsroom.page("feed.json"))["items"] if one["title"] == "以前停水"
    ]
    assert old["_notice"]["expires"] == "2026-01-04T00:00:00+08:00"
    assert "已于2026年1月3日失效" in old["content_html"]


def test_the_kind_is_a_category_of_the_entry(newsroom: Paper) -> None:
    newsroom.build()
    [entry] = json.loads(newsroom.page("notices/kind/water/feed.json"))["items"]
    assert "停水" in entry["tags"]


def test_a_withdrawn_notice_is_told_to_those_who_follow_its_kind(newsroom: Paper) -> None:
    newsroom.write("notices/water.md", notice("停水了", 类别="停水", 撤稿日期="2026-03-21"))
    newsroom.build()
    found = json.loads(newsroom.page("notices/kind/water/feed.json"))["items"]
    assert ["_withdrawn" in one for one in found] == [True]


@pytest.mark.parametrize("written", ["停水", "供水", "water", "Water"])
def test_a_kind_has_several_names(paper: Paper, written: str) -> None:
    assert paper.story(notice("停水了", 类别=written), "notices/a.md").notice_kind == "water"


def test_a_kind_that_does_not_exist_is_an_error_with_those_that_do(paper: Paper) -> None:
    [problem] = paper.problems(notice("停水了", 类别="停雨"), "notices/a.md")
    assert problem.rule == "bad-choice"
    assert "停水" in problem.fix


def test_an_article_has_no_kind(paper: Paper) -> None:
    assert paper.rules(article(类别="停水")) == ["kind-of-no-notice"]


def test_every_kind_has_a_name_in_both_languages() -> None:
    for words in VOCABULARIES.values():
        assert list(words.notice_kinds) == list(map(str, NoticeKind))
