"""What other processes relate is what this one would; and it does something else meanwhile."""

from __future__ import annotations

import marshal
import sqlite3
import threading
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from linli.build import planning, relating
from linli.build.cache import FEATURES, Cache
from linli.build.places import cache_beside
from linli.build.planning import Planner
from linli.build.preparing import prepare
from linli.build.press import RELATED_FILE, Press, a_press
from linli.build.report import Report
from linli.build.workers import Workers
from linli.pages.frame import Frame, make_frame
from tests.build.edited import LIFT, RIVER, Edited, built, refused
from tests.factories import options_at
from tests.related.newsroom import retold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

PATIENCE = 20.0
"""Seconds that are waited for what must happen."""


FILLER = 100
"""Stories enough that a new one moves the weight of no word, and does not begin all anew."""


def fill(site: Edited, first: int) -> None:
    """Write stories that are like no other."""
    for number in range(FILLER):
        text = "".join([chr(first + 40 * number + offset) for offset in range(40)])
        site.write(f"filler-{number}", text, 标题=chr(0x6000 + number), 日期="2026-01-05")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Edited]:
    site = Edited(tmp_path)
    site.set(LINLI_FEEDS=[])
    fill(site, 0x7000)
    for number in range(1, 5):
        site.write(f"lift-{number}", retold(number), 标题=f"电梯故事{number}", 标签="电梯")
        site.write(f"river-{number}", RIVER + retold(number), 标题=f"江边之{number}", 标签="江")
    yield site
    site.close()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What assistants have answered."""
    given: list[Any] = []
    real = relating.relate_for_others

    def relate(asked: bytes) -> bytes:
        answer = real(asked)
        given.append(marshal.loads(answer))  # noqa: S302 - made in this test
        return answer

    monkeypatch.setattr(relating, "relate_for_others", relate)
    return given


def add(site: Edited) -> None:
    site.write("new", RIVER + LIFT, 标题="又一夜", 标签="江")


def test_after_a_new_story_the_assistant_says_all_lists(site: Edited, answers: list[Any]) -> None:
    site.assisted()
    assert answers == [], "a first build has none"
    add(site)
    assert site.assisted() == site.clean()
    [[lists, writing]] = answers
    assert sorted(lists) == sorted(
        path.relative_to(site.paper.content).as_posix() for path in site.paper.content.rglob("*.md")
    )
    names, reasons = lists["articles/new.md"]
    assert len(names) == len(reasons) == 3
    assert len(writing) == 16
    (site.paper.content / "articles/river-1.md").unlink()
    assert site.assisted() == site.clean()
    assert len(answers) == 2
    assert answers[1][1] != writing, "the memory goes on from what the assistant wrote"


def test_an_assistant_in_another_process_says_the_same(site: Edited) -> None:
    site.assisted()
    add(site)
    (site.paper.content / "articles/river-1.md").unlink()
    with patch.object(Press, "memory", None):  # this process has not to do with it
        report = site.report_of_assisted(elsewhere=True)
    assert 0 < report.rendered < report.pages
    assert built(site.paper.root / "assisted") == site.clean()


def test_what_the_assistant_wrote_is_gone_on_from(site: Edited, answers: list[Any]) -> None:
    site.assisted()
    add(site)
    site.assisted()
    site.write("river-1", RIVER + retold(1) + "又一句。", 标题="江边之1", 标签="江")
    report = site.report_of_assisted()
    assert "plan" not in report.stages, "the record names the writing of the memory"
    assert built(site.paper.root / "assisted") == site.clean()
    assert len(answers) == 1


def forget(site: Edited) -> None:
    (cache_beside(site.paper.root / "assisted") / RELATED_FILE).unlink()


def rewrite(site: Edited) -> None:
    fill(site, 0x7001)


@pytest.mark.parametrize("change", [forget, rewrite])
def test_what_is_work_for_all_processes_the_assistant_leaves(
    site: Edited, answers: list[Any], change: Callable[[Edited], None]
) -> None:
    site.assisted()
    add(site)
    change(site)
    assert site.assisted() == site.clean()
    assert answers == [None]
    assert not list(cache_beside(site.paper.root / "assisted").glob("tools-*"))


def test_what_the_assistant_cannot_find_it_leaves(
    site: Edited, answers: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk: what was read just now is in the memory of the process that read it, and nowhere else."""
    site.assisted()
    add(site)
    real = Cache.get

    def get(self: Cache, shelf: bytes, keys: Any) -> dict[bytes, bytes]:
        is_assistant = threading.current_thread() is not threading.main_thread()
        return {} if is_assistant and shelf == FEATURES else real(self, shelf, keys)

    monkeypatch.setattr(Cache, "get", get)
    assert site.assisted() == site.clean()
    assert answers == [None]


