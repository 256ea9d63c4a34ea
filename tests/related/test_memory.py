from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from linli.related import memory as memories
from linli.related.relate import Memory
from tests.related.newsroom import Newsroom, newsroom

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "related.db"


def stories(edited: bool) -> Newsroom:
    """Return stories that are alike two by two, before or after an edit."""
    made: dict[str, dict[str, object]] = {
        f"s{number:02}": {
            "text": "，".join(chr(0x7000 + number // 2 * 40 + n) * 2 for n in range(9)),
            "tags": ("防汛",) if number % 3 else (),
        }
        for number in range(40)
    }
    if edited:
        made["s07"] = made["s20"]
        made["new"] = made.pop("s31")
    return newsroom(made)


EXPECTED = stories(edited=True).relate(5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the memory of the stories before the edit."""
    stories(edited=False).relate(5, Memory(tmp_path / NAME, "1"))
    return tmp_path / NAME


def sql(*commands: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as file, file:
            for command in commands:
                file.execute(command)

    return damage


def foreign(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE part (somebody, elses)", "INSERT INTO part VALUES (1, 2)")(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def truncated(share: float) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])

    return damage


DAMAGE: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"no database" * 999),
    "of somebody else": foreign,
    "a folder": folder,
    "half": truncated(0.5),
    "all but the end": truncated(0.98),
    "without a part": sql("DELETE FROM part WHERE key = 'levels'"),
    "without the head": sql("DELETE FROM part WHERE key = 'head'"),
    "without a sheet": sql("DELETE FROM sheet"),
    "without lists": sql("DELETE FROM list"),
    "without buckets": sql("DELETE FROM bucket"),
    "without features": sql("DELETE FROM feature"),
    "without a shelf": sql("DROP TABLE feature"),
    "rows changed places": sql(
        "UPDATE feature SET key = -1 WHERE key = 20",
        "UPDATE feature SET key = 20 WHERE key = 7",
        "UPDATE feature SET key = 7 WHERE key = -1",
    ),
    "rows made up": sql("UPDATE feature SET value = zeroblob(length(value))"),
    "rows of another kind": sql("UPDATE sheet SET value = 'text'"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_memory_that_is_damaged_is_begun_anew(
    path: Path, damage: Callable[[Path], object]
) -> None:
    damage(path)
    assert stories(edited=True).relate(5, Memory(path, "1")) == EXPECTED
    again = stories(edited=True)
    assert again.relate(5, Memory(path, "1")) == EXPECTED
    assert again.asked == [] or path.is_dir()


def test_a_memory_is_read_by_the_version_that_wrote_it_alone(path: Path) -> None:
    same, other = stories(edited=False), stories(edited=False)
    same.relate(5, Memory(path, "1"))
    other.relate(5, Memory(path, "2"))
    assert (same.asked, len(other.asked)) == ([], len(other.candidates))


@given(
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=4
    )
)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example([(0.091796875, 128)])  # within the words of the schema, which SQLite then quotes
def test_bytes_that_changed_on_the_disk_are_noticed(
    path: Path, flips: list[tuple[float, int]]
) -> None:
    content = path.with_suffix(".before")
    if not content.exists():
        content.write_bytes(path.read_bytes())
    damaged = bytearray(content.read_bytes())
    for share, change in flips:
        damaged[int(share * len(damaged))] ^= change
    path.write_bytes(damaged)
    assert stories(edited=True).relate(5, Memory(path, "1")) == EXPECTED


def test_a_memory_that_another_process_holds_is_done_without(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memories, "PATIENCE", 0.0)
    before = path.read_bytes()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert stories(edited=True).relate(5, Memory(path, "1")) == EXPECTED
    assert path.read_bytes() == before


def test_a_memory_that_cannot_be_written_is_done_without(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def read_only(name: str, **options: Any) -> sqlite3.Connection:
        """Open a file as on a disk that may only be read, which root's disk is not otherwise."""
        found = name == str(path)
        opened: sqlite3.Connection = connect(
            f"file:{name}?mode=ro" if found else name, **options, uri=found
        )
        return opened

    before = path.read_bytes()
    monkeypatch.setattr(sqlite3, "connect", read_only)
    assert stories(edited=True).relate(5, Memory(path, "1")) == EXPECTED
    monkeypatch.undo()
    assert not path.exists() or path.read_bytes() == before


KILLED = """
import os, signal, sys
from pathlib import Path
from linli.related.memory import Memory, Store
from tests.related.test_memory import stories

left = int(sys.argv[2])
put = Store.put

def put_and_die(*arguments):
    global left
    put(*arguments)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

Store.put = put_and_die
stories(edited=sys.argv[3] == "edited").relate(5, Memory(Path(sys.argv[1]), "1"))
"""


@pytest.mark.parametrize("edited", [True, False])
@pytest.mark.parametrize("puts", [1, 3, 5])
def test_a_build_that_is_killed_leaves_all_of_its_change_or_nothing(
    path: Path, puts: int, edited: bool
) -> None:
    before = path.read_bytes()
    if not edited:
        path.unlink()
    command = [sys.executable, "-c", KILLED, str(path), str(puts), "edited" if edited else "all"]
    assert subprocess.run(command, check=False).returncode == -9
    here = stories(edited=True)
    assert here.relate(5, Memory(path, "1")) == EXPECTED
    assert len(here.asked) == (2 if edited else len(here.candidates)), "what was whole is used"
    assert path.read_bytes() != before


SEEDED = """
import sys
from pathlib import Path
from linli.related.memory import Memory
from tests.related.test_memory import stories

memory = Memory(Path(sys.argv[1]), "1")
stories(edited=False).relate(5, memory)
print(stories(edited=True).relate(5, memory))
"""


def test_lists_do_not_depend_on_the_seed_of_hashes(tmp_path: Path) -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", SEEDED, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{EXPECTED}\n".encode()}
