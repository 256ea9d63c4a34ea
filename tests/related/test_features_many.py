from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.related import features_many
from linli.related.copies import BEGINNING, SHORT
from linli.related.features_many import AT_ONCE, features_of_many
from linli.related.words import LATIN_BEGINNING, MANY, features_of, features_of_all

LETTERS = "电梯加装榆树里老楼，。！ \n\taZs12①ſßİΣςİ\0＿_ーヶ가힣豈㐀𠀀😀\ud800\udc00\u0301"


def told(chance: random.Random) -> tuple[str, str]:
    """Return a title and a text of some length in some script."""
    some = chance.choice((LETTERS, LETTERS[:11], "lifts and stories 2026 ", "社区食堂"))
    length = chance.choice((0, 1, 7, 8, 9, 40, SHORT, SHORT + 1, 1000, BEGINNING + 9))
    title = chance.choice((0, 1, 2, 12, 12, 12, LATIN_BEGINNING + 9))
    return tuple("".join(chance.choices(some, k=size)) for size in (title, length))  # type: ignore[return-value]


def assert_same(stories: list[tuple[str, str]]) -> None:
    for one, found in zip(stories, features_of_many(stories), strict=True):
        assert found == features_of(*one), one


@pytest.mark.parametrize("seed", range(12))
def test_many_stories_have_the_features_of_each(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    assert_same([told(chance) for _ in range(2 * AT_ONCE + seed)])


def test_the_numbers_of_words_are_let_go_of_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(features_many, "_KNOWN", 2)
    stories = [(f"Lift {number}", f"The lift of story{number} is new.") for number in range(3)]
    for _ in range(3):
        assert_same(stories)
        assert len(features_many._NUMBERS) < 20


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=500)), max_size=6))
def test_whatever_the_texts(stories: list[tuple[str, str]]) -> None:
    assert_same(stories)


@pytest.mark.parametrize("size", [0, 1, MANY - 1, MANY, MANY + 1])
def test_how_many_there_are_makes_no_difference(size: int) -> None:
    chance = random.Random(size)  # noqa: S311
    stories = [told(chance) for _ in range(size)]
    assert features_of_all(stories) == [features_of(*one) for one in stories]


@pytest.mark.parametrize("end", ["\U0001f600", "\ud800"])
def test_however_long_a_title_is_it_spoils_no_other_story(end: str) -> None:
    chance = random.Random(7)  # noqa: S311
    assert_same([("a" * LATIN_BEGINNING + end, "电梯"), *[told(chance) for _ in range(20)]])
