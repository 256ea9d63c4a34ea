from __future__ import annotations

from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace

from linli.rights.kit import (
    explain_asking,
    explain_copy,
    is_wanted,
    kit_of,
    last_line,
    mailbox_of,
    request_for,
)
from linli.rights.statement import state_rights
from linli.rights.words import words_with
from linli.story import Origin, Permission, Reuse
from linli.story.rights import conflict
from tests.rights.test_statement import HOUSE, STORY, words
from tests.tables import cases

ROWS = [[str(cell) for cell in one.values] for one in cases("rights", "Kits")]
ALLOWED = [one for one in product(Origin, Permission, Reuse) if not conflict(*one)]
URL = "https://news.example/articles/a/"


def offered(origin: Origin, permission: Permission, reuse: Reuse) -> list[str]:
    """Return what the rows of the table say of a combination."""
    return [
        kit
        for origins, permissions, reuses, kit in ROWS
        if origin in words(origins, Origin)
        and permission in words(permissions, Permission)
        and reuse in words(reuses, Reuse)
    ]


def test_every_combination_that_may_be_has_one_row_and_the_kit_it_says() -> None:
    found = {one: [kit_of(*map(str, one))] for one in ALLOWED}
    assert found == {one: offered(*one) for one in ALLOWED}


# (the setting, the kits that get a page)
WANTED = [("free", {"copy"}), ("all", {"copy", "ask"}), ("none", set())]


@pytest.mark.parametrize(("setting", "kits"), WANTED)
def test_the_setting_says_which_kits_there_are(setting: str, kits: set[str]) -> None:
    assert {mode for mode in ("", "ask", "copy") if is_wanted(mode, setting)} == kits


# (what may be done, what the page says, what it must not say)
DUTIES: list[tuple[dict[str, Any], list[str], list[str]]] = [
    ({"reuse": Reuse.FREE_WITH_CREDIT}, ["来源“测试邻里”", "《楼里装上了电梯》", "周岚、许亦辰", "不得变更"], ["协议", "商业"]),
    ({"reuse": Reuse.CC_BY}, ["CC BY 4.0", "可以删节、改写、翻译"], ["整篇照登", "商业", "同一协议"]),
    ({"reuse": Reuse.CC_BY_SA}, ["CC BY-SA 4.0", "可以删节", "同一协议"], ["整篇照登", "商业"]),
    ({"reuse": Reuse.CC_BY_ND}, ["CC BY-ND 4.0", "须整篇照登"], ["可以删节", "商业", "同一协议"]),
    ({"reuse": Reuse.CC_BY_NC}, ["CC BY-NC 4.0", "可以删节", "不得用于商业目的"], ["整篇照登"]),
    ({"reuse": Reuse.CC_BY_NC_SA}, ["CC BY-NC-SA 4.0", "可以删节", "商业", "同一协议"], ["整篇照登"]),
    ({"reuse": Reuse.CC_BY_NC_ND}, ["CC BY-NC-ND 4.0", "须整篇照登", "商业"], ["可以删节", "同一协议"]),
    ({"reuse": Reuse.CC0}, ["CC0 1.0", "可以自由使用"], ["不得", "整篇照登"]),
    ({"permission": Permission.PUBLIC_DOMAIN_FACT}, ["不主张著作权", "测试邻里"], ["不得", "协议"]),
    ({"origin": Origin.RELEASE, "source": "青禾水务", "reuse": Reuse.FREE_WITH_CREDIT}, ["青禾水务提供的通稿"], ["协议"]),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "said", "unsaid"), DUTIES)
def test_the_page_says_what_a_reprint_must_keep_to(
    fields: dict[str, Any], said: list[str], unsaid: list[str]
) -> None:
    terms = explain_copy(replace(STORY, **fields), HOUSE, "", "zh-Hans", URL)
    text = "\n".join("".join(piece.text for piece in line) for line in terms.duties)
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text] == []
    assert "原文网址" in text, "whatever the licence, the credit stays"


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh-Hans", "转载本文"), ("zh-TW", "轉載本文"), ("en", "Republish this story")],
)
def test_the_page_speaks_the_language_of_the_article(language: str, title: str) -> None:
    terms = explain_copy(replace(STORY, reuse=Reuse.CC_BY_ND), HOUSE, "", language, URL)
    assert terms.title == title
    assert len(terms.duties) == 4


def test_a_licence_is_linked_to_its_text() -> None:
    terms = explain_copy(replace(STORY, reuse=Reuse.CC_BY), HOUSE, "", "en", URL)
    links = [piece.url for line in terms.duties for piece in line if piece.url]
    assert links == ["https://creativecommons.org/licenses/by/4.0/"]


