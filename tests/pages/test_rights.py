from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

import pytest

from tests.factories import article
from tests.pages.crawl import Page, broken_links

if TYPE_CHECKING:
    from tests.factories import Paper

BLOCK = '<script type="application/ld+json">'
ORIGINAL = "https://daily.example/a.html"


def reprint(**fields: Any) -> str:
    return article(
        稿件性质="转载",
        授权状态="已授权",
        原标题="旧题",
        原文链接=ORIGINAL,
        原发时间="2026-03-18",
        作者="丁某",
        **cast("dict[str, Any]", {"标题": "借来的稿子", "来源": "岚江日报", **fields}),
    )


@pytest.fixture
def news(paper: Paper) -> Paper:
    paper.settings |= {
        "SITEURL": "https://news.example/paper",
        "LINLI_PUBLISHER": "测试区融媒体中心",
    }
    paper.write(
        "articles/own.md",
        article(记者="周岚", 通讯员="刘桂芳", 终审="顾培文", 更正="2026-03-21 楼层已改"),
    )
    paper.write("articles/lent.md", reprint())
    return paper


def data(paper: Paper, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        paper.page(path).partition(BLOCK)[2].partition("</script>")[0]
    )
    return found


def test_our_own_story_tells_programs_whose_it_is_and_where_to_ask(news: Paper) -> None:
    news.build()
    found = data(news, "articles/own/index.html")
    policy = "https://news.example/paper/reprint/"
    assert found["@type"] == "NewsArticle"
    assert found["copyrightHolder"] == {"@type": "Organization", "name": "测试区融媒体中心"}
    assert found["copyrightYear"] == 2026
    assert found["copyrightNotice"].startswith("版权作品，未经授权严禁转载。")
    assert found["copyrightNotice"].endswith("© 2026 测试区融媒体中心")
    assert found["creditText"] == "来源：测试邻里，《榆树里装上电梯》，周岚"
    assert (found["usageInfo"], found["acquireLicensePage"]) == (policy, policy)
    assert not {"license", "isBasedOn", "provider"} & found.keys()
    assert found["author"][0]["name"] == "周岚"
    assert found["contributor"] == [
        {
            "@type": "Role",
            "roleName": "通讯员",
            "contributor": {"@type": "Person", "name": "刘桂芳"}
            | {"url": found["contributor"][0]["contributor"]["url"]},
        }
    ]
    assert found["editor"][0]["name"] == "沈禾"
    assert found["accountablePerson"]["name"] == "顾培文"
    assert found["correction"][0]["@type"] == "CorrectionComment"


def test_a_reprint_tells_programs_what_it_was_taken_from_and_claims_nothing(news: Paper) -> None:
    news.build()
    found = data(news, "articles/lent/index.html")
    assert found["isBasedOn"] == {
        "@type": "NewsArticle",
        "headline": "旧题",
        "url": ORIGINAL,
        "datePublished": "2026-03-18",
        "publisher": {"@type": "Organization", "name": "岚江日报"},
        "author": [{"@type": "Person", "name": "丁某"}],
    }
    claimed = {"copyrightHolder", "copyrightYear", "acquireLicensePage", "license"}
    assert not claimed & found.keys()
    assert "测试区融媒体中心" not in found["copyrightNotice"]
    assert "原标题" in Page(news.page("articles/lent/index.html")).text


def test_a_licence_stands_in_page_data_and_feeds(news: Paper) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"
    news.write("articles/own.md", article(转载许可="CC BY"))
    news.build()
    assert data(news, "articles/own/index.html")["license"] == licence
    assert f'rel="license" href="{licence}"' in news.page("articles/own/index.html") or (
        f'href="{licence}" rel="license"' in news.page("articles/own/index.html")
    )
    assert f"license>{licence}<" in news.page("feed.xml")
    assert f'href="{licence}" rel="license"' in news.page("atom.xml") or (
        f'rel="license" href="{licence}"' in news.page("atom.xml")
    )


def test_feeds_carry_the_whole_notice(news: Paper) -> None:
    news.build()
    feed = news.page("feed.xml")
    assert "<dc:rights>" in feed
    assert "本文转载自岚江日报，原标题《旧题》，作者丁某。" in feed
    entries = {one["title"]: one for one in json.loads(news.page("feed.json"))["items"]}
    own, lent = entries["榆树里装上电梯"]["_rights"], entries["借来的稿子"]["_rights"]
    assert (own["holder"], own["year"]) == ("测试区融媒体中心", 2026)
    assert "holder" not in lent


# (header, what programs are told of reuse and origin)
TOLD: list[tuple[dict[str, Any], str | None, str | None]] = [
    ({}, "ask", "original"),
    ({"转载许可": "注明来源可转载"}, "free-with-credit", "original"),
    ({"转载许可": "CC BY"}, "cc-by-4.0", "original"),
    ({"授权状态": "官方文件", "来源": "测试区政府"}, None, None),
    ({"授权状态": "单纯事实"}, None, None),
    ({"授权状态": "单纯事实", "稿件性质": "通稿"}, None, "release"),
    ({"授权状态": "官方文件", "转载许可": "注明来源可转载"}, "free-with-credit", None),
    ({"稿件性质": "通稿", "授权状态": "已授权", "来源": "测试一中"}, None, "release"),
    ({"稿件性质": "综合", "授权状态": "未知", "来源": "岚江日报"}, None, "compiled"),
]


