"""Pages to make, on their way to another process."""

from __future__ import annotations

import errno
import gc
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from linli.build import aside, workers
from linli.build.aside import GoneError, taken
from linli.build.parcels import Parcel, Post, Wanted
from linli.build.pipeline import build
from linli.build.preparing import prepare
from linli.build.press import press_beside
from linli.build.report import Report
from linli.build.workers import Workers
from linli.errors import WorkerError
from linli.pages.recipe import Parts, Recipe
from tests.factories import article, options_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.factories import Paper


@pytest.fixture
def wanted(paper: Paper) -> list[Wanted]:
    """Return pages of many kinds, some of which list the same stories."""
    paper.settings |= {"SITEURL": "https://news.example", "LINLI_REPUBLISH": "all"}
    for number in range(9):
        day = f"2026-01-{number + 1:02}"
        paper.write(
            f"articles/a{number}.md",
            article(
                "电梯停了。", 标题=f"第{number}篇", 日期=day, 作者="林岚", 系列="电梯", 标签="电梯"
            ),
        )
    paper.write("articles/gone.md", article("撤下。", 标题="撤下", 撤稿日期="2026-03-12"))
    paper.write("notices/n.md", article("停水。", 标题="停水", 栏目=None, 失效="2026-03-22"))
    with press_beside(paper.newsroom.output) as press:
        pages = prepare(paper.newsroom, options_at(), Report(), press).plan.pages
    return [Wanted(page, (b"%016d" % number,), "") for number, page in enumerate(pages)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where something can be laid aside."""
    (aside := tmp_path / "aside").mkdir()
    return aside


@pytest.fixture
def nine(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """Return a newsroom of nine stories, for which other processes are started."""
    monkeypatch.setattr(workers, "SMALL", 2)
    for number in range(9):
        paper.write(f"articles/a{number}.md", article("电梯停了。", 标题=f"第{number}篇"))
    return paper


def post_of(wanted: Sequence[Wanted], folder: Path) -> Post:
    """Return what sends these pages."""
    return Post(lambda: [one for page in wanted for one in page.recipe.shown], folder)


def sent(batch: Sequence[Wanted]) -> Sequence[Wanted]:
    """Return what comes out at the other end."""
    return list(pickle.loads(pickle.dumps(batch)))  # noqa: S301 - made here


def test_what_arrives_is_what_was_sent(wanted: list[Wanted], folder: Path) -> None:
    kinds = {type(one.recipe.parts) for one in wanted}
    assert len(kinds) > 12, f"recipes of most kinds were expected, not of {len(kinds)}"
    post = post_of(wanted, folder)
    found = [one for start in (0, 20, 40) for one in sent(post.parcel(wanted[start : start + 20]))]
    assert found == wanted[:60]
    kinds_there = [type(one.recipe.parts) for one in found]
    assert kinds_there == [type(one.recipe.parts) for one in wanted[:60]], "they came as tuples"
    assert all(type(one.recipe) is Recipe for one in found)
    assert sent(post.parcel(wanted)) == wanted


def test_a_story_that_many_pages_list_is_packed_once(wanted: list[Wanted], folder: Path) -> None:
    post = post_of(wanted, folder)
    content = pickle.dumps(post.parcel(wanted))
    [shelf] = folder.iterdir()
    title = "第3篇".encode()
    summary = next(
        one.summary for page in wanted for one in page.recipe.shown if one.title == "第3篇"
    ).encode()
    assert summary, "a summary was expected"
    assert shelf.read_bytes().count(title) == 1
    assert summary not in content, "the stories that pages list travel with them"


def test_nothing_is_left_behind(wanted: list[Wanted], folder: Path) -> None:
    post = post_of(wanted, folder)
    post.close()
    assert [*folder.iterdir()] == []
    post.parcel(wanted)
    assert len([*folder.iterdir()]) == 1, "the stories were not laid aside"
    post.close()
    assert [*folder.iterdir()] == []


def test_where_nothing_can_be_laid_aside_pages_travel_whole(
    wanted: list[Wanted], tmp_path: Path
) -> None:
    assert sent(post_of(wanted, tmp_path / "nowhere").parcel(wanted)) == wanted


def test_that_nothing_can_be_laid_aside_is_found_out_once(
    wanted: list[Wanted], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Path] = []

    def refuse(content: bytes, folder: Path) -> Path:
        tries.append(folder)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("linli.build.parcels.lay_aside", refuse)
    post = post_of(wanted, tmp_path)
    assert [*post.parcel(wanted[:3]), *post.parcel(wanted[3:6])] == wanted[:6]
    assert len(tries) == 1


def test_stories_that_are_taken_away_are_missed_when_the_parcel_is_opened(
    wanted: list[Wanted], folder: Path
) -> None:
    post = post_of(wanted, folder)
    content = pickle.dumps(post.parcel(wanted))
    post.close()
    parcel = pickle.loads(content)  # noqa: S301 - made here
    with pytest.raises(GoneError, match="tools-"):
        list(parcel)


def test_a_build_that_loses_them_says_so(nine: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Post._fill

    def fill_and_lose(self: Post) -> None:
        real(self)
        assert self._shelf
        self._shelf.unlink()

    with monkeypatch.context() as patch:
        patch.setattr(Post, "_fill", fill_and_lose)
        with (
            press_beside(nine.output, jobs=2) as press,
            pytest.raises(WorkerError, match="taken away"),
        ):
            build(nine.newsroom, options_at(), press=press)
    assert not nine.output.exists(), "half of a site went live"
    assert nine.build().rendered


def test_a_build_leaves_nothing_beside_its_cache(
    nine: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[Path] = []
    real = aside.lay_aside

    def lay_aside(tools: bytes, folder: Path) -> Path:
        laid.append(real(tools, folder))
        return laid[-1]

    monkeypatch.setattr("linli.build.parcels.lay_aside", lay_aside)
    with press_beside(nine.output, jobs=2) as press:
        build(nine.newsroom, options_at(), press=press)
    assert len(laid) == 1, "the stories were to be laid aside once"
    assert not laid[0].exists()


def test_a_build_that_fails_while_pages_are_sent_leaves_nothing_either(
    nine: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        assert list(cache.glob("tools-*")), "nothing was laid aside"
        raise ZeroDivisionError

    cache = nine.root / ".output.linli" / "cache"
    monkeypatch.setattr("linli.build.printing._rows", fail)
    with press_beside(nine.output, jobs=2) as press, pytest.raises(ZeroDivisionError):
        build(nine.newsroom, options_at(), press=press)
    gc.collect()
    assert not list(cache.glob("tools-*"))


def test_nothing_stays_where_pages_cannot_be_sent(
    nine: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = nine.root / ".output.linli" / "cache"
    real = Workers.map

    def fail(self: Workers, *given: Any, **more: Any) -> Any:
        if "send" not in more:
            return real(self, *given, **more)
        more["send"](given[2][:2])
        assert list(cache.glob("tools-*")), "nothing was laid aside"
        raise ZeroDivisionError

    monkeypatch.setattr(Workers, "map", fail)
    with press_beside(nine.output, jobs=2) as press, pytest.raises(ZeroDivisionError):
        build(nine.newsroom, options_at(), press=press)
    assert not list(cache.glob("tools-*"))


def test_every_kind_of_page_can_travel() -> None:
    from typing import get_args

    from linli.pages.recipe import parts_of

    for kind in get_args(Parts):
        assert type(parts_of(kind.__name__, range(len(kind._fields)))) is kind
    with pytest.raises(KeyError):
        parts_of("Path", ())


def test_a_parcel_is_a_batch_where_it_is_not_sent(wanted: list[Wanted], folder: Path) -> None:
    parcel = post_of(wanted, folder).parcel(wanted[:3])
    assert isinstance(parcel, Parcel)
    assert [*parcel] == wanted[:3]
    assert taken.cache_info().maxsize == 1, "what was laid aside would pile up"
