"""RSS 2.0: what the W3C's validator wants, and everything a story has to say."""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from lxml import etree

from linli.feeds import Channel, Enclosure, Item, Rights, Urls, rss
from tests.feeds.samples import (
    CHANNEL,
    ENGLISH,
    ENTRY,
    FOREIGN,
    FULL,
    ITEMS,
    NOON,
    NOTICE,
    SITE,
    STONE,
    archive,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "cc": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}


def made(items: Sequence[Item] = ITEMS, channel: Channel = CHANNEL) -> Any:
    return etree.fromstring(rss(channel, items))


def texts(element: Any, path: str) -> list[str]:
    return [found.text for found in element.findall(path, NS)]


def item(entry: Item, channel: Channel = CHANNEL) -> Any:
    return made([entry], channel).find("channel/item")


def links(channel: Channel) -> dict[str, str]:
    found = made((), channel).findall("channel/atom:link", NS)
    return {link.get("rel"): link.get("href") for link in found}


def test_a_feed_reader_finds_nothing_amiss() -> None:
    feed = feedparser.parse(rss(CHANNEL, (*ITEMS, STONE)))
    assert not feed.bozo
    assert feed.version == "rss20"
    assert [entry.id for entry in feed.entries] == [entry.id for entry in (*ITEMS, STONE)]


def test_the_channel_says_who_publishes_it() -> None:
    channel = made().find("channel")
    facts = {
        "title": "测试邻里",
        "link": f"{SITE}/",
        "description": "岚江边的事",
        "language": "zh-cn",
        "copyright": "© 2026 测试区融媒体中心",
        "managingEditor": "desk@news.example (测试区融媒体中心)",
        "generator": "Linli",
        "ttl": "60",
        "dc:publisher": "测试区融媒体中心",
        "category": "社区",
    }
    assert {name: texts(channel, name) for name in facts} == {
        name: [fact] for name, fact in facts.items()
    }


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("desk@news.example", ["desk@news.example (测试区融媒体中心)"]),
        ("desk@news.example (赵某)", ["desk@news.example (赵某)"]),
        ("赵某", []),
        ("赵某 <desk@news.example>", []),
        ("desk@localhost", []),
        ("", []),
    ],
)
def test_the_editor_is_named_in_the_legal_form_or_not_at_all(
    given: str, printed: list[str]
) -> None:
    channel = CHANNEL._replace(editor_email=given)
    assert texts(made(channel=channel), "channel/managingEditor") == printed


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("zh-Hans", "zh-cn"),
        ("zh-Hant", "zh-tw"),
        ("zh-Hant-HK", "zh-hk"),
        ("en", "en"),
        ("en-GB", "en-gb"),
    ],
)
def test_the_language_has_the_form_of_rss(lang: str, printed: str) -> None:
    assert texts(made(channel=CHANNEL._replace(lang=lang)), "channel/language") == [printed]


def test_times_come_from_the_channel_and_have_four_digit_years() -> None:
    channel = made().find("channel")
    assert texts(channel, "lastBuildDate") == ["Sat, 21 Mar 2026 12:00:00 +0800"]
    assert texts(channel, "pubDate") == texts(channel, "lastBuildDate")
    assert texts(channel, "item/pubDate")[0] == "Fri, 20 Mar 2026 12:00:00 +0800"
    assert parsedate_to_datetime(texts(channel, "item/pubDate")[0]) == NOON


def test_the_picture_of_the_channel_has_its_title_and_link() -> None:
    image = made().find("channel/image")
    assert {child.tag: child.text for child in image} == {
        "url": f"{SITE}/images/logo.png",
        "title": "测试邻里",
        "link": f"{SITE}/",
        "width": "144",
        "height": "72",
    }


def test_a_large_picture_of_the_channel_is_shown_without_its_size() -> None:
    assert CHANNEL.image
    large = CHANNEL._replace(image=CHANNEL.image._replace(width=512, height=512))
    assert [child.tag for child in made(channel=large).find("channel/image")] == [
        "url",
        "title",
        "link",
    ]


