from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli.build import release
from linli.build.release import MANIFEST, Release, clean_output, releasing
from linli.errors import ContentError, OutputError, ThemeError
from tests.build.running import environment
from tests.factories import article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.factories import Paper


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.write("articles/a.md", article())
    return paper


def aside(paper: Paper) -> Path:
    return paper.root / ".output.linli"


def refusal(paper: Paper) -> str:
    with pytest.raises(OutputError) as caught:
        paper.build()
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_the_manifest_lists_every_file_with_its_hash(newsroom: Paper) -> None:
    newsroom.build()
    built = newsroom.built()
    listed = json.loads(built.pop(MANIFEST))
    assert listed["made-by"] == "linli"
    assert listed["files"] == {path: sha256(content).hexdigest() for path, content in built.items()}


def test_a_build_leaves_nothing_beside_the_output_but_the_lock(newsroom: Paper) -> None:
    newsroom.build()
    newsroom.build()
    assert {path.name for path in newsroom.root.iterdir()} == {"content", "output", ".output.linli"}
    assert {path.name for path in aside(newsroom).iterdir()} <= {"lock"}


def test_a_page_that_is_gone_is_gone_from_the_output(newsroom: Paper) -> None:
    newsroom.write("articles/b.md", article())
    newsroom.build()
    (newsroom.content / "articles/b.md").unlink()
    newsroom.build()
    assert not (newsroom.output / "articles/b").exists()


def test_a_folder_that_linli_did_not_make_is_left_alone(newsroom: Paper) -> None:
    newsroom.output.mkdir()
    (newsroom.output / "thesis.txt").write_text("mine", encoding="utf-8")
    assert "was not made by Linli" in refusal(newsroom)
    assert newsroom.built() == {"thesis.txt": b"mine"}


def test_a_file_that_somebody_put_into_a_release_is_not_lost(newsroom: Paper) -> None:
    newsroom.build()
    (newsroom.output / "CNAME").write_text("news.example", encoding="utf-8")
    (newsroom.output / ".DS_Store").write_bytes(b"litter")
    assert "CNAME" in refusal(newsroom)
    assert (newsroom.output / "CNAME").read_text("utf-8") == "news.example"
    (newsroom.output / "CNAME").unlink()
    newsroom.build()
    assert ".DS_Store" not in newsroom.built()


def test_a_release_whose_manifest_is_broken_is_left_alone(newsroom: Paper) -> None:
    newsroom.build()
    (newsroom.output / MANIFEST).write_text("{", encoding="utf-8")
    assert MANIFEST in refusal(newsroom)


def test_an_empty_folder_is_taken(newsroom: Paper) -> None:
    newsroom.output.mkdir()
    newsroom.build()
    assert "index.html" in newsroom.built()


def test_a_file_in_place_of_the_folder_is_left_alone(newsroom: Paper) -> None:
    newsroom.output.write_text("mine", encoding="utf-8")
    assert "is a file" in refusal(newsroom)
    assert newsroom.output.read_text("utf-8") == "mine"


# (output folder, below the newsroom's own)
OVERLAPS = ["content", "content/out", "content/articles", ".", ".."]


@pytest.mark.parametrize("name", OVERLAPS)
def test_an_output_that_overlaps_with_what_is_read_is_refused(newsroom: Paper, name: str) -> None:
    before = sorted(newsroom.root.rglob("*"))
    overlapping = replace(newsroom.newsroom, output=newsroom.root / name)
    with pytest.raises(OutputError), releasing(overlapping):
        pytest.fail("a release was begun")
    with pytest.raises(OutputError):
        clean_output(overlapping)
    assert sorted(newsroom.root.rglob("*")) == before


@pytest.mark.parametrize("output", ["/", "~", "~/.."])
def test_the_home_folder_and_what_holds_it_are_refused(newsroom: Paper, output: str) -> None:
    dangerous = replace(newsroom.newsroom, output=Path(output).expanduser())
    with pytest.raises(OutputError), releasing(dangerous):
        pytest.fail("a release was begun")


