"""An invented feed: one entry with everything, and what is needed to vary it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from linli.feeds import (
    Category,
    Channel,
    Correction,
    Enclosure,
    Entry,
    Link,
    Origin,
    Person,
    Picture,
    Rights,
    Tombstone,
    Urls,
)

SITE = "https://news.example"
SHANGHAI = timezone(timedelta(hours=8))
NOON = datetime(2026, 3, 20, 12, 0, tzinfo=SHANGHAI)
HTML = (
    '<p>楼里装上了电梯，<a href="https://news.example/a/">先开口</a>的是二楼。</p>\n'
    '<figure><img src="https://news.example/images/lift.jpg" alt="井道"></figure>\n'
    "<p>a &lt; b &amp; c ]]&gt;</p>"
)

ENTRY = Entry(
    id="tag:news.example,2026-03-20:lift-1",
    url=f"{SITE}/articles/lift-1/",
    title="楼里装上了电梯",
    summary="先开口的是二楼。",
    html=HTML,
    lang="zh-Hans",
    kind="article",
    published=NOON,
    updated=NOON,
)
FULL = ENTRY._replace(
    people=(
        Person("周岚", "author", "记者", f"{SITE}/people/zhou-lan/"),
        Person("许亦辰", "author", "记者"),
        Person("丁某", "correspondent", "通讯员", f"{SITE}/people/ding/"),
        Person("白某", "photographer", "摄影"),
        Person("赵某", "editor", "责编"),
        Person("钱某", "approver", "终审"),
    ),
    categories=(
        Category("community", f"{SITE}/columns/", "社区"),
        Category("加装电梯", f"{SITE}/tags/"),
    ),
    origin=Origin(
        "岚江日报",
        "https://daily.example/a.html",
        title="老楼新梯",
        date=NOON - timedelta(days=1),
        kind="reprint",
    ),
    rights=Rights(
        "本作品采用知识共享许可。署名请写：测试区融媒体中心。",
        "测试区融媒体中心",
        2026,
        "https://creativecommons.org/licenses/by/4.0/deed.zh-hans",
        f"{SITE}/rights/",
        "cc-by-4.0",
    ),
    cover=Picture(
        f"{SITE}/images/lift.jpg", "image/jpeg", 1200, 800, "井道", "装好的电梯", "白某 摄", 54321
    ),
    enclosures=(
        Enclosure(f"{SITE}/audio/lift.mp3", "audio/mpeg", 1234567, "听新闻", 215),
        Enclosure(f"{SITE}/video/lift.mp4", "video/mp4", 7654321, "看电梯", 60),
    ),
    series=("加装电梯", 1, f"{SITE}/series/lift/"),
    related=(Link("二楼为什么先开口", f"{SITE}/articles/lift-2/", "tag:news.example,2026:lift-2"),),
    corrections=(
        Correction(NOON + timedelta(days=1), "“三楼”应为“二楼”。", "赵某", major=True),
        Correction(NOON + timedelta(days=2), "补上一个句号。"),
    ),
    updated=NOON + timedelta(days=1),
    ai_label="AI辅助",
)
NOTICE = ENTRY._replace(
    id="tag:news.example,2026-03-19:water",
    url=f"{SITE}/notices/water/",
    title="停水通知",
    kind="notice",
    starts=NOON + timedelta(days=1),
    expires=NOON + timedelta(days=2),
)
ENGLISH = ENTRY._replace(
    id="tag:news.example,2026-03-18:english",
    url=f"{SITE}/articles/english/",
    title="A lift at last",
    summary="The second floor spoke first.",
    lang="en",
    categories=(Category("R&D"),),
)
FOREIGN = ENTRY._replace(
    id="tag:news.example,2026-03-17:foreign",
    url=f"{SITE}/articles/foreign/",
    origin=Origin("岚江日报", "https://daily.example/b.html", "https://daily.example/feed.xml"),
)
STONE = Tombstone(
    id="tag:news.example,2026-03-16:gone",
    url=f"{SITE}/articles/gone/",
    when=NOON,
    lang="zh-Hans",
    title="此稿已撤回",
    text="内容有误，编辑部已撤回此稿。",
)
ITEMS = (FULL, NOTICE, ENGLISH, FOREIGN)

CHANNEL = Channel(
    title="测试邻里",
    description="岚江边的事",
    home_url=f"{SITE}/",
    self_url=Urls(f"{SITE}/feed.xml", f"{SITE}/atom.xml", f"{SITE}/feed.json"),
    lang="zh-Hans",
    updated=NOON + timedelta(days=1),
    rights="© 2026 测试区融媒体中心",
    publisher="测试区融媒体中心",
    editor_email="desk@news.example",
    image=Picture(f"{SITE}/images/logo.png", "image/png", 144, 72),
    icon_url=f"{SITE}/icon.png",
    hub_url="https://hub.example/",
    ttl=60,
    categories=(Category("社区"),),
    generator_version="0.1.0",
    prev_archive=Urls(f"{SITE}/feed/1.xml", f"{SITE}/atom/1.xml", f"{SITE}/feed/1.json"),
    about_url=f"{SITE}/subscribe/#json",
)


def archive(**fields: Any) -> Channel:
    """Return the channel of an archive document, the second of three."""
    return CHANNEL._replace(
        is_archive=True,
        self_url=Urls(f"{SITE}/feed/2.xml", f"{SITE}/atom/2.xml", f"{SITE}/feed/2.json"),
        current=CHANNEL.self_url,
        next_archive=Urls(f"{SITE}/feed/3.xml", f"{SITE}/atom/3.xml", f"{SITE}/feed/3.json"),
        **fields,
    )
