"""What the tests of releases start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.release.sites import PAGES, Site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def empty(tmp_path: Path) -> Site:
    """A place where nothing has been released yet."""
    (tmp_path / "content").mkdir()
    (tmp_path / "theme" / "static").mkdir(parents=True)
    return Site(tmp_path)


@pytest.fixture
def site(empty: Site) -> Site:
    """A site that was released once."""
    empty.publish(PAGES)
    return empty
