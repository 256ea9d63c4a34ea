from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from linli.related.likeness import BAR, LOWEST
from linli.related.relate import Candidate, Match, Memory, relate
from linli.related.telling import Related
from linli.related.words import IN_TITLE, features_of, number_of, unpack
from tests.related.newsroom import newsroom, retold

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXTS = {
    "lift-1": "榆树里六栋老楼加装电梯，居民商量楼层分摊的办法，五楼的吴秀英盼了三年。",
    "lift-2": "加装电梯的图纸改了三稿，楼层分摊比例贴在榆树里的公告栏上。",
    "canteen": "社区食堂开张一年，蔡阿姨掌勺，每天中午窗口前排着队。",
    "canteen-2": "社区食堂的窗口前又排起了队，蔡阿姨菜单上多出几道。",
    "river": "岚江涨水，夜里巡堤的人打着手电走了两个来回。",
}

FILLER = 24
"""Stories about nothing else, so that a word that several stories share is still a rare one."""


class Told(NamedTuple):
    """A story of the tests: what relates it, and its words."""

    candidate: Candidate
    features: bytes

    @property
    def key(self) -> str:
        return self.candidate.key


def candidate(key: str, text: str = "", **fields: object) -> Told:
    values: dict[str, object] = {"tags": (), "lang": "zh-Hans", "day": 739_000, "group": ""}
    features = features_of(key, text or TEXTS[key])
    return Told(Candidate(key=key, mark=features, **{**values, **fields}), features)  # type: ignore[arg-type]


def rank(told: Sequence[Told], limit: int) -> dict[str, tuple[Match, ...]]:
    """Return the lists of stories that nobody remembers."""
    features = {one.key: one.features for one in told}
    candidates = [one.candidate for one in told]
    return dict(
        relate(
            candidates, lambda keys: {key: features[key] for key in keys}, limit, Memory(None, "")
        )
    )


def others(*left_out: str) -> list[Told]:
    """Return the stories above without ``left_out``, and many that resemble nothing."""
    filler = [
        candidate(chr(0x6000 + number), "".join(chr(0x7000 + 40 * number + n) for n in range(40)))
        for number in range(FILLER)
    ]
    return [*(candidate(key) for key in TEXTS if key not in left_out), *filler]


def keys(matches: Sequence[Match]) -> list[str]:
    return [match.key for match in matches]


