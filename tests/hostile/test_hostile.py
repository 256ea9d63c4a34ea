"""Hostile input, as a table: nothing crashes, hangs, escapes, leaks or is silently wrong."""

from __future__ import annotations

import faulthandler
import gc
import json
import time
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, FileSystemBytecodeCache
from msgspec.structs import replace

from linli.build.config import load_newsroom
from linli.build.pipeline import build
from linli.build.preparing import Options
from linli.build.report import Report
from linli.build.templates import render
from linli.errors import ContentError, LinliError
from linli.problems import Severity
from tests.build.running import configure, linli, pelican
from tests.factories import NOW, article
from tests.hostile.making import UNPUBLISHED, unnest
from tests.hostile.rows import COMMANDS, OUTSIDE, ROWS, Command, Row
from tests.hostile.watch import dangers, mentions, tree, unlisted, unprintable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linli.site import Newsroom
    from tests.factories import Paper

pytestmark = pytest.mark.slow

PATIENCE = 15.0
"""Seconds a row may take at the very most; most take a tenth of one."""
FRONT = "<p>the earlier edition</p>"
EARLIER = {
    ".linli.json": json.dumps({"files": {"index.html": sha256(FRONT.encode()).hexdigest()}}),
    "index.html": FRONT,
}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Where templates are kept compiled: every row builds with the same ones."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, compiled: FileSystemBytecodeCache) -> None:
    monkeypatch.setattr(render, "Environment", partial(Environment, bytecode_cache=compiled))


@pytest.fixture
def newsroom(paper: Paper) -> Iterator[Paper]:
    """A newsroom with one good article, an earlier edition, and secrets beside its folders.

    A row that hangs where no signal reaches ends the whole run, with a trace of where it was.
    """
    paper.settings |= {"SITEURL": "https://paper.example"}
    paper.write("articles/neighbour.md", article("好邻居在这里。", 标题="好邻居"))
    for below, files in ((".", OUTSIDE), ("output", EARLIER)):
        for name, text in files.items():
            path = paper.root / below / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    faulthandler.dump_traceback_later(PATIENCE * 4, exit=True, file=2)
    yield paper
    faulthandler.cancel_dump_traceback_later()
    unnest(paper.content)


@pytest.fixture(autouse=True)
def _quiet_collector() -> Iterator[None]:
    """Keep other tests' callbacks out of the garbage collector: they swallow the alarm that ends a row."""
    kept = gc.callbacks[:]
    gc.callbacks.clear()
    yield
    gc.callbacks[:] = kept


