"""Every feed that is made passes the proof; each way to break one is found, at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.feeds import Outline, atom, json_feed, opml, rss
from linli.feeds.proofs import ALL_FORMS, faults_of, is_address, is_rfc822, is_rfc3339
from tests.feeds.samples import CHANNEL, ENTRY, ITEMS, NOON, SITE, STONE, archive

MAKERS = {"rss": rss, "atom": atom, "json": json_feed}
GOOD = {form: make(CHANNEL, [*ITEMS, STONE]) for form, make in MAKERS.items()} | {
    "opml": opml("测试", NOON, [Outline("全站", f"{SITE}/feed.xml"), Outline("栏目")])
}
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "output"


def said(form: str, document: bytes) -> list[tuple[int, str]]:
    """Return the faults in English, each with the place of its story."""
    return [(fault.item, fault.en) for fault in faults_of(form, document)]


@pytest.mark.parametrize("form", ALL_FORMS)
def test_a_feed_with_everything_in_it_is_good(form: str) -> None:
    assert said(form, GOOD[form]) == []


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("channel", [CHANNEL, archive(), CHANNEL._replace(hub_url=f"{SITE}/hub")])
def test_feeds_without_stories_and_archives_are_good(form: str, channel: Any) -> None:
    assert said(form, MAKERS[form](channel, [])) == []
    assert said(form, MAKERS[form](channel, [ENTRY])) == []


def test_the_golden_feeds_are_good() -> None:
    forms = {"feed.xml": "rss", "atom.xml": "atom", "feed.json": "json", "feeds.opml": "opml"}
    found = [path for path in GOLDEN.rglob("*") if path.name in forms]
    assert len(found) > 20
    for path in found:
        assert said(forms[path.name], path.read_bytes()) == [], path


TEXTS = st.text(st.characters(exclude_categories=()), max_size=40)


@pytest.mark.parametrize("form", MAKERS)
@given(title=TEXTS, text=TEXTS, name=TEXTS)
@settings(max_examples=40, deadline=None)
def test_any_text_at_all_is_made_into_a_good_feed(
    form: str, title: str, text: str, name: str
) -> None:
    entry = ENTRY._replace(title=title, html=text, summary=name)
    assert said(form, MAKERS[form](CHANNEL._replace(title=name), [entry])) == []


def test_a_story_is_found_by_its_place() -> None:
    broken = GOOD["rss"].replace(f">{ITEMS[2].id}</guid>".encode(), b"></guid>")
    assert said("rss", broken) == [(2, "there is no guid")]
    (fault,) = faults_of("rss", broken)
    assert "</item>" in broken.decode().splitlines()[fault.line - 1]
    assert fault.zh == "没有 guid"


def test_a_withdrawn_story_counts_as_one_in_atom() -> None:
    document = atom(CHANNEL, [STONE, ENTRY])
    broken = document.replace(f"<id>{ENTRY.id}</id>".encode(), b"")
    assert broken != document
    assert said("atom", broken) == [(1, "there is no id")]
    broken = document.replace(b' ref="', b' nothing="')
    assert said("atom", broken) == [(0, "there is no ref")]


ONE = {form: make(CHANNEL, [ENTRY]).decode() for form, make in MAKERS.items()} | {
    "opml": GOOD["opml"].decode()
}
DOCTYPE = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<rss'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<rss'

# (form, what is there, what is put in its place, place of the story, words of the fault)
BROKEN: list[tuple[str, str, str, int, str]] = [
    ("rss", "</channel>", "", -1, "the XML is broken (mismatched tag)"),
    ("rss", "</item>", "&nosuch;</item>", 0, "the XML is broken (undefined entity)"),
    ("rss", "</item>", "\x0b</item>", 0, "the XML is broken (not well-formed (invalid token))"),
    ("rss", "</item>", "<nowhere:a/></item>", 0, "the XML is broken (unbound prefix)"),
    ("rss", "<rss", DOCTYPE, -1, "there is a document type"),
    ("rss", "<rss", OUTSIDE, -1, "there is a document type"),
    ("rss", "<rss", '<?xml-stylesheet href="a.xsl"?>\n<rss', -1, "processing instruction"),
    ("rss", "channel>", "canal>", -1, "there is no channel"),
    ("rss", "<title>测试邻里</title>", "<title> </title>", -1, "there is no title"),
    ("rss", "<channel>", "<channel><title>又一个</title>", -1, "the title '测试邻里' is there twice"),
    ("rss", " +0800</pubDate>", "</pubDate>", 0, "pubDate cannot be"),
    ("rss", "Fri, 20 Mar", "Mon, 20 Mar", 0, "pubDate cannot be 'Mon, 20 Mar"),
    ("atom", "<updated>2026", "<updated>26", -1, "updated cannot be '26"),
    ("atom", 'xmlns="http://www.w3.org/2005/Atom"', 'xmlns="http://other.example/"', -1, "root cannot be"),
    ("atom", f"<id>{ENTRY.id}</id>", "<id/>", 0, "there is no id"),
    ("atom", f'href="{ENTRY.url}"', 'href="/a/"', 0, "link href cannot be '/a/'"),
    ("json", "]\n}", "]", -1, "the JSON is broken (Expecting"),
    ("json", '"version"', '"verzion"', -1, "there is no version"),
    ("json", "1.1", "1.0", -1, "version cannot be 'https://jsonfeed.org/version/1.0'"),
    ("json", f'"id":"{ENTRY.id}"', '"id":7', 0, "id cannot be 7"),
    ("json", f'"id":"{ENTRY.id}"', '"id":""', 0, "id cannot be ''"),
    ("json", '"content_html"', '"_content"', 0, "there is no content_html"),
    ("json", f'"url":"{ENTRY.url}"', '"url":"/a/"', 0, "url cannot be '/a/'"),
    ("json", '"date_published":"2026-', '"date_published":"26-', 0, "date_published cannot be"),
    ("json", '"id":', '"author":{"name":"周岚"},"id":', 0, "author cannot be"),
    ("json", '"id":', '"tags":["",1],"id":', 0, "tags cannot be"),
    ("json", '"id":', '"attachments":[{"url":"https://a.example/"}],"id":', 0, "attachments cannot be"),
    ("json", '"id":', '"authors":[{}],"id":', 0, "authors cannot be"),
    ("json", '"id":', '"_rights":"ours","id":', 0, "_rights cannot be 'ours'"),
    ("json", '"id":', '"id":"b","id":', -1, "the JSON is broken ('id' twice)"),
    ("json", '"id":', '"_a":NaN,"id":', -1, "the JSON is broken (NaN is no JSON)"),
    ("json", '"type":"WebSub"', '"type":""', -1, "hubs cannot be"),
    ("json", '"items": [', '"items": [7,', 0, "items cannot be 7"),
    ("opml", f'xmlUrl="{SITE}/feed.xml"', 'xmlUrl="feed.xml"', -1, "xmlUrl cannot be 'feed.xml'"),
    ("opml", "<title>测试</title>", "", -1, "there is no title"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "there", "put", "item", "words"), BROKEN)
def test_each_way_to_break_a_feed_is_found(
    form: str, there: str, put: str, item: int, words: str
) -> None:
    assert there in ONE[form], "the sample has changed"
    found = said(form, ONE[form].replace(there, put).encode())
    assert any(place == item and words in fault for place, fault in found), found


def test_two_stories_of_one_id_are_a_fault() -> None:
    for form, name in (("rss", "guid"), ("atom", "id"), ("json", "id")):
        found = said(form, MAKERS[form](CHANNEL, [ENTRY, ENTRY]))
        assert found == [(1, f"the {name} {ENTRY.id!r} is there twice")]


@pytest.mark.parametrize("form", ALL_FORMS)
@pytest.mark.parametrize("document", [b"", b"[]", b"\xff\xfe", b"<a/>", b"null", b"{" * 100_000])
def test_what_is_no_feed_at_all_is_a_fault_and_no_crash(form: str, document: bytes) -> None:
    assert said(form, document)


def test_a_next_page_that_is_the_same_page_is_a_fault() -> None:
    feed = json.loads(ONE["json"])
    feed["next_url"] = feed["feed_url"]
    assert said("json", json.dumps(feed).encode()) == [
        (-1, f"next_url cannot be {feed['feed_url']!r}")
    ]


# (what it is asked of, text, is it good)
VALUES = [
    (is_address, "https://news.example/a?b=c#d", True),
    (is_address, "http://127.0.0.1:8000", True),
    (is_address, "//news.example/", False),
    (is_address, "https:///a", False),
    (is_address, "https://news.example/电", False),
    (is_address, "mailto:a@news.example", False),
    (is_address, 'https://news.example/"', False),
    (is_rfc3339, "2026-03-20T12:00:00+08:00", True),
    (is_rfc3339, "2026-03-20T12:00:00.123456Z", True),
    (is_rfc3339, "2026-03-20T12:00:00", False),
    (is_rfc3339, "2026-03-20", False),
    (is_rfc3339, "2026-02-30T12:00:00Z", False),
    (is_rfc822, "Fri, 20 Mar 2026 12:00:00 +0800", True),
    (is_rfc822, "Sat, 20 Mar 2026 12:00:00 +0800", False),
    (is_rfc822, "Fri, 20 Mar 2026 12:00:00", False),
    (is_rfc822, "2026-03-20T12:00:00Z", False),
]


@pytest.mark.parametrize(("asked", "text", "good"), VALUES)
def test_values_are_of_their_kind(asked: Any, text: str, good: bool) -> None:
    assert asked(text) is good
