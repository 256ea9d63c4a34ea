from __future__ import annotations

import json
import re
from html import unescape

import pytest
from markdown import markdown
from markdown_it import MarkdownIt

from linli.republish import as_html, as_json, as_markdown, as_text, as_wechat
from linli.republish.wechat import MARK
from tests.republish.making import URL, copy
from tests.republish.test_blocks import FIGURE

BODY = (
    '<p>一<strong>“二”</strong>三<em>四</em>，见<a href="https://a.example/x_(y)">那里</a>。</p>'
    "<h2>小标题</h2><ul><li>甲</li><li>乙<ol><li>子</li></ol></li></ul>"
    "<blockquote><p>话</p><p>又一句</p></blockquote>"
    "<table><thead><tr><th>名</th><th>数</th></tr></thead><tbody><tr><td>一|二</td><td>3</td></tr></tbody></table>"
    f"<p>面积9m<sup>2</sup></p>{FIGURE}"
)
LAST = f"来源：青禾邻里，《甲》，周岚。原文：{URL}"


def test_html_begins_with_the_title_and_ends_in_the_credit() -> None:
    lines = as_html(copy(BODY)).splitlines()
    assert lines[0] == "<h2>甲 &lt;乙&gt; &amp; 丙</h2>"
    assert (
        lines[-2]
        == '<p>本作品采用<a href="https://cc.example/by/">许可（CC BY 4.0）</a>进行许可。</p>'
    )
    assert lines[-1] == f'<p>来源：青禾邻里，《甲》，周岚。原文：<a href="{URL}">{URL}</a></p>'


def test_text_is_what_a_person_would_type() -> None:
    assert as_text(copy(BODY, subtitle="副题")) == (
        "甲 <乙> & 丙\n副题\n2026年3月20日　记者：周岚\n\n"
        "一“二”三四，见那里（https://a.example/x_(y)）。\n\n小标题\n\n· 甲\n· 乙\n  1. 子\n\n"
        "    话\n\n    又一句\n\n名 | 数\n一|二 | 3\n\n面积9m²\n\n"
        "［图］新的井道。 摄影：罗川（https://q.example/a.png）\n\n"
        f"本作品采用许可（CC BY 4.0，https://cc.example/by/）进行许可。\n{LAST}\n"
    )


def test_english_text_has_english_brackets() -> None:
    text = as_text(copy('<p>See <a href="https://a.example/">there</a>.</p>', lang="en"))
    assert "See there (https://a.example/)." in text
    assert "许可（CC BY 4.0） (https://cc.example/by/)" in text


def test_markdown_means_what_the_html_means() -> None:
    assert as_markdown(copy(BODY)) == (
        "# 甲 &lt;乙&gt; &amp; 丙\n\n2026年3月20日　记者：周岚\n\n"
        "一<strong>“二”</strong>三*四*，见[那里](<https://a.example/x_(y)>)。\n\n## 小标题\n\n- 甲\n- 乙\n  1. 子\n\n"
        "> 话\n>\n> 又一句\n\n| 名 | 数 |\n| --- | --- |\n| 一\\|二 | 3 |\n\n面积9m<sup>2</sup>\n\n"
        "![井](https://q.example/a.png)\n\n新的井道。 摄影：罗川\n\n"
        "本作品采用[许可（CC BY 4.0）](https://cc.example/by/)进行许可。\n\n"
        f"来源：青禾邻里，《甲》，周岚。原文：<{URL}>\n"
    )


# words that Markdown would take for marks
TRICKY = (
    "1. 不是列表",
    "# 不是标题",
    "- 不是",
    "+ 不是",
    "*星*_线_",
    "`码`",
    "[链](https://x.example)",
    "&lt;b&gt;",
    "=====",
    "~~删~~",
    "2026) 年",
)


@pytest.mark.parametrize("words", TRICKY)
def test_words_stay_words_in_markdown(words: str) -> None:
    made = as_markdown(copy(f"<p>{words}</p>", opening=(), closing=()))
    paragraph = made.split("\n\n")[1]
    assert unescape(markdown(paragraph)) == unescape(f"<p>{words}</p>")
    assert MarkdownIt().enable("strikethrough").render(paragraph).strip() == f"<p>{words}</p>"


def test_json_holds_every_credit_and_the_same_forms() -> None:
    made = copy(BODY)
    found = json.loads(as_json(made))
    assert found["authors"] == [{"role": "reporter", "label": "记者", "name": "周岚"}]
    assert found["signoff"] == [{"role": "editors", "label": "责编", "name": "沈禾"}]
    assert found["licence"] == {"name": "CC BY 4.0", "url": "https://cc.example/by/"}
    assert (found["published"], found["updated"]) == ("2026-03-20T08:30:00+08:00",) * 2
    assert (found["title"], found["language"], found["url"]) == (made.title, "zh-Hans", URL)
    assert (found["html"], found["text"]) == (as_html(made), as_text(made))
    assert found["pictures"] == [
        {
            "url": "https://q.example/a.png",
            "alt": "井",
            "width": 720,
            "height": 450,
            "caption": "新的井道。 摄影：罗川",
        }
    ]
    assert "pictures_left_out" not in found


def test_json_names_the_pictures_that_do_not_come_along() -> None:
    found = json.loads(as_json(copy(BODY, lambda _: False)))
    assert [one["credit"] for one in found["pictures_left_out"]] == ["摄影：罗川"]
    assert "pictures" not in found
    assert "<img" not in found["html"]


@pytest.fixture
def wechat() -> str:
    return as_wechat(copy(BODY, summary="摘要 <1>"), "data:image/png;base64,AAAA")


def test_the_wechat_copy_is_marked_inline_only(wechat: str) -> None:
    body = wechat.partition("<section>")[2]
    assert not re.search(
        r" (?:class|id|href)=|<(?:a|ul|ol|li|figure|figcaption|script|link|h[1-6])\b", body
    )
    tags = set(re.findall(r"<([a-z0-9]+)", body))
    assert tags <= set(
        "section p strong img blockquote span br table thead tbody tr th td sup".split()
    )
    assert "<style" not in wechat


def test_the_wechat_copy_shows_every_address_as_text(wechat: str) -> None:
    for address in ("https://a.example/x_(y)", "https://cc.example/by/", URL):
        assert f"{address}" in re.sub(r"<[^>]*>", "", wechat), address


def test_title_and_summary_stand_apart_as_they_have_fields_of_their_own(wechat: str) -> None:
    head, _, body = wechat.partition("<hr>")
    assert "甲 &lt;乙&gt; &amp; 丙</h1>" in head
    assert "摘要 &lt;1&gt;" in head
    assert "甲 &lt;乙&gt;" not in body
    assert MARK in head


def test_the_wechat_copy_ends_in_notice_credit_and_code(wechat: str) -> None:
    notice, credit, code = (wechat.index(one) for one in ("进行许可", "原文：", "data:image/png"))
    assert notice < credit < code
    assert 'name="robots" content="noindex"' in wechat
    assert "<img" not in as_wechat(copy(), "")
