from __future__ import annotations

import random
from contextlib import nullcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from linli.related.changes import bound
from linli.related.cold import relate_all
from linli.related.index import TooManyChangesError
from linli.related.relate import Memory
from linli.related.relisting import Relisting
from linli.related.sheets import SPARE
from linli.related.shifts import Shifts
from linli.related.weights import Measure
from tests.related.newsroom import FEW, newsroom, retold

# Few words, so that stories meet; a small measure, so that few stories cross every limit it has.
WORDS = [chr(0x7000 + 2 * number) + chr(0x7001 + 2 * number) for number in range(14)]

# Some are near-copies of each other, which are left out of lists and come back when the other one goes.
COPIED = ["，".join(WORDS[start : start + 9]) for start in (0, 5)]
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=8).map("，".join),
    st.sampled_from([*COPIED, *(text + WORDS[2] for text in COPIED)]),
)
stories = st.builds(
    lambda text, tags, names, day, group, lang, listed, excluded, pins, links, kind, title: {
        "text": text,
        "tags": tags,
        "day": day,
        "group": group,
        "lang": lang,
        "listed": listed,
        "excluded": excluded,
        "names": names,
        "pins": pins,
        "links": links,
        "kind": kind,
        "title": title,
    },
    text=texts,
    tags=st.lists(st.sampled_from("甲乙丙"), max_size=2, unique=True).map(tuple),
    names=st.lists(st.sampled_from(["甲桥", "乙", "丙", "电梯"]), max_size=2, unique=True).map(
        tuple
    ),
    day=st.sampled_from([739_000, 739_001, 739_400]),
    group=st.sampled_from(["", "", "", "系列"]),
    lang=st.sampled_from(["zh", "zh", "zh", "en"]),
    listed=st.sampled_from([True, True, True, False]),
    excluded=st.lists(st.sampled_from(["s0", "s1", "s2"]), max_size=1).map(tuple),
    pins=st.lists(st.sampled_from(["s0", "s1", "s2", "s9"]), max_size=1).map(tuple),
    links=st.lists(st.sampled_from(["s0", "s3", "s7"]), max_size=1).map(tuple),
    kind=st.sampled_from(["", "", "notice", "guide"]),
    title=st.sampled_from(["", "加装电梯", "老楼加装电梯", "甲桥"]),
)
keys = st.integers(0, 15).map("s{}".format)
edits = st.lists(st.tuples(keys, st.none() | stories), min_size=1, max_size=4)
histories = st.lists(edits, min_size=1, max_size=6)


# With the second one the oldest six are counted however many there are, so that words turn without a fresh start.
MEASURES = [FEW, replace(FEW, most=6)]


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [True, False], ids=["with numpy", "without numpy"])
@pytest.mark.parametrize("known", [True, False], ids=["in one process", "in many processes"])
@given(
    st.dictionaries(keys, stories, min_size=4, max_size=16),
    histories,
    st.integers(1, 3),
    st.sampled_from(MEASURES),
)
@settings(max_examples=50, deadline=None)
def test_after_any_edits_the_lists_are_those_of_a_newsroom_without_memory(
    known: bool,
    at_once: bool,
    first: dict[str, dict[str, object]],
    history: list[list[tuple[str, dict[str, object] | None]]],
    limit: int,
    measure: Measure,
) -> None:
    memory = Memory(None, "test")
    now = dict(first)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("linli.related.relisting.numpy_is_there", lambda: at_once)
        newsroom(now).relate(limit, memory, measure)
        for changes in history:
            for key, story in changes:
                if story is None:
                    now.pop(key, None)
                else:
                    now[key] = story
            here = newsroom(now)
            if not known:
                memory.known = None
            assert here.relate(limit, memory, measure) == here.relate(limit, None, measure)


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of stories that a word which turned is in, update by update."""
    found: list[int] = []
    numbers = Shifts.numbers

    def watched(shifts: Shifts) -> set[int]:
        found.append(len(numbers(shifts)))
        return numbers(shifts)

    monkeypatch.setattr(Shifts, "numbers", watched)
    return found


@pytest.mark.parametrize("seed", range(12))
def test_words_that_turn_among_the_oldest_move_the_lists_of_those_that_use_them(
    seed: int, turned: list[int]
) -> None:
    chance = random.Random(seed)  # noqa: S311 - any stories will do
    measure, memory = replace(FEW, most=6, common=30), Memory(None, "")

    def written() -> dict[str, object]:
        return {"text": "，".join(chance.sample(WORDS, 6)), "day": 739_000 + chance.randrange(900)}

    now = {f"s{number:02}": written() for number in range(30)}
    for _ in range(8):
        here = newsroom(now)
        assert here.relate(2, memory, measure) == here.relate(2, None, measure)
        oldest = min(now, key=lambda key: (now[key]["day"], key))
        now[oldest] = {**written(), "day": now[oldest]["day"]}
    assert max(turned) > len(now) // 2, "no word turned, so this shows nothing"


Stories = dict[str, dict[str, Any]]

LIFT = {
    "title": "加装电梯",
    "text": "榆树里六栋老楼加装电梯，居民商量楼层分摊的办法，吴秀英盼了三年。",
}
LIFT_AGAIN = {
    "title": "电梯装了",
    "text": "吴秀英盼了三年的电梯装了，榆树里的老楼怎么分摊，居民还在商量。",
}
RIVER: dict[str, Any] = {
    "title": "夜里巡堤",
    "text": "岚江涨水，夜里巡堤的人打着手电走了两个来回。",
}


def many(size: int, **fields: object) -> Stories:
    """Return stories that are alike two by two; ``fields`` are those of all."""
    return {
        f"s{number:02}": {
            "text": "，".join(chr(0x7000 + number // 2 * 40 + n) * 2 for n in range(9)),
            "day": 739_000 + number,
            **fields,
        }
        for number in range(size)
    }


@pytest.fixture
def no_fresh_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only a memory that holds nothing begin anew."""

    def refuse(*_: object) -> None:
        raise AssertionError("all stories were related again")

    def once(*arguments: Any) -> object:
        monkeypatch.setattr("linli.related.relate.relate_all", refuse)
        return relate_all(*arguments)

    monkeypatch.setattr("linli.related.relate.relate_all", once)


