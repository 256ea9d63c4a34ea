"""Many pictures are looked into, and copied, on all cores; what comes of it is the same."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from linli.build import copying, sighting, workers
from linli.build.pipeline import build
from linli.build.press import press_beside
from linli.errors import ContentError, OutputError
from linli.files import Folder
from linli.images.formats import BadImage
from linli.pages import assets
from linli.timelimit import TooSlow
from tests.factories import article, options_at
from tests.pages.pictures import png

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.build.press import Press
    from linli.build.report import Report
    from tests.factories import Paper

MANY = workers.SMALL // sighting.WEIGHT + 2


def write_many(paper: Paper, count: int = MANY) -> None:
    for number in range(count):
        paper.write(f"images/p{number}.png", png(40 + number, 30))
        text = f"看图。\n\n![图](../images/p{number}.png)"
        paper.write(f"articles/a{number}.md", article(text, 标题=f"第{number}篇"))


def build_with(paper: Paper, jobs: int) -> Report:
    with press_beside(paper.output, jobs=jobs) as press:
        return build(paper.newsroom, options_at(), press=press)


def fork(press: Press) -> None:
    """Have the others begin, before this process is made to refuse what they shall do."""
    list(press.workers.map(nothing, b"", range(workers.SMALL)))


def nothing(tools: bytes, batch: Sequence[int]) -> list[bytes]:
    return [tools for _ in batch]


def test_many_pictures_are_looked_into_by_others(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """In this process they may not even be opened."""
    write_many(paper)
    build_with(paper, 1)
    alone = paper.built()
    paper.output.rename(paper.root / "first")
    (paper.root / ".output.linli").rename(paper.root / "second")

    def refuse(*_: object) -> assets.Sight:
        raise AssertionError("a picture was looked into here")

    with press_beside(paper.output, jobs=2) as press:
        fork(press)
        monkeypatch.setattr(assets, "look_into", refuse)
        monkeypatch.setattr(sighting, "look_into", refuse)
        build(paper.newsroom, options_at(), press=press)
    assert paper.built() == alone
    assert alone["images/p3.png"] == png(43, 30)
    assert 'width="43"' in paper.page("articles/a3/index.html")


def test_what_is_wrong_with_one_of_many_is_told_with_its_story(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """And nobody looks a second time."""

    def refuse(*_: object) -> assets.Sight:
        raise AssertionError("a picture was looked into once more")

    write_many(paper)
    paper.write("images/p7.png", png()[:60])
    paper.write("images/p8.png", "这不是图片")
    said = []
    monkeypatch.setattr(assets, "look_into", refuse)
    for jobs in (1, 2):
        with pytest.raises(ContentError) as caught:
            build_with(paper, jobs)
        said.append(
            [
                (one.rule, one.path, one.line)
                for one in caught.value.problems
                if one.severity == "error"
            ]
        )
    assert said[0] == said[1]
    assert [(rule, path) for rule, path, _ in said[0]] == [
        ("bad-image", f"{paper.content}/articles/a7.md"),
        ("not-a-picture", f"{paper.content}/articles/a8.md"),
    ]


def seen_by(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return which pictures are looked into beforehand."""
    looked: list[str] = []

    def look(folder: Folder, name: str, limit: int, seconds: float) -> assets.Sight:
        looked.append(name)
        return assets.look_into(folder, name, limit, seconds)

    monkeypatch.setattr(sighting, "look_into", look)
    monkeypatch.setattr(sighting, "FEW", 1)
    paper.build()
    return looked


def test_only_what_readers_will_see_is_looked_into_and_but_once(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    for name in ("shown", "cover", "linked", "beside", "draft", "unused"):
        paper.write(f"images/{name}.png", png())
    paper.write("articles/near.png", png())
    text = (
        "![图](../images/shown.png) [大图](../images/linked.png) ![图](near.png) ![外](../../x.png)"
    )
    paper.write("articles/a.md", article(text, 配图="![封面]({static}images/cover.png)", 标题="甲"))
    paper.write("articles/b.md", article("![图](../images/draft.png)", 状态="草稿", 标题="乙"))
    with pytest.raises(ContentError):  # one leads out of the folder
        paper.build()
    paper.write("articles/a.md", article(text.rpartition(" ")[0], 配图="![封面]({static}images/cover.png)", 标题="甲"))  # fmt: skip
    names = ["articles/near.png", "images/cover.png", "images/linked.png", "images/shown.png"]
    assert seen_by(paper, monkeypatch) == names
    monkeypatch.setattr(
        "linli.build.ledger.settled", lambda _, __: True
    )  # written long ago, that is
    paper.build()
    paper.write("articles/c.md", article("新的一篇。", 标题="丙"))  # or nothing would be planned
    assert seen_by(paper, monkeypatch) == []


def test_many_files_are_copied_by_others(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    write_many(paper, workers.SMALL // copying.WEIGHT)

    def refuse(*_: object) -> list[str]:
        raise AssertionError("a file was copied here")

    with press_beside(paper.output, jobs=2) as press:
        fork(press)
        monkeypatch.setattr(copying, "_copy", refuse)
        build(paper.newsroom, options_at(), press=press)
    assert paper.built()["images/p9.png"] == png(49, 30)


def test_one_of_many_files_that_vanishes_stops_the_build(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    write_many(paper, workers.SMALL // copying.WEIGHT)
    looked = sighting.look_at_new

    def lose(*arguments: object) -> object:
        found = looked(*arguments)  # type: ignore[arg-type]
        (paper.content / "images/p5.png").unlink()
        return found

    monkeypatch.setattr("linli.build.planning.look_at_new", lose)
    with pytest.raises(OutputError, match=r"p5\.png changed or vanished"):
        build_with(paper, 2)
    assert not paper.output.exists()
    assert not [*paper.root.glob(".output.linli/**/*.png")]


def test_a_few_are_looked_into_by_planning(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    write_many(paper, sighting.FEW - 1)
    monkeypatch.setattr(sighting, "look_into", None)
    paper.build()
    assert paper.built()["images/p3.png"] == png(43, 30)


def test_one_that_is_too_slow_beside_others_is_looked_into_alone(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def late(*_: object) -> assets.Sight:
        raise BadImage("bad-image", reason="> 5 s") from TooSlow()

    write_many(paper)
    monkeypatch.setattr(sighting, "look_into", late)
    build_with(paper, 1)
    assert paper.built()["images/p3.png"] == png(43, 30)


def test_a_batch_depends_on_nothing_but_its_tools(paper: Paper) -> None:
    paper.write("a.png", png(9, 8))
    paper.write("b.png", "这不是图片")
    tools = pickle.dumps((Folder.open(paper.content), 10_000, 5.0))
    found = sighting.look_at_batch(tools, ["a.png", "b.png", "c.png"])
    (one, _), *others = pickle.loads(pickle.dumps(found))  # noqa: S301 - made here
    assert (one.width, one.height) == (9, 8)
    assert [(sight, rule) for sight, (rule, _) in others] == [
        (None, "not-a-picture"),
        (None, "unreadable"),
    ]