def test_who_must_ask_is_told_how() -> None:
    terms = explain_asking(STORY, HOUSE, "电话 0000-6120 0000", "zh-Hans", URL)
    pieces = [piece for line in terms.lead for piece in line]
    assert ("申请转载授权", "/contact/") in [(piece.text, piece.url) for piece in pieces]
    assert "电话 0000-6120 0000" in "".join(piece.text for piece in pieces)
    without = explain_asking(STORY, HOUSE._replace(ask_url=""), "", "zh-Hans", URL)
    said = ["".join(piece.text for piece in line) for line in without.lead]
    assert len(said) == 3, "a line that needs what we have not told is left out"
    assert said[-1].endswith("联系测试区融媒体中心。"), "whom to ask is told in any case"


def test_the_policy_is_named_as_what_it_is_and_not_as_a_place_to_ask() -> None:
    house = HOUSE._replace(ask_url="/reprint/", policy_url="/reprint/")
    terms = explain_asking(STORY, house, "电话 0000-6120 0000", "zh-Hans", URL)
    links = [(piece.text, piece.url) for line in terms.lead for piece in line if piece.url]
    assert links == [("申请的办法见转载说明", "/reprint/")]


# (where to ask, how to reach us, the mailbox)
MAILBOXES = [
    ("mailto:ask@news.example", "电话 0000", "ask@news.example"),
    ("mailto:ask@news.example?subject=hi", "", "ask@news.example"),
    ("/contact/", "邮箱：reprint@qinghe.example，电话", "reprint@qinghe.example"),
    ("/contact/", "写信给 a.b+c@news.example。", "a.b+c@news.example"),
    ("/contact/", "电话 0000-6120 0000", ""),
    ("https://news.example/ask@home/", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("ask", "contact", "mailbox"), MAILBOXES)
def test_a_mail_goes_to_the_mailbox_that_the_settings_name(
    ask: str, contact: str, mailbox: str
) -> None:
    assert mailbox_of(ask, contact) == mailbox
    request = request_for(STORY, HOUSE._replace(ask_url=ask), contact, "zh-Hans", URL)
    assert bool(request.mail) is bool(mailbox), "a mail to nobody is a trap"


def test_the_mail_holds_the_request_and_nothing_else_can_stand_in_its_address() -> None:
    story = replace(STORY, title="甲&cc=everybody@bad.example?乙#100%")
    request = request_for(story, HOUSE, "ask@news.example", "zh-Hans", URL)
    parts = urlsplit(request.mail)
    found = parse_qs(parts.query, strict_parsing=True)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "ask@news.example", "")
    assert found.keys() == {"subject", "body"}
    assert found["body"] == [request.text.replace("\n", "\r\n")]
    assert request.mail.isascii()


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_the_request_names_the_story_and_leaves_blanks_for_the_rest(language: str) -> None:
    text = request_for(STORY, HOUSE, "", language, URL).text
    for word in ("楼里装上了电梯", "周岚", URL, "测试邻里"):
        assert word in text, word
    assert text.count("________") == 6


def test_every_copy_ends_in_the_credit_and_the_address_of_the_original() -> None:
    statement = state_rights(STORY, HOUSE, "zh-Hans")
    line = last_line(statement, HOUSE, "zh-Hans", URL)
    assert (
        "".join(piece.text for piece in line)
        == f"来源：测试邻里，《楼里装上了电梯》，周岚、许亦辰。原文：{URL}"
    )
    assert line[-1].url == URL


# (a site's own words, the last line of a copy)
LAST: list[tuple[dict[str, str], str]] = [
    ({"credit": "{source}，《{title}》，{holder}"}, f"来源：测试邻里，《楼里装上了电梯》，周岚、许亦辰。原文：{URL}"),
    ({"kit-line": "{credit}\n（{url}）"}, f"来源：测试邻里，《楼里装上了电梯》，周岚、许亦辰（{URL}）"),
]  # fmt: skip


@pytest.mark.parametrize(("own", "line"), LAST)
def test_no_wording_of_a_site_leaves_a_copy_without_credit_or_address(
    own: dict[str, str], line: str
) -> None:
    house = HOUSE._replace(words=words_with({"zh-Hans": own}))
    statement = state_rights(replace(STORY, reuse=Reuse.CC0), house, "zh-Hans")
    last = last_line(statement, house, "zh-Hans", URL)
    assert "".join(piece.text for piece in last) == line
