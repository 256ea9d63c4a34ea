"""The republish kit in a built site: which articles have one, what is in it, and what is not."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import article
from tests.pages.crawl import Page, broken_links, faults
from tests.pages.pictures import png
from tests.pages.test_rights import reprint

if TYPE_CHECKING:
    from tests.factories import Paper

SITE = "https://news.example/paper"
FILES = ["article.html.txt", "article.json", "article.md", "article.txt", "index.html", "qr.svg"]
TEXT = """\
楼里装上了电梯，见[上一篇](other.md#a)和[表格](../files/form.pdf)，也可以[写信](mailto:desk@news.example)。

![井道](../images/own.png "新的井道。摄影：罗川")

![远景](../images/lent.png "江边远景。图源：岚江日报")
"""


@pytest.fixture
def news(paper: Paper) -> Paper:
    """A newsroom with an article that may be taken along, and its pictures."""
    paper.settings |= {
        "SITEURL": SITE,
        "LINLI_PUBLISHER": "测试区融媒体中心",
        "LINLI_REPRINT_CONTACT": "邮箱 ask@news.example",
    }
    paper.write("images/own.png", png())
    paper.write("images/lent.png", png())
    paper.write("files/form.pdf", b"%PDF-1.7")
    paper.write("articles/other.md", article("## 甲 {#a}\n\n先开口的是二楼。", 标题="上一篇"))
    write(paper)
    return paper


def write(paper: Paper, body: str = TEXT, **fields: str | None) -> None:
    usual: dict[str, Any] = {
        "编号": "a",
        "记者": "周岚",
        "摄影": "罗川",
        "转载许可": "CC BY",
        "授权书编号": "SECRET-7",
        "配图": "![梯](../images/own.png)",
    }
    paper.write("articles/a.md", article(body, **{**usual, **fields}))


def kit(paper: Paper, name: str = "a") -> list[str]:
    """Return the files of a kit in the built site."""
    start = f"articles/{name}/republish/"
    return [path.removeprefix(start) for path in paper.built() if path.startswith(start)]


def test_an_article_that_may_be_taken_along_has_a_page_and_its_files(news: Paper) -> None:
    news.build()
    assert kit(news) == FILES
    assert kit(news, "other") == ["index.html"], "this one needs permission"
    built = news.built()
    assert broken_links(built, "/paper") == []
    assert list(faults(built)) == []


def test_the_page_is_for_people_and_not_for_search_engines(news: Paper) -> None:
    news.build()
    for name in ("a", "other"):
        page = Page(news.page(f"articles/{name}/republish/index.html"))
        assert page.head["robots"] == "noindex"
        assert page.head["canonical"] == f"{SITE}/articles/{name}/republish/", (
            "a page that is not listed stands for itself: it is no copy of the article's page"
        )


def test_the_foot_of_the_article_leads_there(news: Paper) -> None:
    news.build()
    for name, said in (("a", "转载本文"), ("other", "申请转载本文")):
        page = Page(news.page(f"articles/{name}/index.html"))
        assert page.texts[f"/paper/articles/{name}/republish/"] == said


def test_every_address_in_a_copy_is_absolute_and_nothing_of_ours_is_left(news: Paper) -> None:
    news.build()
    html = news.page("articles/a/republish/article.html.txt")
    assert re.findall(r'(?:href|src)="([^"]*)"', html) == [
        f"{SITE}/images/own.png",
        f"{SITE}/articles/other/#a",
        f"{SITE}/files/form.pdf",
        "mailto:desk@news.example",
        f"{SITE}/images/own.png",
        "https://creativecommons.org/licenses/by/4.0/deed.zh-hans",
        f"{SITE}/articles/a/",
    ]
    assert not re.search(r" (?:class|id|style|rel|title)=|<(?:div|span|script)|linli", html)


def test_only_pictures_of_our_own_people_come_along_and_the_page_names_the_others(
    news: Paper,
) -> None:
    news.build()
    for name in FILES[:4]:
        copy = news.page(f"articles/a/republish/{name}")
        assert "images/own.png" in copy, name
        if name != "article.json":
            assert "lent.png" not in copy, name
    found = json.loads(news.page("articles/a/republish/article.json"))
    assert [one["credit"] for one in found["pictures_left_out"]] == ["图源：岚江日报"]
    page = Page(news.page("articles/a/republish/index.html"))
    assert "江边远景。 图源：岚江日报" in page.text


def test_every_form_ends_in_the_credit_with_the_address_of_the_original(news: Paper) -> None:
    news.build()
    credit = f"来源：测试邻里，《榆树里装上电梯》，周岚。原文：{SITE}/articles/a/"
    for name in FILES[:4]:
        text = news.page(f"articles/a/republish/{name}")
        if name == "article.json":
            text = json.loads(text)["text"]
        last = re.sub(r"</?[pa]\b[^>]*>|[<>]", "", text.splitlines()[-1])
        assert last == credit, name
        assert "CC BY 4.0" in text, name


@pytest.mark.parametrize("name", FILES)
def test_nothing_private_leaves_with_a_copy(news: Paper, name: str) -> None:
    news.build()
    assert "SECRET" not in news.page(f"articles/a/republish/{name}")


def test_corrections_and_the_mark_of_a_machine_go_along(news: Paper) -> None:
    write(news, 更正="2026-03-21 楼层已改", AI标识="辅助")
    news.build()
    text = news.page("articles/a/republish/article.txt")
    assert "人工智能辅助" in text.partition("楼里")[0]
    assert "更正 2026年3月21日：楼层已改" in text.partition("楼里")[2]


def test_who_must_ask_gets_no_word_of_the_text_but_a_request(news: Paper) -> None:
    news.build()
    html = news.page("articles/other/republish/index.html")
    page = Page(html)
    assert "先开口的是二楼" not in html
    assert "我们想转载《上一篇》" in page.text
    mail = [link for link in page.links if link.startswith("mailto:")]
    assert len(mail) == 1
    assert mail[0].startswith("mailto:ask@news.example?subject=%E7%94%B3")
    assert f"{SITE}/articles/other/" in page.text


# (what the settings say, where the page leads, what it says of how to ask)
ASKING: list[tuple[dict[str, str], list[str], list[str]]] = [
    ({}, ["/paper/reprint/"], ["请按本站其他页面上的办法联系测试区融媒体中心"]),
    ({"LINLI_REPRINT_POLICY": ""}, [], ["请按本站其他页面上的办法联系测试区融媒体中心"]),
    ({"LINLI_ASK_URL": "/articles/a/"}, ["/paper/articles/a/"], ["申请转载授权。"]),
    ({"LINLI_ASK_URL": "mailto:b@news.example"}, ["mailto:b@news.example"], ["用邮件发出申请"]),
    ({"LINLI_REPRINT_CONTACT": "电话 0000-0000"}, ["/paper/reprint/"], ["联系方式：电话 0000-0000"]),
    ({"LINLI_REPRINT_CONTACT": "邮箱 c@news.example"}, ["/paper/reprint/"], ["用邮件发出申请"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "links", "said"), ASKING, ids=[str(one) for one, *_ in ASKING]
)
def test_whatever_the_settings_say_the_page_tells_how_to_ask(
    news: Paper, settings: dict[str, str], links: list[str], said: list[str]
) -> None:
    news.settings |= {"LINLI_REPRINT_CONTACT": "", **settings}
    report = news.build()
    page = Page(news.page("articles/other/republish/index.html"))
    assert "我们想转载《上一篇》" in page.text, "the request is there to be copied in any case"
    assert [one for one in said if one not in page.text] == []
    assert [one for one in links if one not in page.links] == []
    told = [str(one.rule) for one in report.problems]
    reachable = settings.keys() & {"LINLI_ASK_URL", "LINLI_REPRINT_CONTACT"}
    assert told == ([] if reachable else ["nowhere-to-ask"]), "once, however many stories there are"
    policy = news.built().get("reprint/index.html", b"").decode()
    assert ("请按本站其他页面上的办法" in policy) == bool(policy and not reachable)


def test_where_nobody_need_ask_nothing_is_said_of_where(news: Paper) -> None:
    news.settings |= {"LINLI_REPRINT_CONTACT": "", "LINLI_REUSE": "free-with-credit"}
    assert [str(one.rule) for one in news.build().problems] == []


def test_pages_need_no_script_and_load_only_ours(news: Paper) -> None:
    news.build()
    for name in ("a", "other"):
        html = news.page(f"articles/{name}/republish/index.html")
        assert re.findall(r"<script[^>]*>", html) == ['<script src="/paper/theme/copy.js" defer>']
        assert not re.search(r" style=| on[a-z]+=", html)
        assert html.count("<textarea") == html.count(" readonly ")
        assert all(" hidden>" in one for one in re.findall(r"<button[^>]*>", html))
        assert "<label" in html


# (what the header says, what there is)
KITS: list[tuple[dict[str, Any], list[str]]] = [
    ({"转载许可": "注明来源可转载"}, FILES),
    ({"转载许可": "CC0"}, FILES),
    ({"转载许可": "须经授权"}, ["index.html"]),
    ({"转载许可": "禁止转载"}, []),
    ({"转载许可": None, "授权状态": "官方文件"}, []),
    ({"转载许可": None, "授权状态": "单纯事实"}, FILES),
    ({"转载许可": "注明来源可转载", "稿件性质": "通稿", "授权状态": "已授权"}, FILES),
    ({"转载许可": None, "稿件性质": "通稿", "授权状态": "已授权"}, []),
    ({"转载许可": "CC BY-ND", "稿件性质": "来稿", "授权状态": "已授权"}, FILES),
    ({"状态": "已撤回"}, []),
    ({"状态": "草稿"}, []),
    ({"失效": "2026-03-21"}, []),
    ({"失效": "2026-03-23"}, FILES),
    ({"日期": "2026-03-23"}, []),
    ({"授权截止": "2026-03-21"}, []),
]


@pytest.mark.parametrize(("fields", "files"), KITS, ids=[str(fields) for fields, _ in KITS])
def test_there_is_a_kit_where_rights_and_state_allow_it(
    news: Paper, fields: dict[str, Any], files: list[str]
) -> None:
    write(news, "楼里装上了电梯。", **fields)
    news.build()
    assert kit(news) == files


def test_what_others_published_first_is_never_handed_on(news: Paper) -> None:
    news.write("articles/a.md", reprint(编号="a"))
    news.write("articles/b.md", reprint(编号="b", 标题="另一篇", 转载许可="CC BY"))
    news.build()
    assert kit(news) == kit(news, "b") == []
    assert "republish" not in news.page("articles/a/index.html")


def test_a_notice_has_no_kit(news: Paper) -> None:
    news.write("notices/water.md", article(标题="停水", 栏目=None, 转载许可="CC BY"))
    news.build()
    assert [path for path in news.built() if path.startswith("notices/water/")] == [
        "notices/water/index.html"
    ]


# (the setting, who has a kit)
SETTINGS = [("free", (True, False)), ("all", (True, True)), ("none", (False, False))]


@pytest.mark.parametrize(("setting", "there"), SETTINGS)
def test_the_newsroom_decides_which_kits_there_are(
    news: Paper, setting: str, there: tuple[bool, bool]
) -> None:
    news.settings["LINLI_REPUBLISH"] = setting
    news.build()
    assert (bool(kit(news)), bool(kit(news, "other"))) == there
    links = tuple(
        "/republish/" in news.page(f"articles/{one}/index.html") for one in ("a", "other")
    )
    assert links == there


def test_without_an_address_of_the_site_there_is_nothing_to_hand_out(news: Paper) -> None:
    del news.settings["SITEURL"]
    news.build()
    assert kit(news) == kit(news, "other") == []


def test_a_hostile_title_stays_text_everywhere(news: Paper) -> None:
    title = '</textarea><script>alert("1")</script>'
    write(news, 标题=title)
    news.build()
    html = news.page("articles/a/republish/index.html")
    assert "<script>alert" not in html
    assert Page(html).text.count(title) >= 1
    assert json.loads(news.page("articles/a/republish/article.json"))["title"] == title
    assert b"<script" not in news.built()["articles/a/republish/qr.svg"]


# what is changed, one after another, on a site that was built before
CHANGES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("a notice with a condition", {"转载许可": "CC BY-ND"}, {}),
    ("needs permission now", {"转载许可": "须经授权"}, {}),
    ("the way to reach us", {"转载许可": "须经授权"}, {"LINLI_REPRINT_CONTACT": "电话 0000-0000"}),
    ("where to ask", {"转载许可": "须经授权"}, {"LINLI_ASK_URL": "mailto:b@news.example"}),
    ("free again", {"转载许可": "注明来源可转载"}, {}),
    ("who took the pictures", {"转载许可": "注明来源可转载", "摄影": "丁一"}, {}),
    ("a cover's credit", {"转载许可": "注明来源可转载", "配图": '![梯](../images/own.png "井道。摄影：丁一")'}, {}),
    ("our people", {}, {"LINLI_PEOPLE": {"丁一": {"unit": "测试邻里", "biography": ""}}}),
    ("the words", {}, {"LINLI_RIGHTS_WORDS": {"zh-Hans": {"kit-title": "拿走这篇"}}}),
    ("only free ones", {}, {"LINLI_REPUBLISH": "free"}),
    ("the address", {}, {"SITEURL": "https://other.example"}),
    ("withdrawn", {"状态": "已撤回"}, {}),
    ("none", {}, {"LINLI_REPUBLISH": "none"}),
]  # fmt: skip


def test_after_any_change_a_kit_is_what_a_clean_build_makes(news: Paper) -> None:
    news.build()
    before = news.built()
    for name, fields, settings in CHANGES:
        write(news, **fields)
        news.settings |= settings
        news.build()
        warm = news.built()
        news.build(full=True)
        assert news.built() == warm, name
        assert warm != before, f"{name}: expected a difference that readers see"
        before = warm


def test_a_credit_in_the_text_changes_the_kit_and_nothing_else_is_made_anew(news: Paper) -> None:
    news.build()
    write(news, TEXT.replace("图源：岚江日报", "摄影：罗川"))
    report = news.build()
    assert "lent.png" in news.page("articles/a/republish/article.html.txt")
    warm = news.built()
    feeds = sum(path.endswith((".xml", "feed.json")) for path in warm)
    assert report.rendered <= len(FILES) + 1 + feeds
    news.build(full=True)
    assert news.built() == warm
