"""A cache that is not whole costs a command time and nothing else."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from linli.build import preparing
from linli.build.damage import Damaged
from linli.build.press import Press
from linli.cli import main
from tests.build.running import NOW, configure, environment
from tests.factories import article

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories import Paper

pytestmark = pytest.mark.slow

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


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_is_missing_is_made_again(
    newsroom: Paper,
    words: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    gather, empty = preparing.gather_stories, Press.empty

    def gather_at_last(*given: Any) -> object:
        told.append("gather")
        if len(told) == 1:
            raise Damaged("card:")
        return gather(*given)

    def empty_it(press: Press) -> None:
        told.append("empty")
        empty(press)

    monkeypatch.setattr(preparing, "gather_stories", gather_at_last)
    monkeypatch.setattr(Press, "empty", empty_it)
    assert run(newsroom, *words) == 0, capsys.readouterr().err
    assert told[:3] == ["gather", "empty", "gather"]


@pytest.mark.parametrize(
    "words", [one for one in COMMANDS if one[0] in {"rights-report", "wechat", "republish"}]
)
def test_a_manuscript_that_is_missing_is_read_again(
    newsroom: Paper, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(cache_of(newsroom))) as file:
        done = file.execute("DELETE FROM blobs WHERE substr(key, 1, 11) = ?", (b"manuscript:",))
        assert done.rowcount > 0, "nothing was damaged"
        file.commit()
    assert run(newsroom, *words) == 0, capsys.readouterr().err


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_on_a_full_disk_there_is_a_message(newsroom: Paper, words: tuple[str, ...]) -> None:
    """In a process of its own, which has no passing folder yet."""
    newsroom.write("articles/new.md", article(标题="新的一篇"))
    given = [words[0], "--config", "pelicanconf.py"]
    given += ["--now", NOW] if words[0] != "rollback" else []
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
    call = f"import sys; from linli.cli import main; sys.exit(main({[*given, *words[1:]]!r}))"
    done = subprocess.run(
        [sys.executable, "-c", limit + call],
        cwd=newsroom.root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    if words == ("related-report",):  # it writes nothing
        assert (done.returncode, done.stderr) == (0, "")
        assert "新的一篇" in done.stdout
    else:
        assert done.returncode == 2, done.stdout
        told = done.stderr + done.stdout
        assert re.search("写不|存不住|临时文件夹|磁盘|文件太大", told), told
    assert "标准输出" not in done.stderr
    assert run(newsroom, *words) == 0, "it does not recover"
