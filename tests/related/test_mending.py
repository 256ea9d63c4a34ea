from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.related.likeness import Place
from linli.related.lists import ENDLESS, NOBODY, Copied, Known
from linli.related.mending import mend

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = 3


def place(number: int, score: int) -> Place:
    return Place(-score, f"s{number}", number)


A, B, C = place(1, 900), place(2, 800), place(3, 700)
FULL = Known([A, B, C], [], 650)


def mended(
    known: Known,
    scores: dict[int, int] | None = None,
    offers: Sequence[Place] = (),
    edge: int | None = None,
    copies: dict[int, int] | None = None,
) -> Known | None:
    """Return the list after some stories have other scores, or none where that is 0."""

    def score(one: Place) -> Place | None:
        now = (scores or {}).get(one.number, -one.below)
        return place(one.number, now) if now else None

    def copy_of(offer: Place, _: Sequence[Place]) -> int | None:
        return (copies or {}).get(offer.number)

    return mend(known, score, offers, copy_of, known.edge if edge is None else edge, ROOM)


# (what, what changes, the stories in the list now and its edge)
CASES = [
    ("nothing", {}, [1, 2, 3], 650),
    ("one scores more", {"scores": {3: 850}}, [1, 3, 2], 650),
    ("one falls to the edge", {"scores": {2: 640}}, [1, 3], 650),
    ("one goes", {"scores": {1: 0}}, [2, 3], 650),
    ("a newcomer takes the last place", {"offers": [place(4, 750)]}, [1, 2, 4], 700),
    ("a newcomer beyond the edge", {"offers": [place(4, 650)]}, [1, 2, 3], 650),
    ("all others may have come nearer", {"edge": 750}, [1, 2], 750),
    ("a newcomer is a near-copy of the first", {"offers": [place(4, 750)], "copies": {4: 1}}, [1, 2, 3], 650),
    ("a newcomer is a near-copy of the story", {"offers": [place(4, 950)], "copies": {4: NOBODY}}, [1, 2, 3], 650),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected", "edge"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_a_list_is_mended_from_what_is_known(
    change: dict[str, object], expected: list[int], edge: int
) -> None:
    after = mended(FULL, **change)  # type: ignore[arg-type]
    assert after is not None, "it could have been told from what is known"
    assert ([one.number for one in after.places], after.edge) == (expected, edge)


COPY = Known([A, B], [Copied(C, 2)], 650)

# (what, the list, what changes)
UNTOLD = [
    ("of a list with many near-copies nothing is certain", FULL._replace(edge=ENDLESS), {}),
    ("whom it copied is gone", COPY, {"scores": {2: 0}}),
    ("whom it copied fell behind it", COPY, {"scores": {2: 690}}),
    ("whom it copied was edited and came back", COPY, {"scores": {2: 0}, "offers": [B]}),
    ("a newcomer before one of whom it is a near-copy", FULL, {"offers": [place(4, 850)], "copies": {4: 2}}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("known", "change"), [row[1:] for row in UNTOLD], ids=[row[0] for row in UNTOLD]
)
def test_where_a_near_copy_may_come_back_nothing_is_told(
    known: Known, change: dict[str, object]
) -> None:
    assert mended(known, **change) is None  # type: ignore[arg-type]


def test_a_near_copy_stays_left_out_while_the_other_one_is_before_it() -> None:
    after = mended(COPY, {2: 750})
    assert after is not None, "the other one is before it still"
    assert [one.place.number for one in after.copied] == [3]


def test_of_stories_that_score_the_same_those_unknown_come_after_the_last_one_known() -> None:
    tied = Known([place(1, 700), place(2, 700)], [], 700)
    after = mended(tied, {1: 0})
    assert after is not None, "the second one was known to be before all others"
    assert [one.number for one in after.places] == [2]
    assert mended(tied, {1: 0}, [place(3, 700)]) == after, "it may be behind somebody unknown"
    before = mended(tied, {1: 0}, [place(0, 700)])
    assert before is not None, "it is before the last one known"
    assert [one.number for one in before.places] == [0, 2]


# (places, edge, whether up to two are certain)
CERTAIN = [
    ([place(1, 200_000), place(2, 190_000)], 150_000, True),
    ([place(1, 200_000)], 150_000, False),
    ([place(1, 200_000)], 70_000, True),
    ([place(1, 200_000), place(2, 79_000)], 79_000, True),
    ([place(1, 200_000), place(2, 79_000)], 80_000, False),
    ([place(1, 120_000)], 110_000, True),  # below the bar, so that nothing is shown anyway
    ([place(1, 120_000)], 130_000, False),
    ([place(1, 200_000), place(2, 190_000)], ENDLESS, False),
]


@pytest.mark.parametrize(("places", "edge", "certain"), CERTAIN)
def test_a_list_is_certain_while_its_edge_is_beyond_what_is_shown(
    places: list[Place], edge: int, certain: bool
) -> None:
    assert Known(places, [], edge).is_certain(2) is certain
