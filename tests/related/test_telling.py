from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.related.relate import Memory, relate
from linli.related.state import State
from linli.related.telling import Related
from tests.related.newsroom import Newsroom, newsroom, retold

if TYPE_CHECKING:
    from pathlib import Path

    from linli.related.reasons import Reason


def stories(*left_out: str, **retitled: str) -> Newsroom:
    """Return stories of which some are alike."""
    made: dict[str, dict[str, object]] = {
        f"s{number:02}": {"text": chr(0x7000 + number) * 40} for number in range(30)
    }
    made |= {f"lift-{number}": {"text": retold(number)} for number in range(6)}
    for key, title in retitled.items():
        made[key.replace("_", "-")]["title"] = title
    return newsroom({key: story for key, story in made.items() if key not in left_out})


def related(here: Newsroom, memory: Memory) -> Related:
    def features(keys: object) -> dict[str, bytes]:
        del keys
        return here.features

    found = relate(here.candidates, features, 4, memory)
    assert isinstance(found, Related)
    return found


class Told(NamedTuple):
    names: tuple[str, ...]
    reasons: tuple[str, ...]


def say(reason: Reason) -> str:
    return "、".join(reason)


def test_what_is_told_of_all_lists_is_what_each_says() -> None:
    memory = Memory(None, "")
    for here in (stories(), stories("lift-2"), stories("lift-2", lift_1="榆树里加装电梯")):
        found = related(here, memory)
        told = found.told(say, Told)
        assert told.keys() == {candidate.key for candidate in here.candidates}
        for key, (names, reasons) in told.items():
            assert names == tuple(match.key for match in found[key])
            assert reasons == tuple(say(match.reason) for match in found[key])


def test_lists_that_were_handed_out_stay_as_they_are() -> None:
    memory = Memory(None, "")
    before = related(stories(), memory)
    lists = dict(before)
    after = related(stories("lift-2"), memory)
    assert dict(before) == lists
    assert "lift-2" in {match.key for match in before["lift-1"]}
    assert "lift-2" not in {match.key for match in after["lift-1"]}
    assert before.mark != after.mark


def test_lists_of_which_nothing_changed_have_the_mark_of_before(tmp_path: Path) -> None:
    marks = [related(stories(), Memory(tmp_path / "lists", "1")).mark for _ in range(2)]
    assert marks[0] == marks[1]


def test_what_another_process_wrote_is_read_and_not_taken_for_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "lists"
    mine, other = Memory(path, "1"), Memory(path, "1")
    related(stories(), mine)
    related(stories("lift-2"), other)
    related(stories("lift-2", "lift-3"), other)
    here = stories("lift-4")
    assert dict(related(here, mine)) == here.relate(4)
    path.unlink()
    related(stories("lift-1"), other)
    assert dict(related(here, mine)) == here.relate(4)


def test_stories_that_are_gone_are_told_as_nobodys_copy() -> None:
    memory = Memory(None, "")
    made = {f"s{number:03}": {"text": chr(0x7000 + number) * 40} for number in range(120)}
    made |= {f"copy-{number}": {"text": retold(1)} for number in range(3)}
    made |= {f"lift-{number}": {"text": retold(number)} for number in range(2, 6)}

    def copied() -> set[str]:
        return set(related(newsroom(made), memory).copied())

    assert "copy-0" in copied()
    known = memory.known
    del made["copy-0"], made["copy-2"]
    assert copied() <= made.keys()
    assert memory.known is not known
    assert isinstance(memory.known, State)
    assert None in memory.known.stories, "nothing was brought up to date, so this shows nothing"
