from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from linli.errors import ConfigError
from linli.metadata.sitemap import split
from tests.factories import article
from tests.metadata.test_robots import faults
from tests.rights.forms import odrl, tdmrep

if TYPE_CHECKING:
    from tests.factories import Paper

SITE = "https://news.example"
EVERY = ["link-license", "tdmrep", "rsl", "content-signal", "odrl"]
ORIGINAL = "https://daily.example/a.html"
CC = "https://creativecommons.org/licenses/by/4.0/"
HERE = Path(__file__).parents[1]
RSL = etree.RelaxNG(etree.parse(HERE / "rights" / "forms" / "rsl.rng"))
MAP = etree.RelaxNG(etree.parse(HERE / "metadata" / "forms" / "sitemap.rng"))
REPRINT: dict[str, Any] = {
    "标题": "借来的稿子",
    "来源": "岚江日报",
    "稿件性质": "转载",
    "授权状态": "已授权",
    "原标题": "旧题",
    "原文链接": ORIGINAL,
    "作者": "丁某",
}


@pytest.fixture
def news(paper: Paper) -> Paper:
    """A newsroom that reserves mining in every form, with a story of its own."""
    paper.settings |= {
        "SITEURL": SITE,
        "LINLI_PUBLISHER": "测试区融媒体中心",
        "LINLI_TEXT_MINING": "reserve",
        "LINLI_MACHINE_RIGHTS": EVERY,
    }
    paper.write("articles/own.md", article(更正="2026-03-21 楼层已改"))
    return paper


def mix(paper: Paper) -> None:
    """Add a reprint, a story under a licence, one of a contributor, an official document."""
    paper.write("articles/lent.md", article(**REPRINT))
    paper.write("articles/open.md", article(标题="开放的稿子", 转载许可="CC BY"))
    paper.write(
        "articles/guest.md",
        article(标题="来的稿子", 稿件性质="来稿", 授权状态="已授权", 作者="许一禾"),
    )
    paper.write("articles/act.md", article(标题="一份文件", 授权状态="官方文件"))


def rules(paper: Paper) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(paper.page(".well-known/tdmrep.json"))
    return found


def mapped(paper: Paper, path: str = "sitemap.xml") -> dict[str, str]:
    document = etree.fromstring(paper.page(path).encode())
    assert MAP.validate(document), MAP.error_log
    return {
        one.findtext("{*}loc").removeprefix(SITE): one.findtext("{*}lastmod") or ""
        for one in document
    }


def metas(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta name="(tdm-[a-z]+)" content="([^"]*)">', html))


def licence_links(html: str) -> list[str]:
    return re.findall(r'<link rel="license" href="([^"]*)">', html.partition("</head>")[0])


def test_a_newsroom_of_its_own_stories_says_so_for_whole_folders(news: Paper) -> None:
    news.build()
    assert [rule["location"] for rule in rules(news)] == ["/articles/"]
    assert tdmrep.rule_faults(rules(news)) == []
    assert tdmrep.policy_faults(json.loads(news.page("rights/mining.json"))) == []
    assert odrl.faults_of(json.loads(news.page("rights/ask.json"))) == []
    assert faults(news.page("robots.txt")) == []
    assert RSL.validate(etree.fromstring(news.page("rights/license.xml").encode()))
    assert metas(news.page("articles/own/index.html")) == {
        "tdm-reservation": "1",
        "tdm-policy": f"{SITE}/rights/mining.json",
    }


@pytest.mark.parametrize("wish", ["reserve", "allow"])
def test_nothing_is_said_of_a_text_that_is_not_ours(news: Paper, wish: str) -> None:
    news.settings["LINLI_TEXT_MINING"] = wish
    mix(news)
    news.build()
    found = rules(news)
    for slug in ("lent", "open", "guest", "act"):
        assert tdmrep.reservation_of(found, f"/articles/{slug}/") is None, f"{slug} in {found}"
        assert metas(news.page(f"articles/{slug}/index.html")) == {}, slug
        assert ".json" not in str(usage(news, slug)), f"{slug} has a policy of ours"
    assert tdmrep.reservation_of(found, "/articles/own/") == (1 if wish == "reserve" else 0)
    licence = etree.fromstring(news.page("rights/license.xml").encode())
    assert RSL.validate(licence), RSL.error_log
    assert [one.get("url") for one in licence] == ["/articles/own/", "/articles/open/"]


