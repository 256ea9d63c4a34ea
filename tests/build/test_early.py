"""Pages of a first build that do not depend on related lists are made while these are being found."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from linli.build.cache import Cache
from linli.build.early import Early
from linli.build.pipeline import build
from linli.build.press import a_press
from linli.build.record import enter_recipes
from linli.build.workers import Workers
from linli.errors import ContentError, OutputError
from linli.pages.plan import make_plan
from linli.release import Pen
from tests.factories import article, options_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linli.build.preparing import Stories
    from linli.build.press import Press
    from linli.build.record import Rows
    from linli.build.report import Report
    from linli.pages.frame import Frame
    from tests.factories import Paper

pytestmark = pytest.mark.slow

PATIENCE = 20.0
"""Seconds that are waited for what must happen."""
HOME, STORY = "index.html", "articles/s3/index.html"


class Watched:
    """Which files were written when a plan began to be made, and in all."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.written: list[str] = []
        self.before: list[list[str]] = []
        self.wanted = ""
        self._there = threading.Event()
        write = Pen.write

        def writing(pen: Pen, path: str, content: bytes, known: str | None = None) -> str:
            sha = write(pen, path, content, known)
            self.written.append(path)
            if path == self.wanted:
                self._there.set()
            return sha

        def making(*given: Any) -> Any:
            if self.wanted:
                assert self._there.wait(PATIENCE), f"{self.wanted} was not made"
            self.before.append(list(self.written))
            return make_plan(*given)

        monkeypatch.setattr(Pen, "write", writing)
        monkeypatch.setattr("linli.build.planning.make_plan", making)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.settings |= {"SITEURL": "https://news.example"}
    for number in range(9):
        text = f"第{number}篇说的是加装电梯。" * 3
        paper.write(f"articles/s{number}.md", article(text, 标题=f"第{number}篇", 标签="灯"))
    return paper


@pytest.fixture
def press(newsroom: Paper) -> Iterator[Press]:
    with ThreadPoolExecutor(2) as others, a_press(newsroom.root / "cache", others) as press:
        yield press


def built(newsroom: Paper, press: Press) -> Report:
    return build(newsroom.newsroom, options_at(), press=press)


def test_lists_are_made_before_the_plan_is_whole_and_stories_after(
    newsroom: Paper, press: Press, watched: Watched
) -> None:
    watched.wanted = HOME
    report = built(newsroom, press)
    assert STORY not in watched.before[0]
    assert report.rendered == report.pages
    assert len(watched.written) == len(set(watched.written)), "a page was made twice"
    with_early = newsroom.built()
    watched.wanted = ""
    build(newsroom.newsroom, options_at(full=True))
    assert newsroom.built() == with_early


def test_what_was_begun_is_remembered_as_all_else(
    newsroom: Paper, press: Press, watched: Watched
) -> None:
    watched.wanted = HOME
    built(newsroom, press)
    watched.written.clear()
    newsroom.write("articles/s3.md", article("只改了一段话。", 标题="第3篇", 标签="灯"))
    report = built(newsroom, press)
    assert report.reused > report.rendered > 0, "pages that were known are made anew"
    assert STORY in watched.written
    changed = newsroom.built()
    build(newsroom.newsroom, options_at(full=True))
    assert newsroom.built() == changed


def test_where_there_is_a_site_nothing_is_begun(
    newsroom: Paper, press: Press, watched: Watched
) -> None:
    build(newsroom.newsroom, options_at())
    before = newsroom.built()
    watched.written.clear()
    watched.before.clear()
    built(newsroom, press)
    assert watched.before == [[]], "all pages are new to this cache, but they stay as they are"
    assert newsroom.built() == before


def test_where_pages_are_known_nothing_is_begun(
    newsroom: Paper, press: Press, watched: Watched
) -> None:
    built(newsroom, press)
    newsroom.output.rename(newsroom.root / "elsewhere")
    for number in range(40):
        newsroom.write(f"articles/n{number}.md", article("花园开了。", 标题=f"新{number}"))
    watched.before.clear()
    watched.written.clear()
    built(newsroom, press)
    assert watched.before == [[]]


def test_where_an_error_is_known_nothing_is_begun(
    newsroom: Paper, press: Press, watched: Watched
) -> None:
    newsroom.write("articles/bad.md", article(标题="坏", 日期="昨天"))
    with pytest.raises(ContentError):
        built(newsroom, press)
    assert watched.written == []


def test_where_a_warning_will_end_a_strict_build_nothing_is_begun(
    newsroom: Paper, press: Press, watched: Watched
) -> None:
    for number in (1, 3):
        newsroom.write(f"articles/gap{number}.md", article("修路。", 标题=f"修路（{number}）"))
    with pytest.raises(ContentError):
        build(newsroom.newsroom, options_at(strict=True), press=press)
    assert watched.written == []
    watched.wanted = HOME
    assert [one.rule for one in built(newsroom, press).problems] == ["series-gap"]


