from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from linli.errors import ContentError
from linli.pages.recordings import clock, size_text
from tests import sounds
from tests.factories import article
from tests.feeds.reading import read
from tests.pages.pictures import png

if TYPE_CHECKING:
    from tests.factories import Paper

SITE = "https://news.example/paper"
ATOM = "{http://www.w3.org/2005/Atom}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST: dict[str, Any] = {
    "title": "听邻里",
    "description": "听得见的事 <b>&",
    "author": "测试邻里",
    "email": "podcast@news.example",
    "image": "images/cover.png",
    "category": "Society & Culture > Documentary",
}
YAML = '{src: audio/a.mp3, title: "听 <b>", transcript: audio/a.txt, season: 1, episode: 7}'


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.settings |= {"SITEURL": SITE, "LINLI_SINCE": 2020}
    paper.write("audio/a.mp3", sounds.mp3(65))
    paper.write("audio/a.txt", "文字稿。")
    paper.write("images/cover.png", png(1400, 1400))
    paper.write("articles/a.md", article("字。", yaml=True, 标题="有声", 记者="周岚", 音频=YAML))
    paper.write("articles/b.md", article("字。", 标题="无声"))
    return paper


def item(paper: Paper, path: str) -> Any:
    return next(
        one
        for one in read(paper.page(path).encode()).iter("item")
        if one.findtext("link") == f"{SITE}/articles/a/"
    )


def test_the_page_has_a_player_that_loads_nothing_by_itself(newsroom: Paper) -> None:
    newsroom.build()
    page = newsroom.page("articles/a/index.html")
    assert '<audio controls preload="none" aria-label="听 &lt;b&gt;">' in page
    assert '<source src="/paper/audio/a.mp3" type="audio/mpeg">' in page
    assert '<a href="/paper/audio/a.mp3" download>下载 (254 KB)</a>' in page
    assert '<a href="/paper/audio/a.txt">文字稿</a>' in page
    assert "1:05" in page
    assert newsroom.built()["audio/a.mp3"] == sounds.mp3(65)


def test_all_three_forms_carry_it_with_length_type_and_duration(newsroom: Paper) -> None:
    newsroom.build()
    url, size = f"{SITE}/audio/a.mp3", len(sounds.mp3(65))
    enclosure = item(newsroom, "feed.xml").find("enclosure")
    assert dict(enclosure.attrib) == {"url": url, "length": str(size), "type": "audio/mpeg"}
    links = read(newsroom.page("atom.xml").encode()).iter(f"{ATOM}link")
    [link] = [one for one in links if one.get("rel") == "enclosure"]
    assert (link.get("href"), link.get("length"), link.get("type")) == (
        url,
        str(size),
        "audio/mpeg",
    )
    entries = json.loads(newsroom.page("feed.json"))["items"]
    [attached] = [one["attachments"] for one in entries if one["title"] == "有声"]
    assert attached == [
        {
            "url": url,
            "mime_type": "audio/mpeg",
            "title": "听 <b>",
            "size_in_bytes": size,
            "duration_in_seconds": 65,
        }
    ]


def test_a_film_stands_beside_the_sound(newsroom: Paper) -> None:
    newsroom.write("video/a.mp4", sounds.mp4(9))
    newsroom.write("articles/a.md", article("字。", 音频="audio/a.mp3", 视频="video/a.mp4"))
    newsroom.build()
    assert '<video controls preload="none"' in newsroom.page("articles/a/index.html")
    media = item(newsroom, "feed.xml").findall("{http://search.yahoo.com/mrss/}content")
    assert [one.get("medium") for one in media] == ["video"]


def test_a_sound_elsewhere_is_named_and_never_fetched(newsroom: Paper) -> None:
    far = "https://media.example/a.mp3"
    text = article("字。", yaml=True, 音频=f"{{src: {far}, length: 1234567, duration: 10:00}}")
    newsroom.write("articles/a.md", text)
    newsroom.build()
    enclosure = item(newsroom, "feed.xml").find("enclosure")
    assert (enclosure.get("url"), enclosure.get("length")) == (far, "1234567")