def test_a_picture_that_rss_does_not_know_is_left_out() -> None:
    assert CHANNEL.image
    vector = CHANNEL._replace(image=CHANNEL.image._replace(url=f"{SITE}/logo.svg"))
    assert made(channel=vector).find("channel/image") is None


def test_the_newest_document_leads_to_the_archive() -> None:
    assert links(CHANNEL) == {
        "self": f"{SITE}/feed.xml",
        "hub": "https://hub.example/",
        "prev-archive": f"{SITE}/feed/1.xml",
    }
    assert made().find("channel/fh:archive", NS) is None


def test_an_archive_leads_on_and_back_and_to_the_newest() -> None:
    assert links(archive()) == {
        "self": f"{SITE}/feed/2.xml",
        "hub": "https://hub.example/",
        "current": f"{SITE}/feed.xml",
        "prev-archive": f"{SITE}/feed/1.xml",
        "next-archive": f"{SITE}/feed/3.xml",
    }
    assert made(channel=archive()).find("channel/fh:archive", NS) is not None


def test_the_only_archive_is_not_marked_until_it_has_a_neighbour() -> None:
    alone = archive(prev_archive=Urls())._replace(next_archive=Urls())
    assert made(channel=alone).find("channel/fh:archive", NS) is None
    assert links(alone)["current"] == f"{SITE}/feed.xml"
    first = archive(prev_archive=Urls())
    assert made(channel=first).find("channel/fh:archive", NS) is not None


def test_a_complete_feed_says_so_and_leads_nowhere() -> None:
    whole = CHANNEL._replace(is_complete=True, hub_url="")
    assert links(whole) == {"self": f"{SITE}/feed.xml"}
    assert made(channel=whole).find("channel/fh:complete", NS) is not None


def test_the_id_is_permanent_and_no_link() -> None:
    guid = item(FULL).find("guid")
    assert (guid.text, guid.get("isPermaLink")) == (FULL.id, "false")


def test_the_whole_text_and_the_summary_are_there() -> None:
    element = item(ENTRY)
    assert texts(element, "description") == [ENTRY.summary]
    assert texts(element, "content:encoded") == [ENTRY.html]


def test_a_summary_is_text_and_not_markup() -> None:
    element = item(ENTRY._replace(summary="a < b & <b>c</b>"))
    assert texts(element, "description") == ["a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"]


def test_an_entry_without_summary_still_has_its_text() -> None:
    element = item(ENTRY._replace(summary=""))
    assert texts(element, "content:encoded") == [ENTRY.html]
    assert texts(element, "description") == [ENTRY.title]


def test_everybody_is_named() -> None:
    element = item(FULL)
    assert texts(element, "dc:creator") == ["周岚", "许亦辰"]
    assert texts(element, "dc:contributor") == [
        "通讯员 丁某",
        "摄影 白某",
        "责编 赵某",
        "终审 钱某",
    ]
    assert element.find("author") is None


def test_rights_travel_with_the_entry() -> None:
    element = item(FULL)
    assert FULL.rights
    assert texts(element, "dc:rights") == [FULL.rights.text]
    assert texts(element, "cc:license") == [FULL.rights.licence_url]


def test_only_a_licence_of_creative_commons_is_named_as_one() -> None:
    entry = ENTRY._replace(rights=Rights("欢迎转载。", licence_url="https://news.example/terms/"))
    assert item(entry).find("cc:license", NS) is None


def test_the_source_is_named_in_text_unless_it_has_a_feed() -> None:
    assert texts(item(FULL), "dc:source") == ["岚江日报 https://daily.example/a.html"]
    assert item(FULL).find("source") is None
    source = item(FOREIGN).find("source")
    assert (source.text, source.get("url")) == ("岚江日报", "https://daily.example/feed.xml")
    assert item(FOREIGN).find("dc:source", NS) is None


def test_categories_say_which_taxonomy_they_are_from() -> None:
    found = [(category.text, category.get("domain")) for category in item(FULL).findall("category")]
    assert found == [
        ("社区", f"{SITE}/columns/"),
        ("加装电梯", f"{SITE}/tags/"),
        ("AI辅助", None),
    ]


