"""The words around a story are in the language of the story, all of them."""

from __future__ import annotations

import json
import re
import tomllib
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import asdict

from linli.pages import notes
from linli.pages.sharing import SHARE
from linli.pages.words import VOCABULARIES, vocabulary
from linli.republish import plain, wechat
from linli.rights.words import WORDS
from linli.text import convert, tables
from tests.characters import simplified_only
from tests.conftest import ROOT
from tests.factories import article
from tests.pages.crawl import Page
from tests.pages.pictures import png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.factories import Paper

LANGUAGES = ["zh-Hans", "zh-Hant", "en"]
THEME = {
    name: tomllib.loads((ROOT / "theme" / "lang" / f"{name}.toml").read_text("utf-8"))
    for name in LANGUAGES
}
TABLES: dict[str, dict[str, Any]] = {
    "views": {name: asdict(words) for name, words in VOCABULARIES.items()},
    "theme": THEME,
    "rights": dict(WORDS),
    "notes": dict(notes.WORDS),
    "wechat": dict(wechat.WORDS),
    "plain text": {name: {"picture": text} for name, text in plain.PICTURE.items()},
    "notes in texts": {name: {"back": text} for name, text in convert.BACK.items()},
    "tables in texts": {name: {"label": text} for name, text in tables.LABELS.items()},
}
"""Every table of words that readers see, by language."""


def texts(table: dict[Any, Any], place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a table with its place."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from texts(value, f"{place}{key}.")
        else:
            yield f"{place}{key}", value


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_language_has_every_word_with_the_same_slots(table: dict[str, Any]) -> None:
    assert list(table) == LANGUAGES
    found = {name: dict(texts(words)) for name, words in table.items()}
    wanted = found["zh-Hans"]
    for name, words in found.items():
        assert words.keys() == wanted.keys(), name
        empty = {key for key, text in words.items() if not text}
        assert empty <= {"licence-page"}, name  # licences stand in English at their own address
    for key, text in found["zh-Hant"].items():
        assert slots(text) == slots(wanted[key]), key


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_traditional_words_hold_no_simplified_character(table: dict[str, Any]) -> None:
    words = dict(texts(table["zh-Hant"]))
    found = {key: odd for key, text in words.items() if (odd := simplified_only(text))}
    assert found == {}


def test_the_check_itself_finds_simplified_characters() -> None:
    assert simplified_only("转载本文，万国体育") == sorted("转载万国体")
    assert simplified_only("轉載本文，公里，後面，皇后，台北，只有") == []


@pytest.mark.parametrize(
    ("lang", "label"),
    [("zh-TW", "責任編輯"), ("zh-Hant-HK", "責任編輯"), ("zh-CN", "责编"), ("fr", "Editor")],
)
def test_a_region_gets_the_words_of_its_script(lang: str, label: str) -> None:
    assert vocabulary(lang).roles["editors"] == label


def test_every_service_for_sharing_has_a_name_in_every_language() -> None:
    for name, words in VOCABULARIES.items():
        assert words.services.keys() == SHARE.keys(), name


BODY = """\
樓裡裝上了電梯，見[表格](../files/form.pdf)。[^1]

![井道](../images/own.png "新的井道。攝影：羅川")

| 層 | 費用 |
| --- | --- |
| 二 | 0 |

[^1]: 三月二十日的消息。
"""
FIELDS: dict[str, Any] = {
    "标题": "榆樹里裝上電梯",
    "栏目": "社區",
    "责编": "沈禾",
    "来源": "測試鄰里",
    "语言": "zh-Hant",
    "记者": "周嵐",
    "通讯员": "許亦辰",
    "摄影": "羅川",
    "校对": "何靜",
    "审核": "丁一",
    "终审": "林小滿",
    "标签": "電梯",
    "AI标识": "辅助",
    "更正": "2026-03-21 重大：樓層已改",
}


def written(body: str, **own: Any) -> str:
    """Return a story in traditional Chinese."""
    return article(body, **{**FIELDS, **own})


@pytest.fixture
def press(paper: Paper) -> Paper:
    """A newsroom in traditional Chinese with a story of each sort."""
    paper.settings |= {
        "SITENAME": "測試鄰里",
        "SITEURL": "https://news.example",
        "DEFAULT_LANG": "zh-Hant",
        "LINLI_NOTICE_COLUMN": "公告",
        "LINLI_REPRINT_CONTACT": "電話 0000-6120 0000",
        "LINLI_SHARE": ["mail", "weibo", "qzone", "x", "facebook"],
        "DEFAULT_PAGINATION": 2,
    }
    paper.write("images/own.png", png())
    paper.write("files/form.pdf", b"%PDF-1.7")
    stories: dict[str, dict[str, Any]] = {
        "free": {"转载许可": "注明来源可转载"},
        "cc": {"转载许可": "CC BY-NC-ND"},
        "ask": {"转载许可": "须经授权", "系列": "電梯", "系列序号": "1"},
        "none": {"转载许可": "禁止转载", "系列": "電梯", "系列序号": "2"},
        "fact": {"授权状态": "单纯事实"},
        "official": {"授权状态": "官方文件", "文号": "青府發〔2026〕3號"},
        "gone": {"状态": "已撤回", "撤回日期": "2026-03-21", "撤回原因": "消息有誤"},
        "reprint": {
            "稿件性质": "转载",
            "来源": "嵐江日報",
            "原标题": "老樓新梯",
            "原文链接": "https://daily.example/a.html",
            "原发时间": "2026-03-19",
            "授权状态": "已授权",
        },
    }
    for name, own in stories.items():
        paper.write(f"articles/{name}.md", written(BODY, 标题=f"榆樹里裝上電梯之{name}", **own))
    notice: dict[str, Any] = {"栏目": None, "类别": "停水", "失效": "2026-03-30"}
    paper.write("notices/water.md", written("三月停水一日。", 标题="三月停水", **notice))
    over = {**notice, "标题": "二月停水", "日期": "2026-02-01", "失效": "2026-02-03"}
    paper.write("notices/over.md", written("二月停水一日。", **over))
    return paper


def test_no_page_of_a_newsroom_in_traditional_chinese_has_a_simplified_character(
    press: Paper,
) -> None:
    press.build()
    built = press.built()
    found = {
        path: odd
        for path, content in built.items()
        if not path.startswith("theme/")  # the drawing of its icon is Linli's own
        and path.endswith((".html", ".txt", ".md", ".json", ".xml", ".opml", ".svg"))
        and (odd := simplified_only(_unescaped(content.decode())))
    }
    assert found == {}
    assert {"articles/free/republish/article.txt", "reprint/index.html", "404.html"} <= built.keys()


def _unescaped(text: str) -> str:
    """Return a file's text, its JSON unescaped, where that may be escaped."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def test_a_story_in_traditional_chinese_speaks_so_on_a_page_of_a_simplified_newsroom(
    press: Paper,
) -> None:
    press.settings["DEFAULT_LANG"] = "zh-Hans"
    press.build()
    page = Page(press.page("articles/free/index.html"))
    assert page.texts["/articles/free/republish/"] == "轉載本文"
    for said in ("轉載聲明", "責任編輯", "分享本文", "QQ空間", "更正"):
        assert said in page.text, said
    kit = Page(press.page("articles/free/republish/index.html"))
    assert "下載這份檔案" in kit.text
    copy = json.loads(press.page("articles/free/republish/article.json"))
    assert "責任編輯" in {one["label"] for one in copy["signoff"]}
