"""How alike the wording of many stories is, added up in columns of numbers."""

from __future__ import annotations

import random
from array import array

import pytest

pytest.importorskip("numpy")

from linli.related import shared
from linli.related.columns import Vectors
from linli.related.likeness import QUARTERS

Words = dict[int, int]
"""Weights by word."""
HEAVIEST = 0xFFFF


def vectors(stories: list[tuple[Words, Words]]) -> Vectors:
    """Return the vectors of stories, each with the weights of its words, and of those that its title has."""
    ordered = [({**{word: text[word] for word in title}, **text}, title) for text, title in stories]
    return Vectors(
        1 + max((word for text, _ in stories for word in text), default=0),
        array("I", [len(text) for text, _ in ordered]),
        array("I", [word for text, _ in ordered for word in text]).tobytes(),
        array("H", [weight for text, _ in ordered for weight in text.values()]).tobytes(),
        array("I", [len(title) for _, title in ordered]),
        array("I", [word for _, title in ordered for word in title]).tobytes(),
        array("H", [weight for _, title in ordered for weight in title.values()]).tobytes(),
    )


def product(one: tuple[Words, Words], two: tuple[Words, Words]) -> int:
    """Return what two stories come to, word by word."""
    texts, titles = (
        sum(mine[word] * its[word] for word in mine.keys() & its.keys())
        for mine, its in zip(one, two, strict=True)
    )
    return QUARTERS * texts + titles


def some_stories() -> list[tuple[Words, Words]]:
    chance = random.Random(3)  # noqa: S311 - any will do
    made = []
    for _ in range(40):
        text = {word: chance.randrange(1, 900) for word in chance.sample(range(30), 9)}
        title = {word: chance.randrange(1, 900) for word in chance.sample(sorted(text), 3)}
        made.append((text, title))
    made[7] = {}, {}
    made[8] = {99: 5}, {}
    return made


@pytest.mark.parametrize("narrow", [shared._NARROW, 0], ids=["32 bits", "64 bits"])
def test_products_are_what_they_are_word_by_word(
    narrow: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "_NARROW", narrow)
    stories = some_stories()
    all_of_them = shared.Shared(vectors(stories))
    for number, mine in enumerate(stories):
        found = all_of_them.products(number).tolist()
        # A word of one story only is nobody's to share, so that a story may have nothing in common with itself.
        for other, its in enumerate(stories):
            if other != number:
                assert found[other] == product(mine, its), (number, other)


@pytest.mark.parametrize("size", [shared._NARROW, shared._NARROW + 1])
def test_the_last_of_many_stories_may_weigh_the_most(size: int) -> None:
    stories: list[tuple[Words, Words]] = [({}, {})] * size
    stories[0] = stories[-1] = {5: HEAVIEST}, {5: HEAVIEST}
    all_of_them = shared.Shared(vectors(stories))
    most = (QUARTERS + 1) * HEAVIEST**2
    assert all_of_them.products(0)[-1] == all_of_them.products(size - 1)[0] == most


def test_stories_without_words_have_nothing_in_common() -> None:
    all_of_them = shared.Shared(vectors([({}, {})] * 3))
    assert all_of_them.products(1).tolist() == [0.0, 0.0, 0.0]
