from __future__ import annotations

import pytest

from linli.rights.policy import KINDS, Policy, explain
from linli.rights.statement import House, kind_of
from linli.rights.words import NOTICES

HOUSE = House("测试邻里", "测试区融媒体中心", "/contact/", "/reprint/")


def policy(lang: str = "zh-Hans", house: House = HOUSE, contact: str = "") -> Policy:
    return explain(house, contact, lang, 2026)


def said(found: Policy) -> str:
    lines = [line for one in found.sections for line in (*one.sentences, *one.example)]
    return "\n".join("".join(piece.text for piece in line) for line in (*found.lead, *lines))


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_every_kind_of_notice_is_explained_with_an_example(lang: str) -> None:
    found = policy(lang)
    names = [one.name for one in found.sections]
    assert names == ["how", "web", *(name for name, *_ in KINDS)]
    bare = [one.name for one in found.sections[2:] if not (one.heading and one.example)]
    assert bare == []


def test_the_examples_are_those_of_their_section() -> None:
    kinds = {name: kind_of(origin, permission, reuse) for name, origin, permission, reuse in KINDS}
    assert kinds.pop("no-claim") == "official"
    assert all(name == kind for name, kind in kinds.items())
    assert set(kinds) <= set(NOTICES)


def test_the_page_is_under_no_licence_of_its_own() -> None:
    pieces = [
        piece
        for one in policy().sections
        for line in (*one.sentences, *one.example, one.links)
        for piece in line
    ]
    assert [piece for piece in pieces if piece.rel] == []
    licences = {piece.url for piece in pieces if "creativecommons.org/licenses" in piece.url}
    assert len(licences) == 6


def test_the_page_says_how_to_ask_and_whom() -> None:
    found = said(policy(contact="电话 0000-0000"))
    assert "联系方式：电话 0000-0000" in found
    assert "测试区融媒体中心" in found
    assert "联系方式" not in said(policy())


def test_the_page_does_not_send_readers_to_itself() -> None:
    how = policy(house=HOUSE._replace(ask_url="/reprint/")).sections[0]
    assert [piece.url for line in how.sentences for piece in line if piece.url] == []


@pytest.mark.parametrize(
    ("ask", "contact", "by_name"),
    [("", "", True), ("/reprint/", "", True), ("/contact/", "", False), ("", "电话 0000", False)],
)
def test_where_nothing_tells_how_to_reach_us_our_name_is_told(
    ask: str, contact: str, by_name: bool
) -> None:
    how = policy(house=HOUSE._replace(ask_url=ask), contact=contact).sections[0]
    text = "".join(piece.text for line in how.sentences for piece in line)
    assert ("其他页面上的办法联系测试区融媒体中心" in text) is by_name