# (what, the edit of the story s07, features asked for)
EDITS = [
    ("nothing", {}, []),
    ("words", LIFT, ["s07"]),
    ("tags", {"tags": ("防汛",)}, []),
    ("a day", {"day": 740_000}, []),
    ("a group", {"group": "系列"}, []),
    ("language", {"lang": "en"}, []),
    ("not listed any more", {"listed": False}, []),
    ("an exclusion", {"excluded": ("s06",)}, []),
    ("names", {"names": ("防汛",)}, []),
    ("a pin", {"pins": ("s08",)}, []),
    ("a link", {"links": ("s20", "s21")}, []),
    ("a kind", {"kind": "notice"}, []),
]


@pytest.mark.usefixtures("no_fresh_start")
@pytest.mark.parametrize(
    ("edit", "asked"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS]
)
def test_an_edit_asks_for_the_words_of_that_story_alone(
    edit: dict[str, object], asked: list[str]
) -> None:
    memory, stories = Memory(None, ""), many(40, tags=("防汛", "民生"))
    newsroom(stories).relate(5, memory)
    after = newsroom({**stories, "s07": {**stories["s07"], **edit}})
    after.relate(5, memory)
    assert after.asked == asked


@pytest.mark.usefixtures("no_fresh_start")
def test_a_new_and_a_deleted_story_do_not_relate_all_again() -> None:
    memory, stories = Memory(None, ""), many(100)
    newsroom(stories).relate(5, memory)
    del stories["s07"]
    after = newsroom({**stories, "lift": LIFT, "lift-2": LIFT_AGAIN})
    found = after.relate(5, memory)
    assert after.asked == ["lift", "lift-2"]
    assert [match.key for match in found["lift"]] == ["lift-2"]
    assert found["s06"] == ()


def test_the_next_one_moves_up_when_a_story_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[set[int]] = []

    def make(relisting: Relisting, numbers: set[int]) -> None:
        made.append(set(numbers))
        make_lists(relisting, numbers)

    make_lists = Relisting._list
    monkeypatch.setattr(Relisting, "_list", make)
    counted = Measure(first=6, most=6)  # by the oldest alone, which stay
    alike = {f"lift-{n:02}": {"text": retold(n), "day": 740_000} for n in range(20)}
    memory, stories = Memory(None, ""), {**many(6), **alike}
    newsroom(stories).relate(5, memory, counted)
    anew = []
    for gone in range(SPARE + 1):  # each is in the lists of all others
        del stories[f"lift-{gone:02}"]
        made.clear()
        found = newsroom(stories).relate(5, memory, counted)
        anew.append(any(made))
        assert found == newsroom(stories).relate(5, measure=counted), "a first build finds others"
    assert anew == [False] * SPARE + [True]


