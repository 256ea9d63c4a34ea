"""Sorting values together with their places comes to what numpy's own functions do."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")

from linli.related.columns import _ranked, in_order  # noqa: E402 - numpy comes first

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
