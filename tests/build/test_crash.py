"""A build may be killed at any moment: readers see whole pages, and the next build makes the right site."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.build.running import NOW, configure, environment, linli
from tests.factories import Paper, article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not sys.platform.startswith(("linux", "darwin")),
        reason="other systems exchange folders in two steps",
    ),
]
KILLS = 60

STOP_AT = """
import os, signal, sys
from contextlib import contextmanager
from linli import cli
from linli.build.report import Report

real, wanted = Report.stage, sys.argv.pop(1)

@contextmanager
def stopping(report, name):
    with real(report, name):
        if name == wanted:
            os.kill(os.getpid(), signal.SIGKILL)
        yield

Report.stage = stopping
sys.exit(cli.main())
"""
"""Runs a command and kills itself at the beginning of one stage."""


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    for number in range(30):
        paper.write(f"articles/s{number}.md", article(f"第{number}篇。", 标题=f"第{number}篇"))
    configure(paper)
    return paper


def edit(paper: Paper, version: int) -> None:
    """Make version ``version`` of the content: a few stories say its number, and every other time there is one more, or less."""
    reword(paper, version)
    extra = paper.content / "articles/extra.md"
    if version % 4 in {1, 2}:
        paper.write("articles/extra.md", article("多一篇。", 标题="多出来的"))
    else:
        extra.unlink(missing_ok=True)


def reword(paper: Paper, version: int) -> None:
    """Have a few stories say a number, and change nothing else."""
    for number in (0, 1, 2):
        text = article(f"第{version}版。", 标题=f"第{number}篇第{version}版")
        paper.write(f"articles/s{number}.md", text)


class Reader(threading.Thread):
    """Fetches pages without end and remembers every one that was missing or not whole."""

    def __init__(self, output: Path) -> None:
        super().__init__(daemon=True)
        names = [
            "index.html",
            "latest/index.html",
            "articles/s0/index.html",
            "articles/s9/index.html",
        ]
        self.pages = [output / name for name in (*names, "archive/2026/03/index.html", "404.html")]
        self.faults: list[str] = []
        self.fetched = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            for page in self.pages:
                try:
                    text = page.read_text("utf-8")
                except OSError as error:
                    self.faults.append(f"{page}: {error}")
                    continue
                self.fetched += 1
                if not text.startswith("<!doctype html>") or not text.endswith("</html>\n"):
                    self.faults.append(f"{page}: {len(text)} characters, not a whole page")
            time.sleep(0.001)


@contextmanager
def reading(paper: Paper) -> Iterator[Reader]:
    reader = Reader(paper.output)
    reader.start()
    try:
        yield reader
    finally:
        reader.ended.set()
        reader.join(10)


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "linli", *words]


def start(paper: Paper, program: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        program,
        cwd=paper.root,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


BUILD = ("build", "--config", "pelicanconf.py", "--now", NOW)


def compare_with_a_clean_build(paper: Paper) -> None:
    done = linli(*BUILD, cwd=paper.root)
    assert done.returncode == 0, done.stderr
    clean = linli(*BUILD, "--output", "clean", cwd=paper.root)
    assert clean.returncode == 0, clean.stderr
    wanted = {
        path.relative_to(paper.root / "clean").as_posix(): path.read_bytes()
        for path in (paper.root / "clean").rglob("*")
        if path.is_file()
    }
    assert paper.built() == wanted


def test_killed_at_random_moments_readers_never_see_half_a_site_and_the_next_build_is_right(
    newsroom: Paper,
) -> None:
    assert linli(*BUILD, cwd=newsroom.root).returncode == 0
    began = time.monotonic()
    assert linli(*BUILD, "--full", cwd=newsroom.root).returncode == 0
    longest = time.monotonic() - began
    chance = random.Random(4)  # noqa: S311 - moments, not secrets
    finished = 0
    with reading(newsroom) as reader:
        for version in range(KILLS):
            edit(newsroom, version)
            with start(newsroom, command(*BUILD)) as process:
                try:
                    process.wait(chance.uniform(0.15, longest))
                    finished += 1
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
    assert reader.faults == []
    assert reader.fetched > KILLS
    assert finished < KILLS, "no build was killed: the moments are too late"
    compare_with_a_clean_build(newsroom)


STAGES = ["survey", "read", "sort", "relate", "plan", "render", "assets"]
STOPS = [
    *[pytest.param(edit, stage, id=f"planned, {stage}") for stage in STAGES],
    *[
        pytest.param(reword, stage, id=f"retouched, {stage}")
        for stage in ("read", "retouch", "render")
    ],
]


@pytest.mark.parametrize(("change", "stage"), STOPS)
def test_killed_at_each_stage_the_live_site_stays_and_the_next_build_is_right(
    newsroom: Paper, change: Callable[[Paper, int], None], stage: str
) -> None:
    assert linli(*BUILD, cwd=newsroom.root).returncode == 0
    before = newsroom.built()
    change(newsroom, 1)
    with start(newsroom, [sys.executable, "-c", STOP_AT, stage, *BUILD]) as process:
        assert process.wait(60) == -signal.SIGKILL, f"the build never came to {stage}"
    assert newsroom.built() == before
    compare_with_a_clean_build(newsroom)


def test_workers_end_with_the_build_that_started_them(paper: Paper) -> None:
    for number in range(450):
        paper.write(f"articles/s{number}.md", article("**字**。" * 300, 标题=f"第{number}篇"))
    configure(paper)
    with start(paper, command(*BUILD, "--jobs", "2")) as process:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and len(children(process.pid)) < 2:
            time.sleep(0.005)
        workers = children(process.pid)
        assert len(workers) >= 2, "the build started no workers"
        process.kill()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(map(is_running, workers)):
        time.sleep(0.02)
    assert [pid for pid in workers if is_running(pid)] == []
    compare_with_a_clean_build(paper)


def children(pid: int) -> list[int]:
    return [one for one, (_, parent) in processes().items() if parent == pid]


def is_running(pid: int) -> bool:
    state, _ = processes().get(pid, ("Z", 0))
    return not state.startswith("Z")


def processes() -> dict[int, tuple[str, int]]:
    """Return the state and the parent of every process, by its number; Linux in small has no ``ps``."""
    found = {}
    if Path("/proc/self/stat").exists():
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it has just ended
                state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
                found[int(folder.name)] = state, int(parent)
        return found
    done = subprocess.run(
        ["ps", "-A", "-o", "pid=,stat=,ppid="], capture_output=True, encoding="utf-8", check=True
    )
    for line in done.stdout.splitlines():
        pid, state, parent = line.split()
        found[int(pid)] = state, int(parent)
    return found
