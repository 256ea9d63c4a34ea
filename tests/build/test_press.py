"""What a preview begins with: a copy of what builds keep."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from linli.build import copied as copying
from linli.build.cache import PATIENCE
from linli.build.copied import copy_cache
from linli.build.pipeline import build
from linli.build.places import cache_beside
from linli.build.press import (
    LAST_FILE,
    RELATED_FILE,
    SHELVES_FILE,
    a_press,
    press_beside,
)
from tests.factories import Paper, article, options_at

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def built(paper: Paper) -> Paper:
    for number in range(3):
        paper.write(f"articles/a{number}.md", article(f"第{number}篇。", 标题=f"第{number}篇"))
    paper.build()
    return paper


def read_with(paper: Paper, cache: Path) -> int:
    """Build elsewhere with a cache, and return how many files were read anew."""
    shutil.rmtree(paper.output)
    with a_press(cache) as opened:
        return build(paper.newsroom, options_at(), press=opened).changed


def test_a_copy_knows_what_the_last_build_knew(built: Paper, tmp_path: Path) -> None:
    copy_cache(built.output, tmp_path / "copy")
    assert read_with(built, tmp_path / "copy") == 0
    copy_cache(built.root / "nowhere", tmp_path / "empty")
    assert read_with(built, tmp_path / "empty") == 3, "where nothing was built there is nothing"
    assert not (cache_beside(built.root / "nowhere")).exists()


def keep_writing(path: Path, done: threading.Event) -> None:
    """Change two rows that belong together again and again, far from each other in the file, as a build does."""
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as file:
        file.execute("PRAGMA synchronous = OFF")
        for number in count():
            file.execute("REPLACE INTO blobs VALUES (x'00', ?)", (str(number),))
            file.execute("REPLACE INTO blobs VALUES (x'ff', ?)", (str(number),))
            file.commit()  # raises when it has to wait too long
            if done.wait(0.002):
                return


def test_a_copy_has_all_of_a_change_that_another_build_makes_or_nothing_and_does_not_hinder_it(
    built: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "STEP", 20)
    path = cache_beside(built.output) / SHELVES_FILE
    with closing(sqlite3.connect(path)) as filling:
        rows = [(b"\x01%d" % number, bytes(40_000)) for number in range(500)]
        filling.executemany("REPLACE INTO blobs VALUES (?, ?)", rows)
        filling.commit()
    with ThreadPoolExecutor(1) as other:
        done = threading.Event()
        writing = other.submit(keep_writing, path, done)
        with monkeypatch.context() as patch:
            patch.setattr(copying, "PATIENCE", 0.2)
            copy_cache(built.output, tmp_path / "meanwhile")
        threading.Timer(0.2, done.set).start()
        copy_cache(built.output, tmp_path / "then")
        writing.result()
    assert (tmp_path / "then" / SHELVES_FILE).exists()
    for copy in tmp_path.glob(
        f"*/{SHELVES_FILE}"
    ):  # perhaps there was no time in which it was still
        with closing(sqlite3.connect(copy)) as copied:
            assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found = copied.execute("SELECT value FROM blobs WHERE key IN (x'00', x'ff')")
            one, two = found.fetchall()
            assert one == two


def test_a_copy_of_a_file_that_is_never_still_is_given_up(
    built: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is answered by a change that makes all steps before it worthless."""
    monkeypatch.setattr(copying, "STEP", 1)
    monkeypatch.setattr(copying, "PATIENCE", 0.1)
    with closing(sqlite3.connect(cache_beside(built.output) / SHELVES_FILE)) as writing:

        def changed() -> float:
            writing.execute("REPLACE INTO blobs VALUES (x'00', x'00')")
            writing.commit()
            return monotonic()

        monkeypatch.setattr("linli.build.copied.time.monotonic", changed)
        copy_cache(built.output, tmp_path / "copy")
    assert not (tmp_path / "copy" / SHELVES_FILE).exists()


@pytest.mark.parametrize("name", [SHELVES_FILE, RELATED_FILE, LAST_FILE])
def test_a_folder_in_the_place_of_a_file_is_done_without_and_taken_away_with_all_that_is_kept(
    built: Paper, name: str
) -> None:
    before, path = built.built(), cache_beside(built.output) / name
    path.unlink()
    (path / "more").mkdir(parents=True)
    built.build()
    assert path.is_dir()
    with press_beside(built.output) as opened:
        build(built.newsroom, options_at(full=True), press=opened)
    assert path.is_file()
    assert built.built() == before


TOLD_TO_END = """
import os, signal, sys
from linli.build.press import a_press
with a_press() as press:
    press.folder.mkdir(parents=True)
    print(press.folder, flush=True)
    os.kill(os.getpid(), getattr(signal, sys.argv[1]))
"""


@pytest.mark.parametrize(
    "name", [one for one in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, one)]
)
def test_who_keeps_nothing_leaves_nothing_when_told_to_end(tmp_path: Path, name: str) -> None:
    """What was read of drafts lies there."""
    done = subprocess.run(
        [sys.executable, "-c", TOLD_TO_END, name],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.stdout.startswith(str(tmp_path).encode())
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_holds_the_file_is_not_waited_for_long(
    built: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PATIENCE", 0.05)
    with closing(sqlite3.connect(cache_beside(built.output) / SHELVES_FILE)) as held:
        held.execute("BEGIN EXCLUSIVE")
        copy_cache(built.output, tmp_path / "copy")
    assert not (tmp_path / "copy" / SHELVES_FILE).exists()
    assert (tmp_path / "copy" / RELATED_FILE).exists()