def test_where_pelican_renders_nothing_is_begun(
    newsroom: Paper, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def begin(early: Early, frame: Frame, stories: Stories) -> bool:
        early._tray = early._tray._replace(is_foreign=True)
        asked.append(begin_early(early, frame, stories))
        early._tray = early._tray._replace(is_foreign=False)
        return asked[-1]

    begin_early = Early.begin
    monkeypatch.setattr(Early, "begin", begin)
    built(newsroom, press)
    assert asked == [False]


def test_others_can_read_the_cache_while_pages_are_made(
    newsroom: Paper, press: Press, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Recipes are entered meanwhile; nothing is saved, nor let out of memory, before all pages are made."""
    spills: list[int] = []
    saved: list[int] = []
    enter, save = enter_recipes, Cache.save

    def entering(cache: Cache, rows: Rows) -> None:
        [(spill,)] = cache._file.execute("PRAGMA cache_spill").fetchall()
        spills.append(spill)
        enter(cache, rows)

    def saving(cache: Cache) -> None:
        if cache is press.cache:
            saved.append(len(watched.written))
        save(cache)

    monkeypatch.setattr("linli.build.printing.enter_recipes", entering)
    monkeypatch.setattr(Cache, "save", saving)
    watched.wanted = HOME
    report = built(newsroom, press)
    assert spills[0] == 0, "recipes may be written into the file while others read it"
    assert spills[1:] == [spill for spill in spills[1:] if spill]
    late = [count for count in saved if count]
    assert late, "what was made is not kept"
    assert min(late) >= report.pages, "the cache was saved while others were reading it"


def test_where_a_build_fails_nobody_goes_on_with_what_was_begun(
    newsroom: Paper, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, held, over = Pen.write, threading.Event(), threading.Event()
    late: list[str] = []

    def writing(pen: Pen, path: str, content: bytes, known: str | None = None) -> str:
        if path == HOME:
            held.set()
            over.wait(0.5)  # it is still being made when the build fails
        if over.is_set():
            late.append(path)
        return write(pen, path, content, known)

    def fail(*_: object) -> None:
        assert held.wait(PATIENCE), "the home page is not being made"
        raise ZeroDivisionError

    monkeypatch.setattr(Pen, "write", writing)
    monkeypatch.setattr("linli.build.printing.enter_recipes", fail)
    with pytest.raises(ZeroDivisionError):
        built(newsroom, press)
    over.set()
    threading.Event().wait(0.8)
    assert late == []
    assert not newsroom.output.exists()
    with closing(sqlite3.connect(press.cache_file, timeout=0)) as other:  # nobody holds the cache
        other.execute("BEGIN IMMEDIATE")


def test_what_was_begun_is_cleared_away_where_the_plan_has_an_error(
    newsroom: Paper, press: Press, watched: Watched
) -> None:
    path = newsroom.write("articles/old.md", article(标题="旧址", 别名="/latest/"))
    watched.wanted = HOME
    with pytest.raises(ContentError) as refused:
        built(newsroom, press)
    assert [one.rule for one in refused.value.problems] == ["same-url"]
    assert HOME in watched.written
    assert not newsroom.output.exists()
    aside = newsroom.output.with_name(".output.linli")
    left = [one.name for one in aside.iterdir() if one.is_dir() and one.name != "releases"]
    assert left == [], "something is left of the release"
    assert [*press.folder.glob("tools-*")] == [], "something is left for other processes"
    path.unlink()
    built(newsroom, press)
    assert (newsroom.output / HOME).is_file()


def test_whatever_is_done_meanwhile_twice_is_begun_once(
    newsroom: Paper, press: Press, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    spread = Workers.spread

    def twice(
        self: Workers,
        function: Callable[[bytes, Sequence[Any]], Sequence[Any]],
        tools: bytes,
        size: int,
        meanwhile: Callable[[], object],
    ) -> Iterator[Any]:
        return spread(self, function, tools, size, lambda: (meanwhile(), meanwhile()))

    monkeypatch.setattr(Workers, "spread", twice)
    watched.wanted = HOME
    report = built(newsroom, press)
    assert report.rendered == report.pages
    assert len(watched.written) == len(set(watched.written)), "a page was made twice"


def test_a_page_that_cannot_be_made_is_said(
    newsroom: Paper, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(pen: Pen, path: str, content: bytes, known: str | None = None) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Pen, "write", fail)
    with pytest.raises(OutputError, match="The disk is full"):
        built(newsroom, press)
    assert not newsroom.output.exists()
