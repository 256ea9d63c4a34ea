from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import article
from tests.feeds.reading import read

if TYPE_CHECKING:
    from tests.factories import Paper

SITE = "https://news.example/paper"
ATOM = "{http://www.w3.org/2005/Atom}"
MAJOR = "{日期: 2026-03-05, 内容: 二楼应为三楼, 重大: 是, 更正人: 沈禾}"


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.settings |= {"SITEURL": SITE, "LINLI_FEED_SIZE": 2, "LINLI_SINCE": 2020}
    paper.write("articles/lift.md", article("字。", yaml=True, 标题="装电梯", 更正=f"[{MAJOR}]"))
    return paper


def items(paper: Paper, path: str = "corrections/feed.json") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(paper.page(path))["items"]
    return found


def test_a_correction_is_an_entry_of_its_own_that_says_what_is_right(newsroom: Paper) -> None:
    newsroom.build()
    [entry] = items(newsroom)
    assert entry["id"] == "tag:news.example,2020:lift/corrections/2026-03-05"
    assert entry["title"] == "更正：装电梯"
    assert entry["url"] == f"{SITE}/articles/lift/"
    assert entry["date_published"] == "2026-03-05T00:00:00+08:00"
    assert "二楼应为三楼" in entry["content_html"]
    assert f'<a href="{SITE}/articles/lift/">装电梯</a>' in entry["content_html"]


def test_all_three_forms_tell_the_same_corrections(newsroom: Paper) -> None:
    newsroom.build()
    [item] = read(newsroom.page("corrections/feed.xml").encode()).iter("item")
    [entry] = read(newsroom.page("corrections/atom.xml").encode()).iter(f"{ATOM}entry")
    assert item.findtext("guid") == entry.findtext(f"{ATOM}id") == items(newsroom)[0]["id"]
    assert "二楼应为三楼" in item.findtext("description")
    assert "二楼应为三楼" in entry.findtext(f"{ATOM}content")


def test_corrections_are_newest_first_and_two_of_one_day_have_two_ids(newsroom: Paper) -> None:
    newsroom.write(
        "articles/b.md",
        article(
            "字。",
            yaml=True,
            标题="另一篇",
            更正="[2026-03-04 错字甲, 2026-03-06 错字乙, 2026-03-06 错字丙]",
        ),
    )
    newsroom.settings["LINLI_FEED_SIZE"] = 9
    newsroom.build()
    assert [one["id"].removeprefix("tag:news.example,2020:") for one in items(newsroom)] == [
        "b/corrections/2026-03-06",
        "b/corrections/2026-03-06-2",
        "lift/corrections/2026-03-05",
        "b/corrections/2026-03-04",
    ]


def test_an_id_stays_when_the_story_is_renamed_and_the_words_change(newsroom: Paper) -> None:
    newsroom.build()
    before = items(newsroom)[0]["id"]
    text = article("字。", yaml=True, 标题="新题", 网址名="moved", 编号="lift", 更正=f"[{MAJOR}]")
    newsroom.write("articles/lift.md", text.replace("二楼应为", "一楼应为"))
    newsroom.build()
    assert items(newsroom)[0]["id"] == before
    assert items(newsroom)[0]["title"] == "更正：新题"


def test_what_was_changed_without_a_correction_is_told_nobody(newsroom: Paper) -> None:
    newsroom.build()
    before = newsroom.page("corrections/feed.xml")
    newsroom.write(
        "articles/lift.md", article("字，改过。", yaml=True, 标题="装电梯", 更正=f"[{MAJOR}]")
    )
    newsroom.build()
    assert newsroom.page("corrections/feed.xml") == before


def test_a_withdrawn_story_has_its_corrections_without_its_title(newsroom: Paper) -> None:
    text = article("绝密。", 标题="秘密", 撤稿日期="2026-03-21", 更正="2026-03-21 全文撤回")
    newsroom.write("articles/gone.md", text)
    newsroom.build()
    first = items(newsroom)[0]
    assert first["title"] == "更正：2026年3月20日的一篇稿件已撤回"
    for path, content in newsroom.built().items():
        assert "秘密" not in content.decode(errors="ignore"), path


