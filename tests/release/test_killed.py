from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.build.running import environment
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked"),
]


def faults(root: Path, *words: str) -> list[str]:
    """Run builds that are killed; return what was wrong afterwards."""
    root.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.release.killing", str(root), *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "words", [("calls",), ("calls", "first"), ("calls", "renamed")], ids=" ".join
)
def test_a_build_killed_at_any_step_leaves_a_whole_tree_and_the_next_one_recovers(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert faults(tmp_path / "sites", *words) == []


def test_a_build_killed_at_any_moment_leaves_a_whole_tree(tmp_path: Path) -> None:
    assert faults(tmp_path / "site", "times", "50") == []
