from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from linli.cli import main
from linli.errors import UsageError
from linli.office.announcing import announce, choose_beside_published, choose_topics, read_topics
from linli.release import MANIFEST
from linli.websub.sending import careful_opener
from linli.websub.telling import Patience
from tests.factories import ZONE_AND_LANGUAGE, article
from tests.websub.hub import Clock, a_hub

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.websub.telling import Outcome
    from tests.factories import Paper
    from tests.websub.hub import Hub

SITE = "https://邻里.example/paper"
PLAIN = "https://xn--7e4a0u.example/paper"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with a_hub() as found:
        yield found


@pytest.fixture
def newsroom(paper: Paper, hub: Hub) -> Paper:
    """A newsroom with feeds of tags, which has been built once and tells a hub on this machine."""
    paper.settings |= {"SITEURL": SITE, "LINLI_HUB": hub.url, "LINLI_FEEDS": ["site", "tags"]}
    paper.write("articles/lift.md", article("电梯。", 标签="电梯"))
    paper.build()
    return paper


def tell(paper: Paper, clock: Clock | None = None, **wanted: bool) -> Sequence[Outcome]:
    clock = clock or Clock()
    chosen = choose_topics(paper.newsroom, **wanted)
    opener = careful_opener(proxies=False)
    return announce(paper.newsroom, chosen, opener, clock, clock.sleep, Patience(answer=0.4))


def test_the_hub_hears_of_feeds_by_the_address_that_stands_in_them(
    newsroom: Paper, hub: Hub
) -> None:
    assert all(one.is_told for one in tell(newsroom))
    said = set()
    for path, content in newsroom.built().items():
        if path.endswith(("feed.xml", "atom.xml", "feed.json")):
            text = content.decode()
            links = re.findall(r'href="([^"]*)"[^>]*rel="self"|rel="self"[^>]*href="([^"]*)"', text)
            said |= {a or b for a, b in links} | set(re.findall(r'"feed_url": ?"([^"]*)"', text))
    assert len(said) == 6
    assert set(hub.topics) == said
    assert f"{PLAIN}/tags/%E7%94%B5%E6%A2%AF/feed.xml" in said


def test_only_what_changed_is_told_and_only_once(newsroom: Paper, hub: Hub) -> None:
    tell(newsroom)
    hub.told.clear()
    newsroom.write("articles/water.md", article("水。", 标题="修水管", 标签="水"))
    newsroom.build()
    tell(newsroom)
    names = {topic.removeprefix(f"{PLAIN}/") for topic in hub.topics}
    water, lift = "tags/%E6%B0%B4/", "tags/%E7%94%B5%E6%A2%AF/"
    forms = ["atom.xml", "feed.json", "feed.xml"]
    assert {*forms, *(water + form for form in forms)} <= names
    assert f"{lift}feed.xml" not in names, "expected a feed of the same bytes to be left out"
    hub.told.clear()
    assert tell(newsroom) == []
    assert len(tell(newsroom, everything=True)) == 9


def test_what_the_hub_did_not_take_is_told_again(newsroom: Paper, hub: Hub) -> None:
    refused = f"{PLAIN}/feed.xml"
    hub.by_topic[refused] = 404
    assert [one.topic for one in tell(newsroom) if not one.is_told] == [refused]
    hub.by_topic.clear()
    hub.told.clear()
    tell(newsroom)
    assert refused in hub.topics


def test_a_hub_that_is_busy_twice_takes_it_the_third_time(newsroom: Paper, hub: Hub) -> None:
    hub.answers = [503, (503, {"Retry-After": "5"}), 202]
    clock = Clock()
    assert all(one.is_told for one in tell(newsroom, clock))
    assert clock.slept == [1.0, 5.0]