@pytest.mark.parametrize(("header", "reuse", "origin"), TOLD)
def test_programs_that_read_feeds_are_told_no_rule_for_what_is_not_claimed(
    news: Paper, header: dict[str, Any], reuse: str | None, origin: str | None
) -> None:
    news.write("articles/own.md", article(标题="要紧的事", **header))
    news.build()
    entries = {one["title"]: one for one in json.loads(news.page("feed.json"))["items"]}
    rights = entries["要紧的事"]["_rights"]
    assert (rights.get("reuse"), rights.get("origin")) == (reuse, origin)
    assert "reuse" not in entries["借来的稿子"]["_rights"]


# (header, when the story was last changed)
LATER: list[tuple[dict[str, Any], str]] = [
    ({}, "2026-03-02T08:30:00+08:00"),
    ({"更新": "2026-03-03 09:00"}, "2026-03-03T09:00:00+08:00"),
    ({"更新": "2026-03-03 09:00", "更正": "2026-03-05 数字已改"}, "2026-03-05"),
]


@pytest.mark.parametrize(("header", "changed"), LATER)
def test_search_engines_learn_when_a_story_was_last_changed_or_corrected(
    news: Paper, header: dict[str, Any], changed: str
) -> None:
    news.write("articles/own.md", article(日期="2026-03-02 08:30", **header))
    news.build()
    assert data(news, "articles/own/index.html")["dateModified"] == changed


# (the setting, the canonical address, may it be indexed)
CANONICALS = [
    ("self", "https://news.example/paper/articles/lent/", True),
    ("source", ORIGINAL, True),
    ("noindex", "https://news.example/paper/articles/lent/", False),
]


@pytest.mark.parametrize(("wish", "canonical", "indexed"), CANONICALS)
def test_the_page_of_a_reprint_tells_search_engines_what_the_newsroom_wants(
    news: Paper, wish: str, canonical: str, indexed: bool
) -> None:
    news.settings["LINLI_REPRINT_CANONICAL"] = wish
    news.build()
    lent = Page(news.page("articles/lent/index.html")).head
    assert lent["canonical"] == canonical
    assert (lent.get("robots") == "noindex") is not indexed
    own = Page(news.page("articles/own/index.html")).head
    assert own["canonical"] == "https://news.example/paper/articles/own/"
    assert "robots" not in own


def test_the_notice_sends_people_to_the_policy_unless_there_is_a_place_to_ask(news: Paper) -> None:
    news.build()
    assert asking(news, "articles/own/index.html") == ["/paper/reprint/"]
    assert asking(news, "reprint/index.html") == ["/paper/reprint/"], "in the example alone"
    news.write("pages/contact.md", "标题：联系我们\n\n写信来。\n")
    news.settings["LINLI_ASK_URL"] = "/contact/"
    news.build()
    assert asking(news, "articles/own/index.html") == ["/paper/contact/"]
    assert asking(news, "reprint/index.html") == ["/paper/contact/"] * 2
    assert broken_links(news.built(), "/paper") == []


def asking(paper: Paper, path: str) -> list[str]:
    """Return where a page sends those who want to ask."""
    return re.findall(r'<a href="([^"]*)">申请转载授权</a>', paper.page(path))


def test_the_policy_lives_where_the_newsroom_wants_or_nowhere(news: Paper) -> None:
    news.settings |= {"LINLI_REPRINT_POLICY": "转载", "LINLI_REPRINT_CONTACT": "电话 0000-0000"}
    news.build()
    assert "电话 0000-0000" in news.page("转载/index.html")
    news.settings["LINLI_REPRINT_POLICY"] = ""
    news.build()
    assert "转载/index.html" not in news.built()
    assert "申请转载授权" not in news.page("articles/own/index.html")
    assert broken_links(news.built(), "/paper") == []


# what is changed, one after another, on a site that was built before
CHANGES: list[dict[str, Any]] = [
    {"LINLI_RIGHTS_WORDS": {"zh-Hans": {"heading": "版权说明"}}},
    {"LINLI_REPRINT_CANONICAL": "source"},
    {"LINLI_REPRINT_POLICY": "rights"},
    {"LINLI_ASK_URL": "mailto:ask@news.example"},
    {"LINLI_PUBLISHER": "测试出版社"},
    {"LINLI_REUSE": "cc-by"},
]


def test_a_changed_setting_changes_every_page_that_shows_it_as_a_clean_build_would(
    news: Paper,
) -> None:
    news.build()
    for change in CHANGES:
        news.settings |= change
        news.build()
        warm = news.built()
        news.build(full=True)
        assert news.built() == warm, change
