"""OPML: what a feed reader takes in at once."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from linli.feeds import Outline, opml
from tests.feeds.samples import NOON, SITE

SITE_FEED = Outline("全站", f"{SITE}/feed.xml", f"{SITE}/", "zh-Hans", "岚江边的事")
COLUMNS = Outline("栏目", outlines=(Outline("社区", f"{SITE}/columns/community/feed.xml"),))


def made(*outlines: Outline) -> Any:
    return etree.fromstring(opml("测试邻里的订阅源", NOON, outlines))


def test_a_feed_is_listed_with_all_that_is_known_of_it() -> None:
    outline = made(SITE_FEED).find("body/outline")
    assert dict(outline.attrib) == {
        "type": "rss",
        "text": "全站",
        "title": "全站",
        "description": "岚江边的事",
        "language": "zh-Hans",
        "xmlUrl": f"{SITE}/feed.xml",
        "htmlUrl": f"{SITE}/",
    }


def test_feeds_stand_in_groups() -> None:
    group = made(SITE_FEED, COLUMNS).findall("body/outline")[1]
    assert dict(group.attrib) == {"text": "栏目"}
    assert [feed.get("text") for feed in group] == ["社区"]


def test_the_head_has_a_title_and_a_date() -> None:
    head = made(SITE_FEED).find("head")
    assert head.findtext("title") == "测试邻里的订阅源"
    assert head.findtext("dateCreated") == "Fri, 20 Mar 2026 12:00:00 +0800"


@pytest.mark.parametrize("title", ["a & b", '"<b>"', "电梯\x07", "一\n二"])
def test_hostile_titles_stay_well_formed(title: str) -> None:
    document = opml(title, NOON, [SITE_FEED._replace(title=title)])
    outline = etree.fromstring(document).find("body/outline")
    assert outline.get("text") == title.replace("\x07", "").replace("\n", " ")


def test_the_file_ends_with_a_line_end() -> None:
    assert opml("订阅", NOON, ()).endswith(b"</opml>\n")
