"""A cache that is not whole costs a command time and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from linli.cli import main
from tests.build.running import NOW, configure
from tests.disks import full_disk
from tests.factories import article

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories import Paper

COMMANDS = (
    ("lint",),
    ("lint", "--fix"),
    ("record",),
    ("related-report",),
    ("rights-report", "--out", "rights"),
    ("wechat", "lift", "--out", "wechat.html"),
    ("republish", "lift", "--out", "kit"),
    ("rollback",),
)
SHELVES = (b"manuscript:", b"feature:", b"card:", b"file:")


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """A newsroom that has been built twice."""
    for number in range(3):
        title = f"加装电梯（{number}）"
        paper.write(f"articles/a{number}.md", article(标题=title))
    paper.write("articles/lift.md", article(标题="装电梯"))
    configure(paper, SITEURL="https://news.example")
    assert run(paper, "build") == 0
    paper.write("articles/last.md", article(标题="最后一篇"))
    assert run(paper, "build") == 0
    return paper


def run(paper: Paper, verb: str, *words: str) -> int:
    """Run a command; names of files are below the newsroom's own folder."""
    given = ["--now", NOW] if verb not in {"rollback"} else []
    paths = [str(paper.root / word) if "--out" in words[:at] else word for at, word in enumerate(words)]  # fmt: skip
    return main([verb, "--config", str(paper.root / "pelicanconf.py"), *given, *paths])


def cache_of(paper: Paper) -> Path:
    return paper.root / ".output.linli" / "cache" / "shelves"


@pytest.mark.parametrize("shelf", SHELVES)
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_is_missing_is_made_again(
    newsroom: Paper, words: tuple[str, ...], shelf: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(cache_of(newsroom))) as file:
        done = file.execute("DELETE FROM blobs WHERE substr(key, 1, ?) = ?", (len(shelf), shelf))
        assert done.rowcount > 0, "nothing was damaged"
        file.commit()
    assert run(newsroom, *words) == 0, capsys.readouterr().err


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_on_a_full_disk_there_is_a_message(
    newsroom: Paper, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom.write("articles/new.md", article(标题="新的一篇"))
    capsys.readouterr()
    with full_disk():
        code = run(newsroom, *words)
    said = capsys.readouterr()
    assert code in {0, 2}, said
    assert code == 0 or "写不" in said.err + said.out or "存不住" in said.err, said
    assert run(newsroom, *words) == 0, capsys.readouterr().err
