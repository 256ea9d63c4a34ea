"""Lists that are brought up to date when only texts and titles changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.related.again import relate_again
from linli.related.relate import Memory, relate
from linli.related.telling import Related
from tests.related.newsroom import newsroom, retold

if TYPE_CHECKING:
    from pathlib import Path


def test_who_relates_all_after_nothing_had_changed_is_told_of_near_copies(tmp_path: Path) -> None:
    copies = {f"copy-{number}": {"text": retold(1)} for number in range(2)}
    here = newsroom({**copies, "other": {"text": retold(2)}})

    def related(memory: Memory) -> Related:
        found = relate(here.candidates, lambda _: here.features, 4, memory)
        assert isinstance(found, Related)
        return found

    first = related(Memory(tmp_path / "related", ""))
    memory = Memory(tmp_path / "related", "")
    again = relate_again({}, lambda _: here.features, 4, memory, first.mark)
    assert again is not None
    assert not again.lists
    second = related(memory)
    assert second.copied() == first.copied() != []
    match = second["other"][0]
    assert second.parts("other", match) == first.parts("other", match)
