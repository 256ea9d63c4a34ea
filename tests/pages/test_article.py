from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from linli.clock import read_clock
from tests.conftest import ROOT
from tests.factories import Paper, article
from tests.pages.crawl import Page, broken_links, faults
from tests.pages.pictures import png

if TYPE_CHECKING:
    from pathlib import Path

DATA_BLOCK = '<script type="application/ld+json">'
SETTINGS = {
    "SITENAME": "测试邻里",
    "SITEURL": "https://news.example/paper",
    "LINLI_PUBLISHER": "测试区融媒体中心",
    "LINLI_COLUMNS": [{"name": "社区", "slug": "community"}, {"name": "English"}],
    "LINLI_ASK_URL": "/contact/",
    "LINLI_SHARE": ["mail", "weibo", "qzone", "x", "facebook"],
    "LINLI_FIELDS": {
        "illustrators": {"type": "people", "aliases": ["制图"], "zh": "制图", "en": "Graphics"}
    },
}
RICH = """---
标题: 装电梯（二）：图纸改了三稿
副题: 从反对到签字，走了两年
日期: 2026-03-20 08:30
更新: 2026-03-21 16:40
栏目: 社区
标签: [加装电梯, Q & A]
记者: [周岚, 许亦辰]
作者: 田田
通讯员: 刘桂芳(柳湾街道)
摄影: 罗川
制图: 苏绘(测试邻里)
责编: [沈禾, 何静]
校对: 陆一鸣
审核: 方志远
终审: 顾培文
来源: 测试邻里
电头: 测试邻里3月20日讯（记者 周岚）
摘要: 一句话说清 <这篇> 稿子。
相关: canteen
AI标识: 辅助
配图:
  src: images/tower.png
  alt: 楼外的玻璃电梯井
  caption: 三月的一天，电梯井封顶。
  credit: 罗川 摄
corrections:
  - {date: 2026-03-21, text: 楼层应为六层, major: true, by: 沈禾}
  - {date: 2026-03-22, text: 姓名用字已改, major: false}
---
**先说结果。**图纸改了
三稿，见[第一篇](lift-1.md)和[关于我们](../pages/about.md#我们是谁)[^1]。

## 一、谁先开口

| 楼层 | 分摊 |
| --- | --- |
| 六层 | 30% |

!!! note "提示"
    带上身份证。

![分摊比例图](../images/chart.png "各层分摊比例。制图：苏绘")

[^1]: 采访于三月。
"""
ENGLISH = """---
title: Lifts come to Yushuli
date: 2026-03-19 09:00
column: English
lang: en
authors: Lin Xiaoman (Test Neighbours)
editors: Shen He
source: Test Neighbours
origin: original
tags: lifts
---
The first lift opened on Thursday. It took two years, three drawings and a vote.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """A newsroom below a path, with one story of each kind, built."""
    folder: Path = tmp_path_factory.mktemp("newsroom")
    paper = Paper(folder, SETTINGS, ROOT / "theme")
    paper.write("articles/lift-1.md", article(标题="装电梯（一）：谁先开口", 日期="2026-03-18"))
    paper.write("articles/lift-2.md", RICH)
    paper.write("articles/lift-4.md", article(标题="装电梯（四）", 日期="2026-03-21"))
    paper.write("articles/canteen.md", article("食堂一年。", 标题="社区食堂一年"))
    paper.write("articles/lifts-in-yushuli.md", ENGLISH)
    paper.write(
        "articles/piano.md",
        article(
            标题="一架钢琴回母校",
            作者="丁某",
            来源="岚江日报",
            稿件性质="转载",
            授权状态="白名单",
            原标题="母校的钢琴",
            原文链接="https://daily.example/piano.html",
            原发时间="2026-03-01",
        ),
    )
    paper.write(
        "articles/fee.md",
        article(
            "收费的话一句也不留。",
            标题="撤掉的标题",
            副题="撤掉的副题",
            撤稿日期="2026-03-21",
            标签="撤掉的标签",
            记者="撤掉的人",
            摘要="撤掉的摘要",
            更正="2026-03-21 事实有误，本报致歉。",
            配图="![撤掉的图](images/gone.png)",
        ),
    )
    paper.write("notices/water.md", article(栏目=None, 标题="停水通知", 失效="2026-03-25"))
    paper.write("notices/old.md", article(栏目=None, 标题="旧通知", 失效="2026-03-21"))
    paper.write("notices/open.md", article(栏目=None, 标题="招募志愿者"))
    paper.write("pages/about.md", "标题：关于我们\n\n## 我们是谁\n\n街坊。\n")
    paper.write("pages/contact.md", "标题：联系\n\n写信。\n")
    paper.write("images/tower.png", png(40, 30))
    paper.write("images/chart.png", png(64, 48))
    paper.write("images/gone.png", png(8, 8))
    report = paper.build(now=read_clock("2026-03-22T08:00:00+08:00", paper.newsroom.zone))
    assert [problem.rule for problem in report.problems] == ["series-gap"]
    return paper


def page(site: Paper, path: str) -> Page:
    return Page(site.page(path))


@pytest.fixture(scope="module")
def rich(site: Paper) -> Page:
    return page(site, "articles/lift-2/index.html")


SHOWN = [
    ("column", "社区"),
    ("title", "装电梯（二）：图纸改了三稿"),
    ("subtitle", "从反对到签字，走了两年"),
    ("dateline", "测试邻里3月20日讯（记者 周岚）"),
    ("date", "2026年3月20日 08:30"),
    ("update", "2026年3月21日 16:40"),
    ("reporters", "记者 周岚、许亦辰"),
    ("author", "作者 田田"),
    ("correspondent with unit", "通讯员 刘桂芳（柳湾街道）"),
    ("photographer", "摄影 罗川"),
    ("source", "来源 测试邻里"),
    ("text joined", "先说结果。图纸改了三稿，见"),
    ("heading", "一、谁先开口"),
    ("table", "六层 30%"),
    ("admonition", "带上身份证。"),
    ("footnote", "采访于三月。"),
    ("cover's caption", "三月的一天，电梯井封顶。"),
    ("cover's credit", "罗川 摄"),
    ("figure's caption", "各层分摊比例。"),
    ("figure's credit", "制图：苏绘"),
    ("the site's own field", "制图 苏绘（测试邻里）"),
    ("editors", "责编 沈禾、何静"),
    ("proofreader", "校对 陆一鸣"),
    ("reviewer", "审核 方志远"),
    ("approver", "终审 顾培文"),
    ("tags", "加装电梯"),
    ("major correction", "楼层应为六层"),
    ("who corrected", "沈禾"),
    ("minor correction", "姓名用字已改"),
    ("machine", "人工智能辅助"),
    ("reprint notice", "版权作品，未经授权严禁转载。"),
    ("copyright", "© 2026 测试区融媒体中心"),
    ("related heading", "相关阅读"),
    ("related reason", "编辑推荐"),
    ("series", "系列报道 装电梯"),
    ("gap in the series", "尚未刊出"),
    ("address to copy", "https://news.example/paper/articles/lift-2/"),
]


@pytest.mark.parametrize("words", [row[1] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_the_article_page_shows(rich: Page, words: str) -> None:
    assert words in rich.text


LINKED = [
    ("column", "/paper/columns/community/", "社区"),
    ("reporter", "/paper/people/%E5%91%A8%E5%B2%9A/", "周岚"),
    ("editor", "/paper/people/%E4%BD%95%E9%9D%99/", "何静"),
    ("tag", "/paper/tags/%E5%8A%A0%E8%A3%85%E7%94%B5%E6%A2%AF/", "加装电梯"),
    ("another story", "/paper/articles/lift-1/", "第一篇"),
    ("a heading of a page", "/paper/about/#我们是谁", "关于我们"),
    ("related", "/paper/articles/canteen/", "社区食堂一年"),
    ("next in series", "/paper/articles/lift-4/", "装电梯（四）"),
    ("the series", "/paper/series/%E8%A3%85%E7%94%B5%E6%A2%AF/", "装电梯"),
    ("where to ask", "/paper/contact/", "申请转载授权"),
    ("home", "/paper/", "测试邻里"),
]


@pytest.mark.parametrize(
    ("address", "words"), [row[1:] for row in LINKED], ids=[row[0] for row in LINKED]
)
def test_the_article_page_links_to(rich: Page, address: str, words: str) -> None:
    assert words in rich.texts.get(address, rich.texts.get(_quoted(address), ""))


def _quoted(address: str) -> str:
    return quote(address, safe="/#%")


def test_the_share_links_are_plain_links_with_address_and_title(rich: Page) -> None:
    shares = {
        "mailto:?subject=": "邮件",
        "https://service.weibo.com/": "微博",
        "https://sns.qzone.qq.com/": "QQ空间",
        "https://x.com/": "X",
        "https://www.facebook.com/": "Facebook",
    }
    for start, words in shares.items():
        (link,) = [link for link in rich.links if link.startswith(start)]
        assert rich.texts[link] == words
        assert "news.example" in link
        assert "/lift-2/" in link.replace("%2F", "/")


def test_the_pictures_have_words_and_sizes(rich: Page) -> None:
    found = [(one["src"], one["alt"], one["width"], one["height"]) for one in rich.images]
    assert found == [
        ("/paper/images/tower.png", "楼外的玻璃电梯井", "40", "30"),
        ("/paper/images/chart.png", "分摊比例图", "64", "48"),
    ]


def test_the_head_says_what_the_page_is(rich: Page) -> None:
    assert rich.head["lang"] == "zh-Hans"
    assert rich.head["title"] == "装电梯（二）：图纸改了三稿 · 测试邻里"
    assert rich.head["canonical"] == "https://news.example/paper/articles/lift-2/"
    assert rich.head["description"] == "一句话说清 <这篇> 稿子。"
    assert "robots" not in rich.head


def test_a_major_correction_stands_above_the_text_and_a_minor_one_below(rich: Page) -> None:
    at = [rich.text.index(words) for words in ("楼层应为六层", "先说结果", "姓名用字已改")]
    assert at == sorted(at)


def test_no_page_loads_anything_from_elsewhere(site: Paper) -> None:
    loaded = [
        (path, one["src"])
        for path in site.built()
        if path.endswith(".html")
        for one in page(site, path).images
        if not one["src"].startswith("/paper/")
    ]
    assert loaded == []


def test_no_page_has_a_script_but_only_data_that_browsers_do_not_run(site: Paper) -> None:
    """Hold the policy of docs/publishing.md, ``default-src 'none'``: it is not asked about data blocks.

    Pages for those who reprint have one script, which ``test_kits.py`` looks at.
    """
    opened = re.compile(r"<script\b[^>]*>")
    found = {
        path: opened.findall(site.page(path))
        for path in site.built()
        if path.endswith(".html") and "/republish/" not in path
    }
    assert {tag for tags in found.values() for tag in tags} == {DATA_BLOCK}
    assert {len(tags) for path, tags in found.items() if "/articles/" in f"/{path}"} <= {0, 1}
    for path, tags in found.items():
        if tags:
            assert page_data(site, path)["@context"] == "https://schema.org", path


def page_data(site: Paper, path: str) -> dict[str, Any]:
    """Return the data block of a page."""
    block = site.page(path).partition(DATA_BLOCK)[2].partition("</script>")[0]
    found: dict[str, Any] = json.loads(block)
    return found


def test_every_link_inside_the_site_leads_to_a_page_a_file_or_a_heading(site: Paper) -> None:
    assert broken_links(site.built(), "/paper") == []


def test_no_page_has_ids_twice_or_pictures_without_words(site: Paper) -> None:
    assert list(faults(site.built())) == []


def test_the_rest_of_a_series_is_shown_from_every_part(site: Paper) -> None:
    last = page(site, "articles/lift-4/index.html")
    assert "装电梯（二）：图纸改了三稿" in last.texts["/paper/articles/lift-2/"]
    assert "上一篇" in last.text
    assert "下一篇" not in last.text
    series = page(site, "series/装电梯/index.html")
    order = [series.text.index(f"装电梯（{number}）") for number in "一二四"]
    assert order == sorted(order)
    assert "尚未刊出" in series.text


def test_an_english_article_has_an_english_page(site: Paper) -> None:
    english = page(site, "articles/lifts-in-yushuli/index.html")
    assert english.head["lang"] == "en"
    for words in (
        "19 March 2026, 09:00",
        "By Lin Xiaoman (Test Neighbours)",
        "Editor Shen He",
        "Source Test Neighbours",
        "15 words · 1 min",
        "Reprint notice",
        "may not be reprinted without permission",
        "Share this story",
    ):
        assert words in english.text
    assert [
        words for words in ("来源", "责编", "转载声明", "分享", "分钟") if words in english.text
    ] == []


def test_chinese_names_on_an_english_page_say_that_they_are_chinese(site: Paper) -> None:
    html = site.page("articles/lifts-in-yushuli/index.html")
    assert 'lang="zh-Hans">社区</a>' in html
    assert 'lang="zh-Hans">English</a>' not in html


def test_an_english_story_in_a_chinese_list_says_its_language(site: Paper) -> None:
    html = site.page("latest/index.html")
    start = html.rindex("<article", 0, html.index("Lifts come to Yushuli"))
    assert 'lang="en"' in html[start : html.index(">", start)]


def test_a_reprint_names_where_it_is_from_and_claims_nothing(site: Paper) -> None:
    reprint = page(site, "articles/piano/index.html")
    for words in (
        "本文转载自岚江日报",
        "原标题《母校的钢琴》",
        "作者丁某",
        "原文发布 2026年3月1日",
    ):
        assert words in reprint.text
    assert "岚江日报" in reprint.texts["https://daily.example/piano.html"]
    assert "阅读原文" in reprint.texts["https://daily.example/piano.html"]
    main = site.page("articles/piano/index.html").partition("<main")[2].partition("</main>")[0]
    assert [words for words in ("©", "未经授权", "测试区融媒体中心") if words in main] == []


GONE = ("撤掉的", "收费的话", "gone.png")


def test_a_withdrawn_story_leaves_its_address_and_no_word_of_it(site: Paper) -> None:
    withdrawn = page(site, "articles/fee/index.html")
    assert "已撤回" in withdrawn.text
    assert "事实有误，本报致歉。" in withdrawn.text
    assert "2026年3月20日" in withdrawn.text
    assert withdrawn.head["robots"] == "noindex"
    assert withdrawn.head["canonical"] == "https://news.example/paper/articles/fee/"
    told = [
        (path, words)
        for path, content in site.built().items()
        for words in GONE
        if words in path or words.encode() in content
    ]
    assert told == []


# (notice, words on its page, may search engines list it?)
NOTICES = [
    ("water", "生效中 有效至 2026年3月25日", True),
    ("open", "生效中 长期有效", True),
    ("old", "已失效 失效日期 2026年3月21日", False),
]


@pytest.mark.parametrize(("name", "words", "listed"), NOTICES)
def test_a_notice_says_whether_it_still_holds(
    site: Paper, name: str, words: str, listed: bool
) -> None:
    notice = page(site, f"notices/{name}/index.html")
    assert words in notice.text
    assert ("robots" not in notice.head) is listed


def test_the_notices_page_keeps_what_holds_and_what_held_apart(site: Paper) -> None:
    text = page(site, "notices/index.html").text
    order = [text.index(words) for words in ("生效中的公告", "停水通知", "往期公告", "旧通知")]
    assert order == sorted(order)
    home = page(site, "index.html").text
    assert ("停水通知" in home, "旧通知" in home) == (True, False)


def test_keywords_stand_in_the_head_for_search_engines(paper: Paper) -> None:
    paper.write("articles/a.md", article(关键词="加装电梯、老旧小区"))
    paper.build()
    assert '<meta name="keywords" content="加装电梯,老旧小区">' in paper.page(
        "articles/a/index.html"
    )
