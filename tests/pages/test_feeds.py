from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from linli.pages.addresses import absolute_links
from tests.factories import article
from tests.feeds.reading import read
from tests.pages.pictures import png

if TYPE_CHECKING:
    from tests.factories import Paper

SITE = "https://news.example/paper"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """A newsroom at an address of its own, with feeds of two to four stories."""
    paper.settings |= {"SITEURL": SITE, "LINLI_FEED_SIZE": 2, "LINLI_SINCE": 2020}
    return paper


def write(paper: Paper, count: int) -> None:
    for number in range(1, count + 1):
        paper.write(
            f"articles/s{number}.md",
            article(f"第{number}篇的字。", 标题=f"第{number}篇", 日期=f"2025-{number:02}-20"),
        )


def items(paper: Paper, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(paper.page(path))["items"]
    return found


def walk(paper: Paper) -> list[str]:
    """Return the titles of all stories, as a reader finds who goes from document to document."""
    titles: list[str] = []
    path = "feed.json"
    while path:
        document = json.loads(paper.page(path))
        titles += [one["title"] for one in document["items"]]
        path = document.get("next_url", "").removeprefix(f"{SITE}/")
    return titles


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_a_reader_can_walk_to_the_first_story(newsroom: Paper, count: int) -> None:
    write(newsroom, count)
    if not count:
        newsroom.write("pages/about.md", "标题：关于\n\n我们。\n")
    newsroom.build()
    assert walk(newsroom) == [f"第{number}篇" for number in range(count, 0, -1)]


def test_an_archive_that_is_full_stays_as_it_is(newsroom: Paper) -> None:
    write(newsroom, 6)
    newsroom.build()
    first = newsroom.page("feed/1.xml")
    assert "第1篇" in first
    assert "第2篇" in first
    write(newsroom, 8)
    newsroom.build()
    assert newsroom.page("feed/1.xml") == first


def test_an_archive_stays_as_it_is_when_a_newcomer_is_related_to_its_stories(
    newsroom: Paper,
) -> None:
    def tagged(number: int, title: str) -> None:
        day = f"2025-{number:02}-20"
        text = article("加装电梯的事。", 标题=title, 日期=day, 标签="电梯")
        newsroom.write(f"articles/s{number}.md", text)

    for number in range(1, 7):
        tagged(number, f"电梯{number}")
    newsroom.build()
    archives = ("feed/1.xml", "atom/1.xml", "feed/1.json")
    before = [newsroom.page(path) for path in archives]
    assert items(newsroom, "feed.json")[0]["_related"]["stories"], "the stories should be related"
    tagged(2, "电梯二改了题")
    tagged(6, "电梯六改了题")
    tagged(7, "电梯7")
    newsroom.build()
    after = [newsroom.page(path) for path in archives]
    changed = [path for path, old, new in zip(archives, before, after, strict=True) if old != new]
    assert changed == list(archives), "a story of the archive has another title"
    assert not any("电梯六改了题" in text or "电梯7" in text for text in after)
    tagged(5, "电梯五改了题")
    tagged(8, "电梯8")
    newsroom.build()
    assert [newsroom.page(path) for path in archives] == after


def test_ids_stay_when_title_date_and_address_change(newsroom: Paper) -> None:
    newsroom.write("articles/lift.md", article("字。", 标题="装电梯", 编号="lift-2026"))
    newsroom.build()
    before = items(newsroom, "feed.json")[0]
    (newsroom.content / "articles/lift.md").unlink()
    newsroom.write(
        "articles/old/moved.md",
        article("字。", 标题="电梯装好了", 编号="lift-2026", 日期="2026-01-02", 网址名="moved"),
    )
    newsroom.build()
    after = items(newsroom, "feed.json")[0]
    assert before["id"] == after["id"] == "tag:news.example,2020:lift-2026"
    assert before["url"] != after["url"] == f"{SITE}/articles/moved/"


def test_only_a_major_correction_makes_an_entry_new(newsroom: Paper) -> None:
    def updated(**fields: Any) -> str:
        text = article("字。", yaml=True, 日期="2026-03-01", **fields)
        newsroom.write("articles/lift.md", text)
        newsroom.build()
        return str(items(newsroom, "feed.json")[0]["date_modified"])

    first = updated()
    assert updated(更正="2026-03-05 错字已改") == first
    assert updated(更正="{日期: 2026-03-05, 内容: 数字已改, 重大: 是}") > first


def test_a_withdrawn_story_leaves_no_word_in_any_feed(newsroom: Paper) -> None:
    write(newsroom, 3)
    newsroom.write("articles/s2.md", article("绝密。", 标题="秘密", 日期="2026-03-02", 状态="撤回"))
    newsroom.build()
    for path in ("feed.xml", "atom.xml", "feed.json"):
        text = newsroom.page(path)
        assert "秘密" not in text
        assert "绝密" not in text
    atom = read(newsroom.page("atom.xml").encode())
    gone = atom.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert [one.get("ref") for one in gone] == ["tag:news.example,2020:s2"]


def test_what_waits_for_its_time_is_in_no_feed(newsroom: Paper) -> None:
    write(newsroom, 2)
    newsroom.write("articles/later.md", article("明天的字。", 标题="明天", 日期="2027-01-01"))
    newsroom.write("articles/draft.md", article("草稿的字。", 标题="草稿", 状态="草稿"))
    newsroom.build()
    for path, content in newsroom.built().items():
        if path.endswith((".xml", ".json", ".opml")):
            assert "明天" not in content.decode(), path
            assert "草稿" not in content.decode(), path


def test_feeds_say_how_often_to_look_and_show_the_picture_of_the_newsroom(
    newsroom: Paper,
) -> None:
    newsroom.write("images/logo.png", png(512, 512))
    newsroom.settings |= {"LINLI_FEED_IMAGE": "images/logo.png"}
    write(newsroom, 5)
    newsroom.build()
    logo = f"{SITE}/images/logo.png"
    channel = read(newsroom.page("feed.xml").encode()).find("channel")
    assert channel is not None
    said = [channel.findtext(f"image/{name}") for name in ("url", "title", "link")]
    assert said == [logo, channel.findtext("title"), channel.findtext("link")]
    assert channel.findtext("ttl") == "60"
    assert read(newsroom.page("atom.xml").encode()).findtext(f"{ATOM}logo") == logo
    assert json.loads(newsroom.page("feed.json"))["icon"] == logo
    assert (newsroom.output / "images/logo.png").is_file()
    archive = newsroom.page("feed/1.xml")
    assert "<ttl>" not in archive, "an archive stays as it is"
    assert logo not in archive, "an archive stays as it is"


@pytest.mark.parametrize(
    ("named", "rule"), [("images/logo.webp", "feed-image"), ("images/log.webp", "setting-file")]
)
def test_a_picture_of_the_feeds_that_cannot_be_used_is_pointed_out(
    newsroom: Paper, named: str, rule: str
) -> None:
    stream = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(stream, "WEBP")
    newsroom.write("images/logo.webp", stream.getvalue())
    newsroom.settings |= {"LINLI_FEED_IMAGE": named}
    write(newsroom, 1)
    [problem] = newsroom.site_problems()
    assert (problem.place, problem.rule) == ("pelicanconf.py", rule)
    assert named in problem.what


def test_a_link_to_a_related_story_has_no_title_that_could_be_taken_for_html(
    newsroom: Paper,
) -> None:
    newsroom.write("articles/a.md", article("电梯。", 标题="<b>电梯</b>", 标签="电梯"))
    newsroom.write("articles/b.md", article("电梯。", 标题="电梯", 标签="电梯"))
    newsroom.build()
    links = read(newsroom.page("atom.xml").encode()).iter(f"{ATOM}link")
    related = {one.get("href"): one.get("title") for one in links if one.get("rel") == "related"}
    assert related == {f"{SITE}/articles/a/": None, f"{SITE}/articles/b/": "电梯"}


def hubs(document: bytes) -> list[str | None]:
    links = read(document).iter(f"{ATOM}link")
    return [one.get("href") for one in links if one.get("rel") == "hub"]


def test_feeds_name_the_hub_and_archives_do_not(newsroom: Paper) -> None:
    newsroom.settings |= {"LINLI_HUB": "https://hub.example/"}
    write(newsroom, 5)
    newsroom.build()
    for path in ("feed.xml", "atom.xml", "columns/社区/feed.xml"):
        assert hubs(newsroom.page(path).encode()) == ["https://hub.example/"], path
    assert hubs(newsroom.page("feed/1.xml").encode()) == []
    assert json.loads(newsroom.page("feed.json"))["hubs"] == [
        {"type": "WebSub", "url": "https://hub.example/"}
    ]
    assert "hubs" not in json.loads(newsroom.page("feed/1.json"))


def test_without_a_hub_feeds_name_none(newsroom: Paper) -> None:
    write(newsroom, 1)
    newsroom.build()
    assert hubs(newsroom.page("feed.xml").encode()) == []
    assert "hubs" not in json.loads(newsroom.page("feed.json"))


def test_a_site_without_an_address_has_no_feeds(paper: Paper) -> None:
    paper.settings.pop("SITEURL", None)
    write(paper, 2)
    paper.build()
    assert [path for path in paper.built() if path.endswith((".xml", "feed.json", ".opml"))] == []
    assert "alternate" not in paper.page("index.html")


def test_settings_say_which_feeds_there_are(newsroom: Paper) -> None:
    newsroom.settings |= {"LINLI_FEEDS": ["site", "tags"]}
    newsroom.write("articles/lift.md", article("字。", 标签="电梯", 栏目="社区"))
    newsroom.build()
    found = sorted(path for path in newsroom.built() if path.endswith("feed.xml"))
    assert found == ["feed.xml", "tags/电梯/feed.xml"]
    assert 'href="/paper/tags/%E7%94%B5%E6%A2%AF/feed.xml"' in newsroom.page("tags/电梯/index.html")
    assert "/notices/feed.xml" not in newsroom.page("subscribe/index.html")


def test_a_feed_whose_stories_have_not_changed_is_kept(newsroom: Paper) -> None:
    write(newsroom, 3)
    newsroom.build()
    before = (newsroom.output / "columns").rglob("feed.xml")
    times = {path: path.stat().st_mtime_ns for path in before}
    assert times
    newsroom.write("notices/water.md", article("停水。", 栏目=None, 标题="停水"))
    newsroom.build()
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_a_series_has_a_feed_of_its_newest_parts(newsroom: Paper) -> None:
    for number in (1, 2, 3):
        day = f"2026-03-0{number}"
        told = article(标题=f"装电梯 {number}", 日期=day, 系列="老楼装电梯", 系列序号=f"{number}")
        newsroom.write(f"articles/s{number}.md", told)
    newsroom.build()
    document = json.loads(newsroom.page("series/老楼装电梯/feed.json"))
    assert document["title"] == "系列：老楼装电梯 · 测试邻里"
    assert (
        document["home_page_url"] == f"{SITE}/series/%E8%80%81%E6%A5%BC%E8%A3%85%E7%94%B5%E6%A2%AF/"
    )
    assert [one["_series"]["position"] for one in document["items"]] == [3, 2]
    page = newsroom.page("series/老楼装电梯/index.html")
    assert "/series/%E8%80%81%E6%A5%BC%E8%A3%85%E7%94%B5%E6%A2%AF/atom.xml" in page


def test_an_edit_makes_the_feeds_of_that_story_and_no_other(newsroom: Paper) -> None:
    write(newsroom, 7)
    newsroom.build()
    before = {path: newsroom.page(path) for path in newsroom.built() if is_document(path)}
    text = article("第2篇的字。", 标题="第2篇", 日期="2025-02-20", 责编="方舟")
    newsroom.write("articles/s2.md", text)
    newsroom.build()
    touched = [path for path, text in before.items() if newsroom.page(path) != text]
    assert sorted(touched) == ["atom/1.xml", "feed/1.json", "feed/1.xml"]


def is_document(path: str) -> bool:
    """Say whether a file is a feed or an archive of one."""
    return path.endswith((".xml", ".json")) and not path.endswith(("sitemap.xml", ".linli.json"))


def test_addresses_in_a_text_become_whole() -> None:
    html = '<p><a href="/paper/a/">a</a> <a href="#fn:1">1</a> <img src="/paper/b.png" alt=""></p>'
    assert absolute_links(html, f"{SITE}/x/", "https://news.example") == (
        f'<p><a href="{SITE}/a/">a</a> <a href="{SITE}/x/#fn:1">1</a>'
        f' <img src="{SITE}/b.png" alt=""></p>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<p>写法 href="/a/" 是这样。</p>',
        '<p><code>&lt;img src="/b.png"&gt;</code></p>',
        '<p><abbr title="src=">丙</abbr> cite="#d"</p>',
    ],
)
def test_what_reads_like_an_address_in_a_text_stays_as_it_is(html: str) -> None:
    assert absolute_links(html, f"{SITE}/x/", "https://news.example") == html


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ('<a title="a &gt; b" href="/c/">', '<a title="a &gt; b" href="https://news.example/c/">'),
        (
            '<a class="footnote-ref" href="#fn:1">',
            f'<a class="footnote-ref" href="{SITE}/x/#fn:1">',
        ),
        ('<q lang="en" cite="/d/">', '<q lang="en" cite="https://news.example/d/">'),
    ],
)
def test_an_address_becomes_whole_wherever_it_stands_in_its_tag(html: str, whole: str) -> None:
    assert absolute_links(html, f"{SITE}/x/", "https://news.example") == whole


