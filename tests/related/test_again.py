"""Lists that are brought up to date when only texts and titles changed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from linli.related import again, lists, sheets, state, stories, telling
from linli.related.again import Again, relate_again
from linli.related.changes import SMALL, Wording
from linli.related.relate import Memory, relate
from linli.related.relisting import Relisting
from linli.related.telling import Related
from linli.related.weights import USUAL, Measure
from tests.related.newsroom import FEW, Newsroom, newsroom, retold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

Story = dict[str, Any]
WORDS = [chr(0x7000 + 2 * number) + chr(0x7001 + 2 * number) for number in range(24)]
COPIED = ["，".join(WORDS[start : start + 9]) for start in (0, 5)]
TITLES = ["", "加装电梯", "老楼加装电梯", "甲桥", "甲桥的电梯", "\ud800半个字"]
NAMES = ["甲桥", "乙", "丙", "电梯"]


def related(here: Newsroom, memory: Memory, limit: int = 4, measure: Measure = USUAL) -> Related:
    found = relate(here.candidates, lambda _: here.features, limit, memory, measure)
    assert isinstance(found, Related)
    return found


def worded(here: Newsroom, *keys: str) -> dict[str, Wording]:
    """Return what stories say."""
    return {one.key: Wording(one.mark, one.title) for one in here.candidates if one.key in keys}


def asking(here: Newsroom) -> Callable[[Sequence[str]], dict[str, bytes]]:
    return lambda keys: {key: here.features[key] for key in keys}


@pytest.fixture
def small_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few stories on a sheet, so that a small newsroom has many."""
    for module in (again, lists, sheets, state, stories, telling):
        if hasattr(module, "SHEET"):
            monkeypatch.setattr(module, "SHEET", 4)


