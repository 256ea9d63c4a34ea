"""A strict build reads its feeds again before they go live, and publishes nothing when one is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linli.build import proofing
from linli.build.pipeline import build
from linli.build.report import Report
from linli.cli import main
from linli.errors import ContentError
from linli.pages import feed_documents
from tests.factories import ZONE_AND_LANGUAGE, article, options_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.factories import Paper


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.settings |= {"SITEURL": "https://news.example", "LINLI_FEEDS": ["site", "columns"]}
    paper.write("articles/lift.md", article("电梯。"))
    paper.write("articles/water.md", article("水。", 标题="修水管", 日期="2026-03-01"))
    return paper


def break_writer(monkeypatch: pytest.MonkeyPatch, form: str, there: bytes, put: bytes) -> None:
    """Let the writer of a form put something else in place of what should be there."""
    make: Callable[..., bytes] = feed_documents.FORMS[form]

    def broken(channel: Any, items: Any) -> bytes:
        document = make(channel, items)
        assert there in document, "expected something to break"
        return document.replace(there, put)

    monkeypatch.setitem(feed_documents.FORMS, form, broken)


def problems(paper: Paper) -> list[tuple[str, str, str]]:
    """Build and return path, rule and words of the problems."""
    report = Report()
    with pytest.raises(ContentError):
        build(paper.newsroom, options_at(strict=True), report)
    return [(problem.path, problem.rule, problem.what) for problem in report.problems]


WATER = b":water</guid>"


def test_a_broken_feed_is_told_with_its_name_and_the_story_and_nothing_is_published(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.build(strict=True)
    before = newsroom.built()
    newsroom.write("articles/lift.md", article("新的电梯。"))
    break_writer(monkeypatch, "rss", b">tag:news.example,2026" + WATER, b"></guid>")
    ((path, rule, what),) = problems(newsroom)
    assert path == str(newsroom.content / "articles/water.md")
    assert rule == "feed-broken"
    assert "feed.xml:" in what
    assert "没有 guid" in what
    assert newsroom.built() == before


def test_where_nothing_was_published_nothing_is(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_writer(monkeypatch, "atom", b"</feed>", b"")
    assert {rule for _, rule, _ in problems(newsroom)} == {"feed-broken"}
    assert not newsroom.output.exists()


def test_a_fault_of_the_feed_itself_is_told_under_its_own_name(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_writer(monkeypatch, "json", b'"version"', b'"_version"')
    found = problems(newsroom)
    assert ("feed.json", "feed-broken") in [(path, rule) for path, rule, _ in found]


def test_after_it_is_mended_the_site_is_what_it_would_have_been(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        break_writer(broken, "rss", WATER, b"</guid><guid/>")
        problems(newsroom)
    newsroom.build(strict=True)
    mended = newsroom.built()
    newsroom.build(strict=True, full=True)
    assert newsroom.built() == mended


def test_a_build_that_is_not_strict_reads_no_feed_again(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> Sequence[object]:
        raise AssertionError("expected no feed to be read again")

    monkeypatch.setattr(proofing, "read_batch", never)
    report = newsroom.build()
    assert "proof" not in report.stages


def test_a_broken_feed_of_a_build_that_was_not_strict_is_found_though_it_is_kept(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        break_writer(broken, "rss", WATER, b"</guid><guid/>")
        newsroom.build()
    ((path, rule, _),) = problems(newsroom)
    assert (path, rule) == (str(newsroom.content / "articles/water.md"), "feed-broken")


def test_a_feed_that_was_found_good_is_not_read_again(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = proofing.read_batch

    def counting(tools: bytes, batch: Sequence[proofing.Proof]) -> list[Any]:
        read.extend(one.form for one in batch)
        return real(tools, batch)

    monkeypatch.setattr(proofing, "read_batch", counting)
    newsroom.build(strict=True)
    assert sorted(set(read)) == ["atom", "json", "opml", "rss"]
    read.clear()
    newsroom.write("pages/about.md", "标题：关于\n\n我们。\n")
    newsroom.build(strict=True)
    assert read == []
    newsroom.write("articles/new.md", article("字。", 标题="新的", 栏目="文化"))
    newsroom.build(strict=True)
    assert read.count("rss") == 2, "expected the site's feed and that of the new column"


def test_the_command_says_it_in_the_sites_language_and_ends_with_1(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    values = {**ZONE_AND_LANGUAGE, **newsroom.settings, "THEME": str(newsroom.theme)}
    config = newsroom.root / "pelicanconf.py"
    config.write_text("".join(f"{name} = {value!r}\n" for name, value in values.items()), "utf-8")
    break_writer(monkeypatch, "rss", WATER, b"</guid><guid/>")
    command = ["build", "--strict", "--now", "2026-03-22", "--config", str(config)]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "读不通" in said
    assert "articles/water.md" in said
    assert "什么也没有发布" in said