def test_everything_in_a_feed_is_said_once_and_with_whole_addresses(newsroom: Paper) -> None:
    newsroom.write(
        "articles/lift.md",
        article(
            "见[另一篇](other.md)。", 标题="装电梯", 记者="周岚", 责编="许亦辰", 来源="测试邻里"
        ),
    )
    newsroom.write("articles/other.md", article("字。", 日期="2026-03-01"))
    newsroom.build()
    entry = next(one for one in items(newsroom, "feed.json") if one["title"] == "装电梯")
    assert f'href="{SITE}/articles/other/"' in entry["content_html"]
    assert entry["authors"][0]["name"] == "周岚"
    assert "责编" in entry["content_html"]
    channel = read(newsroom.page("feed.xml").encode()).find("channel")
    assert channel is not None
    assert channel.findtext("link") == f"{SITE}/"
    self_ = [one for one in channel.findall(f"{ATOM}link") if one.get("rel") == "self"]
    assert [one.get("href") for one in self_] == [f"{SITE}/feed.xml"]
    assert datetime.fromisoformat(entry["date_published"]).utcoffset() is not None


def test_an_id_is_of_plain_characters_whatever_the_address_and_the_name(newsroom: Paper) -> None:
    newsroom.settings |= {"SITEURL": "https://邻里.example"}
    newsroom.write("articles/lift.md", article("字。", 编号="电梯"))
    newsroom.build()
    entry = items(newsroom, "feed.json")[0]
    assert entry["id"] == "tag:xn--7e4a0u.example,2020:%E7%94%B5%E6%A2%AF"