def usage(paper: Paper, slug: str) -> object:
    html = paper.page(f"articles/{slug}/index.html")
    block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    return json.loads(block).get("usageInfo")


def test_a_story_leads_to_its_policy(news: Paper) -> None:
    news.build()
    assert usage(news, "own") == [f"{SITE}/reprint/", f"{SITE}/rights/ask.json"]


def test_a_licence_is_in_the_head_of_its_story_and_of_no_other(news: Paper) -> None:
    mix(news)
    news.write(
        "articles/lent-open.md",
        article(**REPRINT | {"标题": "借来的开放稿子", "转载许可": "CC BY"}),
    )
    news.build()
    assert licence_links(news.page("articles/open/index.html"))[0].startswith(CC)
    assert licence_links(news.page("articles/lent-open/index.html"))[0].startswith(CC)
    for slug in ("own", "lent", "guest", "act"):
        assert licence_links(news.page(f"articles/{slug}/index.html")) == [], slug


def test_each_form_can_be_left_out(news: Paper) -> None:
    files = {
        "tdmrep": (".well-known/tdmrep.json", "rights/mining.json"),
        "rsl": ("rights/license.xml",),
        "odrl": ("rights/ask.json",),
    }
    news.write("articles/open.md", article(标题="开放的稿子", 转载许可="CC BY"))
    for form in EVERY:
        news.settings["LINLI_MACHINE_RIGHTS"] = [one for one in EVERY if one != form]
        news.build()
        built, robots = news.built(), news.page("robots.txt")
        gone = files.get(form, ())
        assert not built.keys() & set(gone), f"{form} was left out"
        kept = [path for other, paths in files.items() if other != form for path in paths]
        assert built.keys() >= set(kept), f"only {form} was left out"
        assert ("License:" in robots) is (form != "rsl")
        assert ("Content-Signal:" in robots) is (form != "content-signal")
        assert bool(metas(news.page("articles/own/index.html"))) is (form != "tdmrep")
        assert bool(licence_links(news.page("articles/open/index.html"))) is (
            form != "link-license"
        )


