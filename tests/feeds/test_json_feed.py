"""JSON Feed 1.1: the standard's fields, and our extensions for the rest."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from linli.feeds import Channel, Item, Urls, json_feed
from tests.feeds.samples import CHANNEL, ENGLISH, ENTRY, FULL, ITEMS, NOON, NOTICE, SITE, STONE

TEXT, NUMBER = str, int
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
AUTHOR = {"name": TEXT, "url": TEXT, "avatar": TEXT}
ITEM: dict[str, Any] = {
    "id": TEXT,
    "url": TEXT,
    "external_url": TEXT,
    "title": TEXT,
    "content_html": TEXT,
    "content_text": TEXT,
    "summary": TEXT,
    "image": TEXT,
    "banner_image": TEXT,
    "date_published": TIME,
    "date_modified": TIME,
    "authors": [AUTHOR],
    "tags": [TEXT],
    "language": TEXT,
    "attachments": [
        {
            "url": TEXT,
            "mime_type": TEXT,
            "title": TEXT,
            "size_in_bytes": NUMBER,
            "duration_in_seconds": NUMBER,
        }
    ],
}
FEED: dict[str, Any] = {
    "version": re.compile(r"https://jsonfeed\.org/version/1\.1"),
    "title": TEXT,
    "home_page_url": TEXT,
    "feed_url": TEXT,
    "description": TEXT,
    "user_comment": TEXT,
    "next_url": TEXT,
    "icon": TEXT,
    "favicon": TEXT,
    "authors": [AUTHOR],
    "language": TEXT,
    "expired": bool,
    "hubs": [{"type": TEXT, "url": TEXT}],
    "items": [ITEM],
}


def faults(value: Any, schema: Any, path: str = "feed") -> list[str]:
    """Return where ``value`` is not what the standard says, extensions included."""
    if isinstance(schema, re.Pattern):
        return [] if schema.fullmatch(str(value)) else [path]
    if isinstance(schema, list):
        if not isinstance(value, list):
            return [path]
        return [fault for part in value for fault in faults(part, schema[0], f"{path}[]")]
    if not isinstance(schema, dict):
        return [] if isinstance(value, schema) else [path]
    found = []
    for name, part in value.items():
        if re.fullmatch(r"_[a-z]+", name):
            found += [] if part["about"].startswith("https://") else [f"{path}.{name}"]
        elif name in schema:
            found += faults(part, schema[name], f"{path}.{name}")
        else:
            found.append(f"{path}.{name}")
    return found


def made(*items: Item, channel: Channel = CHANNEL) -> Any:
    return json.loads(json_feed(channel, items))


def item(entry: Item) -> Any:
    return made(entry)["items"][0]


@pytest.mark.parametrize("items", [(), ITEMS, (STONE,)])
def test_the_feed_is_what_the_standard_says(items: tuple[Item, ...]) -> None:
    feed = made(*items)
    assert faults(feed, FEED) == []
    assert {"version", "title", "items"} <= feed.keys()
    assert all({"id", "content_html"} <= found.keys() for found in feed["items"])


def test_the_schema_finds_faults() -> None:
    feed = {
        "items": [{"id": 1, "authors": {}, "date_published": "2026"}],
        "x": 1,
        "_a": {"about": ""},
    }
    assert faults(feed, FEED) == [
        "feed.items[].id",
        "feed.items[].authors",
        "feed.items[].date_published",
        "feed.x",
        "feed._a",
    ]


def test_the_feed_says_where_it_is_and_who_makes_it() -> None:
    feed = made()
    assert feed["feed_url"] == f"{SITE}/feed.json"
    assert feed["next_url"] == f"{SITE}/feed/1.json"
    assert feed["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert feed["authors"] == [{"name": "测试区融媒体中心", "url": f"{SITE}/"}]
    assert (feed["language"], feed["_rights"]["text"]) == ("zh-Hans", CHANNEL.rights)


def test_a_complete_feed_goes_on_nowhere() -> None:
    assert "next_url" not in made(channel=CHANNEL._replace(is_complete=True))


def test_an_entry_has_every_standard_field() -> None:
    found = item(FULL)
    assert found["id"] == FULL.id
    assert found["url"] == FULL.url
    assert found["external_url"] == "https://daily.example/a.html"
    assert found["summary"] == FULL.summary
    assert found["image"] == f"{SITE}/images/lift.jpg"
    assert found["date_published"] == "2026-03-20T12:00:00+08:00"
    assert found["date_modified"] == "2026-03-21T12:00:00+08:00"
    assert [author["name"] for author in found["authors"]] == ["周岚", "许亦辰"]
    assert found["tags"] == ["社区", "加装电梯", "AI辅助"]
    assert found["attachments"][0] == {
        "url": f"{SITE}/audio/lift.mp3",
        "mime_type": "audio/mpeg",
        "title": "听新闻",
        "size_in_bytes": 1234567,
        "duration_in_seconds": 215,
    }
    assert found["content_html"].startswith("<p><strong>更正（2026年3月21日）：</strong>")
    assert found["content_html"].endswith(FULL.html)


def test_the_language_is_told_where_it_differs() -> None:
    assert item(ENGLISH)["language"] == "en"
    assert "language" not in item(ENTRY)


def test_extensions_carry_what_the_standard_has_no_field_for() -> None:
    found = item(FULL)
    assert found["_rights"] == {
        "about": CHANNEL.about_url,
        "text": "本作品采用知识共享许可。署名请写：测试区融媒体中心。",
        "holder": "测试区融媒体中心",
        "year": 2026,
        "reuse": "cc-by-4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/deed.zh-hans",
        "policy_url": f"{SITE}/rights/",
        "origin": "reprint",
        "source": "岚江日报",
        "source_url": "https://daily.example/a.html",
        "source_date": "2026-03-19T12:00:00+08:00",
        "original_title": "老楼新梯",
        "ai": "AI辅助",
    }
    assert found["_credits"]["people"][4] == {"role": "editor", "label": "责编", "name": "赵某"}
    assert found["_series"]["position"] == 1
    assert found["_related"]["stories"] == [
        {
            "id": "tag:news.example,2026:lift-2",
            "url": f"{SITE}/articles/lift-2/",
            "title": "二楼为什么先开口",
        }
    ]
    assert [note["major"] for note in found["_corrections"]["corrections"]] == [True, False]


def test_a_notice_says_from_when_until_when_it_holds() -> None:
    assert item(NOTICE)["_notice"] == {
        "about": CHANNEL.about_url,
        "kind": "notice",
        "starts": "2026-03-21T12:00:00+08:00",
        "expires": "2026-03-22T12:00:00+08:00",
    }
    assert "_notice" not in item(ENTRY)


def test_an_extension_that_would_say_nothing_is_not_there() -> None:
    assert [name for name in item(ENTRY) if name.startswith("_")] == []


def test_a_withdrawn_story_says_so_under_its_old_id() -> None:
    found = item(STONE)
    assert (found["id"], found["title"]) == (STONE.id, "此稿已撤回")
    assert found["content_html"] == "<p>内容有误，编辑部已撤回此稿。</p>"
    assert found["_withdrawn"]["when"] == "2026-03-20T12:00:00+08:00"


def test_each_field_and_each_item_has_its_own_line() -> None:
    lines = json_feed(CHANNEL, ITEMS).decode().splitlines()
    assert lines[1].startswith('"version": ')
    assert [line.startswith('{"id":') for line in lines].count(True) == len(ITEMS)


def test_a_channel_may_have_nothing_but_what_must_be() -> None:
    bare = Channel("邻里", "", f"{SITE}/", Urls(json=f"{SITE}/feed.json"), "zh-Hans", NOON)
    assert faults(made(ENTRY, channel=bare), FEED) == []


def test_an_entry_with_nothing_in_its_text_has_a_content_as_the_format_wants_one() -> None:
    document = json_feed(CHANNEL, [ENTRY._replace(html="\x1f")])
    assert json.loads(document)["items"][0]["content_html"] == "<p>先开口的是二楼。</p>"