def test_drafts_and_stories_to_come_are_corrected_in_private(newsroom: Paper) -> None:
    newsroom.write("articles/d.md", article("字。", 状态="草稿", 更正="2026-03-06 草稿更正"))
    newsroom.write("articles/t.md", article("字。", 日期="2027-01-01", 更正="2026-03-06 明天更正"))
    newsroom.build()
    assert len(items(newsroom)) == 1


def test_the_page_of_corrections_is_found_from_every_page_and_has_its_feeds(
    newsroom: Paper,
) -> None:
    newsroom.build()
    page = newsroom.page("corrections/index.html")
    assert "二楼应为三楼" in page
    assert 'href="/paper/corrections/feed.xml"' in page
    assert 'href="/paper/corrections/"' in newsroom.page("index.html")
    assert f"{SITE}/corrections/feed.xml" in newsroom.page("subscribe/index.html")
    assert f'xmlUrl="{SITE}/corrections/feed.xml"' in newsroom.page("feeds.opml")


def test_old_corrections_stand_on_pages_and_in_archives_that_stay(newsroom: Paper) -> None:
    newsroom.settings["DEFAULT_PAGINATION"] = 2
    for number in range(1, 6):
        text = article("字。", 标题=f"第{number}篇", 更正=f"2026-03-1{number} 错字{number}")
        newsroom.write(f"articles/s{number}.md", text)
    newsroom.build()
    texts: list[str] = []
    path = "corrections/feed.json"
    while path:
        document = json.loads(newsroom.page(path))
        texts += [one["summary"] for one in document["items"]]
        path = document.get("next_url", "").removeprefix(f"{SITE}/")
    assert texts == ["错字5", "错字4", "错字3", "错字2", "错字1", "二楼应为三楼"]
    oldest = newsroom.page("corrections/page/1/index.html")
    assert re.findall(r"<h2[^>]*><a[^>]*>([^<]*)</a>", oldest) == ["第2篇", "第1篇", "装电梯"]


def test_a_site_without_feeds_has_the_page_once_there_is_a_correction(paper: Paper) -> None:
    paper.write("articles/a.md", article("字。"))
    paper.build()
    assert "corrections/index.html" not in paper.built()
    paper.write("articles/b.md", article("字。", 更正="2026-03-21 错字"))
    paper.build()
    assert "错字" in paper.page("corrections/index.html")


HOSTILE = ["<script>alert(1)</script>", "]]>&amp;</p>", "😀" * 50]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_words_of_a_correction_are_never_markup(newsroom: Paper, text: str) -> None:
    newsroom.write("articles/h.md", article("字。", 更正=f"2026-03-06 {text}"))
    newsroom.build()
    assert items(newsroom)[0]["summary"] == text
    assert "<script>alert" not in newsroom.page("corrections/index.html")
    item = next(read(newsroom.page("corrections/feed.xml").encode()).iter("item"))
    assert "<script" not in item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")


def test_the_page_is_the_same_with_and_without_a_cache(newsroom: Paper) -> None:
    newsroom.build()
    newsroom.write("articles/b.md", article("字。", 更正="2026-03-06 错字"))
    newsroom.build()
    warm = newsroom.built()
    newsroom.build(full=True)
    assert newsroom.built() == warm


def test_a_major_correction_makes_the_story_new_and_is_said_first(newsroom: Paper) -> None:
    newsroom.write("articles/lift.md", article("字。", 标题="装电梯"))
    newsroom.build()
    [before] = items(newsroom, "feed.json")
    text = article("字。", yaml=True, 标题="装电梯", 更正=f"[{MAJOR.replace('03-05', '03-21')}]")
    newsroom.write("articles/lift.md", text)
    newsroom.build()
    [after] = items(newsroom, "feed.json")
    assert before["id"] == after["id"]
    assert after["date_modified"] == "2026-03-21T00:00:00+08:00"
    assert after["content_html"].startswith(
        "<p><strong>更正（2026年3月21日）：</strong>二楼应为三楼"
    )
