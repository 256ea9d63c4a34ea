from __future__ import annotations

import random
from array import array

import numpy as np
import pytest

from linli.related import picking
from linli.related.copies import COMMON, LEAST, Seen, little, sketch_of, unpack_sketch
from linli.related.likeness import KEPT
from linli.related.lists import NOBODY
from linli.related.picking import Copies, first_places

ROOM = 5


def texts(chance: random.Random) -> list[str]:
    """Return texts, long and short ones, some of which are near-copies of others."""
    made = ["".join(chr(0x6000 + chance.randrange(900)) for _ in range(size)) for size in (9, 300)]
    made += ["".join(chr(0x6000 + chance.randrange(900)) for _ in range(500)) for _ in range(6)]
    for _ in range(12):
        text = chance.choice(made)
        cut = chance.randrange(len(text) // 2 + 1)
        made.append(text[cut:] + chance.choice(made)[: chance.randrange(200)])
    return made


@pytest.mark.parametrize("seed", range(40))
def test_near_copies_are_left_out_as_if_each_text_was_compared_with_each(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - any texts will do
    packed = [little(sketch_of(text)).tobytes() for text in texts(chance)]
    order = chance.sample(range(len(packed)), len(packed))
    above, others = order[:2], order[2:]
    entries = [(-90_000 + at, at, 4 * at, number) for at, number in enumerate(others)]
    seen = Seen(unpack_sketch(packed[above[0]]), NOBODY)
    seen.add(unpack_sketch(packed[above[1]]), NOBODY)
    listed: list[tuple[int, ...]] = []
    copied: list[int] = []
    edge = KEPT - 1
    for below, _, words, number in entries:
        if len(listed) == ROOM:
            edge = -below
            break
        whose = seen.copied_by(unpack_sketch(packed[number]))
        if whose is None:
            seen.add(unpack_sketch(packed[number]), number)
            listed.append((-below, words, number))
        else:
            copied += [-below, words, number, whose]
    copies = Copies(packed)
    found = first_places(above, entries, copies, ROOM)
    assert found == first_places(
        above, entries, copies, ROOM, copies.of(above[0], np.array(others))
    )
    assert list(zip(found.scores, found.words, found.numbers, strict=True)) == listed
    assert list(found.copied) == copied
    assert found.edge == edge


def test_copies_are_told_apart_by_texts_of_any_length() -> None:
    chance = random.Random(7)  # noqa: S311 - any texts will do
    made = texts(chance)
    packed = [little(sketch_of(text)).tobytes() for text in made]
    sketches, copies = [unpack_sketch(one) for one in packed], Copies(packed)
    told = {bool(copies.least(number)) for number in range(len(made))}
    assert told == {True, False}, f"all texts have {LEAST} runs, or none has"
    for one in range(len(made)):
        for two in range(len(made)):
            assert copies.are(one, two) == sketches[one].is_copy_of(sketches[two]), (one, two)


@pytest.mark.parametrize("seed", range(10))
def test_copies_of_one_are_told_at_once(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - any texts will do
    made = [*texts(chance), *texts(chance)]
    for _ in range(5):  # of which the first tells, and its beginning is too short to
        made.append("".join(chr(0x6000 + chance.randrange(900)) for _ in range(100)))
        made.append(made[-1][:45])
    packed = [little(sketch_of(text)).tobytes() for text in made]
    packed[chance.randrange(len(packed))] = b""  # nothing is known of it
    copies = Copies(packed)
    others = chance.sample(range(len(packed)), len(packed) - 3)
    told = 0
    for one in range(len(packed)):
        found = copies.of(one, np.array(others))
        told += len(found)
        mine = unpack_sketch(packed[one])
        expected = {two for two in others if mine.is_copy_of(unpack_sketch(packed[two]))}
        assert found == expected, one
        assert packed[one] or not found
    assert told > len(packed)
    assert copies.of(0, np.array([], np.int64)) == frozenset()


def test_pairs_that_are_remembered_do_not_become_ever_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picking, "_KNOWN", 3)
    text = "".join(map(chr, range(0x6000, 0x6200)))
    copies = Copies([little(sketch_of(text)).tobytes()] * 5)
    for two in [1, 2, 3, 4] * 2:
        assert copies.are(0, two)
        assert len(copies._known) <= 3


def test_copies_with_no_more_of_their_least_runs_in_common_than_must_be_are_left_out() -> None:
    both = [*range(100, 100 + COMMON), *range(200, 300)]
    packed = [
        little(array("H", [LEAST - COMMON + len(both), *own, *both])).tobytes()
        for own in (range(LEAST - COMMON), range(50, 50 + LEAST - COMMON))
    ]
    packed.append(little(array("H", [LEAST, *range(400, 400 + LEAST)])).tobytes())
    assert unpack_sketch(packed[0]).is_copy_of(unpack_sketch(packed[1]))
    assert Copies(packed).of(0, np.array([1, 2])) == {1}
    entries = [(-90_000, 0, 4, 0), (-80_000, 1, 4, 1)]
    assert list(first_places([2], entries, Copies(packed), ROOM).numbers) == [0]
