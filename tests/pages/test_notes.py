"""The notice as plain text, for feeds and other people's themes: a link has its address behind it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from linli.pages.notes import rights_text
from linli.pages.views import Link, RightsView
from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

ASK = RightsView(
    "ask",
    "声明",
    ((Link("须经授权。"),), (Link("申请授权", "/contact/"), Link("。"))),
    "© 2026 测试",
)


def full(url: str) -> str:
    return f"https://news.example{url}" if url.startswith("/") else url


def test_a_link_has_its_whole_address_behind_it() -> None:
    said = "须经授权。申请授权（https://news.example/contact/）。© 2026 测试"
    assert rights_text(ASK, "zh-Hans", full) == said
    assert rights_text(ASK, "en", full).count(" (https://news.example/contact/)") == 1


def test_a_mailbox_is_written_as_people_write_it() -> None:
    mail = replace(ASK, sentences=((Link("联系我们", "mailto:rights@news.example"),),))
    assert rights_text(mail, "zh-Hans", full) == "联系我们（rights@news.example）© 2026 测试"


def test_an_address_that_leads_nowhere_outside_of_the_site_is_left_out() -> None:
    assert rights_text(ASK, "zh-Hans", lambda _: "") == "须经授权。申请授权。© 2026 测试"


@pytest.mark.parametrize(
    ("reuse", "said"),
    [
        (None, "申请转载授权（https://news.example/paper/contact/）。"),
        ("CC BY", "（CC BY 4.0，https://creativecommons.org/licenses/by/4.0/deed.zh-hans）"),
    ],
)
def test_a_feed_says_where_to_ask_and_which_licence(
    paper: Paper, reuse: str | None, said: str
) -> None:
    paper.settings |= {"SITEURL": "https://news.example/paper", "LINLI_ASK_URL": "/contact/"}
    paper.write("articles/a.md", article(转载许可=reuse))
    paper.write("pages/contact.md", "标题：联系\n\n电话。\n")
    paper.build()
    assert said in paper.page("feed.xml")
    assert said in json.dumps(json.loads(paper.page("feed.json")), ensure_ascii=False)