def test_a_machine_that_keeps_nothing_asks_what_is_published(newsroom: Paper, hub: Hub) -> None:
    newsroom.settings["SITEURL"] = hub.url.removesuffix("/hub")
    newsroom.build()
    opener = careful_opener(proxies=False)
    assert choose_beside_published(newsroom.newsroom, opener) is None
    hub.files[f"/{MANIFEST}"] = (newsroom.output / MANIFEST).read_bytes()
    same = choose_beside_published(newsroom.newsroom, opener)
    assert same is not None
    assert same.topics == ()
    newsroom.write("articles/lift.md", article("新的电梯。"))
    newsroom.build()
    new = choose_beside_published(newsroom.newsroom, opener)
    assert new is not None
    assert len(new.topics) == 3, "expected the site's feed in three forms; the tag is gone"
    hub.files[f"/{MANIFEST}"] = b"[]"
    assert choose_beside_published(newsroom.newsroom, opener) is None


def test_topics_may_come_from_an_earlier_dry_run(newsroom: Paper) -> None:
    topics = choose_topics(newsroom.newsroom).topics
    assert read_topics(newsroom.newsroom, [f"{one}\n" for one in (*topics, "")]).topics == topics


@pytest.mark.parametrize(
    "line",
    [
        "https://other.example/feed.xml",
        f"{PLAIN}/index.html",
        f"{PLAIN}.evil.example/feed.xml",
        f"{PLAIN}/feed/1.xml",
        "feed.xml",
        f"{PLAIN}/tags/../feed.xml",
        f"{SITE}/feed.xml",
    ],
)
def test_a_topic_that_is_no_feed_of_the_site_is_refused_with_its_line(
    newsroom: Paper, line: str
) -> None:
    with pytest.raises(UsageError, match="Line 2"):
        read_topics(newsroom.newsroom, [f"{PLAIN}/feed.xml", line])


# --- The command ------------------------------------------------------------------------------------------


def run(paper: Paper, *arguments: str, **settings: Any) -> int:
    values = {"SITENAME": "测试邻里", **ZONE_AND_LANGUAGE, **paper.settings, **settings}
    values["THEME"] = str(paper.theme)
    config = paper.root / "pelicanconf.py"
    config.write_text("".join(f"{name} = {value!r}\n" for name, value in values.items()), "utf-8")
    return main(["ping", *arguments, "--config", str(config)])


def test_the_command_says_what_the_hub_said(
    newsroom: Paper, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.by_topic[f"{PLAIN}/atom.xml"] = 403
    assert run(newsroom) == 1
    said = capsys.readouterr().out
    assert f"{PLAIN}/atom.xml  被拒绝（403 Forbidden: hub says 403）\n" in said
    assert f"{PLAIN}/feed.xml  已收下（202 Accepted）\n" in said
    assert "6 个订阅源，收下 5 个，1 个没有" in said
    hub.by_topic.clear()
    assert run(newsroom) == 0
    capsys.readouterr()
    assert run(newsroom) == 0
    assert capsys.readouterr().out == "订阅源没有变动，不用通知。\n"


def test_a_dry_run_lists_and_tells_nobody(
    newsroom: Paper, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsroom, "--dry-run") == 0
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) == 6
    assert hub.told == []
    (newsroom.root / "topics.txt").write_text("\n".join(listed[:2]), "utf-8")
    assert run(newsroom, "--topics", str(newsroom.root / "topics.txt")) == 0
    assert hub.topics == listed[:2]


# (arguments, settings, words)
WRONG: list[tuple[list[str], dict[str, object], str]] = [
    ([], {"LINLI_HUB": ""}, "没有设置 LINLI_HUB"),
    ([], {"SITEURL": ""}, "要有 SITEURL"),
    ([], {"LINLI_FEEDS": []}, "LINLI_FEEDS"),
    ([], {"LINLI_HUB": "http://hub.example/"}, "LINLI_HUB"),
    ([], {"OUTPUT_PATH": "nowhere"}, "还没有发布过"),
    (["--topics", "nowhere.txt"], {}, "nowhere.txt"),
    (["--all", "--published"], {}, "not allowed with"),
]


@pytest.mark.parametrize(("arguments", "settings", "words"), WRONG)
def test_wrong_usage_is_told_and_tells_no_hub(
    newsroom: Paper,
    hub: Hub,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    settings: dict[str, object],
    words: str,
) -> None:
    assert run(newsroom, *arguments, **settings) == 2
    assert words in capsys.readouterr().err
    assert hub.told == []
