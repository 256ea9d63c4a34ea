from __future__ import annotations

import marshal
from datetime import datetime

import pytest

from linli.build.manuscripts import MADE, pack, unpack
from linli.problems import Place
from linli.site.desk import Manuscript
from linli.story.story import AiUse, Correction, Cover, Person, Reuse, Stamp, Story
from linli.text.links import Reference
from linli.text.reading import Text

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
