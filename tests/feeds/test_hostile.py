"""Hostile text: every feed stays well-formed, and says what the text says."""

from __future__ import annotations

import json
import string
from html import unescape
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from linli.feeds import Correction, Person, Rights, atom, json_feed, rss
from linli.feeds.characters import address, clean, one_line
from tests.feeds.samples import CHANNEL, ENTRY, NOON, STONE

HOSTILE = [
    "a]]>b",
    "<script>alert(1)</script>",
    "</title></item></channel>",
    "&amp; &lt; &#0; &nosuch;",
    "👩\u200d👩\u200d👧 🀄",
    "\u202e倒过来\u202c \u2067שלום\u2069",
    "电" * 10_000,
    "<!--", "-->", "<![CDATA[", "<?xml?>", "%00", "{{ x }}",
    "    <item>\n", "    </item>\n", "  </entry>\n", "</feed>", "  </channel>",
]  # fmt: skip
ANY = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(HOSTILE)


def read(form: str, item: Any, channel: Any = CHANNEL) -> dict[str, Any]:
    """Return title, text and more of the only item, as a program would read them."""
    if form == "json":
        found = json.loads(json_feed(channel, [item]))["items"][0]
        return {"title": found["title"], "text": found["content_html"], "id": found["id"]}
    document = (rss if form == "rss" else atom)(channel, [item])
    root = etree.fromstring(document)
    items = root.findall(".//{*}item") + root.findall(".//{*}entry")
    assert len(items) == 1
    title = items[0].find("{*}title")
    text = title.text if title.get("type") != "html" else unescape(title.text)
    content = items[0].find("{*}encoded" if form == "rss" else "{*}content").text
    name = items[0].findtext("{*}guid" if form == "rss" else "{*}id")
    return {"title": text, "text": content, "id": name}


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_and_text_are_read_as_they_were_written(form: str, text: str) -> None:
    found = read(form, ENTRY._replace(title=text, html=f"<p>{text}</p>"))
    assert found == {"title": one_line(text), "text": f"<p>{text}</p>", "id": ENTRY.id}


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
@given(title=ANY, text=ANY, name=ANY)
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_gives_one_item_that_can_be_read(
    form: str, title: str, text: str, name: str
) -> None:
    item = ENTRY._replace(
        title=title,
        summary=text,
        html=text,
        people=(Person(name), Person(name, "editor", "责编")),
        rights=Rights(text, name),
        corrections=(Correction(NOON, text, name, major=True),),
        ai_label=name,
    )
    channel = CHANNEL._replace(title=title, description=text, rights=text, publisher=name)
    found = read(form, item, channel)
    assert found["title"] == (one_line(title) or ENTRY.url)
    assert found["text"].endswith(clean(text))


@given(text=ANY)
@settings(max_examples=60, deadline=None)
def test_any_tombstone_can_be_read(text: str) -> None:
    stone = STONE._replace(title=text, text=text)
    comment = etree.fromstring(atom(CHANNEL, [stone])).find(".//{*}comment")
    assert (comment.text or "").startswith(one_line(text) or STONE.url)
    assert etree.fromstring(rss(CHANNEL, [stone])).findtext("channel/item/guid") == STONE.id
    assert json.loads(json_feed(CHANNEL, [stone]))["items"][0]["id"] == STONE.id


@pytest.mark.parametrize("text", HOSTILE)
def test_a_feed_reader_is_not_led_astray(text: str) -> None:
    item = ENTRY._replace(title=text)
    for document in (rss(CHANNEL, [item]), atom(CHANNEL, [item])):
        feed = feedparser.parse(document)
        assert not feed.bozo
        assert len(feed.entries) == 1


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("一\x0b二\x0c三\x85四", "一 二 三 四"),
        ("一\x00\x07\x1b\x9f二", "一二"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("缺\ud83d字\ufffd", "缺□字□"),
        ("缺字\ufffd", "缺字□"),
        ("一\ufffe\uffff", "一"),
        ("一\t二\n三\u3000\u202e四👩\u200d👧", "一\t二\n三\u3000\u202e四👩\u200d👧"),
    ],
)
def test_what_feeds_cannot_hold_is_taken_out_or_replaced(given_text: str, cleaned: str) -> None:
    assert clean(given_text) == cleaned


@given(st.text(st.characters(exclude_categories=())))
def test_cleaned_text_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    etree.Element("a").text = clean(text)
    clean(text).encode()


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://news.example/a/?b=1&c=2#d", "https://news.example/a/?b=1&c=2#d"),
        ("https://news.example/文章/", "https://news.example/%E6%96%87%E7%AB%A0/"),
        ("https://news.example/%E6%96%87/a b", "https://news.example/%E6%96%87/a%20b"),
        ("https://例子.测试/", "https://xn--fsqu00a.xn--0zwm56d/"),
        ("", ""),
    ],
)
def test_addresses_are_of_ascii_characters(url: str, printed: str) -> None:
    assert address(url) == printed
    assert set(printed) <= set(string.printable)
