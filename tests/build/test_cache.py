from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from linli.build.cache import AT_ONCE, MANUSCRIPTS, Cache
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
