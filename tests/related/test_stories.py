"""Stories that are opened when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.related import stories as module
from linli.related.again import relate_again
from linli.related.candidate import Candidate
from linli.related.changes import Wording
from linli.related.relate import Memory, relate
from linli.related.stories import Stories, opened, packed, read_stories
from linli.related.telling import Related
from tests.related.newsroom import newsroom

if TYPE_CHECKING:
    from pathlib import Path

ONE = Candidate("一.md", b"1", ("桥",), "zh", 739_000, pins=("二.md",), names=("沈渡",), title="桥")
TWO = Candidate(
    "二.md", b"2", (), "zh", 739_001, links=("一.md", "\udc80.md"), title="\ud800 半个字"
)
THREE = Candidate("三.md", b"3", ("渡口", "桥"), "zh", 739_002, names=("渡口",))
NUMBERS = {"一.md": 0, "二.md": 1, "三.md": 3}


def known(*today: Candidate) -> Stories:
    """Return stories as they are read, ``today`` being those of now."""
    return read_stories([Stories([ONE, TWO, None, THREE]).pack(0)], today, NUMBERS)


def test_what_was_packed_is_opened_as_it_was() -> None:
    assert list(known()) == [ONE, TWO, None, THREE]
    assert known().pack(0) == Stories([ONE, TWO, None, THREE]).pack(0)


def test_those_of_today_stand_where_nothing_changed_and_no_others_do() -> None:
    other = TWO._replace(day=739_009)
    found = known(ONE, other)
    assert found[0] is ONE
    assert found[1] == TWO


@pytest.mark.parametrize("asked_before", [(), (1,), (0, 1, 3)])
@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("一.md", {0, 1}),
        ("二.md", {0, 1}),
        ("渡口", {3}),
        ("沈渡", {0}),
        ("桥", {0, 3}),
        ("\udc80.md", {1}),
    ],
)
def test_whoever_mentions_a_text_is_found(
    text: str, who: set[int], asked_before: tuple[int, ...]
) -> None:
    stories = known()
    for number in asked_before:
        assert stories[number]
    found = dict(stories.mentioning([text, "无人"]))
    assert found.keys() - set(asked_before) == who - set(asked_before), (
        "packed ones are looked into"
    )
    assert who <= found.keys()
    assert found == {number: stories[number] for number in found}


def test_who_was_changed_is_found_by_what_it_is_now() -> None:
    stories = known()
    stories[3] = THREE._replace(links=("新.md",))
    stories.append(ONE._replace(key="四.md"))
    assert {number for number, one in stories.mentioning(["新.md"]) if one.links} == {3}
    assert {3, 4} <= dict(stories.mentioning(["四.md"])).keys()


def test_a_copy_is_changed_alone() -> None:
    stories = known()
    copy = stories.copy()
    copy[0] = None
    copy.append(TWO)
    assert list(stories) == [ONE, TWO, None, THREE]
    assert dict(copy.mentioning(["一.md"])).keys() == {1, 4}


def test_an_edit_opens_few_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [
        f"词{chr(0x4E00 + 40 * n)}{chr(0x4E10 + 40 * n)}{chr(0x4E20 + 40 * n)}。"
        for n in range(400)
    ]
    here = newsroom({f"{n:03}.md": {"text": word * 3} for n, word in enumerate(words)})
    first = relate(here.candidates, lambda _: here.features, 4, Memory(tmp_path / "related", ""))
    assert isinstance(first, Related)
    asked: list[bytes] = []

    def counting(row: bytes) -> Candidate:
        asked.append(row)
        return opened(row)

    monkeypatch.setattr(module, "opened", counting)
    wording = {"005.md": Wording(b"another", "改过的标题")}
    features = {"005.md": here.features["006.md"]}
    memory = Memory(tmp_path / "related", "")
    again = relate_again(wording, lambda _: features, 4, memory, first.mark)
    assert again is not None
    assert 0 < len(asked) < 40, "an edit has nothing to do with the other stories"


def test_nobody_is_packed_as_nobody() -> None:
    assert packed(None) is None
