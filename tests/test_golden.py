"""One newspaper, built with a fixed clock and compared byte for byte with ``tests/golden/output``.

When a page is meant to change, ``invoke golden`` writes it anew; the difference belongs in the same commit.
The theme's own files are left out, and so is the mark of the style sheet in its address: a theme that
changes its colours changes no page.
"""

from __future__ import annotations

import difflib
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli.build.config import load_newsroom
from linli.build.pipeline import build
from tests.factories import options_at
from tests.pages.crawl import broken_links, faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.build.report import Report

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = GOLDEN / "output"
STYLE = re.compile(rb'(/theme/style\.css)\?v=[0-9a-f]{8}"')


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Report]:
    """Build the golden newspaper; return all its files and the report."""
    output = tmp_path_factory.mktemp("golden") / "output"
    report = build(load_newsroom(GOLDEN / "pelicanconf.py", output=output), options_at())
    return files_in(output), report


@pytest.fixture(scope="module")
def built(
    newspaper: tuple[dict[str, bytes], Report], request: pytest.FixtureRequest
) -> dict[str, bytes]:
    """Return the files to compare; under ``--refresh-golden`` they become the expected ones first."""
    found = dict(comparable(newspaper[0]))
    if request.config.getoption("--refresh-golden"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, content in found.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_bytes(content)
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def comparable(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield what the content and the templates make; the theme's own files are somebody else's."""
    for path, content in files.items():
        if path == ".linli.json" or path.startswith("theme/"):
            continue
        yield path, STYLE.sub(rb'\1"', content) if path.endswith(".html") else content


def test_the_newspaper_has_the_files_it_had(built: dict[str, bytes]) -> None:
    assert sorted(built) == sorted(files_in(EXPECTED))


def test_every_page_is_what_it_was_byte_for_byte(built: dict[str, bytes]) -> None:
    expected = files_in(EXPECTED)
    changed = [path for path in built if path in expected and built[path] != expected[path]]
    shown = [difference(path, expected[path], built[path]) for path in changed[:3]]
    assert not changed, "\n".join(
        [f"{len(changed)} files changed; if that is meant: invoke golden", *changed, *shown]
    )


def difference(path: str, old: bytes, new: bytes) -> str:
    """Return the first lines in which two versions of a page differ."""
    if not path.endswith(".html"):
        return f"{path}: {len(old)} bytes became {len(new)}"
    lines = difflib.unified_diff(
        old.decode().splitlines(), new.decode().splitlines(), path, path, "was", "is", 1, ""
    )
    return "\n".join(list(lines)[:40])


def test_the_newspaper_has_a_story_of_every_kind_and_only_the_warnings_it_is_known_for(
    newspaper: tuple[dict[str, bytes], Report],
) -> None:
    report = newspaper[1]
    assert report.problems == []
    assert (report.hidden, report.expired, report.withdrawn) == (2, 1, 1)
    assert report.published >= 12


def test_the_newspaper_has_no_dead_link_and_no_fault(
    newspaper: tuple[dict[str, bytes], Report],
) -> None:
    files = newspaper[0]
    assert broken_links(files, "/paper") == []
    assert list(faults(files)) == []


def test_the_golden_files_stay_small(built: dict[str, bytes]) -> None:
    assert sum(map(len, built.values())) < 600_000
