"""Files written whole: the old one or the new one, and never half of either."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli.whole import beside, write_whole
from tests.disks import full_disk

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    return path


def test_a_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "er" / "a.json"
    write_whole(path, b"content")
    assert path.read_bytes() == b"content"
    assert [one.name for one in path.parent.iterdir()] == ["a.json"]


def test_another_file_takes_its_place_with_its_rights(old: Path) -> None:
    old.chmod(0o604)
    with old.open("rb") as reader:
        write_whole(old, b"new")
        assert reader.read() == b"old", "it was written into while somebody read it"
    assert (old.read_bytes(), stat.S_IMODE(old.stat().st_mode)) == (b"new", 0o604)


def test_a_link_stays_one(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(old.name)
    write_whole(link, b"new")
    assert (link.is_symlink(), old.read_bytes()) == (True, b"new")
    link.unlink()
    link.symlink_to("not-yet.json")
    write_whole(link, b"new")
    assert (tmp_path / "not-yet.json").read_bytes() == b"new"


def test_what_is_no_file_is_written_into(tmp_path: Path) -> None:
    before = Path(os.devnull).stat()
    write_whole(Path(os.devnull), b"content")
    assert Path(os.devnull).stat().st_rdev == before.st_rdev
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"content")


def test_what_killed_processes_have_left_goes(old: Path) -> None:
    names = (f".linli-1-{0:016x}", f".linli-22-{1:016x}", ".linli-mine", ".linli")
    for name in names:
        (old.parent / name).write_bytes(b"half")
    for name in names[:1] + names[2:]:
        os.utime(old.parent / name, (1, 1))
    write_whole(old, b"new")
    assert sorted(one.name for one in old.parent.iterdir()) == sorted(("a.json", *names[1:]))


def test_a_file_that_may_not_be_written_is_left(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linli.whole.os.access", lambda *_: False)  # root may write everything
    with pytest.raises(PermissionError):
        write_whole(old, b"new")
    assert old.read_bytes() == b"old"


@pytest.mark.parametrize("code", [errno.EBUSY, errno.EACCES, errno.EPERM])
def test_a_file_in_whose_place_no_other_can_be_put_is_written_into(
    old: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one that alone is mounted into a container."""

    def refuse(path: Path, target: Path) -> Path:
        raise OSError(code, os.strerror(code), str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    inode = old.stat().st_ino
    write_whole(old, b"new")
    assert (old.read_bytes(), old.stat().st_ino) == (b"new", inode)
    assert [one.name for one in old.parent.iterdir()] == ["a.json"]
    with pytest.raises(OSError, match=os.strerror(code)):
        write_whole(old.with_name("b.json"), b"new")


def test_a_folder_of_the_memory_is_a_folder(tmp_path: Path) -> None:
    shm = Path("/dev/shm")
    if not shm.is_dir() or not os.access(shm, os.W_OK):
        pytest.skip("there is no /dev/shm")
    path = shm / f"linli-test-{os.getpid()}"
    try:
        write_whole(path, b"old")
        with path.open("rb") as reader:
            write_whole(path, b"new")
            assert reader.read() == b"old", "it was written into while somebody read it"
    finally:
        path.unlink(missing_ok=True)


def test_nobody_can_have_put_a_link_in_the_way(old: Path) -> None:
    names = []
    for _ in range(2):
        with beside(old) as aside:
            names.append(aside.name)
    assert names[0] != names[1], "the name can be guessed"


def write_over(path: Path) -> None:
    write_whole(path, b"new" * 1000)


def begin_beside(path: Path) -> None:
    with beside(path) as aside:
        aside.write_bytes(b"new" * 1000)
        aside.replace(path)


@pytest.mark.parametrize("write", [write_over, begin_beside])
def test_on_a_full_disk_all_is_as_it_was(old: Path, write: Callable[[Path], None]) -> None:
    with full_disk(), pytest.raises(OSError, match=r".") as caught:
        write(old)
    assert caught.value.errno
    assert [(one.name, one.read_bytes()) for one in old.parent.iterdir()] == [("a.json", b"old")]
