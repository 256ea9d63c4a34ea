from __future__ import annotations

import gc
import marshal
import weakref
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from linli.build.cache import MANUSCRIPTS, Cache
from linli.build.damage import Damaged
from linli.build.manuscripts import MADE, Manuscripts, pack, unpack
from linli.problems import Place
from linli.site.desk import Manuscript
from linli.story.story import AiUse, Correction, Cover, Person, Reuse, Stamp, Story
from linli.text.links import Reference
from linli.text.reading import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DAY = Stamp(datetime.fromisoformat("2026-03-20T08:05:00+08:00"), timed=True)
RICH = Story(
    name="articles/a.md",
    kind="article",
    id="a",
    slug="a",
    title="老楼装电梯",
    date=DAY,
    lang="zh-Hans",
    tags=("电梯", ""),
    series_index=2,
    authors=(Person("林小满", "青禾邻里"), Person("周岚")),
    approver=Person("顾培文"),
    reuse=Reuse.CC_BY,
    cover=Cover("a.png", "图"),
    corrections=(Correction(DAY, "楼层应为六层", major=True),),
    ai_use=AiUse.ASSISTED,
    extra={"map": (Person("苏绘"), DAY, 7, "x"), "empty": ()},
    lines={"title": 1},
)
TEXT = Text(
    "<p>正文</p>", (Reference("link", "", "b.md", "", "b.md", Place(3, 1)),), "正文", "正文", 2, 0
)
# (what it is, the bytes)
NOTHING: list[tuple[str, bytes]] = [
    ("empty", b""),
    ("cut short", pack(Manuscript("content/articles/a.md", RICH, TEXT))[:-20]),
    ("a text", marshal.dumps("Manuscript")),
    ("another value", marshal.dumps((MADE, "Person", "林小满"))),
    ("an unknown kind", marshal.dumps((MADE, "system", "ls"))),
    ("too few parts", marshal.dumps((MADE, "Manuscript"))),
    ("too many parts", marshal.dumps((MADE, "Manuscript", 1, 2, 3, 4, 5))),
    ("no kind", marshal.dumps((MADE,))),
    ("a value without a part", marshal.dumps((MADE, "datetime"))),
]


def test_a_manuscript_is_the_same_after_packing() -> None:
    manuscript = Manuscript("content/articles/a.md", RICH, TEXT)
    assert unpack(pack(manuscript)) == manuscript


@pytest.mark.parametrize("content", [row[1] for row in NOTHING], ids=[row[0] for row in NOTHING])
def test_bytes_that_are_no_manuscript_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"manuscript|marshal"):
        unpack(content)


def test_manuscripts_are_fetched_in_one_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "shelves", b"")
    made = {b"%d" % number: Manuscript(f"content/{number}.md", RICH, TEXT) for number in range(5)}
    cache.put(MANUSCRIPTS, [(mark, pack(one)) for mark, one in made.items()])
    asked: list[list[bytes]] = []
    whole = cache.whole

    def counting(shelf: bytes, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        asked.append(list(keys))
        return whole(shelf, keys)

    monkeypatch.setattr(cache, "whole", counting)
    manuscripts = Manuscripts(cache)
    manuscripts.fetch([b"1", b"2", b"1"])
    assert [manuscripts.of(mark) for mark in (b"1", b"2", b"1", b"4")] == [
        made[mark] for mark in (b"1", b"2", b"1", b"4")
    ]
    manuscripts.fetch([b"3"])
    assert manuscripts.of(b"3") == made[b"3"]
    assert manuscripts.of(b"2") == made[b"2"]
    assert asked == [[b"1", b"2"], [b"4"], [b"3"]], "each is asked for once"


def test_a_manuscript_that_is_missing_is_damage(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "shelves", b"")
    manuscripts = Manuscripts(cache)
    with pytest.raises(Damaged):
        manuscripts.fetch([b"1"])
    with pytest.raises(Damaged):
        manuscripts.of(b"1")


def test_who_lets_go_of_manuscripts_lets_go_of_the_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "shelves", b"")
    manuscripts, gone = Manuscripts(cache), weakref.ref(cache)
    gc.disable()
    try:
        del cache, manuscripts
        assert gone() is None, "the file of the cache is open still"
    finally:
        gc.enable()
