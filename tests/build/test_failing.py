"""A build that fails leaves the live site as it was, byte for byte, and says why."""

from __future__ import annotations

import errno
import multiprocessing
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli.build import printing
from linli.build.cache import MANUSCRIPTS, Cache
from linli.build.damage import Damaged
from linli.build.pipeline import build
from linli.build.press import Press, press_beside
from linli.build.printing import print_pages
from linli.errors import ContentError, OutputError, ThemeError
from linli.release import Pen
from tests.factories import article, options_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.build.preparing import Planned
    from linli.build.tray import Tray
    from linli.release import Release
    from tests.factories import Paper

pytestmark = pytest.mark.slow


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.write("articles/a.md", article())
    return paper


def break_content(paper: Paper) -> type[Exception]:
    paper.write("articles/b.md", article(日期="2026-02-30"))
    return ContentError


def break_theme(paper: Paper) -> type[Exception]:
    theme = paper.root / "broken-theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "lang").mkdir()
    (theme / "lang" / "en.toml").write_text("", encoding="utf-8")
    (theme / "templates" / "home.html").write_text("{{ nosuchname }}", encoding="utf-8")
    paper.theme = theme
    return ThemeError


def break_picture(paper: Paper) -> type[Exception]:
    paper.write("images/a.png", b"no picture")
    paper.write("articles/b.md", article("![图](../images/a.png)"))
    return ContentError


@pytest.mark.parametrize("harm", [break_content, break_theme, break_picture])
def test_after_an_error_the_old_output_is_there_byte_for_byte(
    newsroom: Paper, harm: object
) -> None:
    newsroom.build()
    before = newsroom.built()
    times = {path: path.stat().st_mtime_ns for path in newsroom.output.rglob("*")}
    assert callable(harm)
    with pytest.raises(harm(newsroom)):
        newsroom.build()
    assert newsroom.built() == before
    assert {path: path.stat().st_mtime_ns for path in newsroom.output.rglob("*")} == times


@pytest.mark.parametrize("harm", [break_content, break_theme])
def test_after_an_error_there_is_no_output_where_there_was_none(
    newsroom: Paper, harm: object
) -> None:
    assert callable(harm)
    with pytest.raises(harm(newsroom)):
        newsroom.build()
    assert not newsroom.output.exists()


def test_after_an_error_is_mended_the_site_is_what_it_would_have_been(newsroom: Paper) -> None:
    newsroom.build()
    before = newsroom.built()
    break_content(newsroom)
    with pytest.raises(ContentError):
        newsroom.build()
    (newsroom.content / "articles/b.md").unlink()
    newsroom.build()
    assert newsroom.built() == before


# (what the system says, what the editor reads)
FAILURES = [
    (errno.ENOSPC, ("The disk is full", "is as it was", "Free some space")),
    (errno.EACCES, ("cannot be written", "is as it was", "--output")),
    (errno.EROFS, ("cannot be written", "is as it was", "--output")),
]


@pytest.mark.parametrize(("number", "said"), FAILURES)
def test_when_the_disk_fails_the_old_output_stays_and_the_message_says_so(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch, number: int, said: tuple[str, ...]
) -> None:
    newsroom.build()
    before = newsroom.built()
    newsroom.write("articles/a.md", article("又一稿。"))

    def fail(pen: Pen, path: str, content: bytes, known: str | None = None) -> str:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Pen, "write", fail)
    with pytest.raises(OutputError) as caught:
        newsroom.build()
    assert caught.value.exit_code == 2
    assert [words for words in said if words not in str(caught.value)] == []
    assert newsroom.built() == before


def test_a_picture_that_changes_while_the_site_is_made_stops_the_build(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.pages.pictures import png

    newsroom.write("images/a.png", png())
    newsroom.write("articles/b.md", article("![图](../images/a.png)"))
    make = printing.print_pages

    def surprised(*arguments: object) -> None:
        newsroom.write("images/a.png", png(9, 9))
        make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(printing, "print_pages", surprised)
    with pytest.raises(OutputError, match=r"a\.png changed or vanished"):
        newsroom.build()
    assert not newsroom.output.exists()


def test_two_builds_at_once_come_to_one_site(newsroom: Paper) -> None:
    from concurrent.futures import ThreadPoolExecutor

    newsroom.build()
    newsroom.write("articles/b.md", article(标题="第二篇"))
    with ThreadPoolExecutor(2) as both:
        done = [both.submit(newsroom.build) for _ in range(2)]
        reports = [one.result() for one in done]
    assert sorted(report.changed for report in reports) == [0, 1]
    assert "第二篇" in newsroom.page("articles/b/index.html")


def test_a_cache_that_keeps_nothing_ends_the_build_with_a_reason(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.build()
    before = newsroom.built()
    put = Cache.put

    def losing(cache: Cache, shelf: bytes, blobs: Iterable[tuple[bytes, bytes]]) -> None:
        if shelf != MANUSCRIPTS:
            put(cache, shelf, blobs)

    newsroom.write("articles/a.md", article("另一段话。"))
    with monkeypatch.context() as full:
        full.setattr(Cache, "put", losing)
        with pytest.raises(OutputError, match="does not hold what has just been put into it"):
            newsroom.build()
    assert newsroom.built() == before
    newsroom.build()
    assert "另一段话。" in newsroom.page("articles/a/index.html")


def test_what_a_process_of_a_failed_try_still_wrote_is_not_in_the_way(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Release] = []

    def failing(planned: Planned, tray: Tray, release: Release, begun: None) -> None:
        tries.append(release)
        if len(tries) == 1:
            raise Damaged("manuscript:")
        print_pages(planned, tray, release)

    def late(press: Press) -> None:
        release = tries[0]  # its folder was cleared before the processes have ended
        Path(release.pen.folder).mkdir()
        release.pen.write("index.html", "迟到的".encode())
        empty(press)

    empty = Press.empty
    monkeypatch.setattr(printing, "print_pages", failing)
    monkeypatch.setattr(Press, "empty", late)
    newsroom.build()
    assert len(tries) == 2
    assert "迟到的" not in newsroom.page("index.html")


def test_no_process_outlives_a_build_that_failed(newsroom: Paper) -> None:
    for number in range(420):
        newsroom.write(f"articles/b{number}.md", article(标题=f"第{number}篇"))
    break_content(newsroom)
    with press_beside(newsroom.output, jobs=2) as press:
        with pytest.raises(ContentError):
            build(newsroom.newsroom, options_at(), press=press)
        assert not multiprocessing.active_children(), "what they have read of the theme may be old"
        (newsroom.content / "articles/b.md").unlink()
        build(newsroom.newsroom, options_at(), press=press)
    assert newsroom.page("articles/a/index.html")