def test_words_that_could_not_be_had_are_asked_for_again() -> None:
    memory, here = Memory(None, ""), newsroom({**many(40), "lift": LIFT, "lift-2": LIFT_AGAIN})
    words = here.features.pop("lift")
    assert here.relate(5, memory)["lift"] == ()
    here.asked.clear()
    assert here.relate(5, memory)["lift"] == ()
    here.features["lift"] = words
    assert [match.key for match in here.relate(5, memory)["lift"]] == ["lift-2"]
    assert here.asked == ["lift", "lift"]


def test_another_limit_is_heeded() -> None:
    memory, alike = Memory(None, ""), {f"lift-{n}": {"text": retold(n)} for n in range(9)}
    here = newsroom({**many(30), **alike})
    for limit in (3, 8, 1, 8):
        found = here.relate(limit, memory)
        assert {len(found[key]) for key in alike} == {limit}


def test_a_small_newsroom_that_grows_is_measured_as_one_of_its_size() -> None:
    memory, stories = Memory(None, ""), many(14, tags=("防汛",))
    for number in range(20, 50):
        stories[f"lift-{number}"] = {"text": retold(number)}
        here = newsroom(stories)
        assert here.relate(4, memory) == here.relate(4)


def test_a_word_that_everybody_used_and_few_use_now_relates_those_few() -> None:
    memory = Memory(None, "")
    stories: Stories = {f"s{number:02}": {"text": retold(number)} for number in range(20)}
    for number in range(20):
        here = newsroom(stories)
        assert here.relate(4, memory, FEW) == here.relate(4, None, FEW), f"{20 - number} use it"
        stories[f"s{number:02}"] = {"text": chr(0x7000 + number) * 2}


def test_stories_that_change_places_are_told_apart() -> None:
    memory = Memory(None, "")
    stories: Stories = {**many(10), "lift": LIFT, "lift-2": LIFT_AGAIN}
    newsroom(stories).relate(4, memory)
    stories["lift"], stories["s03"] = stories["s03"], stories["lift"]
    here = newsroom(dict(reversed(stories.items())))
    assert here.relate(4, memory) == here.relate(4)


def test_a_reason_that_changed_is_told_even_if_the_score_is_the_same() -> None:
    memory = Memory(None, "")
    stories: Stories = {f"s{number}": {"text": retold(number)} for number in range(3)}
    stories["s0"]["tags"], stories["s1"]["tags"] = ("防汛", "民生"), ("防汛",)
    newsroom(stories).relate(4, memory)
    stories["s1"]["tags"] = ("民生",)
    found = newsroom(stories).relate(4, memory)
    assert {match.key: match.reason for match in found["s0"]} == {"s1": ("both", "民生"), "s2": ()}


def test_a_new_story_changes_only_the_lists_that_it_is_in() -> None:
    lifts = {f"lift-{n}": {"text": retold(n), "day": 739_100 + n} for n in range(12)}
    stories: Stories = {**many(100), **lifts}
    before = newsroom(stories).relate(4)
    after = newsroom({**stories, "t": {"text": retold(500), "day": 739_112}}).relate(4)
    changed = {key for key, matches in before.items() if matches != after[key]}
    assert changed, "nobody lists the new story, so this shows nothing"
    assert all("t" in [match.key for match in after[key]] for key in changed)


@pytest.mark.usefixtures("no_fresh_start")
def test_when_a_story_goes_its_near_copy_takes_its_place() -> None:
    memory, copies = Memory(None, ""), {"b": {"text": retold(2)}, "c": {"text": retold(2) + "完"}}
    stories: Stories = {**many(40), "a": {"text": retold(1)}, **copies}
    (shown,) = [match.key for match in newsroom(stories).relate(5, memory)["a"]]
    (other,) = copies.keys() - {shown}
    found = newsroom({**stories, shown: RIVER}).relate(5, memory)
    assert [match.key for match in found["a"]] == [other]


@pytest.mark.parametrize(
    ("changed", "stories", "many"),
    [(32, 5, False), (33, 5, True), (100, 10_000, False), (101, 10_000, True)],
)
def test_thirty_two_changes_are_few_and_so_is_one_in_a_hundred(
    changed: int, stories: int, many: bool
) -> None:
    with pytest.raises(TooManyChangesError) if many else nullcontext():
        bound(changed, stories)