def test_a_feed_s_text_has_what_the_page_shows_around_it(newsroom: Paper) -> None:
    newsroom.write("images/lift.png", png(40, 30))
    newsroom.write(
        "articles/lift.md",
        article(
            "字。",
            标题="装电梯",
            副题="二楼 <先> 开口",
            标签="电梯、老楼",
            配图='![井"道](images/lift.png "装好的电梯 丁一 摄")',
        ),
    )
    newsroom.build()
    html = items(newsroom, "feed.json")[0]["content_html"]
    assert "二楼 &lt;先&gt; 开口" in html
    assert f'<img src="{SITE}/images/lift.png" alt="井&#34;道" width="40" height="30">' in html
    assert "<figcaption>装好的电梯" in html
    assert f'标签：<a href="{SITE}/tags/%E7%94%B5%E6%A2%AF/">电梯</a>、' in html


def test_what_stands_beside_a_story_is_no_part_of_it(newsroom: Paper) -> None:
    write(newsroom, 3)
    newsroom.build()
    page = newsroom.page("articles/s1/index.html")
    main = page.partition("<main")[2].partition("</main>")[0]
    assert 'class="related"' in page
    assert 'class="related"' not in main
    assert 'class="trail"' not in main
    assert page.count("<aside") == page.count("</aside>") == 1
