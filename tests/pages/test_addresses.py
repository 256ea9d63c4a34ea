from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from linli.pages.addresses import Addresses, list_name, page_path
from linli.story import Stamp, Story

STORY = Story(
    name="articles/a.md",
    kind="article",
    id="lift-1",
    slug="加装-电梯",
    title="标题不在网址里",
    date=Stamp(datetime(2026, 3, 20, tzinfo=ZoneInfo("Asia/Shanghai"))),
    lang="zh-Hans",
)
LIFT = "%E5%8A%A0%E8%A3%85-%E7%94%B5%E6%A2%AF"
ROOT, PAPER = Addresses(), Addresses("/paper")

# (address on a site at the root, address below /paper, the file it is served from)
TABLE = [
    (ROOT.home(), PAPER.home(), "", "index.html"),
    (ROOT.story(STORY), PAPER.story(STORY), f"articles/{LIFT}/", "articles/加装-电梯/index.html"),
    (
        ROOT.story(replace(STORY, kind="notice", slug="water")),
        PAPER.story(replace(STORY, kind="notice", slug="water")),
        "notices/water/",
        "notices/water/index.html",
    ),
    (
        ROOT.story(replace(STORY, kind="page", slug="about")),
        PAPER.story(replace(STORY, kind="page", slug="about")),
        "about/",
        "about/index.html",
    ),
    (ROOT.column("news"), PAPER.column("news"), "columns/news/", "columns/news/index.html"),
    (ROOT.notices(), PAPER.notices(), "notices/", "notices/index.html"),
    (ROOT.tag("Q & A"), PAPER.tag("Q & A"), None, None),
    (
        ROOT.person("周岚"),
        PAPER.person("周岚"),
        "people/%E5%91%A8%E5%B2%9A/",
        "people/周岚/index.html",
    ),
    (ROOT.series("Wharf"), PAPER.series("Wharf"), "series/wharf/", "series/wharf/index.html"),
    (ROOT.month(2026), PAPER.month(2026), "archive/2026/", "archive/2026/index.html"),
    (ROOT.month(2026, 3), PAPER.month(2026, 3), "archive/2026/03/", "archive/2026/03/index.html"),
    (ROOT.file("images/图 1.jpg"), PAPER.file("images/图 1.jpg"), "images/%E5%9B%BE%201.jpg", None),
]


@pytest.mark.parametrize(("root", "below", "address", "path"), TABLE)
def test_an_address_and_the_file_behind_it(
    root: str, below: str, address: str | None, path: str | None
) -> None:
    assert below == f"/paper{root}"
    if address is not None:
        assert root == f"/{address}"
    if path is not None:
        assert (page_path(root, ""), page_path(below, "/paper")) == (path, path)


def test_the_address_stays_when_title_date_and_column_change() -> None:
    changed = replace(
        STORY, title="改过的标题", date=replace(STORY.date, timed=False), column="别的"
    )
    assert ROOT.story(changed) == ROOT.story(STORY)


# (two names, do they share an address?)
PAIRS = [
    ("AI", "ai", True),
    ("ＡＩ", "AI", True),
    ("加装电梯", "加装电梯 ", True),
    ("C", "C++", False),
    ("C++", "C#", False),
    ("C#", "C＃", True),
    ("a b", "a-b", True),
    ("a/b", "a-b", False),
    ("！", "？", False),
    ("..", ".", False),
    ("周岚", "周兰", False),
]


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_two_names_share_an_address_only_when_readers_would_take_them_for_one(
    one: str, other: str, same: bool
) -> None:
    assert (list_name(one) == list_name(other)) is same


@pytest.mark.parametrize("name", ["C++", "..", "/", "！？", "a/b", "CON", "nul.txt", "加 装", "é"])
def test_a_list_s_address_holds_nothing_that_a_file_name_cannot(name: str) -> None:
    part = list_name(name)
    assert part
    assert part == part.strip(". ")
    assert not set('/\\:*?"<>| ') & set(part)


# (an address from before, the address of the redirect, its file)
OLD = [
    ("/2024/03/lift/", "/2024/03/lift/", "2024/03/lift/index.html"),
    ("2024/lift", "/2024/lift/", "2024/lift/index.html"),
    ("/Posts/Lift.html", "/Posts/Lift.html", "Posts/Lift.html"),
    ("/posts/LIFT.HTM", "/posts/LIFT.HTM", "posts/LIFT.HTM"),
    ("/旧/电梯.html", "/%E6%97%A7/%E7%94%B5%E6%A2%AF.html", "旧/电梯.html"),
    ("/%E6%97%A7/", "/%E6%97%A7/", "旧/index.html"),
    ("https://old.example/a/b/?p=3#top", "/a/b/", "a/b/index.html"),
    ("//old.example/a", "/a/", "a/index.html"),
    ("/a_b/c d/", "/a_b/c%20d/", "a_b/c d/index.html"),
    ("/../../etc/passwd", "/etc/passwd/", "etc/passwd/index.html"),
    ("/%2e%2e/%2F%5Cx", "/x/", "x/index.html"),
    ("/.git/config", "/git/config/", "git/config/index.html"),
    ("/a\u202eb/", "/ab/", "ab/index.html"),
    ("/" + "长" * 200, "/" + "%E9%95%BF" * 66 + "/", "长" * 66 + "/index.html"),
]


@pytest.mark.parametrize(("alias", "address", "path"), OLD)
def test_an_old_address_is_kept_as_it_was_and_stays_inside_the_site(
    alias: str, address: str, path: str
) -> None:
    assert ROOT.old(alias) == address
    assert PAPER.old(alias) == f"/paper{address}"
    assert page_path(PAPER.old(alias), "/paper") == path
