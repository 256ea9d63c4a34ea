"""Lists side by side: who is in them shows before they are opened."""

from __future__ import annotations

from array import array

import pytest

from linli.related.lists import NOBODY, Flat, Lists
from linli.related.sheets import FEW, SHEET, copied_in, edge_in, may_hold, unpack_sheet

LISTED, LEFT_OUT, NOT_THERE = 4_711, 815, 99


def packed_lists() -> Lists:
    """Return lists of two sheets, packed; on the second the list of number 130 holds one story and left out another."""
    lists = Lists(3)
    lists.grow(2 * SHEET)
    copied = [70_000, 4, LEFT_OUT, NOBODY]
    lists.replace(130, Flat([200_000], [8], [LISTED], copied, 60_001), [()])
    lists.replace(131, Flat([200_000], [8], [LISTED + 1], [], 60_002), [()])
    return Lists(3, [lists.pack(0), lists.pack(1)])


@pytest.mark.parametrize("others", [0, FEW], ids=["few are wanted", "many are wanted"])
@pytest.mark.parametrize("opened", [False, True], ids=["packed", "opened"])
@pytest.mark.parametrize(
    ("wanted", "who"), [(LISTED, {130}), (LEFT_OUT, {130}), (LISTED + 1, {131}), (NOT_THERE, set())]
)
def test_whoever_holds_a_story_or_left_it_out_is_found(
    wanted: int, who: set[int], opened: bool, others: int
) -> None:
    lists = packed_lists()
    if opened:
        lists.get(130, [None] * 5_000)
    some = {wanted, *range(900_000, 900_000 + others)}
    assert lists.holders(some) == who


def test_a_packed_sheet_says_what_an_opened_one_does() -> None:
    packed = packed_lists().pack(1)
    sheet = unpack_sheet(packed)
    for at in range(4):
        assert edge_in(packed, at) == edge_in(sheet, at) == sheet.edges[at]
    assert edge_in(packed, 2) == 60_001
    assert list(copied_in(packed)) == list(copied_in(sheet)) == [2]
    for wanted in ({LISTED}, {LEFT_OUT}, {NOT_THERE}):
        assert may_hold(packed, wanted) == may_hold(sheet, wanted) == (wanted != {NOT_THERE})
    assert sheet.pack() == packed
    assert array("I", packed[3])[2 * (len(sheet.numbers) // SHEET)] == LISTED


def test_lists_that_nobody_asked_for_are_packed_as_they_were() -> None:
    lists = packed_lists()
    before = [lists.pack(sheet) for sheet in range(2)]
    lists.move_edge(131, 70_000)
    after = [lists.pack(sheet) for sheet in range(2)]
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert lists.edge(131) == 70_000
    assert lists.edge(130) == 60_001
