"""Fixtures that every test may use."""

from __future__ import annotations

import sqlite3
import sys
import warnings
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Paper

ROOT = Path(__file__).resolve().parents[1]


class Connection(sqlite3.Connection):
    """A database that says, as those of Python 3.13 and newer do, that it was let go of open."""

    is_open = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_open = True

    def close(self) -> None:
        super().close()
        self.is_open = False

    def __del__(self) -> None:
        if self.is_open:
            warnings.warn(
                f"unclosed database: {self!r}", ResourceWarning, stacklevel=1, source=self
            )


if sys.version_info < (3, 13):
    setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Connection))  # noqa: B010 - mypy forbids the other form


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
