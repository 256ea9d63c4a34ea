from __future__ import annotations

import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from jinja2 import Environment
from watchfiles import Change

from linli.build.foreign.guest import _contents
from linli.build.inputs import ThemeMarks
from linli.build.pipeline import build
from linli.build.pool import start_context
from linli.build.templates.compiled import ABANDONED, OUTLINE, OWN, PASSING, SUFFIX
from linli.build.templates.render import Theme
from linli.serve.preview import _Filter
from tests.build.test_components import FROM, LINK, PAGE, written
from tests.factories import article, options_at

if TYPE_CHECKING:
    from tests.factories import Paper

MADE = "<a en>1</a>\n"


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    return written(tmp_path / "theme", {"page.html": FROM + "{{ link(1) }}", "link.html": LINK})


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    return tmp_path / "compiled"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were compiled, in order."""
    names: list[str] = []
    compile_it = Environment._compile

    def noted(self: Environment, source: str, filename: str) -> object:
        names.append(Path(filename).name)
        return compile_it(self, source, filename)

    monkeypatch.setattr(Environment, "_compile", noted)
    return names


def page(theme: Path, aside: Path, version: bytes = b"") -> str:
    view = cast("Any", PAGE)
    return Theme(theme, aside, version).render("page.html", view, view, "articles/a.md")


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_template_is_compiled_once_and_kept_beside_it(
    theme: Path, aside: Path, compiled: list[str]
) -> None:
    assert [page(theme, aside) for _ in range(3)] == [MADE] * 3
    assert compiled == ["page.html"]
    assert kept(theme / OWN) == [f"page.html{SUFFIX}"]
    assert not aside.exists()


def test_any_template_or_the_code_may_change_what_is_compiled(
    theme: Path, aside: Path, compiled: list[str]
) -> None:
    page(theme, aside, b"1")
    assert page(theme, aside, b"2") == MADE
    (theme / "templates" / "link.html").write_text(LINK.replace("<a", "<b"), encoding="utf-8")
    assert page(theme, aside, b"2") == "<b en>1</a>\n"
    assert compiled == ["page.html"] * 3
    assert kept(theme / OWN) == [f"page.html{SUFFIX}"]


def test_a_theme_that_was_moved_is_compiled_where_it_is_now(
    theme: Path, aside: Path, compiled: list[str]
) -> None:
    page(theme, aside)
    moved = theme.rename(theme.with_name("moved"))
    assert page(moved, aside) == MADE
    assert compiled == ["page.html"] * 2


@pytest.mark.parametrize("damage", ["cut", "empty", "changed", "foreign", "a folder"])
def test_a_compiled_template_that_is_not_whole_is_made_again(
    theme: Path, aside: Path, compiled: list[str], damage: str
) -> None:
    page(theme, aside)
    file = theme / OWN / f"page.html{SUFFIX}"
    whole = file.read_bytes()
    if damage == "a folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(
            {
                "cut": whole[:-1],
                "empty": b"",
                "changed": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
                "foreign": b"\0" * 100,
            }[damage]
        )
    assert page(theme, aside) == MADE
    assert compiled == ["page.html"] * 2
    assert page(theme, aside) == MADE
    assert len(compiled) == 2  # written over, or aside where that cannot be


def test_the_folder_aside_serves_where_the_theme_cannot_be_written(
    theme: Path, aside: Path, compiled: list[str]
) -> None:
    (theme / OWN).write_text("in the way", encoding="utf-8")
    assert [page(theme, aside) for _ in range(2)] == [MADE] * 2
    assert compiled == ["page.html"]
    assert kept(aside) == [f"page.html{SUFFIX}"]


def test_a_page_is_made_where_nothing_can_be_kept(theme: Path, aside: Path) -> None:
    (theme / OWN).write_text("in the way", encoding="utf-8")
    aside.write_text("in the way, too", encoding="utf-8")
    assert page(theme, aside) == MADE


@pytest.mark.parametrize("change", ["nothing", "a template", "the code", "cut", "foreign"])
def test_what_is_known_of_all_templates_is_found_out_once(
    theme: Path, aside: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    parsed: list[str | None] = []
    parse = Environment.parse

    def noted(self: Environment, source: str, *names: str | None) -> object:
        parsed.append(names[0])
        return parse(self, source, *names)

    monkeypatch.setattr(Environment, "parse", noted)
    first = Theme(theme, aside, b"1").quick.outline
    assert (first.pages, dict(first.named)["page.html"]) == (("page.html",), ("link.html",))
    assert parsed == ["link.html", "page.html"]
    file = theme / OWN / OUTLINE
    if change == "a template":
        (theme / "templates" / "more.html").write_text("more", encoding="utf-8")
    elif change in {"cut", "foreign"}:
        file.write_bytes(file.read_bytes()[:-1] if change == "cut" else bytes(40))
    again = Theme(theme, aside, b"2" if change == "the code" else b"1").quick
    names = ["link.html", *(["more.html"] if change == "a template" else []), "page.html"]
    assert list(again.named()) == [again.texts.digests[name] for name in names]
    assert again.outline.pages == tuple(names[1:])
    assert parsed[2:] == ([] if change == "nothing" else names)


def test_what_is_known_of_all_templates_is_found_where_nothing_can_be_kept(theme: Path) -> None:
    assert Theme(theme).quick.outline.pages == ("page.html",)


def test_processes_that_compile_at_once_do_not_disturb_each_other(theme: Path, aside: Path) -> None:
    with ProcessPoolExecutor(4, start_context()) as processes:
        tries = [processes.submit(page, theme, aside, b"%d" % (n % 2)) for n in range(40)]
        assert {one.result() for one in tries} == {MADE}
    assert kept(theme / OWN) == [f"page.html{SUFFIX}"]


def test_what_belongs_to_no_template_any_more_is_removed(theme: Path, aside: Path) -> None:
    page(theme, aside)
    gone, left, others = f"gone.html{SUFFIX}", f"page.html{SUFFIX}.1{PASSING}", "page.cpython.pyc"
    in_work = f"page.html{SUFFIX}.2{PASSING}"
    aside.mkdir()
    (aside / "Quick-1").write_bytes(b"")
    for name in (gone, left, others, in_work):
        (theme / OWN / name).write_bytes(b"")
    old = (theme / OWN).stat().st_mtime - 2 * ABANDONED
    os.utime(theme / OWN / left, (old, old))
    page(theme, aside, b"a new version")
    assert kept(theme / OWN) == sorted([f"page.html{SUFFIX}", others, in_work])
    assert kept(aside) == []


def test_compiled_templates_are_not_part_of_the_theme(paper: Paper, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(paper.theme, theme, ignore=shutil.ignore_patterns(OWN))
    paper = replace(paper, theme=theme)
    paper.write("articles/a.md", article())
    before, whole = ThemeMarks(theme).whole, _contents(theme)
    build(paper.newsroom, options_at())
    assert kept(theme / OWN)
    assert ThemeMarks(theme).whole == before
    assert _contents(theme) == whole
    assert not [path for path in paper.output.rglob("*") if OWN in path.parts]
    watching = _Filter(paper.newsroom, paper.root / "pelicanconf.py")
    for path in (theme / OWN).iterdir():
        assert not watching(Change.added, str(path))
