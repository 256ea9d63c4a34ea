"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import Paper

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """An empty newsroom with the project's own theme."""
    (tmp_path / "content").mkdir()
    return Paper(tmp_path, {}, ROOT / "theme")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch by which ``invoke golden`` writes the expected pages anew."""
    parser.addoption(
        "--refresh-golden", action="store_true", help="write the pages in tests/golden/output anew"
    )
