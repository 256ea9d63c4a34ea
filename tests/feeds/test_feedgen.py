"""What feedgen drops or breaks, each fault shown on plain feedgen and mended in our feeds.

When a test says that plain feedgen has no fault any more, what mends it can go.
"""

from __future__ import annotations

import locale
import re
from datetime import datetime
from typing import Any

import pytest
from feedgen.feed import FeedGenerator
from lxml import etree

from linli.feeds import atom, rss
from tests.feeds.samples import CHANNEL, ENTRY, FOREIGN, FULL, ITEMS, NOON, STONE


def plain(**fields: Any) -> FeedGenerator:
    """Return plain feedgen with one entry; ``fields`` are calls on that entry."""
    feed = FeedGenerator()
    feed.id("tag:news.example,2026:feed")
    feed.title("邻里")
    feed.description("邻里")
    feed.link(href="https://news.example/", rel="alternate")
    feed.updated(NOON)
    entry = feed.add_entry()
    entry.id(ENTRY.id)
    entry.title(ENTRY.title)
    entry.updated(NOON)
    entry.content(ENTRY.html, type="html")
    for name, value in fields.items():
        getattr(entry, name)(value)
    return feed


def test_attributes_of_links_in_entries_are_dropped() -> None:
    feed = plain(link={"href": "https://daily.example/", "rel": "via", "title": "岚江日报"})
    assert b'<link href="https://daily.example/"/>' in feed.atom_str()
    assert b'rel="via" href="https://daily.example/a.html" title=' in atom(CHANNEL, [FULL])


def test_a_licence_cannot_be_linked() -> None:
    with pytest.raises(ValueError, match="rel"):
        plain(link={"href": "https://creativecommons.org/licenses/by/4.0/", "rel": "license"})
    assert b'<link rel="license" href="https://creativecommons.org/' in atom(CHANNEL, [FULL])


def test_the_channel_link_is_whichever_was_added_last() -> None:
    feed = plain()
    feed.link(href="https://hub.example/", rel="hub")
    assert b"<link>https://hub.example/</link>" in feed.rss_str()
    ours = rss(CHANNEL, ())
    assert b"<link>https://news.example/</link>" in ours
    assert b'<atom:link rel="hub" href="https://hub.example/"/>' in ours


def test_only_self_is_linked_in_rss() -> None:
    feed = plain()
    feed.link(href="https://news.example/feed/1.xml", rel="prev-archive")
    feed.link(href="https://news.example/", rel="alternate")
    assert b"prev-archive" not in feed.rss_str()
    assert b'<atom:link rel="prev-archive"' in rss(CHANNEL, ())


def test_authors_without_email_vanish_from_rss() -> None:
    assert "周岚".encode() not in plain(author={"name": "周岚"}).rss_str()
    assert "<dc:creator>周岚</dc:creator>".encode() in rss(CHANNEL, [FULL])


def test_contributors_vanish_from_rss() -> None:
    assert "赵某".encode() not in plain(contributor={"name": "赵某"}).rss_str()
    assert "<dc:contributor>责编 赵某</dc:contributor>".encode() in rss(CHANNEL, [FULL])


def test_rights_of_an_entry_vanish_from_rss() -> None:
    assert "欢迎转载".encode() not in plain(rights="欢迎转载").rss_str()
    assert b"<dc:rights>" in rss(CHANNEL, [FULL])


def test_text_without_summary_becomes_the_description() -> None:
    assert b"content:encoded>" not in plain().rss_str()
    assert b"<content:encoded>" in rss(CHANNEL, [ENTRY._replace(summary="")])


def test_a_source_has_neither_id_nor_time() -> None:
    feed = plain()
    feed.entry()[0].source("https://daily.example/feed.xml", "岚江日报")
    source = etree.fromstring(feed.atom_str()).find(".//{*}source")
    assert source.find("{*}id") is None
    ours = etree.fromstring(atom(CHANNEL, [FOREIGN])).find(".//{*}source")
    assert ours.find("{*}id") is not None
    assert ours.find("{*}updated") is not None


def test_an_entry_has_no_language_of_its_own() -> None:
    assert not hasattr(plain().entry()[0], "language")
    assert b'<entry xml:lang="en">' in atom(CHANNEL, [ENTRY._replace(lang="en")])


def test_a_language_cannot_be_written_as_both_formats_want_it() -> None:
    feed = plain()
    feed.language("zh-cn")
    assert b'xml:lang="zh-cn"' in feed.atom_str()
    assert b"<language>zh-cn</language>" in rss(CHANNEL, ())
    assert b'xml:lang="zh-Hans"' in atom(CHANNEL, ())


@pytest.mark.parametrize("mark", ["media:credit", "media:copyright", "creativeCommons:license"])
def test_credits_and_licences_of_pictures_are_unknown(mark: str) -> None:
    feed = plain()
    feed.load_extension("media")
    feed.entry()[0].media.content(url="https://news.example/a.jpg", medium="image")
    calls = {name for name in dir(feed.entry()[0].media) if not name.startswith("_")}
    assert mark.partition(":")[2] not in calls
    assert f"<{mark}".encode() in rss(CHANNEL, [FULL])


def test_the_clock_is_asked_where_no_time_is_given() -> None:
    feed = FeedGenerator()
    assert isinstance(feed.updated(), datetime)
    days = set(re.findall(rb"\d\d [A-Z][a-z]{2} \d{4}", rss(CHANNEL, ITEMS)))
    assert days == {b"20 Mar 2026", b"21 Mar 2026"}


def test_entries_come_out_in_the_order_of_a_stack() -> None:
    feed = plain()
    last = feed.add_entry()
    last.title("后来的")
    assert feed.entry()[0] is last
    titles = etree.fromstring(rss(CHANNEL, (FULL, STONE))).findall("channel/item/title")
    assert [title.text for title in titles] == [FULL.title, STONE.title]


def test_a_control_character_is_a_crash() -> None:
    with pytest.raises(ValueError, match="XML compatible"):
        plain(title="电梯\x0b").rss_str()
    assert etree.fromstring(rss(CHANNEL, [ENTRY._replace(title="电梯\x0b")])) is not None


def test_markup_in_a_title_is_not_declared() -> None:
    title = etree.fromstring(plain(title="<b>粗</b>").atom_str()).find("{*}entry/{*}title")
    assert title.get("type") is None
    assert b'<title type="html">' in atom(CHANNEL, [ENTRY._replace(title="<b>粗</b>")])


def test_every_date_switches_the_locale_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    switch = locale.setlocale

    def counted(*arguments: Any) -> str:
        calls.append(arguments)
        return switch(*arguments)

    monkeypatch.setattr(locale, "setlocale", counted)
    plain(published=NOON).rss_str()
    assert len(calls) > 3
    rss(CHANNEL, ITEMS[:1])
    few = len(calls)
    calls.clear()
    rss(CHANNEL, ITEMS)
    assert len(calls) <= few, "the more entries, the more switches"


def test_there_is_neither_history_nor_tombstone() -> None:
    assert not {"archive", "complete", "tombstone"} & set(dir(plain()))
    assert b"<fh:complete/>" in rss(CHANNEL._replace(is_complete=True), ())
    assert b"<at:deleted-entry" in atom(CHANNEL, [STONE])