def test_the_podcast_has_what_directories_ask_for(newsroom: Paper) -> None:
    newsroom.settings["LINLI_PODCAST"] = PODCAST
    newsroom.build()
    channel = read(newsroom.page("audio/feed.xml").encode()).find("channel")
    assert channel.findtext("title") == "听邻里"
    assert channel.findtext("language") == "zh-cn"
    assert channel.findtext(f"{ITUNES}author") == "测试邻里"
    assert channel.findtext(f"{ITUNES}explicit") == "false"
    assert channel.findtext(f"{ITUNES}type") == "episodic"
    assert channel.find(f"{ITUNES}image").get("href") == f"{SITE}/images/cover.png"
    outer = channel.find(f"{ITUNES}category")
    inner = outer.find(f"{ITUNES}category")
    assert (outer.get("text"), inner.get("text")) == ("Society & Culture", "Documentary")
    assert channel.find(f"{ITUNES}owner").findtext(f"{ITUNES}email") == "podcast@news.example"
    episode = item(newsroom, "audio/feed.xml")
    assert episode.findtext(f"{ITUNES}title") == "有声"
    assert episode.findtext(f"{ITUNES}duration") == "00:01:05"
    assert episode.findtext(f"{ITUNES}season") == "1"
    assert episode.findtext(f"{ITUNES}episode") == "7"
    assert episode.findtext(f"{ITUNES}explicit") == "false"
    assert episode.findtext(f"{ITUNES}author") == "周岚"


def test_it_holds_the_stories_with_a_sound_alone_under_their_own_ids(newsroom: Paper) -> None:
    newsroom.settings["LINLI_PODCAST"] = PODCAST
    newsroom.build()
    for path in ("audio/feed.json", "columns/社区/feed.json"):
        found = {one["title"]: one["id"] for one in json.loads(newsroom.page(path))["items"]}
        assert found["有声"] == "tag:news.example,2020:a", path
    assert [one["title"] for one in json.loads(newsroom.page("audio/feed.json"))["items"]] == [
        "有声"
    ]


def test_what_directories_read_is_never_taken_for_html(newsroom: Paper) -> None:
    newsroom.write("articles/a.md", article("字 & 声。", 标题="甲 & a<b", 音频="audio/a.mp3"))
    newsroom.settings["LINLI_PODCAST"] = PODCAST
    newsroom.build()
    page = newsroom.page("audio/feed.xml")
    said = [line for line in page.splitlines() if line.lstrip().startswith("<itunes:")]
    assert any("a&#x3C;b" in line for line in said), "the title of the episode"
    assert any("&#x3C;b&gt;&#x26;" in line for line in said), "what the podcast is about"
    texts = [line.partition(">")[2] for line in said]
    assert not [text for text in texts if "&lt;" in text or "&amp;" in text]


def test_other_feeds_say_nothing_to_directories(newsroom: Paper) -> None:
    newsroom.settings["LINLI_PODCAST"] = PODCAST
    newsroom.build()
    for path, content in newsroom.built().items():
        if path.endswith(".xml") and path != "audio/feed.xml":
            assert b"itunes" not in content, path


def test_the_podcast_has_a_page_and_is_found(newsroom: Paper) -> None:
    newsroom.settings["LINLI_PODCAST"] = PODCAST
    newsroom.build()
    page = newsroom.page("audio/index.html")
    assert "<h1>听邻里</h1>" in page
    assert "有声" in page
    assert "无声" not in page
    assert 'href="/paper/audio/feed.xml"' in page
    assert 'href="/paper/audio/"' in newsroom.page("index.html")
    assert f"{SITE}/audio/feed.xml" in newsroom.page("subscribe/index.html")


def test_without_the_setting_there_is_no_podcast(newsroom: Paper) -> None:
    newsroom.build()
    assert [path for path in newsroom.built() if path.startswith("audio/")] == [
        "audio/a.mp3",
        "audio/a.txt",
    ]


def test_a_podcast_has_all_its_episodes_in_one_feed(newsroom: Paper) -> None:
    newsroom.settings |= {"LINLI_PODCAST": PODCAST, "LINLI_FEED_SIZE": 1}
    for number in range(4):
        newsroom.write(f"articles/s{number}.md", article("字。", 音频="audio/a.mp3"))
    newsroom.build()
    assert len(json.loads(newsroom.page("audio/feed.json"))["items"]) == 5
    assert "audio/feed/1.xml" not in newsroom.built()


