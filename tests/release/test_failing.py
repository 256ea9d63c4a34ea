from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from linli.errors import OutputError
from linli.release import list_releases
from tests.release.sites import CHANGED, PAGES, SMALL, Site, inodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CALLS = ["replace", "link", "mkdir", "open", "write", "unlink", "rmdir", "rename", "lstat", "stat"]
"""What a release asks of the system."""


class Faulty:
    """A call of the system that fails from the ``n``-th time on, or that time only."""

    def __init__(self, call: Callable[..., Any], nth: int, *, once: bool, number: int) -> None:
        self.call, self.left, self.once, self.number = call, nth, once, number

    def __call__(self, *arguments: Any, **more: Any) -> Any:
        self.left -= 1
        if self.left == 0 or (self.left < 0 and not self.once):
            raise OSError(self.number, os.strerror(self.number))
        return self.call(*arguments, **more)


# (what the system says, what the editor reads)
FAILURES = [
    (errno.ENOSPC, ("The disk is full", "is as it was", "Free some space")),
    (errno.EACCES, ("cannot be written", "is as it was", "--output")),
    (errno.EROFS, ("cannot be written", "is as it was", "--output")),
]


@pytest.mark.parametrize(("number", "said"), FAILURES)
def test_when_the_disk_fails_the_message_says_so_and_the_live_tree_stays(
    site: Site, monkeypatch: pytest.MonkeyPatch, number: int, said: tuple[str, ...]
) -> None:
    before = inodes(site.output)
    monkeypatch.setattr(os, "write", Faulty(os.write, 1, once=False, number=number))
    with pytest.raises(OutputError) as caught:
        site.publish(CHANGED)
    monkeypatch.undo()
    assert [words for words in said if words not in str(caught.value)] == []
    assert "原来的样子" in caught.value.zh
    assert inodes(site.output) == before
    site.check(PAGES)


@pytest.mark.parametrize("once", [True, False], ids=["once", "for good"])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
def test_wherever_the_system_fails_the_live_tree_is_the_old_or_the_new_one(
    tmp_path_factory: pytest.TempPathFactory, call: str, once: bool, first: bool
) -> None:
    failed = 0
    for nth in count(1, 7 if call.endswith("stat") else 1):
        site = Site(tmp_path_factory.mktemp("site"))
        if not first:
            site.publish(SMALL)
        with pytest.MonkeyPatch.context() as patch:
            faulty = Faulty(getattr(os, call), nth, once=once, number=errno.EIO)
            patch.setattr(os, call, faulty)
            try:
                site.publish(CHANGED)
                went_well = True
            except OutputError:
                went_well = False
                failed += 1
        before = {} if first else SMALL
        assert site.built() == (CHANGED if went_well else before), f"{call} {nth}"
        assert site.output.exists() or first
        if site.output.exists():
            numbers = [record.number for record in list_releases(site.target)]
            assert numbers == ([1] if first else [2, 1] if went_well else [1])
        again = {**CHANGED, "404.html": b"again"}
        site.publish(again)
        site.check(again)
        site.check_standby()
        shutil.rmtree(site.root)
        if faulty.left > 0:  # the release needs no more of these calls
            break
    assert failed or call in {"link", "rmdir", "rename", "lstat", "stat"}


@pytest.mark.parametrize("call", ["link", "replace"])
def test_what_fails_after_the_switch_does_not_fail_the_release(
    site: Site, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    real = getattr(os, call)

    def full(source: Any, target: Any, **more: Any) -> None:
        if (site.output / "notices").exists():
            raise OSError(errno.ENOSPC, "full")
        real(source, target, **more)

    monkeypatch.setattr(os, call, full)
    monkeypatch.setattr(shutil, "copy2", full)
    assert site.publish(CHANGED).number == 2
    monkeypatch.undo()
    assert site.built() == CHANGED
    site.publish(PAGES)
    site.check(PAGES)
    site.check_standby()


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EMLINK])
def test_without_hard_links_the_standby_is_made_of_copies(
    empty: Site, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "link", Faulty(os.link, 1, once=False, number=number))
    monkeypatch.setattr("pathlib.Path.hardlink_to", os.link)
    empty.publish(PAGES)
    times = {path: (empty.output / path).stat().st_mtime_ns for path in PAGES}
    for n in range(3):
        pages = {**PAGES, "index.html": f"release {n}".encode(), f"{n}.html": b"x"}
        empty.publish(pages)
        empty.check(pages)
        for path in PAGES.keys() - {"index.html"}:
            assert (empty.output / path).stat().st_mtime_ns == times[path]
    (empty.output / "CNAME").write_bytes(b"mine")
    with pytest.raises(OutputError, match="CNAME"):
        empty.publish(PAGES)
    (empty.output / "CNAME").unlink()
    (empty.output / "404.html").write_bytes(b"altered")
    empty.publish(PAGES)
    empty.check(PAGES)


def test_links_that_come_back_are_used_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", Faulty(os.link, 1, once=False, number=errno.EPERM))
    site.publish(CHANGED)
    monkeypatch.undo()
    shutil.rmtree(site.aside / "standby")
    (site.aside / "facts").unlink()
    site.publish(PAGES)
    site.check(PAGES)
    site.check_standby()


@pytest.fixture
def small_disk(empty: Site) -> Iterator[Site]:
    """A site on a disk of one megabyte."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    disk = empty.root / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "linli-test", str(disk)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    yield Site(disk)
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_live_tree_as_it_was(small_disk: Site) -> None:
    small_disk.publish({**PAGES, "big": b"x" * 300_000})
    small_disk.publish({**PAGES, "big": b"y" * 300_000})
    before = inodes(small_disk.output)
    with pytest.raises(OutputError, match="The disk is full"):
        small_disk.publish({**PAGES, "big": b"y" * 300_000, "more": b"z" * 700_000})
    assert inodes(small_disk.output) == before
    small_disk.publish(PAGES)
    small_disk.check(PAGES)
    small_disk.check_standby()
