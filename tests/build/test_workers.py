from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linli.build import pool, workers
from linli.build.aside import ABANDONED, PREFIX, lay_aside
from linli.build.pipeline import build
from linli.build.pool import start_context
from linli.build.press import press_beside
from linli.build.reading import Tools
from linli.build.rendering import render_all
from linli.build.workers import Workers, working
from linli.errors import WorkerError
from linli.files import Folder
from linli.processes import may_fork
from linli.related.parts import THREADS
from tests.conftest import ROOT
from tests.factories import article, options_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.build.report import Report
    from tests.factories import Paper

pytestmark = pytest.mark.slow


def squares(tools: bytes, batch: Sequence[int]) -> list[int]:
    power = pickle.loads(tools)  # noqa: S301 - made two lines below
    return [number**power for number in batch]


@pytest.mark.parametrize("count", [0, 1, workers.BATCH, workers.SMALL - 1, workers.SMALL, 1000])
def test_results_come_in_the_order_of_the_items_however_many_there_are(count: int) -> None:
    with working(jobs=2) as hands:
        found = list(hands.map(squares, pickle.dumps(2), range(count)))
    assert found == [number * number for number in range(count)]


def test_few_items_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Workers) -> Executor:
        raise AssertionError("a process was started for a few items")

    monkeypatch.setattr(Workers, "_pool", refuse)
    with working(jobs=2) as hands:
        assert list(hands.map(squares, pickle.dumps(2), [3, 4])) == [9, 16]


def write_slowly(tools: bytes, batch: Sequence[int]) -> list[int]:
    time.sleep(0.3)
    (Path(os.fsdecode(tools)) / str(batch[0])).touch()
    return [*batch]


@pytest.mark.parametrize("jobs", [1, 2])
def test_where_a_block_fails_nobody_goes_on_writing(tmp_path: Path, jobs: int) -> None:
    """It would land in what is being cleared away."""
    with working(jobs=jobs) as hands:
        found = hands.map(write_slowly, os.fsencode(tmp_path), range(10 * workers.SMALL))
        assert next(found) == 0
        with pytest.raises(ZeroDivisionError), hands.at_rest():
            raise ZeroDivisionError
        there = {path.name for path in tmp_path.iterdir()}
        time.sleep(0.8)
        assert {path.name for path in tmp_path.iterdir()} == there
        assert 1 <= len(there) < 10 * workers.SMALL / workers.BATCH
        with hands.at_rest():
            assert [*hands.map(squares, pickle.dumps(2), range(workers.SMALL))][-1] == (workers.SMALL - 1) ** 2  # fmt: skip


def test_where_a_process_was_ended_nothing_is_called_off() -> None:
    """The thread that gives up what was sent to it ends, for ever, at what was called off before."""
    called_off: list[object] = []

    class Given(Future[object]):
        def cancel(self) -> bool:
            called_off.append(self)
            return False

    given = Given()
    with ThreadPoolExecutor() as others, working(others) as hands:
        hands._sent = [[given]]
        giving_up = threading.Timer(0.3, lambda: given.set_exception(BrokenProcessPool()))
        giving_up.start()
        with pytest.raises(WorkerError), hands.at_rest():
            raise WorkerError("ended", "Build again.", zh="没了")
        giving_up.join()
    assert called_off == []
    assert isinstance(given.exception(0), BrokenProcessPool), "it was waited for"


