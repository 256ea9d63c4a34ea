"""What commands write for the desk: never into the site, never over what others have written."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linli.cli import main
from tests.build.running import NOW, configure, linli
from tests.disks import full_disk
from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

pytestmark = pytest.mark.slow

REPORTS = (
    ("build", "--report"),
    ("related-report", "--out"),
    ("related-report", "--format", "html", "--out"),
    ("related-report", "--format", "json", "--out"),
)
"""Commands that write one file wherever they are told."""


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.write("articles/a.md", article())
    configure(paper)
    (paper.root / "notes.json").write_text('{"mine": 1}\n', encoding="utf-8")
    (paper.root / "published.tsv").write_text("# 已发布\n", encoding="utf-8")
    return paper


def run(paper: Paper, *words: str | Path) -> int:
    config = str(paper.root / "pelicanconf.py")
    return main([str(words[0]), "--config", config, "--now", NOW, *map(str, words[1:])])


def others(paper: Paper) -> dict[str, bytes]:
    """Return all files that no build makes."""
    return {
        str(path): path.read_bytes()
        for path in sorted(paper.root.rglob("*"))
        if path.is_file() and ".linli" not in str(path) and "output" not in path.parts
    }


@pytest.mark.parametrize("words", REPORTS)
@pytest.mark.parametrize(
    "name", ["pelicanconf.py", "published.tsv", "notes.json", "link.json", "theme.css"]
)
def test_nothing_of_somebody_elses_is_written_over(
    newsroom: Paper, words: tuple[str, ...], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom.root / "link.json").symlink_to("content/articles/a.md")
    (newsroom.root / "theme.css").write_bytes(b"\xff\xfe")
    before = others(newsroom)
    assert run(newsroom, *words, newsroom.root / name) == 2
    said = capsys.readouterr().err
    assert name in said, said
    assert words[-1] in said, said
    assert others(newsroom) == before
    assert not newsroom.output.exists(), "it was built all the same"


@pytest.mark.parametrize("words", REPORTS)
@pytest.mark.parametrize(
    "name",
    [
        "content/articles/a.md",
        "content/report.json",
        "output",
        "output/index.html",
        "output/report.json",
        ".output.linli/facts",
        ".output.linli/cache/shelves",
    ],
)
@pytest.mark.parametrize("is_built", [False, True])
def test_nothing_is_written_into_the_folders_of_the_site(
    newsroom: Paper,
    words: tuple[str, ...],
    name: str,
    is_built: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if is_built:
        assert run(newsroom, "build") == 0
    before, site = others(newsroom), newsroom.built() if is_built else {}
    assert run(newsroom, *words, newsroom.root / name) == 2
    assert words[-1] in capsys.readouterr().err
    assert others(newsroom) == before
    assert (newsroom.built() if is_built else {}) == site
    assert newsroom.output.exists() is is_built


@pytest.mark.parametrize("words", REPORTS)
def test_what_the_command_has_written_it_writes_anew(
    newsroom: Paper, words: tuple[str, ...]
) -> None:
    path = newsroom.root / "reports" / "report"
    assert run(newsroom, *words, path) == 0
    first = path.read_bytes()
    newsroom.write("articles/b.md", article(标题="又一篇"))
    assert run(newsroom, *words, path) == 0
    assert path.read_bytes() != first
    path.write_bytes(b"")  # such as mktemp makes
    assert run(newsroom, *words, path) == 0
    assert path.read_bytes()
    assert [one.name for one in path.parent.iterdir()] == ["report"]


EVERY = (
    *REPORTS,
    ("rights-report", "--out"),
    ("wechat", "a", "--out"),
    ("republish", "a", "--out"),
    ("build", "--output"),
)
"""Commands that write where they are told."""


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
@pytest.mark.parametrize("kind", ["loop", "fifo"])
def test_what_is_no_file_and_no_folder_is_named_and_nobody_waits(
    newsroom: Paper, words: tuple[str, ...], kind: str
) -> None:
    configure(newsroom, SITEURL="https://news.example", LINLI_REPUBLISH="all")
    place = newsroom.root / "place"
    if kind == "loop":
        place.symlink_to("place")
    else:
        os.mkfifo(place)
    given = ["--now", NOW, "--config", "pelicanconf.py"]
    done = linli(words[0], *given, *words[1:], place, cwd=newsroom.root)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "place" in done.stderr, done.stderr
    assert place.is_symlink() or place.is_fifo()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("rights-report", "--out"), "rights.csv"),
        (("rights-report", "--out"), "rights.html"),
        (("republish", "a", "--out"), "article.md"),
        (("republish", "a", "--out"), ".linli-copies.json"),
        (("wechat", "a", "--out"), "../report"),
        (("related-report", "--out"), "../report"),
        (("build", "--report"), "../report"),
    ],
)
@pytest.mark.parametrize("leads", ["output/rights.csv", "content/pages/new.md", "published.tsv"])
def test_no_link_leads_into_the_site(
    newsroom: Paper, words: tuple[str, ...], name: str, leads: str
) -> None:
    configure(newsroom, SITEURL="https://news.example", LINLI_REPUBLISH="all")
    (newsroom.root / "published.tsv").unlink()
    assert run(newsroom, "build") == 0
    (newsroom.content / "pages").mkdir()
    (folder := newsroom.root / "out").mkdir()
    (folder / name).symlink_to(newsroom.root / leads)
    out = newsroom.root / "report" if name == "../report" else folder
    assert run(newsroom, *words, out) == 2
    assert not (newsroom.root / leads).exists()


def test_what_the_command_has_written_in_another_language_it_writes_anew(newsroom: Paper) -> None:
    report, register = newsroom.root / "report", newsroom.root / "register"
    forms = ("text", "html", "json")
    for lang in ("zh-Hans", "en", "zh-Hant", "zh-Hans"):
        configure(newsroom, DEFAULT_LANG=lang)
        assert run(newsroom, "rights-report", "--out", register) == 0
        for form in forms:
            assert run(newsroom, "related-report", "--format", form, "--out", report) == 0


@pytest.mark.parametrize("words", REPORTS)
def test_a_file_that_nobody_may_read_is_somebody_elses(
    newsroom: Paper, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = newsroom.root / "secret"
    secret.write_text("secret", encoding="utf-8")
    real = Path.open

    def refuse(path: Path, *given: Any, **more: Any) -> Any:
        if path == secret:
            raise PermissionError(errno.EACCES, "not for you", str(path))
        return real(path, *given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)  # root may read everything
        assert run(newsroom, *words, secret) == 2
    assert secret.read_text("utf-8") == "secret"


def test_the_register_spares_tables_of_others(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = newsroom.root / "rights"
    for _ in range(2):
        assert run(newsroom, "rights-report", "--out", folder) == 0
    for name in ("rights.csv", "rights.html"):
        (folder / name).rename(folder / "kept")
        (folder / name).write_text("名称,电话\n", encoding="utf-8")
        capsys.readouterr()
        assert run(newsroom, "rights-report", "--out", folder) == 2
        assert name in capsys.readouterr().err
        assert (folder / name).read_text("utf-8") == "名称,电话\n"
        (folder / "kept").replace(folder / name)


@pytest.mark.parametrize("words", [*REPORTS, ("rights-report", "--out")])
def test_a_full_disk_keeps_what_was_there_and_is_told_with_the_file(
    newsroom: Paper, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    path = newsroom.root / "reports"
    path.mkdir()
    path = path if words[0] == "rights-report" else path / "report"
    assert run(newsroom, *words, path) == 0
    before = others(newsroom)
    capsys.readouterr()
    with full_disk():
        assert run(newsroom, *words, path) == 2
    said = capsys.readouterr().err
    assert "None" not in said, said
    assert "reports" in said, said
    assert others(newsroom) == before


def test_a_report_can_be_sent_on(newsroom: Paper) -> None:
    """``/dev/stdout`` is no file, and is not replaced by one."""
    if not Path("/dev/stdout").exists():
        pytest.skip("Windows has no name for what is printed")
    words = ["related-report", "--now", NOW, "--format", "json", "--out", "/dev/stdout"]
    done = linli(*words, cwd=newsroom.root)
    assert done.returncode == 0, done.stderr
    assert json.JSONDecoder().raw_decode(done.stdout)[0]["counts"]
    assert Path("/dev/stdout").is_symlink()


def test_a_new_story_that_cannot_be_written_is_not_begun(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    with full_disk():
        assert run(newsroom, "new", "article", "电梯", "--name", "lift") == 2
    assert "lift.md" in capsys.readouterr().err
    assert not list(newsroom.content.rglob("lift.md"))
    assert run(newsroom, "new", "article", "电梯", "--name", "lift") == 0
