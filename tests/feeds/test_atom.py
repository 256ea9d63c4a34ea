"""Atom: RFC 4287, with licences (4946), history (5005) and tombstones (6721)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from lxml import etree

from linli.feeds import Channel, Item, atom
from tests.feeds.samples import (
    CHANNEL,
    ENGLISH,
    ENTRY,
    FOREIGN,
    FULL,
    ITEMS,
    NOTICE,
    SITE,
    STONE,
    archive,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NS = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def made(items: Sequence[Item] = ITEMS, channel: Channel = CHANNEL) -> Any:
    return etree.fromstring(atom(channel, items))


def texts(element: Any, path: str) -> list[str]:
    return [found.text for found in element.findall(path, NS)]


def entry(item: Item, channel: Channel = CHANNEL) -> Any:
    return made([item], channel).find("a:entry", NS)


def links(element: Any, rel: str) -> list[dict[str, str]]:
    found = [dict(link.attrib) for link in element.findall("a:link", NS)]
    return [
        {name: value for name, value in link.items() if name != "rel"}
        for link in found
        if link["rel"] == rel
    ]


def test_a_feed_reader_finds_nothing_amiss() -> None:
    feed = feedparser.parse(atom(CHANNEL, (*ITEMS, STONE)))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert [found.id for found in feed.entries] == [item.id for item in ITEMS]


@pytest.mark.parametrize("name", ["id", "title", "updated"])
def test_feed_and_entries_have_each_required_element_once(name: str) -> None:
    feed = made()
    elements = [feed, *feed.findall("a:entry", NS)]
    assert [len(element.findall(f"a:{name}", NS)) for element in elements] == [1] * 5


def test_all_documents_of_a_feed_have_one_id() -> None:
    assert texts(made(), "a:id") == texts(made(channel=archive()), "a:id") == [f"{SITE}/atom.xml"]
    named = CHANNEL._replace(id="tag:news.example,2026:feed")
    assert texts(made(channel=named), "a:id") == ["tag:news.example,2026:feed"]


def test_the_feed_has_an_author_for_entries_without() -> None:
    author = made().find("a:author", NS)
    assert [child.text for child in author] == ["测试区融媒体中心", f"{SITE}/"]


def test_links_of_the_feed_say_what_they_lead_to() -> None:
    feed = made(channel=archive())
    assert links(feed, "alternate") == [{"href": f"{SITE}/", "type": "text/html"}]
    kinds = {"self": 2, "prev-archive": 1, "next-archive": 3}
    for rel, number in kinds.items():
        href = f"{SITE}/atom/{number}.xml"
        assert links(feed, rel) == [{"href": href, "type": "application/atom+xml"}]
    assert links(feed, "current") == [{"href": f"{SITE}/atom.xml", "type": "application/atom+xml"}]
    assert feed.find("fh:archive", NS) is not None


def test_links_of_an_entry_keep_all_their_attributes() -> None:
    element = entry(FULL)
    assert links(element, "alternate") == [
        {"href": FULL.url, "type": "text/html", "hreflang": "zh-Hans"}
    ]
    assert links(element, "via") == [{"href": "https://daily.example/a.html", "title": "岚江日报"}]
    assert links(element, "license") == [
        {"href": "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"}
    ]
    assert links(element, "related") == [
        {"href": f"{SITE}/articles/lift-2/", "title": "二楼为什么先开口"}
    ]
    assert links(element, "enclosure") == [
        {
            "href": f"{SITE}/audio/lift.mp3",
            "type": "audio/mpeg",
            "length": "1234567",
            "title": "听新闻",
        },
        {
            "href": f"{SITE}/video/lift.mp4",
            "type": "video/mp4",
            "length": "7654321",
            "title": "看电梯",
        },
    ]


def test_authors_and_contributors_are_told_apart() -> None:
    element = entry(FULL)
    assert texts(element, "a:author/a:name") == ["周岚", "许亦辰"]
    assert texts(element, "a:author/a:uri") == [f"{SITE}/people/zhou-lan/"]
    assert texts(element, "a:contributor/a:name") == ["丁某", "白某", "赵某", "钱某"]


def test_content_is_html_and_the_summary_is_text() -> None:
    element = entry(ENTRY)
    content, summary = element.find("a:content", NS), element.find("a:summary", NS)
    assert (content.get("type"), content.text) == ("html", ENTRY.html)
    assert (summary.get("type"), summary.text) == ("text", ENTRY.summary)


def test_a_title_that_looks_like_markup_is_declared_and_reads_the_same() -> None:
    element = entry(ENTRY._replace(title="<b>粗</b> &amp;"))
    title = element.find("a:title", NS)
    assert (title.get("type"), title.text) == ("html", "&lt;b&gt;粗&lt;/b&gt; &amp;amp;")
    assert entry(ENTRY).find("a:title", NS).get("type") is None


def test_rights_and_categories_are_those_of_the_story() -> None:
    element = entry(FULL)
    assert FULL.rights
    assert texts(element, "a:rights") == [FULL.rights.text]
    assert [dict(category.attrib) for category in element.findall("a:category", NS)] == [
        {"term": "community", "scheme": f"{SITE}/columns/", "label": "社区"},
        {"term": "加装电梯", "scheme": f"{SITE}/tags/"},
        {"term": "AI辅助"},
    ]


def test_the_language_is_told_once_and_where_it_differs() -> None:
    feed = made()
    assert feed.get(LANG) == "zh-Hans"
    assert [found.get(LANG) for found in feed.findall("a:entry", NS)] == [None, None, "en", None]
    assert entry(ENGLISH, CHANNEL._replace(lang="en")).get(LANG) is None


def test_the_feed_an_entry_was_taken_from_is_named_in_full() -> None:
    source = entry(FOREIGN).find("a:source", NS)
    assert texts(source, "a:id") == ["https://daily.example/feed.xml"]
    assert texts(source, "a:title") == ["岚江日报"]
    assert texts(source, "a:updated") == ["2026-03-20T12:00:00+08:00"]
    assert entry(FULL).find("a:source", NS) is None


def test_no_two_entries_have_one_moment_and_none_ever_changes_its_own() -> None:
    twins = [ENTRY._replace(id=f"tag:news.example,2026:{number}") for number in range(20)]
    moments = texts(made(twins), "a:entry/a:updated")
    assert len(set(moments)) == 20
    assert {moment.partition(".")[0] for moment in moments} == {"2026-03-20T12:00:00"}
    assert texts(made(twins[3:4]), "a:entry/a:updated") == moments[3:4]


def test_first_and_last_time_are_equal_until_something_changes() -> None:
    same, changed = entry(ENTRY), entry(FULL)
    assert texts(same, "a:published") == texts(same, "a:updated")
    assert texts(changed, "a:published") < texts(changed, "a:updated")


def test_notices_say_when_they_hold_and_covers_come_along() -> None:
    assert "end=2026-03-22T12:00:00+08:00" in texts(entry(NOTICE), "dcterms:valid")[0]
    assert entry(FULL).find("media:content", NS).get("url") == f"{SITE}/images/lift.jpg"


def test_a_withdrawn_story_has_a_tombstone_in_its_place() -> None:
    feed = made((ENTRY, STONE, NOTICE))
    kinds = [etree.QName(child).localname for child in feed]
    assert kinds[-3:] == ["entry", "deleted-entry", "entry"]
    stone = feed.find("at:deleted-entry", NS)
    assert (stone.get("ref"), stone.get("when")) == (STONE.id, "2026-03-20T12:00:00+08:00")
    comment = stone.find("at:comment", NS)
    assert (comment.get(LANG), comment.text) == ("zh-Hans", f"{STONE.title}\n{STONE.text}")


def test_tombstones_are_announced_only_where_there_are_some() -> None:
    assert "at" not in made().nsmap
    assert "at" in made((STONE,)).nsmap