@pytest.mark.parametrize("error", [PermissionError, ImportError])
def test_where_no_process_can_be_started_all_is_done_here(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse(*_: object) -> Executor:
        raise error("no semaphores")

    monkeypatch.setattr(pool, "OwnPool", refuse)
    with working(jobs=2) as hands:
        assert hands.will_fork(1000) is may_fork()
        hands.call_assistant(nothing)
        assert list(hands.map(squares, pickle.dumps(2), range(1000)))[-1] == 999 * 999
        assert list(hands.spread(parts_of, b"", 1000)) == [(b"", 0, 1)]
        assert hands.done_meanwhile() == []
        assert hands.jobs == 1


def nothing() -> None:
    """What an assistant prepares here."""


@pytest.mark.parametrize("count", [1, workers.SMALL, workers.BESIDE - 1, workers.BESIDE])
def test_an_assistant_does_what_it_would_take_longer_to_start_others_for(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Workers] = []
    real = Workers._pool

    def start(self: Workers) -> Executor | None:
        started.append(self)
        return real(self)

    monkeypatch.setattr(Workers, "_pool", start)
    with working(jobs=2) as hands:
        hands.call_assistant(nothing)
        found = list(hands.map(squares, pickle.dumps(2), range(count)))
    assert found == [number**2 for number in range(count)]
    assert bool(started) is (count >= workers.BESIDE)


@pytest.mark.parametrize(
    ("jobs", "size", "expected"),
    [(2, workers.SMALL, True), (2, workers.SMALL - 1, False), (1, workers.SMALL, False)],
)
def test_it_is_known_before_whether_processes_will_share_what_is_loaded(
    jobs: int, size: int, expected: bool
) -> None:
    with working(jobs=jobs) as hands:
        assert hands.will_fork(size) is (expected and may_fork())
        list(hands.map(squares, pickle.dumps(2), range(workers.SMALL)))
        assert not hands.will_fork(size), "they have been started, or never will be"


def test_an_executor_that_is_handed_in_shares_nothing() -> None:
    with ThreadPoolExecutor() as threads, working(threads) as hands:
        assert not hands.will_fork(workers.SMALL)


def parts_of(tools: bytes, parts: Sequence[tuple[int, int]]) -> list[tuple[bytes, int, int]]:
    return [(tools, part, of) for part, of in parts]


@pytest.mark.parametrize(
    ("size", "of"),
    [
        (0, 1),
        (workers.MANY - 1, 1),
        (workers.MANY, workers.MANY // workers.PART),
        (100 * workers.PART * workers.PARTS, 3 * workers.PARTS),
    ],
)
def test_large_work_is_done_in_some_parts_for_each_process(
    size: int, of: int, tmp_path: Path
) -> None:
    with working(jobs=3, folder=tmp_path) as hands:
        found = list(hands.spread(parts_of, b"tools", size))
    assert found == [(b"tools", part, of) for part in range(of)]
    assert list(tmp_path.iterdir()) == [], "what was laid aside is still there"


def test_there_is_a_part_for_each_of_many_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workers, "_start", lambda _, jobs: ThreadPoolExecutor(jobs))
    with working(jobs=40, folder=tmp_path) as hands:
        found = list(hands.spread(parts_of, b"tools", workers.MANY))
    assert found == [(b"tools", part, 40) for part in range(40)]


@pytest.mark.parametrize(("size", "expected"), [(0, []), (workers.MANY, ["meanwhile"])])
@pytest.mark.parametrize("is_given", [False, True])
def test_something_is_done_meanwhile_where_others_are_at_it(
    size: int, expected: list[str], is_given: bool, tmp_path: Path
) -> None:
    done: list[str] = []
    with ThreadPoolExecutor(2) as threads:
        given = threads if is_given else None
        with working(given, jobs=2, folder=tmp_path) as hands:
            found = hands.spread(parts_of, b"", size, lambda: done.append("meanwhile"))
            assert done == [], "others begin, and the caller goes on"
            assert next(found)[0] == b""
            assert done == (["meanwhile"] if is_given else expected)
            list(found)
    assert done == (["meanwhile"] if is_given else expected), "once"


@pytest.mark.parametrize("folder", [None, Path("/dev/null/nowhere")])
def test_where_nothing_can_be_laid_aside_tools_travel_with_a_part_for_each_process(
    folder: Path | None,
) -> None:
    with working(jobs=3, folder=folder) as hands:
        found = list(hands.spread(parts_of, b"tools", workers.MANY))
    assert found == [(b"tools", part, 3) for part in range(3)]


def test_what_a_killed_build_has_laid_aside_is_taken_away(tmp_path: Path) -> None:
    old, young = (tmp_path / f"{PREFIX}{name}" for name in ("old", "young"))
    for path in (old, young):
        path.write_bytes(b"tools")
    long_ago = time.time() - ABANDONED - 60
    os.utime(old, (long_ago, long_ago))
    path = lay_aside(b"tools", tmp_path)
    assert (old.exists(), young.exists(), path.read_bytes()) == (False, True, b"tools")


def test_tools_that_are_taken_away_while_they_are_needed_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lay_and_lose(tools: bytes, folder: Path) -> Path:
        path = lay_aside(tools, folder)
        path.unlink()
        return path

    monkeypatch.setattr(workers, "lay_aside", lay_and_lose)
    with working(jobs=2, folder=tmp_path) as hands:
        work = hands.spread(parts_of, b"tools", workers.MANY)
        with pytest.raises(WorkerError, match="taken away"):
            list(work)


def test_what_was_laid_aside_goes_where_nobody_asks_for_a_result(tmp_path: Path) -> None:
    with working(jobs=2, folder=tmp_path) as hands:
        work = hands.spread(parts_of, b"tools", workers.MANY)
        assert list(tmp_path.iterdir())
        del work
        gc.collect()
        assert list(tmp_path.iterdir()) == []


def test_an_executor_that_is_handed_in_gets_its_tools_with_a_part_for_each_process() -> None:
    with ThreadPoolExecutor(2) as given, working(given, jobs=2) as hands:
        found = list(hands.spread(parts_of, b"tools", workers.MANY))
    assert found == [(b"tools", 0, 2), (b"tools", 1, 2)]


def end_at_once(tools: bytes, batch: Sequence[object]) -> list[object]:
    os._exit(1)


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    with working(jobs=2) as hands:
        for work in (
            hands.map(end_at_once, b"", range(1000)),
            hands.spread(end_at_once, b"", 1000),
        ):
            with pytest.raises(WorkerError, match="ended from outside"):
                list(work)


def end_now(tools: bytes) -> None:
    os._exit(1)


def test_an_assistant_that_is_ended_from_outside_is_told() -> None:
    with working(jobs=2) as hands:
        assert hands.ask_assistant(end_now, bytes) is None
        assert not hands.tell_assistant(nothing)
        hands.call_assistant(nothing)
        wait = hands.ask_assistant(end_now, bytes)
        assert wait is not None
        with pytest.raises(WorkerError, match="ended from outside"):
            wait()
        with pytest.raises(WorkerError, match="ended from outside"):
            hands.ask_assistant(end_now, bytes)
        with pytest.raises(WorkerError, match="ended from outside"):
            hands.tell_assistant(nothing)


DYING = """
import multiprocessing, os, time
from linli.build.workers import working
from linli.errors import WorkerError

def nothing():
    pass

def die(*_):
    time.sleep(0.3)
    os._exit(1)

def die_elsewhere(tools, batch):
    if multiprocessing.parent_process() is None:
        time.sleep(0.05)
        return list(batch)
    die()

if __name__ == "__main__":
    with working(jobs=2) as hands:
        try:
            with hands.at_rest():
                WORK
        except (WorkerError, ZeroDivisionError):
            print("told")
"""
# what is being done while a process is ended
DEATHS = {
    "a long message is sent to an assistant": """
                hands.call_assistant(die)
                hands.ask_assistant(die, lambda: bytes(1 << 21))()""",
    "an assistant and this process share batches": """
                hands.call_assistant(nothing)
                list(hands.map(die_elsewhere, b"", range(1500)))""",
    "long messages are sent to a pool": """
                list(hands.map(die, bytes(1 << 20), range(2500)))""",
    "a block fails that has sent something to a pool": """
                hands.map(die, b"", range(2500))
                1 / 0""",
    "a block fails that has sent something long": """
                hands.map(die, bytes(1 << 20), range(2500))
                1 / 0""",
}


@pytest.mark.parametrize("name", DEATHS)
def test_whatever_is_done_a_process_that_is_ended_is_told_and_nobody_waits(
    name: str, tmp_path: Path
) -> None:
    program = tmp_path / "dying.py"
    program.write_text(DYING.replace("WORK", DEATHS[name].strip()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("told\n", "", 0)


def fail(tools: bytes, batch: Sequence[int]) -> list[int]:
    raise ValueError("in a worker")


@pytest.mark.parametrize("count", [2, 1000])
def test_an_error_in_a_worker_is_the_caller_s(count: int) -> None:
    with working(jobs=2) as hands, pytest.raises(ValueError, match="in a worker"):
        list(hands.map(fail, b"", range(count)))


def part_of(tools: bytes, part: int, parts: int) -> tuple[bytes, int, int]:
    return tools, part, parts


def fail_in_part(tools: bytes, part: int, parts: int) -> None:
    raise ValueError("in a worker")


def test_processes_do_something_else_meanwhile() -> None:
    with working(jobs=2) as hands:
        hands.meanwhile(part_of, b"tools")
        assert list(hands.map(squares, pickle.dumps(2), range(workers.SMALL)))[-1] == 399**2
        assert hands.done_meanwhile() == [(b"tools", 0, 2), (b"tools", 1, 2)]
        assert hands.done_meanwhile() == []


def test_no_process_is_started_for_what_could_be_done_meanwhile() -> None:
    with working(jobs=2) as hands:
        hands.meanwhile(part_of, b"tools")
        assert list(hands.map(squares, pickle.dumps(2), [3])) == [9]
        assert hands.done_meanwhile() == []


def test_what_fails_meanwhile_is_as_good_as_not_begun() -> None:
    with working(jobs=2) as hands:
        hands.meanwhile(fail_in_part, b"")
        assert len(list(hands.map(squares, pickle.dumps(2), range(workers.SMALL)))) == 400
        assert hands.done_meanwhile() == []


@pytest.mark.parametrize("threads", ["", "1", "4"])
def test_what_is_loaded_before_a_fork_starts_no_threads(threads: str) -> None:
    script = (
        "from linli.build.reading import load_all; from linli.processes import may_fork;"
        "before = may_fork(); load_all(); print(before is may_fork())"
    )
    around = {name: value for name, value in os.environ.items() if name != THREADS}
    if threads:
        around[THREADS] = threads
    done = subprocess.run(
        [sys.executable, "-c", script], env=around, capture_output=True, text=True, check=False
    )
    assert done.stdout == "True\n", done.stderr


def test_what_reads_is_loaded_once_and_not_in_each_process(paper: Paper) -> None:
    """Half of the time for the first texts went into it."""
    paper.write("a.md", article("甲[^1]\n\n- 乙\n    - 丙\n\n[^1]: <b>丁</b>"))
    tools = pickle.dumps(Tools(paper.newsroom.desk_settings, Folder.open(paper.content)))
    script = (
        "import sys; from linli.build import reading; reading.load_all(); before = set(sys.modules);"
        f"[found] = reading.read_batch({tools!r}, [reading.Wanted('a.md', b'')]); assert found.card, found;"
        "print(*[one for one in set(sys.modules) - before if not one.startswith('encodings.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout == "\n", done.stderr or f"loaded only then: {done.stdout}"


def test_a_process_with_threads_is_never_forked() -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(int).result()
        assert start_context().get_start_method() == "spawn"


INTERRUPTED = """
import signal, sys, time
from linli.build import pool, workers

signal.signal(signal.SIGINT, signal.default_int_handler)  # what is begun in the background heeds none

def slow(tools, batch):
    time.sleep(0.3)
    return [0 for _ in batch]

at_work = workers.Workers(jobs=2)
try:
    found = at_work.map(slow, b"", range(16 * workers.BATCH))
    if sys.argv[1] == "waiting":
        list(found)
    print("begun", flush=True)
    if sys.argv[1] != "closing":
        time.sleep(60)
    at_work.close()
    print("closed", flush=True)
    time.sleep(60)  # what came in the meantime comes now
except KeyboardInterrupt:
    at_work.close()
    sys.exit(130)
"""


@pytest.mark.skipif(
    not hasattr(os, "killpg"), reason="Windows has no group of processes to be sent Ctrl-C"
)
@pytest.mark.parametrize("when", ["working", "waiting", "closing"])
def test_ctrl_c_is_for_the_one_who_gives_out_work_and_ends_all(when: str) -> None:
    """At the wrong moment it left workers waiting for ever; at others each of them told where it had been."""
    python = [sys.executable, "-c", INTERRUPTED, when]
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True}
    with subprocess.Popen(python, **given) as running:  # type: ignore[call-overload]
        assert running.stdout.readline() == b"begun\n"
        time.sleep(0.1)
        os.killpg(running.pid, signal.SIGINT)
        try:
            _, said = running.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise AssertionError("it did not end") from None
    assert (running.returncode, said) == (130, b"")


def heeded(tools: bytes, batch: Sequence[int]) -> list[bool]:
    return [signal.getsignal(signal.SIGINT) is not signal.SIG_IGN for _ in batch]


def test_a_worker_heeds_no_ctrl_c() -> None:
    with working(jobs=2) as at_work:
        assert not any(at_work.map(heeded, b"", range(workers.SMALL)))


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows has no such masks")
def test_ctrl_c_waits_until_workers_have_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11 takes a thread for ended when it is interrupted while it waits for its end, and then never ends itself."""
    held: list[bool] = []

    def shutdown(executor: ProcessPoolExecutor, **given: bool) -> None:
        held.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        real(executor, **given)

    real = ProcessPoolExecutor.shutdown
    monkeypatch.setattr(ProcessPoolExecutor, "shutdown", shutdown)
    with working(jobs=2) as at_work:
        list(at_work.map(heeded, b"", range(workers.SMALL)))
    assert held == [True]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    for number in range(40):
        text = f"第{number}篇的字，见[下一篇](s{(number + 1) % 40}.md)。"
        paper.write(f"articles/s{number}.md", article(text, 标题=f"第{number}篇", 标签="灯"))
    return paper


def build_with(paper: Paper, executor: Executor) -> Report:
    with press_beside(paper.output, executor) as press:
        return build(paper.newsroom, options_at(full=True), press=press)


def threads() -> Executor:
    return ThreadPoolExecutor(3)


def processes() -> Executor:
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


def test_threads_that_are_handed_in_do_not_disturb_each_other(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They share all memory, and change places here a hundred times as often as they would."""
    long_way = "一[^1]。\n\n[^1]: 脚注{0}。\n\n1. 甲\n   - 乙{0}\n\n| 表 | {0} |\n| --- | --- |\n| 丙 | 丁 |\n"
    for number in range(40):
        text = long_way.format(number) + f"电梯的事，第{number}篇的字。" * 5
        newsroom.write(f"articles/s{number}.md", article(text, 标题=f"第{number}篇", 标签="灯"))
    newsroom.build()
    alone = newsroom.built()
    monkeypatch.setattr(workers, "BATCH", 1)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as executor:
            for _ in range(3):
                report = build_with(newsroom, executor)
                assert newsroom.built() == alone
                assert report.rendered == report.pages
    finally:
        sys.setswitchinterval(before)


@pytest.mark.parametrize("make", [threads, processes])
def test_an_executor_that_is_handed_in_makes_the_same_site(newsroom: Paper, make: object) -> None:
    newsroom.build()
    alone = newsroom.built()
    assert callable(make)
    with make() as executor:
        report = build_with(newsroom, executor)
    assert report.rendered == report.pages
    assert newsroom.built() == alone


def test_a_theme_that_is_put_back_is_not_what_lent_processes_have_read_of_it_meanwhile(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ours are ended in such a case; those that were handed in go on."""
    newsroom.theme = newsroom.root / "theme"
    shutil.copytree(ROOT / "theme", newsroom.theme)
    base = newsroom.theme / "templates" / "base.html"
    before = base.read_bytes()

    def rendering(*given: Any) -> Any:
        base.write_bytes(before.replace(b"</body>", b"<i>XYZZY</i></body>"))
        made = list(render_all(*given))
        base.write_bytes(before)
        return iter(made)

    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        with monkeypatch.context() as patch:
            patch.setattr("linli.build.printing.render_all", rendering)
            build_with(newsroom, executor)
        assert "XYZZY" in newsroom.page("articles/s3/index.html"), "it was written in too late"
        build_with(newsroom, executor)
    assert "XYZZY" not in newsroom.page("articles/s3/index.html")


def test_dask_makes_the_same_site(newsroom: Paper) -> None:
    distributed = pytest.importorskip(
        "distributed", reason="optional: pip install distributed (docs/performance.md)"
    )
    newsroom.build()
    alone = newsroom.built()
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    )
    with cluster, distributed.Client(cluster) as client:
        report = build_with(newsroom, client.get_executor())
    assert report.rendered == report.pages
    assert newsroom.built() == alone
