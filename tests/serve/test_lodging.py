"""Where previews live, and what of others is taken away."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import pytest

from linli.release import Target, holding
from linli.serve.lodging import PREFIX, SITE, lodging

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def passing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which previews find a place."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(passing: Path, name: str, *, age: float = 10**6) -> Path:
    """Return what a preview has left that was killed so many seconds ago."""
    folder = passing / f"{PREFIX}{name}"
    with holding(Target(folder / SITE)):
        pass
    moment = folder.stat().st_mtime - age
    os.utime(folder, (moment, moment))
    return folder


def test_a_folder_is_there_and_gone_afterwards(passing: Path) -> None:
    with lodging() as folder:
        assert folder.parent == passing
        (folder / "cache").mkdir()
    assert not folder.exists()


def test_what_killed_previews_have_left_goes(passing: Path) -> None:
    folder = left(passing, "old")
    with lodging():
        assert not folder.exists()


def test_a_preview_that_is_moving_in_is_left_alone(passing: Path) -> None:
    folder = left(passing, "young", age=1)
    with lodging():
        assert folder.exists()


def test_a_preview_that_lives_there_is_left_alone(passing: Path) -> None:
    folder = left(passing, "alive")
    with holding(Target(folder / SITE)):
        os.utime(folder, (1, 1))
        with lodging():
            assert folder.exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system knows no owners")
def test_what_is_somebody_elses_is_left_alone(
    passing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = left(passing, "other")
    owner = folder.stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    with lodging():
        assert folder.exists()


def test_a_link_is_left_alone_and_what_it_leads_to(passing: Path) -> None:
    (mine := passing / "mine").mkdir()
    os.utime(mine, (1, 1))
    (passing / f"{PREFIX}link").symlink_to(mine)
    with lodging():
        assert mine.is_dir()