def test_while_the_assistant_relates_the_plan_is_begun(
    site: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.assisted()
    add(site)
    begun, seen, frames = threading.Event(), [], []
    begin, real = Planner.begin, relating.relate_for_others

    def beginning(self: Planner, report: Any) -> None:
        before = dict(report.stages)
        begin(self, report)
        assert report.stages["plan"] > before.get("plan", 0), "its seconds are those of planning"
        begun.set()

    def frame(*given: Any) -> Any:
        frames.append(given)
        return make_frame(*given)

    def relate(asked: bytes) -> bytes:
        seen.append(begun.wait(PATIENCE))
        return real(asked)

    monkeypatch.setattr(Planner, "begin", beginning)
    monkeypatch.setattr(relating, "relate_for_others", relate)
    monkeypatch.setattr(planning, "make_frame", frame)
    site.assisted()
    assert seen == [True], "the assistant and this process wait for each other"
    assert len(frames) == 1


def test_while_others_compare_the_plan_is_begun(
    site: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    begin = Planner.begin

    def beginning(self: Planner, report: Any) -> Frame:
        events.append("plan")
        return begin(self, report)

    monkeypatch.setattr(Planner, "begin", beginning)
    monkeypatch.setattr(Workers, "spread", spread_to(events))
    site.build()
    assert events == ["begin", "plan", "wait"]


def spread_to(events: list[str]) -> Callable[..., Iterator[Any]]:
    def spread(
        self: Workers, compare: Any, tools: bytes, size: int, meanwhile: Callable[[], object]
    ) -> Iterator[Any]:
        events.append("begin")

        def results() -> Iterator[Any]:
            meanwhile()
            events.append("wait")
            yield from compare(tools, [(0, 1)])

        return results()

    return spread


@pytest.mark.parametrize(
    "error", [OSError("no room"), sqlite3.OperationalError("locked"), ValueError("a fault")]
)
def test_what_goes_wrong_meanwhile_is_no_damage_of_the_memory(
    site: Edited, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def begin(self: Planner, report: object) -> None:
        raise error

    events: list[str] = []
    with a_press(site.paper.root / "cache") as press:
        prepare(site.paper.newsroom, options_at(site.now), Report(), press)
        memory = press.folder / RELATED_FILE
        before = memory.stat().st_ino
        fill(site, 0x7001)
        monkeypatch.setattr(Planner, "begin", begin)
        monkeypatch.setattr(Workers, "spread", spread_to(events))
        with pytest.raises(type(error)) as raised:
            prepare(site.paper.newsroom, options_at(site.now), Report(), press)
    assert raised.value is error
    assert events == ["begin"]
    assert memory.stat().st_ino == before


def test_what_is_wrong_is_said_once_whoever_relates(site: Edited, answers: list[Any]) -> None:
    """Covers and addresses of lists are looked at before stories are, links after."""
    site.assisted()
    for number in (1, 3):
        site.write(f"gap-{number}", 标题=f"修路（{number}）")
    site.write("picture", "![](images/none.png)\n\n见[无](nowhere.md)。", 标题="图")
    site.write("pinned", 标题="钉", 相关="nobody")
    site.write("old", 标题="旧址", 别名="/latest/")
    expected = refused(site.report_of_clean)
    found = refused(site.report_of_assisted)
    assert expected is not None
    rules = {"file-missing", "series-gap", "same-url", "unknown-story"}
    assert {one.rule for one in expected} >= rules
    assert found == expected
    assert len(answers) == 1


@pytest.mark.parametrize("meanwhile", [False, True])
def test_what_planning_finds_is_noted_once(site: Edited, meanwhile: bool) -> None:
    site.paper.write("articles/story.docx", b"PK")
    site.write("old", 标题="旧址", 别名="/articles/gone/")
    with a_press() as press:
        if meanwhile:
            press.workers.spread = partial(spread_to([]), press.workers)  # type: ignore[method-assign]
        planned = prepare(site.paper.newsroom, options_at(site.now), Report(), press)
    assert [one.rule for one in planned.noted].count("not-read") == 1