def test_a_link_is_followed_and_what_it_leads_to_is_checked(newsroom: Paper) -> None:
    elsewhere = newsroom.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "thesis.txt").write_text("mine", encoding="utf-8")
    newsroom.output.symlink_to(elsewhere)
    assert "was not made by Linli" in refusal(newsroom)
    assert [path.name for path in elsewhere.iterdir()] == ["thesis.txt"]


OUTSIDE = ["../a", "/a", "a/../../b", "", "a/./../../b", "..", "a\\..\\b"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_is_written_outside_the_release(tmp_path: Path, path: str) -> None:
    root = tmp_path / "new"
    root.mkdir()
    with pytest.raises(OutputError):
        Release(root).write(path, b"x")
    assert list(tmp_path.rglob("*")) == [root]


def test_a_file_is_written_once(tmp_path: Path) -> None:
    made = Release(tmp_path)
    made.write("a/b.html", b"first")
    with pytest.raises(OSError, match="exists"):
        made.write("a/b.html", b"second")
    assert (tmp_path / "a/b.html").read_bytes() == b"first"


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
    assert not (aside(newsroom) / "new").exists()


@pytest.mark.parametrize("harm", [break_content, break_theme])
def test_after_an_error_there_is_no_output_where_there_was_none(
    newsroom: Paper, harm: object
) -> None:
    assert callable(harm)
    with pytest.raises(harm(newsroom)):
        newsroom.build()
    assert not newsroom.output.exists()


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

    def fail(made: Release, path: str, content: bytes) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Release, "write", fail)
    message = refusal(newsroom)
    assert [words for words in said if words not in message] == []
    assert newsroom.built() == before


def test_when_the_switch_fails_the_old_output_is_put_back(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.build()
    before = newsroom.built()
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(errno.EIO, "broken disk")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    assert "broken disk" in refusal(newsroom)
    assert newsroom.built() == before


def test_what_a_killed_build_left_is_cleared(newsroom: Paper) -> None:
    newsroom.build()
    before = newsroom.built()
    for name in ("new", "old"):
        (aside(newsroom) / name / "articles").mkdir(parents=True)
        (aside(newsroom) / name / "articles" / "half.html").write_text("half", encoding="utf-8")
    newsroom.build()
    assert newsroom.built() == before
    assert {path.name for path in aside(newsroom).iterdir()} <= {"lock"}


def test_an_output_that_a_killed_build_took_away_is_put_back_even_when_the_next_fails(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.build()
    before = newsroom.built()
    newsroom.output.rename(aside(newsroom) / "old")

    def fail(made: Release, path: str, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Release, "write", fail)
    assert "The disk is full" in refusal(newsroom)
    assert newsroom.built() == before


HOLDER = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(newsroom: Paper) -> Iterator[None]:
    """Let another process hold the lock of the output."""
    aside(newsroom).mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(aside(newsroom) / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield


@pytest.mark.usefixtures("held")
def test_a_build_waits_for_another_of_the_same_output_but_not_for_ever(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "PATIENCE", 0.05)
    message = refusal(newsroom)
    assert "Another build is writing" in message
    assert "--output" in message
    assert not newsroom.output.exists()


@pytest.mark.usefixtures("held")
def test_an_output_that_is_being_built_is_not_cleaned_away(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "PATIENCE", 0.05)
    with pytest.raises(OutputError, match="Another build is writing"):
        clean_output(newsroom.newsroom)
    assert (aside(newsroom) / "lock").exists()


def test_clean_removes_what_linli_made_and_says_whether_there_was_any(newsroom: Paper) -> None:
    assert clean_output(newsroom.newsroom) is False
    newsroom.build()
    assert clean_output(newsroom.newsroom) is True
    assert {path.name for path in newsroom.root.iterdir()} == {"content"}
    newsroom.build()
    assert "index.html" in newsroom.built()