# (text, words)
SPLIT = [
    ("加装电梯", ["加装", "装电", "电梯"]),
    ("电", ["电"]),
    ("17路 in 2026，Lifts A", ["路", "2026", "lift"]),
    ("食堂、食堂", ["食堂", "食堂"]),
    ("……！", []),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_words_are_pairs_of_characters_and_latin_words_and_those_of_the_opening_count_twice(
    text: str, expected: list[str]
) -> None:
    words, counts = unpack(features_of("", text))
    found = dict(zip(words, counts, strict=True))
    assert found == {number_of(word): 2 * expected.count(word) for word in expected}


def test_a_word_of_the_title_counts_three_times() -> None:
    words, counts = unpack(features_of("电梯", "电梯"))
    assert (list(words), list(counts)) == ([number_of("电梯")], [3 + 2 | IN_TITLE])


def test_stories_that_share_wording_find_each_other() -> None:
    found = rank(others(), 3)
    assert (keys(found["lift-1"]), keys(found["lift-2"])) == (["lift-2"], ["lift-1"])
    assert (keys(found["canteen"]), keys(found["canteen-2"])) == (["canteen-2"], ["canteen"])


def test_below_the_threshold_the_list_stays_empty() -> None:
    found = rank(others(), 10)
    assert found["river"] == ()
    assert all(matches[0].score >= BAR for matches in found.values() if matches)
    assert all(match.score >= LOWEST for matches in found.values() for match in matches)


def test_a_shared_tag_comes_on_top_of_shared_wording_and_is_the_reason() -> None:
    items = [
        candidate("a", retold(1), tags=("电梯", "民生")),
        candidate("b", retold(2)),
        candidate("c", retold(3), tags=("电梯",)),
        *others(),
    ]
    first = rank(items, 1)["a"][0]
    assert (first.key, first.reason) == ("c", ("both", "电梯"))


def test_a_shared_tag_alone_relates_nobody_unless_an_editor_chose_it() -> None:
    items = [candidate("river", tags=("防汛",)), candidate("canteen", tags=("防汛", "民生"))]
    assert rank([*items, candidate("lift-1")], 3)["river"] == ()


def named(key: str, *names: str) -> Told:
    """Return a story that an editor gave some names."""
    return candidate(key, tags=names, names=names)


def test_a_rare_name_that_an_editor_gave_both_relates_two_stories_however_they_are_worded() -> None:
    items = [
        named("river", "石埠头", "江"),
        named("canteen", "石埠头", "吃饭"),
        candidate("lift-1"),
    ]
    (match,) = rank([*items, *others("river", "canteen", "lift-1")], 3)["river"]
    assert (match.key, match.reason) == ("canteen", ("both", "石埠头"))


def test_a_name_that_many_stories_have_relates_nobody() -> None:
    items = [named("river", "民生", "江"), named("canteen", "民生", "吃饭")]
    many = [
        Told(one.candidate._replace(tags=("民生",), names=("民生",)), one.features)
        for one in others("river", "canteen")
    ]
    assert rank([*items, *many], 3)["river"] == ()


def test_a_link_relates_two_stories_both_ways_and_each_says_which() -> None:
    items = [candidate("river", links=("canteen", "nowhere", "river")), *others("river")]
    found = rank(items, 3)
    assert [(m.key, m.reason) for m in found["river"]] == [("canteen", ("link",))]
    assert [(m.key, m.reason) for m in found["canteen"]][1:] == [("river", ("linked",))]
    assert keys(found["canteen"])[0] == "canteen-2", "much alike counts for more"


def test_a_link_does_not_bring_out_what_may_not_be_listed() -> None:
    links = ("lift-1", "lift-2", "canteen")
    items = [
        candidate("river", links=links, group="江", excluded=("canteen",)),
        candidate("lift-1", listed=False),
        candidate("lift-2", group="江"),
        *others("river", "lift-1", "lift-2"),
    ]
    assert rank(items, 3)["river"] == ()


def test_the_older_a_notice_is_the_less_it_scores_beside_an_article_and_a_guide() -> None:
    scores = {}
    for kind in ("notice", "", "guide"):
        other = candidate("b", retold(2), day=739_000 - 100, kind=kind)
        (match,) = rank([candidate("a", retold(1)), other, *others("lift-1", "lift-2")], 2)["a"]
        scores[kind] = match.score
    assert sorted(scores, key=scores.__getitem__) == ["notice", "", "guide"]


def test_a_near_copy_of_what_is_pinned_above_the_list_is_not_in_it() -> None:
    copies = [candidate("b", retold(2)), candidate("c", retold(2) + "，完")]
    pinned: dict[str, Any] = {"pins": ("b",), "excluded": ("b",)}
    rest = [*copies, candidate("d", retold(3)), *others("lift-1", "lift-2")]
    assert keys(rank([candidate("a", retold(1), **pinned), *rest], 5)["a"]) == ["d"]
    gone = [candidate("b", retold(2), listed=False), *rest[1:]]
    found = rank([candidate("a", retold(1), **pinned), *gone], 5)["a"]
    assert sorted(keys(found)) == ["c", "d"], "what is pinned and not shown keeps nothing out"


def test_near_copies_of_the_story_and_of_each_other_are_left_out() -> None:
    text = TEXTS["canteen"] + TEXTS["canteen-2"]
    items = [
        candidate("a", text),
        candidate("a-again", "（转载）" + text),
        candidate("b", retold(1)),
        candidate("b-again", retold(1) + "，完"),
        candidate("c", retold(2)),
        *others("lift-1", "lift-2", "canteen", "canteen-2"),
    ]
    found = rank(items, 5)
    assert "a-again" not in keys(found["a"])
    assert "a" not in keys(found["a-again"])
    for one, other in (("b", "b-again"), ("b-again", "b")):
        assert keys(found[one])[0] == "c"
        assert other not in keys(found[one])
    shown = {"b", "b-again"} & set(keys(found["c"]))
    assert len(shown) == 1, "one of two near-copies, and not both"


def test_shared_wording_without_a_shared_tag_names_no_tag() -> None:
    mine, yours = candidate("lift-1", tags=("电梯",)), candidate("lift-2", tags=("老楼",))
    (match,) = rank([mine, yours, *others("lift-1", "lift-2")], 3)["lift-1"]
    assert (match.key, match.reason) == ("lift-2", ())


def test_a_story_is_never_related_to_itself_its_series_or_another_language() -> None:
    items = [
        candidate("a", retold(1), group="电梯"),
        candidate("b", retold(2), group="电梯"),
        candidate("c", retold(3), lang="en"),
        candidate("d", retold(4), group="另一个"),
        *others("lift-1", "lift-2"),
    ]
    assert keys(rank(items, 9)["a"]) == ["d"]


def test_what_is_not_listed_has_related_stories_but_is_nobody_s() -> None:
    gone = candidate("gone", retold(1), listed=False)
    found = rank([gone, *others()], 9)
    assert keys(found["lift-1"]) == ["lift-2"]
    assert set(keys(found["gone"])) == {"lift-1", "lift-2"}


def test_what_was_excluded_is_not_in_that_list_and_makes_room() -> None:
    items = [candidate(f"s{number}", retold(number)) for number in range(4)]
    items[0] = candidate("s0", retold(0), excluded=("s1",))
    found = rank([*items, *others("lift-1", "lift-2")], 2)
    assert set(keys(found["s0"])) == {"s2", "s3"}
    assert len(found["s1"]) == 2


def test_lists_may_be_asked_for_in_any_order() -> None:
    items = [candidate(f"s{number:03}", retold(number), tags=("民生",)) for number in range(300)]
    features = {one.key: one.features for one in items}
    found = relate(
        [one.candidate for one in items],
        lambda keys: {key: features[key] for key in keys},
        3,
        Memory(None, ""),
    )
    expected = dict(found)
    for key in random.Random(7).sample(list(expected), 300):  # noqa: S311 - any order will do
        assert found[key] == expected[key]
    with pytest.raises(KeyError):
        found["nobody"]


def test_all_lists_told_at_once_are_those_asked_for_one_by_one() -> None:
    made = newsroom(
        {f"{n:03}": {"text": retold(n), "links": (f"{n ^ 1:03}",) * (n % 3)} for n in range(140)}
    )
    features = made.features
    found = relate(
        made.candidates, lambda keys: {key: features[key] for key in keys}, 7, Memory(None, "")
    )
    assert isinstance(found, Related)
    told = found.told("/".join, lambda names, reasons: (names, reasons))
    for key, matches in found.items():
        expected = (
            tuple(match.key for match in matches),
            tuple("/".join(one.reason) for one in matches),
        )
        assert told[key] == expected, key
    assert any(reasons for _, reasons in told.values()), (
        "no list has anybody, so nothing was compared"
    )


def test_of_two_equal_stories_the_nearer_in_time_comes_first() -> None:
    items = [
        candidate("a", retold(1), day=739_000),
        candidate("old", retold(2), day=737_000),
        candidate("new", retold(3), day=738_990),
        *others("lift-1", "lift-2"),
    ]
    assert keys(rank(items, 9)["a"]) == ["new", "old"]


def test_the_list_is_no_longer_than_asked() -> None:
    items = [candidate(f"s{number}", retold(number)) for number in range(9)]
    found = rank([*items, *others("lift-1", "lift-2")], 4)
    assert {len(found[item.key]) for item in items} == {4}


def test_the_order_does_not_depend_on_the_order_of_the_files() -> None:
    items = [
        candidate(f"s{number}", TEXTS[key], tags=("民生",) if number % 2 else ())
        for number, key in enumerate([*TEXTS] * 4)
    ]
    expected = rank(items, 5)
    shuffled = random.Random(7).sample(items, len(items))  # noqa: S311 - any order will do
    assert rank(shuffled, 5) == expected


def test_one_story_alone_has_no_related_ones() -> None:
    assert rank([candidate("river")], 5) == {"river": ()}
    assert rank([], 5) == {}
