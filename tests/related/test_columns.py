"""Sorting values together with their places comes to what numpy's own functions do."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

np = pytest.importorskip("numpy")

from linli.related.columns import _LEVELS, Columns, _ranked, in_order  # noqa: E402 - numpy comes first
from linli.related.index import Index  # noqa: E402
from linli.related.memory import BUCKETS, Memory, Store  # noqa: E402
from linli.related.weights import USUAL, Measure  # noqa: E402
from linli.related.words import LATIN, Features  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = {
    "none": [],
    "one": [7],
    "equal ones": [5, 5, 5],
    "mixed": [9, 1, 9, 0, 1, (1 << 32) - 1, 3, (1 << 32) - 1, 0],
    "many": [(number * 2654435761) % 977 for number in range(5000)],
}


@pytest.mark.parametrize("values", COLUMNS.values(), ids=COLUMNS)
def test_equal_values_stay_in_their_order(values: list[int]) -> None:
    column = np.array(values, np.uint32)
    assert in_order(column).tolist() == np.argsort(column, kind="stable").tolist()


@pytest.mark.parametrize("values", COLUMNS.values(), ids=COLUMNS)
def test_each_word_is_found_among_the_different_ones(values: list[int]) -> None:
    known, counts, places = _ranked(np.array(values, np.uint32))
    assert known.tolist() == sorted(set(values))
    assert counts.tolist() == [values.count(one) for one in known.tolist()]
    assert known[places].tolist() == values


def test_buckets_are_what_stories_that_come_one_by_one_would_leave(tmp_path: Path) -> None:
    """A word that just as many stories use as are kept of one, and one that one more uses, included."""
    measure = Measure(common=2, small=1, first=2)
    ceiling = measure.ceiling(measure.elders(5))
    users = {7: 1, LATIN + 3: 2 * ceiling, 90: 2 * ceiling + 1, 5: 2}
    assert max(users.values()) == 5, "there are five stories"
    told = [sorted(word for word, count in users.items() if number < count) for number in range(5)]
    features = [
        Features(array("I", words).tobytes(), bytes([1 + number] * len(words)), b"")
        for number, words in enumerate(told)
    ]
    columns = Columns(features, range(2), measure, measure.elders(5))
    memory = Memory(tmp_path / "related", "1")

    def one_by_one(store: Store) -> list[bytes]:
        store.put(BUCKETS, [(number, b"") for number in range(3)])
        index = Index(store, 3, 2 * ceiling)
        for number, words in enumerate(told):
            for word in words:
                index.change(word, number, 0, 1 + number)
        index.save()
        return [content for _, content in store.each(BUCKETS)]

    assert list(columns.buckets(3)) == memory.use(one_by_one)


def test_levels_leave_room_for_what_tells_pairs() -> None:
    assert len(USUAL.raw) <= 1 << _LEVELS
