from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    """pytest leaves out folders called ``build`` unless it is told otherwise."""
    here = Path(__file__).parent
    folders = {path.parent for path in here.rglob("test_*.py")} - {here}
    left_out = pytestconfig.getini("norecursedirs")
    hidden = [
        folder.name
        for folder in folders
        for pattern in left_out
        if any(fnmatch(part, pattern) for part in folder.relative_to(here).parts)
    ]
    assert hidden == []
