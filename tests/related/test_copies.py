from __future__ import annotations

import random

import pytest

from linli.related.copies import SHORT, Sketch, pairs_of_copies, sketch_of
from tests.related.newsroom import retold

TEXT = (
    "榆树里六栋老楼加装电梯的方案昨天通过，五楼的吴秀英等了三年，蔡阿姨说楼层分摊的比例改了三稿，图纸贴在公告栏上，"
    "下月初开工，年底前能用上，街道派人天天到现场，邻居们轮流给工人烧水。"
)
OTHER = "岚江涨水，夜里巡堤的人打着手电走了两个来回，天亮时水位退到警戒线以下，社区食堂给他们留了热粥，没有人受伤。"
LONG = "".join(chr(0x5000 + (number * 37) % 3000) for number in range(SHORT + 900))

# (what, one text, another, whether they are near-copies)
PAIRS = [
    ("the same", TEXT, TEXT, True),
    ("other marks and spaces", TEXT, TEXT.replace("，", " , "), True),
    ("a line added", TEXT, "（转载自青禾邻里）" + TEXT, True),
    ("a part of it, and more", TEXT, TEXT[: len(TEXT) // 2] + OTHER, False),
    ("another story", TEXT, OTHER, False),
    ("two that are too short to say", "停水通知", "停水通知", False),
    ("no text", "", "", False),
    ("a long one and itself", LONG, LONG, True),
    ("a long one and its first half", LONG, LONG[: len(LONG) // 2], True),
    ("a long one and a tenth of it", LONG, LONG[: len(LONG) // 10], False),
]


@pytest.mark.parametrize(
    ("one", "other", "expected"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS]
)
def test_near_copies_are_told_from_other_stories(one: str, other: str, expected: bool) -> None:
    mine, yours = Sketch(sketch_of(one)), Sketch(sketch_of(other))
    assert mine.is_copy_of(yours) is expected
    assert yours.is_copy_of(mine) is expected, "it depends on who asks"


def test_pairs_of_near_copies_are_found_among_many() -> None:
    texts = {f"s{number}": retold(number) for number in range(30)}
    texts |= {"b": retold(3) + "完", "a": retold(7) + "，完", "short": "电"}
    sketches = {key: Sketch(sketch_of(text)) for key, text in texts.items()}
    assert pairs_of_copies(sketches) == [("a", "s7"), ("b", "s3")]


@pytest.mark.parametrize("seed", range(20))
def test_all_pairs_of_near_copies_are_found_whatever_their_length(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - any texts will do
    whole = [TEXT, OTHER, LONG, TEXT + OTHER, LONG[:300]]

    def text() -> str:
        one = chance.choice(whole)
        start = chance.randrange(len(one) // 3)
        return one[start : start + chance.choice([14, 20, 30, 60, len(one)])]

    sketches = {f"s{number:02}": Sketch(sketch_of(text())) for number in range(40)}
    expected = [
        (one, two)
        for one in sketches
        for two in sketches
        if one < two and sketches[one].is_copy_of(sketches[two])
    ]
    assert {sketch.tells for sketch in sketches.values()} == {True, False}
    assert pairs_of_copies(sketches) == expected != []