def a_text(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return chance.choice(COPIED) + chance.choice(["", WORDS[2]])
    return "，".join(chance.sample(WORDS, chance.randrange(9)))


def some(chance: random.Random, values: Sequence[str], share: float) -> tuple[str, ...]:
    return tuple(chance.sample(values, chance.randrange(1, 3))) if chance.random() < share else ()


def a_story(chance: random.Random, keys: Sequence[str]) -> Story:
    return {
        "text": a_text(chance),
        "title": chance.choice(TITLES),
        "tags": some(chance, NAMES, 0.4),
        "names": some(chance, NAMES, 0.3),
        "day": 739_000 + chance.choice([0, 1, 400]),
        "group": chance.choice(["", "", "", "系列"]),
        "lang": chance.choice(["zh", "zh", "zh", "en"]),
        "listed": chance.random() < 0.8,
        "excluded": some(chance, keys, 0.1),
        "pins": some(chance, keys, 0.2),
        "links": some(chance, keys, 0.2),
        "kind": chance.choice(["", "", "notice", "guide"]),
    }


def differences(before: Related, now: Related, here: Newsroom) -> dict[str, Any]:
    """Return the lists that are not what they were, each with those pinned above it that are listed."""
    listed = {one.key for one in here.candidates if one.listed}
    pins = {one.key: tuple(pin for pin in one.pins if pin in listed) for one in here.candidates}
    told = {key: [(match.key, match.reason) for match in now[key]] for key in now}
    were = {key: [(match.key, match.reason) for match in before[key]] for key in before}
    return {key: (told[key], pins[key]) for key in told if told[key] != were[key]}


def said(found: Again) -> dict[str, Any]:
    return {
        key: (list(zip(*both, strict=True)), found.pinned[key]) for key, both in found.lists.items()
    }


@pytest.mark.usefixtures("small_sheets")
@pytest.mark.parametrize("seed", range(40))
def test_after_any_rewording_the_lists_are_those_of_a_newsroom_without_memory(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - any stories will do
    keys = [f"s{number}" for number in range(chance.choice([6, 20, 40]))]
    now = {key: a_story(chance, keys) for key in keys}
    measure, limit = chance.choice([FEW, replace(FEW, most=6)]), chance.randrange(1, 4)

    def cold() -> Related:
        return related(newsroom(now), Memory(None, ""), limit, measure)

    resident = Memory(tmp_path / "lists", "")
    found, before = related(newsroom(now), resident, limit, measure), cold()
    held: list[tuple[Related, dict[str, Any]]] = [(found, dict(found))]
    done = 0
    for _ in range(8):
        memory = resident if chance.random() < 0.5 else Memory(tmp_path / "lists", "")
        changed = chance.sample(keys, chance.choice([1, 1, 2, 5]))
        for key in changed:
            now[key] = {**now[key], "title": chance.choice(TITLES)}
            if chance.random() < 0.7:
                now[key]["text"] = a_text(chance)
        here = newsroom(now)
        words = worded(here, *changed)
        again = relate_again(words, asking(here), limit, memory, found.mark, measure)
        after = cold()
        if again is not None:
            done += 1
            assert said(again) == differences(before, after, here)
        found = related(here, memory, limit, measure)
        assert dict(found) == dict(after)
        if again is not None:
            assert found.mark == again.writing, "what was written says all there is to say"
        before = after
        held.append((found, dict(found)))
    assert done, "nothing was brought up to date, so this shows nothing"
    for one, what in held:
        assert dict(one) == what, "lists that were handed out have changed"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_who_gives_up_late_leaves_the_memory_as_it_was(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311 - any stories will do
    measure = replace(FEW, most=6, common=400)
    now = {
        f"s{number}": {"text": "，".join(chance.sample(WORDS, 8)), "day": 739_000 + number}
        for number in range(200)
    }
    begun: list[int] = []
    run = Relisting.run

    def watched(relisting: Relisting, named: set[int]) -> None:
        begun.append(1)
        run(relisting, named)

    monkeypatch.setattr(Relisting, "run", watched)
    first = related(newsroom(now), Memory(tmp_path / "lists", ""), 3, measure)
    late = 0
    for number in range(6):  # in the oldest stories words are weighed: they turn for all
        now[f"s{number}"]["text"] = "，".join(chance.sample(WORDS, 8))
        here, memory = newsroom(now), Memory(tmp_path / "lists", "")
        begun.clear()
        words = worded(here, f"s{number}")
        again = relate_again(words, asking(here), 3, memory, first.mark, measure)
        late += again is None and bool(begun)
        first = related(here, memory, 3, measure)
        assert dict(first) == here.relate(3, measure=measure)
    assert late, "nobody gave up late, so this shows nothing"


def some_stories(**fields: Any) -> dict[str, Story]:
    made: dict[str, Story] = {f"s{number}": {"text": retold(number)} for number in range(5)}
    return {key: {**story, **fields} for key, story in made.items()}


def again_after(
    now: dict[str, Story], *changed: str, limit: int = 4, writing: bytes = b"", path: Path
) -> Again | None:
    """Relate, and again after stories were reworded."""
    memory = Memory(path, "")
    found = related(newsroom(now), memory)
    for number, key in enumerate(changed):
        now[key]["text"] = retold(50 + number) + WORDS[number % len(WORDS)]
    here = newsroom(now)
    words = worded(here, *changed)
    return relate_again(words, asking(here), limit, Memory(path, ""), writing or found.mark)


def test_another_memory_is_not_gone_on_from(tmp_path: Path) -> None:
    assert again_after(some_stories(), "s1", writing=b"another", path=tmp_path / "a") is None
    assert again_after(some_stories(), "s1", limit=3, path=tmp_path / "b") is None
    assert again_after(some_stories(), "s1", path=tmp_path / "c") is not None
    here = newsroom(some_stories())
    assert relate_again({}, asking(here), 4, Memory(tmp_path / "d", ""), b"") is None


@pytest.mark.parametrize(("size", "done"), [(SMALL, True), (SMALL + 1, False)])
def test_when_too_many_say_something_else_nothing_is_read(
    size: int, done: bool, tmp_path: Path
) -> None:
    now: dict[str, Story] = {f"s{number}": {"text": WORDS[number % 24] * 9} for number in range(60)}
    found = related(newsroom(now), Memory(tmp_path / "a", ""))
    asked: list[str] = []
    for key in list(now)[:size]:
        now[key]["text"] += "另外"
    here = newsroom(now)

    def features(keys: Iterable[str]) -> dict[str, bytes]:
        asked.extend(keys)
        return {key: here.features[key] for key in keys}

    words = worded(here, *list(now)[:size])
    relate_again(words, features, 4, Memory(tmp_path / "a", ""), found.mark)
    assert bool(asked) == done


def test_only_listed_stories_are_told_as_pinned(tmp_path: Path) -> None:
    now = some_stories(pins=("s0", "s2", "nobody"))
    now["s2"]["listed"] = False
    now["s1"]["text"] = "别的什么，完全不一样的话"
    found = again_after(now, "s1", path=tmp_path / "a")
    assert found is not None
    assert found.pinned["s1"] == ("s0",)


def test_a_title_that_changes_alone_changes_what_is_told(tmp_path: Path) -> None:
    now = some_stories(title="")
    found = related(newsroom(now), Memory(tmp_path / "a", ""))
    here = newsroom(now)
    same = worded(here, "s0", "s1")
    words = {key: Wording(one.mark, "榆树里加装电梯：分摊") for key, one in same.items()}
    words["s1"] = Wording(same["s1"].mark, "榆树里加装电梯、盼了三年")
    again = relate_again(words, asking(here), 4, Memory(tmp_path / "a", ""), found.mark)
    assert again is not None
    keys, reasons = again.lists["s0"]
    assert reasons[keys.index("s1")] == ("both", "榆树里加装电梯")


def test_who_relates_all_after_nothing_had_changed_is_told_the_same(tmp_path: Path) -> None:
    copies = {f"copy-{number}": {"text": retold(1)} for number in range(2)}
    here = newsroom({**copies, "other": {"text": retold(2)}})
    first = related(here, Memory(tmp_path / "related", ""))
    memory = Memory(tmp_path / "related", "")
    again = relate_again({}, lambda _: here.features, 4, memory, first.mark)
    assert again is not None
    assert not again.lists
    second = related(here, memory)
    assert dict(second) == dict(first)
    match = second["other"][0]
    assert second.parts("other", match) == first.parts("other", match)