def read_newsroom(row: Row, paper: Paper) -> Newsroom:
    """Return the newsroom as its settings, or its configuration file, describe it."""
    paper.settings.setdefault("LINLI_TIME_LIMIT", row.seconds)
    if row.config is None:
        return replace(paper.newsroom, output=paper.root / row.output)
    config = paper.root / "pelicanconf.py"
    text = row.config if isinstance(row.config, bytes) else row.config.encode()
    config.write_bytes(text)
    return load_newsroom(config, paper.content, paper.root / row.output)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_hostile_input_comes_to_what_the_table_says(
    row: Row, newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = newsroom
    row.make(paper)
    if row.outcome == "error" and not row.alone:
        paper.write("articles/zz-also.md", article(责编=None))
    if row.tamper:
        row.tamper(monkeypatch, paper)
    report, error = Report(), None
    kept = () if row.tamper else ("content",)
    before = {part: tree(paper.root / part) for part in kept}
    outside = ("content", "output", ".output.linli", "pelicanconf.py", "theme/__pycache__")
    before["."] = tree(paper.root, *outside)
    started = time.monotonic()
    try:
        build(read_newsroom(row, paper), Options(NOW), report)
    except LinliError as caught:
        error = caught
    taken = time.monotonic() - started
    monkeypatch.undo()

    assert taken < PATIENCE, f"it took {taken:.1f} s"
    assert _outcome(error) == row.outcome, f"{error}\n{report.problems}"
    assert {
        part: tree(paper.root / part, *(outside if part == "." else ())) for part in before
    } == before
    _check_report(row, report, error)
    if row.outcome == "built":
        _check_site(row, paper)
    else:
        there = {name: (paper.root / "output" / name).read_text("utf-8") for name in EARLIER}
        assert there == EARLIER, "the earlier edition was touched"


def _outcome(error: LinliError | None) -> str:
    if error is None:
        return "built"
    return {1: "error", 2: "config error"}[error.exit_code]


def _check_report(row: Row, report: Report, error: LinliError | None) -> None:
    problems = error.problems if isinstance(error, ContentError) else report.problems
    also = [one for one in problems if one.path.endswith("zz-also.md")]
    assert [one.rule for one in also] == ["missing-field"] * (
        row.outcome == "error" and not row.alone
    )
    others = [one for one in problems if one not in also]
    assert sorted({one.rule for one in others}) == sorted(row.rules.split()), others
    faults = [one for one in others if one.severity is not Severity.NOTE]
    assert [one for one in faults if one.path.endswith("neighbour.md")] == []
    assert unprintable(list(problems)) == []
    said = f"{error}\n" + "\n".join(f"{one.place} {one.what} {one.fix}" for one in others)
    assert [words for words in row.said if words not in said] == [], said
    assert "Traceback" not in said
    assert UNPUBLISHED not in said


def _check_site(row: Row, paper: Paper) -> None:
    built = paper.built()
    assert list(dangers(built)) == []
    assert unlisted(built) == []
    assert mentions(built, (UNPUBLISHED,)) == []
    markup = {path: content for path, content in built.items() if not path.endswith("feed.json")}
    assert mentions(markup, row.absent) == []
    page = built[row.page].decode("utf-8")
    assert [words for words in row.present if words not in page] == [], page
    if (paper.content / "articles/neighbour.md").exists():
        assert "articles/neighbour/index.html" in built
        assert "好邻居" in built["index.html"].decode("utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_given_hostile_input_ends_with_the_right_code(
    command: Command, newsroom: Paper
) -> None:
    paper = newsroom
    command.make(paper)
    configure(paper)
    program, *words = command.words.split()
    run = {"linli": linli, "pelican": pelican}[program]
    done = run(*words, cwd=paper.root, **dict(command.variables))
    said = done.stdout + done.stderr
    assert done.returncode == command.code, said
    assert "Traceback" not in said
    assert [words for words in command.said if words not in said] == [], said
    earlier = (paper.root / "output" / "index.html").read_text("utf-8") == EARLIER["index.html"]
    assert earlier == (command.code != 0)


def test_the_table_is_as_long_as_was_promised() -> None:
    assert len(ROWS) >= 90
    names = [row.name for row in ROWS] + [command.name for command in COMMANDS]
    assert sorted(set(names)) == sorted(names), "a name is given twice"


def test_what_is_watched_for_is_found(tmp_path: Path) -> None:
    page = (
        '<p onclick=x><a href="javascript:x">a</a><a href="/nowhere/">b</a>'
        '<img src="https://evil.example/x"><script></script>\u202e</p>'
    )
    found = "\n".join(dangers({"index.html": page.encode()}))
    for danger in (
        "onclick",
        "javascript",
        "nowhere",
        "loads from elsewhere",
        "<script>",
        "U+202E",
    ):
        assert danger in found, found
    built = {"a/密.html": "稿 %E5%AF%86".encode(), ".linli.json": b'{"files": {"b": "x"}}'}
    assert {path for path, _ in mentions(built, ("密",))} == {"a/密.html"}
    assert unlisted(built) == ["a/密.html", "b"]
    (tmp_path / "a").mkdir()
    before = tree(tmp_path)
    (tmp_path / "a" / "b").write_text("x", encoding="utf-8")
    assert tree(tmp_path) != before
    assert tree(tmp_path, "a") == {}
