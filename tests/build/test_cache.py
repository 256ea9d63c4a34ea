from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from linli.build.cache import AT_ONCE, CARDS, FILES, LISTED, MANUSCRIPTS, RECIPES, Cache
from linli.build.damage import Damaged

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shelves(tmp_path: Path) -> Path:
    path = tmp_path / "shelves"
    cache = Cache(path, b"1")
    cache.put(MANUSCRIPTS, [(b"a", b"one"), (b"b", b"two")])
    cache.save()
    cache.close()
    return path


def test_what_is_looked_up_at_once_is_what_is_looked_up_alone(shelves: Path) -> None:
    with closing(Cache(shelves, b"1")) as cache, cache.at_once(), cache.at_once():
        # as two threads of an executor may do
        found = [cache.get(MANUSCRIPTS, [key]) for key in (b"a", b"b", b"c")]
    assert found == [{b"a": b"one"}, {b"b": b"two"}, {}]


def test_others_can_write_when_a_batch_of_lookups_is_done_or_has_failed(shelves: Path) -> None:
    with closing(Cache(shelves, b"1")) as reading, closing(Cache(shelves, b"1")) as writing:
        with pytest.raises(Damaged), reading.at_once():
            reading.whole(MANUSCRIPTS, [b"a", b"c"])
        writing.put(MANUSCRIPTS, [(b"c", b"three")])
        writing.save()
        with reading.at_once():
            assert reading.whole(MANUSCRIPTS, [b"c"]) == {b"c": b"three"}


def test_more_than_are_asked_for_at_once_are_all_found(shelves: Path) -> None:
    blobs = {b"%d" % number: b"text %d" % number for number in range(2 * AT_ONCE + 1)}
    with closing(Cache(shelves, b"1")) as cache:
        cache.put(MANUSCRIPTS, blobs.items())
        assert cache.get(MANUSCRIPTS, iter([*blobs, b"c", *blobs])) == blobs
        assert cache.whole(MANUSCRIPTS, [*blobs]) == blobs


def test_others_can_read_while_much_is_written_that_is_held_back(
    shelves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite would write what it has no room for into the file, and let nobody read until all is saved."""
    monkeypatch.setattr("linli.build.cache.PATIENCE", 0.01)
    much = [(b"%d" % number, bytes(16000)) for number in range(1000)]
    with closing(Cache(shelves, b"1")) as writing, closing(Cache(shelves, b"1")) as reading:
        with writing.held_back():
            writing.put(MANUSCRIPTS, much)
            assert reading.get(MANUSCRIPTS, [b"a", b"0"]) == {b"a": b"one"}
        writing.save()
        assert reading.get(MANUSCRIPTS, [b"999"]) == {b"999": bytes(16000)}
        assert (writing.losses, reading.losses) == (0, 0)


def test_what_is_held_back_no_longer_need_not_fit_into_memory(shelves: Path) -> None:
    with closing(Cache(shelves, b"1")) as cache:
        [(usual,)] = cache._file.execute("PRAGMA cache_spill").fetchall()
        with suppress(ZeroDivisionError), cache.held_back():
            assert cache._file.execute("PRAGMA cache_spill").fetchall() == [(0,)]
            raise ZeroDivisionError
        assert cache._file.execute("PRAGMA cache_spill").fetchall() == [(usual,)] != [(0,)]


def test_what_is_undone_is_on_no_shelf_and_no_longer_at_hand(shelves: Path) -> None:
    with closing(Cache(shelves, b"1")) as cache:
        cache.store(FILES, {"a": ("saved",)})
        cache.save()
        cache.store(FILES, {"a": ("undone",), "b": ("undone",)})
        cache.put(MANUSCRIPTS, [(b"a", b"undone")])
        cache.undo()
        assert cache.load(FILES) == {"a": ("saved",)}
        assert cache.get(MANUSCRIPTS, [b"a"]) == {b"a": b"one"}
        with closing(Cache(shelves, b"1")) as other:  # nobody holds the file
            other.store(FILES, {"c": ("other",)})
            other.save()


def test_where_nothing_is_undone_nothing_has_to_be_read_again(shelves: Path) -> None:
    """A preview is built again after each typing error."""
    with closing(Cache(shelves, b"1")) as cache:
        cache.store(FILES, {"a": ("saved",)})
        cache.save()
        cache.load(FILES)
        with closing(sqlite3.connect(shelves)) as other, other:
            other.execute("DELETE FROM blobs")
        cache.undo()
        assert cache.load(FILES) == {"a": ("saved",)}, "it was read again"


def test_a_shelf_that_is_cleared_is_empty_and_all_others_are_as_they_were(shelves: Path) -> None:
    with closing(Cache(shelves, b"1")) as cache:
        cache.put(RECIPES, [(b"", b"1"), (b"\xff" * 9, b"2")])
        cache.put(LISTED, [(b"a", b"3")])
        cache.store(CARDS, {"a": ("card",)})
        cache.store(FILES, {"a": ("file",)})
        cache.save()
    with closing(Cache(shelves, b"1")) as cache:
        assert cache.load(FILES) == {"a": ("file",)}
        cache.clear(RECIPES, FILES)
        assert cache.load(FILES) == {}
        cache.store(FILES, {"b": ("other",)})
        cache.save()
    with closing(Cache(shelves, b"1")) as cache:
        assert cache.get(RECIPES, [b"", b"\xff" * 9]) == {}
        assert cache.get(LISTED, [b"a"]) == {b"a": b"3"}
        assert cache.get(MANUSCRIPTS, [b"a"]) == {b"a": b"one"}
        assert cache.load(CARDS) == {"a": ("card",)}
        assert cache.load(FILES) == {"b": ("other",)}
