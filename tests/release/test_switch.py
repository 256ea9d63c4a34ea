from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linli.errors import OutputError
from linli.release import clean_output, holding, list_releases, room, switch
from tests.build.running import environment
from tests.release.sites import PAGES, Site, inodes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHANGED = {**PAGES, "index.html": b"new home", "a/b.html": b"x"}
exchanging = pytest.mark.skipif(
    sys.platform not in {"linux", "darwin"}, reason="folders cannot be exchanged here"
)


@pytest.fixture
def by_renaming(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a system that cannot exchange folders."""
    monkeypatch.setattr(switch, "exchange", lambda one, other: False)


@exchanging
def test_two_folders_are_exchanged_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "二"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert switch.exchange(tmp_path / "one", tmp_path / "二")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["二"]
    assert [path.name for path in (tmp_path / "二").iterdir()] == ["one"]
    assert not switch.exchange(tmp_path / "one", tmp_path / "nowhere")


@pytest.mark.skipif(sys.platform != "linux", reason="a call of Linux")
def test_a_library_that_does_not_know_the_call_is_gone_around(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ctypes

    class Musl:
        syscall = ctypes.CDLL(None, use_errno=True).syscall

    monkeypatch.setattr(ctypes, "CDLL", lambda name, use_errno: Musl)
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    before = (tmp_path / "one").stat().st_ino
    known = os.uname().machine in switch.CALL_NUMBERS
    assert switch.exchange(tmp_path / "one", tmp_path / "other") is known
    assert ((tmp_path / "other").stat().st_ino == before) is known


@pytest.mark.usefixtures("by_renaming")
def test_without_exchange_a_release_goes_live_by_renaming(site: Site) -> None:
    for pages in (CHANGED, PAGES, CHANGED):
        site.publish(pages)
        site.check(pages)
        site.check_standby()


@pytest.mark.usefixtures("by_renaming")
def test_when_renaming_fails_the_live_tree_is_put_back(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = inodes(site.output)
    real = os.rename

    def rename(path: Path, target: Path) -> None:
        if path.name == "standby":
            raise OSError(errno.EIO, "broken disk")
        real(path, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(OutputError, match="broken disk"):
        site.publish(CHANGED)
    monkeypatch.undo()
    assert inodes(site.output) == before
    assert [record.number for record in list_releases(site.target)] == [1]
    site.check(PAGES)
    site.check_standby()


def test_an_output_that_a_killed_build_took_away_is_put_back(site: Site) -> None:
    site.output.rename(site.aside / "old")
    with pytest.raises(ZeroDivisionError), holding(site.target):
        raise ZeroDivisionError
    site.check(PAGES)


def test_a_build_killed_before_the_last_renaming_is_live(site: Site) -> None:
    (site.aside / "facts").unlink()
    site.publish(CHANGED)
    (site.aside / "standby").rename(site.aside / "old")
    (site.aside / "facts").unlink()
    site.check(CHANGED)
    site.publish(PAGES)
    site.check(PAGES)
    site.check_standby()


def test_what_a_killed_build_left_is_cleared(site: Site) -> None:
    for name in ("new", "old", "twin"):
        (site.aside / name / "articles").mkdir(parents=True)
        (site.aside / name / "articles/half.html").write_bytes(b"half")
    (site.aside / "part").write_bytes(b"half")
    site.check(PAGES)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount")
def test_a_mount_point_is_said_to_be_one(empty: Site) -> None:
    empty.output.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "linli-test", str(empty.output)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        with pytest.raises(OutputError, match="is a mount point"):
            empty.publish(PAGES)
        assert list(empty.output.iterdir()) == []
    finally:
        subprocess.run(["umount", str(empty.output)], check=True)


HOLDER = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(site: Site) -> Iterator[None]:
    """Let another process hold the lock of the output."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(site.aside / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield


@pytest.mark.usefixtures("held")
def test_a_build_waits_for_another_of_the_same_output_but_not_for_ever(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "PATIENCE", 0.05)
    for command in (lambda: site.publish(CHANGED), lambda: clean_output(site.target)):
        with pytest.raises(OutputError, match="Another build is writing") as caught:
            command()
        assert "--output" in str(caught.value)
    assert site.built() == PAGES


def test_names_that_the_file_system_takes_for_one_are_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a file system that ignores case would answer; there is none at hand on Linux.
    monkeypatch.setattr(os.path, "samefile", lambda one, other: True)
    before = inodes(site.output)
    with pytest.raises(OutputError, match="exists"):
        site.publish({**PAGES, "INDEX.html": b"other"})
    assert inodes(site.output) == before
    monkeypatch.undo()
    site.publish({**PAGES, "INDEX.html": b"other"})
    site.check({**PAGES, "INDEX.html": b"other"})