def test_nothing_is_declared_of_mining_before_the_newsroom_has_decided(news: Paper) -> None:
    del news.settings["LINLI_TEXT_MINING"], news.settings["LINLI_MACHINE_RIGHTS"]
    news.build()
    assert not [path for path in news.built() if path.startswith((".well-known/", "rights/"))]
    assert metas(news.page("articles/own/index.html")) == {}
    assert news.page("robots.txt") == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}/sitemap.xml\n"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"LINLI_TEXT_MINING": "reserved"}, "'reserve'"),
        ({"LINLI_MACHINE_RIGHTS": ["link-licence"]}, "'link-license'"),
        ({"LINLI_MACHINE_RIGHTS": ["content_signal"]}, "'content-signal'"),
        ({"LINLI_MACHINE_RIGHTS": ["robots"]}, "tdmrep"),
        ({"LINLI_MACHINE_RIGHTS": ["rsl"], "LINLI_TEXT_MINING": ""}, "LINLI_TEXT_MINING"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(
    news: Paper, settings: dict[str, object], said: str
) -> None:
    news.settings |= settings
    with pytest.raises(ConfigError) as caught:
        _ = news.newsroom
    assert said in str(caught.value)


def test_a_site_below_a_path_tells_it_on_its_pages(news: Paper) -> None:
    news.settings["SITEURL"] = f"{SITE}/paper"
    news.build()
    built = news.built()
    assert not {"robots.txt", ".well-known/tdmrep.json"} & built.keys(), "crawlers look at the root"
    assert (
        metas(news.page("articles/own/index.html"))["tdm-policy"]
        == f"{SITE}/paper/rights/mining.json"
    )
    assert "/paper/articles/own/" in mapped(news)


def test_a_site_without_an_address_makes_no_files_for_programs(news: Paper) -> None:
    news.settings["SITEURL"] = ""
    news.build()
    assert not {"robots.txt", "sitemap.xml", ".well-known/tdmrep.json"} & news.built().keys()
    assert metas(news.page("articles/own/index.html")) == {}


def test_the_map_has_what_search_engines_may_list_with_its_last_change(news: Paper) -> None:
    news.write("articles/later.md", article(标题="还没到", 日期="2026-05-01"))
    news.write(
        "articles/gone.md", article(标题="撤回的", 状态="已撤回", 更正="2026-03-21 未经核实")
    )
    news.write(
        "notices/old.md",
        "标题：旧通知\n日期：2026-01-02\n来源：测试邻里\n责编：沈禾\n失效：2026-02-01\n\n停水。\n",
    )
    news.write(
        "notices/new.md",
        "标题：新通知\n日期：2026-03-02\n来源：测试邻里\n责编：沈禾\n失效：2026-12-01\n\n停电。\n",
    )
    news.write("pages/about.md", "标题：关于\n\n我们。\n")
    news.build()
    assert mapped(news) == {
        "/": "2026-03-21",
        "/reprint/": "",
        "/about/": "",
        "/notices/new/": "2026-03-02",
        "/articles/own/": "2026-03-21",
    }


@pytest.mark.parametrize(
    ("wish", "listed"), [("self", True), ("source", False), ("noindex", False)]
)
def test_a_reprint_is_mapped_where_it_counts_itself(news: Paper, wish: str, listed: bool) -> None:
    news.settings["LINLI_REPRINT_CANONICAL"] = wish
    mix(news)
    news.build()
    assert ("/articles/lent/" in mapped(news)) is listed
    assert "/articles/own/" in mapped(news)


def test_a_large_archive_has_several_maps_and_an_index(
    news: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.pages.sitemaps.split", lambda pages: split(pages, most=2))
    mix(news)
    news.build()
    files = list(mapped(news))
    assert files == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml", "/sitemap-4.xml"]
    pages = [url for path in files for url in mapped(news, path.lstrip("/"))]
    assert len(pages) == len(set(pages)) == 7


def test_the_map_does_not_change_with_the_build(news: Paper) -> None:
    news.build()
    before = news.page("sitemap.xml")
    news.build(full=True)
    assert news.page("sitemap.xml") == before


def test_switches_leave_out_map_and_robots(news: Paper) -> None:
    news.settings |= {"LINLI_ROBOTS": False, "LINLI_SITEMAP": False}
    news.build()
    assert not {"robots.txt", "sitemap.xml"} & news.built().keys()


OWN = "User-agent: *\nDisallow: /drafts/\n"


def test_a_robots_file_of_the_publishers_own_is_not_overwritten(news: Paper) -> None:
    news.write("robots.txt", OWN)
    [problem] = [one for one in news.site_problems() if one.rule == "own-robots"]
    assert problem.path.endswith("robots.txt")
    assert "LINLI_ROBOTS = False" in problem.fix
    for line in ("License: ", "Content-Signal: search=yes", f"Sitemap: {SITE}/sitemap.xml"):
        assert line in problem.fix, problem.fix


def test_a_robots_file_of_the_publishers_own_is_published_as_it_is(news: Paper) -> None:
    news.settings["LINLI_ROBOTS"] = False
    news.write("robots.txt", OWN)
    lacking = [one.what for one in news.site_problems() if one.rule == "robots-lacks"]
    assert len(lacking) == 3, lacking
    news.build()
    assert news.page("robots.txt") == OWN


def test_a_robots_file_with_every_line_is_fine(news: Paper) -> None:
    news.settings["LINLI_ROBOTS"] = False
    lines = (
        f"license:{SITE}/rights/license.xml\n\nUser-Agent: *\n"
        f"content-signal: search=yes,ai-input=no,ai-train=no # ours\nAllow: /\nSitemap: {SITE}/sitemap.xml\n"
    )
    news.write("robots.txt", lines)
    assert [one.rule for one in news.site_problems() if "robots" in one.rule] == []


def test_an_incremental_build_comes_to_the_same_files(news: Paper) -> None:
    news.build()
    mix(news)
    news.build()
    after = news.built()
    news.build(full=True)
    assert news.built() == after
