from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from linli.qr import as_svg, code_of
from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

SITE = "https://news.example/paper"


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """A newsroom with feeds of every kind."""
    kinds = ["site", "notices", "columns", "series", "tags", "people"]
    paper.settings |= {"SITEURL": SITE, "LINLI_FEEDS": kinds}
    paper.write("articles/lift.md", article("字。", 标签="电梯", 记者="周岚"))
    return paper


def test_every_feed_has_a_code_of_its_rss_address_beside_it(newsroom: Paper) -> None:
    newsroom.build()
    built = newsroom.built()
    feeds = [path for path in built if path.endswith("feed.xml")]
    assert len(feeds) == 6, "expected site, notices, column, tag, and two people"
    for path in feeds:
        address = f"{SITE}/{quote(path)}"
        picture = built[path.replace("feed.xml", "feed.svg")]
        title = re.findall("<title>(.*)</title>", picture.decode())[0]
        assert title.endswith("：订阅源的二维码")
        assert picture == as_svg(code_of(address), title), path
        assert f">{address}</code>" in newsroom.page("subscribe/index.html")


def test_codes_are_shown_and_those_of_tags_and_people_are_linked(newsroom: Paper) -> None:
    newsroom.build()
    page = newsroom.page("subscribe/index.html")
    pictures = re.findall(r'<img class="qr" src="([^"]*)" alt="([^"]*)"', page)
    assert pictures == [
        ("/paper/feed.svg", "测试邻里：订阅源的二维码"),
        ("/paper/notices/feed.svg", "通知公告：订阅源的二维码"),
        ("/paper/columns/%E7%A4%BE%E5%8C%BA/feed.svg", "社区：订阅源的二维码"),
    ]
    links = re.findall(r'<a href="([^"]*feed.svg)" type="image/svg\+xml">二维码</a>', page)
    assert {link.split("/")[2] for link in links} == {"tags", "people"}


def test_the_page_stays_small_with_a_hundred_feeds(newsroom: Paper) -> None:
    newsroom.settings["LINLI_FEEDS"] = ["site", "columns"]
    for number in range(100):
        newsroom.write(f"articles/a{number}.md", article("字。", 栏目=f"第{number}街坊"))
    newsroom.build()
    assert (newsroom.output / "subscribe/index.html").stat().st_size < 100_000
