"""What a preview begins with: a copy of what builds keep."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from linli.build import press
from linli.build.pipeline import build
from linli.build.places import cache_beside
from linli.build.press import (
    LAST_FILE,
    RELATED_FILE,
    SHELVES_FILE,
    a_press,
    copy_cache,
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


@pytest.mark.parametrize("name", [SHELVES_FILE, RELATED_FILE])
def test_a_copy_has_all_of_a_change_that_another_build_makes_or_nothing(
    built: Paper, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is written before the change is whole: whoever copied the file would have half of it."""
    monkeypatch.setattr(press, "PATIENCE", 0.05)
    path = cache_beside(built.output) / name
    with closing(sqlite3.connect(path)) as writing:
        writing.execute("PRAGMA cache_size = 1")
        table = "blobs" if name == SHELVES_FILE else "bucket"
        before = writing.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - one of two
        writing.execute("PRAGMA cache_spill = ON")
        rows = [(7_000_000 + number, bytes(20_000)) for number in range(200)]
        writing.executemany(f"REPLACE INTO {table} VALUES (?, ?)", rows)  # noqa: S608
        copy_cache(built.output, tmp_path / "copy")
        writing.rollback()
    if (tmp_path / "copy" / name).exists():
        with closing(sqlite3.connect(tmp_path / "copy" / name)) as copied:
            assert copied.execute(f"SELECT count(*) FROM {table}").fetchone() == before  # noqa: S608
    assert read_with(built, tmp_path / "copy") in {0, 3}


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
    monkeypatch.setattr(press, "PATIENCE", 0.05)
    with closing(sqlite3.connect(cache_beside(built.output) / SHELVES_FILE)) as held:
        held.execute("BEGIN EXCLUSIVE")
        copy_cache(built.output, tmp_path / "copy")
    assert not (tmp_path / "copy" / SHELVES_FILE).exists()
    assert (tmp_path / "copy" / RELATED_FILE).exists()
