from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.changes import CHANGES, apply, change, check_change, undo
from benchmarks.check import BuildIsWrongError, check
from benchmarks.corpus import some_pieces
from benchmarks.peers import linli_tool, peers

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.corpus import Piece
    from benchmarks.peers import Tool

SAMPLE = some_pieces(200, 1, 4)
RELATED = '<nav class="related"><ul><li>一</li><li>二</li></ul></nav>'


def build(tool: Tool, site: Path, piece: Piece, related: str = RELATED) -> Path:
    """Write a page as a tool would."""
    page = tool.page(site, piece)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<h1>{piece.title}</h1><p>{piece.body}</p>{related}")
    return page


@pytest.fixture
def tool() -> Tool:
    return linli_tool()


@pytest.fixture
def site(tool: Tool, tmp_path: Path) -> Path:
    for piece in SAMPLE:
        build(tool, tmp_path, piece)
    return tmp_path


def test_a_whole_site_is_counted(tool: Tool, site: Path) -> None:
    found = check(tool, site, SAMPLE, 4)
    assert (found.pages, found.files, found.related) == (4, 4, 2.0)
    assert found.bytes > 4 * 300


def test_a_missing_page_is_noticed(tool: Tool, site: Path) -> None:
    tool.page(site, SAMPLE[2]).rename(site / "output" / "elsewhere.html")
    with pytest.raises(BuildIsWrongError, match=SAMPLE[2].slug):
        check(tool, site, SAMPLE, 4)


def test_too_few_pages_are_noticed(tool: Tool, site: Path) -> None:
    with pytest.raises(BuildIsWrongError, match="4 pages, but 5 stories"):
        check(tool, site, SAMPLE, 5)


def test_a_wrong_title_is_noticed(tool: Tool, site: Path) -> None:
    page = tool.page(site, SAMPLE[0])
    page.write_text(page.read_text().replace(SAMPLE[0].title, "别的标题"))
    with pytest.raises(BuildIsWrongError, match="its title"):
        check(tool, site, SAMPLE, 4)


def test_a_text_that_was_cut_short_is_noticed(tool: Tool, site: Path) -> None:
    page = tool.page(site, SAMPLE[1])
    page.write_text(f"<h1>{SAMPLE[1].title}</h1>{SAMPLE[1].body[:100]}{RELATED}")
    with pytest.raises(BuildIsWrongError, match="the end of its text"):
        check(tool, site, SAMPLE, 4)


def test_a_site_without_related_stories_is_noticed(tool: Tool, site: Path) -> None:
    for piece in SAMPLE:
        build(tool, site, piece, related='<nav class="related"><ul></ul></nav>')
    with pytest.raises(BuildIsWrongError, match="0 of 4"):
        check(tool, site, SAMPLE, 4)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_made_seen_and_taken_back(tool: Tool, site: Path, kind: str) -> None:
    piece = SAMPLE[0]
    source = tool.source(site, piece)
    source.parent.mkdir(parents=True)
    source.write_text(tool.form(piece))
    one = change(kind, piece, 3)
    apply(one, tool, site)
    with pytest.raises(BuildIsWrongError):
        check_change(one, tool, site)  # nothing was built yet
    if one.after is None:
        assert not source.exists()
        tool.page(site, piece).unlink()
    else:
        build(tool, site, one.after)
    check_change(one, tool, site)
    undo(one, tool, site)
    assert [path.read_text() for path in source.parent.iterdir()] == [tool.form(piece)]


def test_a_changed_text_is_another_text() -> None:
    with pytest.raises(ValueError, match="edit-titel"):
        change("edit-titel", SAMPLE[0], 1)


def test_a_checkout_with_a_borrowed_environment_is_refused(tmp_path: Path) -> None:
    """Its first run would clear the folder that the link leads to."""
    (tmp_path / "other").mkdir()
    (tmp_path / ".venv").symlink_to(tmp_path / "other")
    with pytest.raises(ValueError, match="its own"):
        linli_tool(tmp_path, "before")


def test_every_peer_gets_its_site_and_its_articles(tmp_path: Path) -> None:
    for name, peer in peers(tmp_path / "tools", 100).items():
        site = tmp_path / name
        peer.write(SAMPLE, site)
        assert all(peer.source(site, piece).is_file() for piece in SAMPLE)
        assert len(list(site.rglob("scene-*.png"))) == 12
        assert list(site.rglob("style.css"))
        assert not list(site.rglob("package-lock.json"))
        peer.page(site, SAMPLE[0]).parent.mkdir(parents=True)
        peer.clear(site)
        assert not (site / peer.output).exists()