def test_the_cover_has_size_words_credit_and_rights() -> None:
    media = item(FULL).find("media:content", NS)
    assert dict(media.attrib) == {
        "url": f"{SITE}/images/lift.jpg",
        "fileSize": "54321",
        "type": "image/jpeg",
        "medium": "image",
        "width": "1200",
        "height": "800",
    }
    assert texts(media, "media:title") == ["装好的电梯"]
    assert texts(media, "media:description") == ["井道"]
    assert texts(media, "media:credit") == ["白某 摄"]
    assert texts(media, "media:copyright") == ["© 2026 测试区融媒体中心"]
    assert media.find("media:credit", NS).get("role") == "photographer"


def test_there_is_one_enclosure_and_the_others_are_media() -> None:
    element = item(FULL)
    (enclosure,) = element.findall("enclosure")
    assert dict(enclosure.attrib) == {
        "url": f"{SITE}/audio/lift.mp3",
        "length": "1234567",
        "type": "audio/mpeg",
    }
    film = element.findall("media:content", NS)[1]
    assert (film.get("medium"), film.get("duration")) == ("video", "60")


def test_the_length_of_an_enclosure_is_always_there() -> None:
    entry = ENTRY._replace(enclosures=(Enclosure(f"{SITE}/a.mp3", "audio/mpeg", 0),))
    assert item(entry).find("enclosure").get("length") == "0"


def test_a_later_change_and_the_time_of_a_notice_are_told() -> None:
    assert texts(item(FULL), "dcterms:modified") == ["2026-03-21T12:00:00+08:00"]
    assert item(ENTRY).find("dcterms:modified", NS) is None
    assert texts(item(NOTICE), "dcterms:valid") == [
        "start=2026-03-21T12:00:00+08:00; end=2026-03-22T12:00:00+08:00; scheme=W3C-DTF;"
    ]


def test_an_entry_in_another_language_says_which() -> None:
    assert texts(item(ENGLISH), "dc:language") == ["en"]
    assert item(ENTRY).find("dc:language", NS) is None


def test_a_major_correction_stands_first_in_the_text() -> None:
    (text,) = texts(item(FULL), "content:encoded")
    assert text.startswith("<p><strong>更正（2026年3月21日）：</strong>“三楼”应为“二楼”。</p>")
    assert "句号" not in text


def test_a_withdrawn_story_says_so_under_its_old_id() -> None:
    element = item(STONE)
    assert texts(element, "guid") == [STONE.id]
    assert texts(element, "title") == ["此稿已撤回"]
    assert texts(element, "description") == ["<p>内容有误，编辑部已撤回此稿。</p>"]
    assert texts(element, "pubDate") == ["Fri, 20 Mar 2026 12:00:00 +0800"]


def test_ampersands_in_plain_text_are_written_as_numbers() -> None:
    document = rss(CHANNEL, [ENTRY._replace(title="S&P500 <b>")])
    assert b"<title>S&#x26;P500 &#x3C;b&gt;</title>" in document
    assert texts(etree.fromstring(document), "channel/item/title") == ["S&P500 <b>"]


def test_every_address_is_absolute_and_of_ascii_characters() -> None:
    document = rss(CHANNEL, [ENTRY._replace(url=f"{SITE}/文章/一?页=1")])
    assert f"{SITE}/%E6%96%87%E7%AB%A0/%E4%B8%80?%E9%A1%B5=1".encode() in document
    addresses = re.findall(rb'(?:href|url|domain)="([^"]*)"', document)
    assert all(address.startswith(b"https://") for address in addresses)


def test_a_channel_may_have_nothing_but_what_must_be() -> None:
    bare = Channel("邻里", "", f"{SITE}/", Urls(f"{SITE}/feed.xml"), "zh-Hans", NOON)
    feed = feedparser.parse(rss(bare, [ENTRY._replace(published=NOON - timedelta(days=1))]))
    assert not feed.bozo
    assert feed.feed.subtitle == "邻里"