def test_a_changed_sound_changes_the_feeds(newsroom: Paper) -> None:
    newsroom.build()
    before = newsroom.page("feed.xml")
    newsroom.write("audio/a.mp3", sounds.mp3(66))
    newsroom.build()
    warm = newsroom.built()
    assert newsroom.page("feed.xml") != before
    newsroom.build(full=True)
    assert newsroom.built() == warm


# (files, header, rule, words of the message)
FAULTS: list[tuple[dict[str, bytes], str, str, str]] = [
    ({}, "audio/b.mp3", "file-missing", "a.mp3"),
    ({"audio/b.mp3": png()}, "audio/b.mp3", "not-a-recording", "b.mp3"),
    ({"audio/b.mp3": b""}, "audio/b.mp3", "not-a-recording", "b.mp3"),
    ({"audio/b.pdf": b"%PDF"}, "audio/b.pdf", "recording-type", ".m4a"),
    ({"audio/b.mp4": sounds.mp4()}, "audio/b.mp4", "recording-type", ".m4a"),
    ({}, "../../secret.mp3", "outside-link", "secret.mp3"),
    ({}, "{src: audio/a.mp3, transcript: audio/b.txt}", "file-missing", "a.txt"),
]


@pytest.mark.parametrize(("files", "said", "rule", "words"), FAULTS)
def test_what_cannot_be_heard_is_an_error(
    newsroom: Paper, files: dict[str, bytes], said: str, rule: str, words: str
) -> None:
    for name, content in files.items():
        newsroom.write(name, content)
    newsroom.write("articles/a.md", article("字。", yaml=True, 音频=said))
    [problem] = [one for one in newsroom.site_problems() if one.severity == "error"]
    assert (problem.rule, problem.line) == (rule, 7)
    assert words in problem.what + problem.why + problem.fix


def test_a_draft_s_sound_stays_where_it_is(newsroom: Paper) -> None:
    newsroom.write("articles/a.md", article("字。", 状态="草稿", 音频="audio/a.mp3"))
    newsroom.build()
    assert "audio/a.mp3" not in newsroom.built()


@pytest.mark.parametrize(
    ("size", "is_fine"),
    [((1400, 1400), True), ((1399, 1399), False), ((1400, 1500), False), ((3001, 3001), False)],
)
def test_a_picture_that_directories_refuse_is_pointed_out(
    newsroom: Paper, size: tuple[int, int], *, is_fine: bool
) -> None:
    newsroom.settings["LINLI_PODCAST"] = PODCAST
    newsroom.write("images/cover.png", png(*size))
    rules = [problem.rule for problem in newsroom.site_problems()]
    assert rules == ([] if is_fine else ["podcast-artwork"])


def test_a_podcast_without_its_picture_is_an_error(newsroom: Paper) -> None:
    newsroom.settings["LINLI_PODCAST"] = PODCAST | {"image": "images/covers.png"}
    with pytest.raises(ContentError) as raised:
        newsroom.build()
    [problem] = raised.value.problems
    assert (problem.path, problem.line, problem.rule) == ("pelicanconf.py", 0, "setting-file")
    assert "LINLI_PODCAST" in problem.what
    assert "cover.png" in problem.fix


def test_a_format_that_directories_refuse_is_pointed_out(newsroom: Paper) -> None:
    newsroom.write("audio/b.opus", sounds.opus())
    newsroom.write("articles/b.md", article("字。", 音频="audio/b.opus"))
    assert newsroom.site_problems() == []
    newsroom.settings["LINLI_PODCAST"] = PODCAST
    [problem] = newsroom.site_problems()
    assert problem.rule == "podcast-format"
    assert problem.path.endswith("articles/b.md")


def test_sizes_and_lengths_are_what_players_show() -> None:
    assert [size_text(size) for size in (0, 10, 36_362, 1_300_000)] == [
        "",
        "1 KB",
        "36 KB",
        "1.2 MB",
    ]
    assert [clock(seconds) for seconds in (0, 6, 185, 3723)] == ["", "0:06", "3:05", "1:02:03"]
