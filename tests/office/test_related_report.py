from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.office.related_report import report_related
from tests.factories import NOW, article
from tests.related.newsroom import retold

if TYPE_CHECKING:
    from linli.related.report import Row
    from tests.factories import Paper


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """Lifts that are related, a copy of one, a lonely story, one that wants no list, a pin, and a file with a fault."""
    for number in range(28):
        text = "".join(chr(0x7000 + 40 * number + offset) for offset in range(40))
        header = {"标题": chr(0x6000 + number), "栏目": "民生", "日期": "2026-01-05"}
        paper.write(f"articles/filler/f{number}.md", article(text, **header))  # type: ignore[arg-type]
    for number in (1, 2):
        paper.write(
            f"articles/lift-{number}.md",
            article(retold(number), 标题=f"电梯故事{number}", 标签="加装电梯"),
        )
    paper.write("articles/copy.md", article(retold(2) + "完", 标题="转来的"))
    paper.write("articles/lonely.md", article("岚江边上的灯。", 标题="孤灯", 栏目="独一份"))
    paper.write("articles/silent.md", article("雨。", 标题="雨", 相关="无"))
    paper.write("articles/pinning.md", article("树。", 标题="树", 相关="silent"))
    paper.write("articles/bad.md", article(日期="2026-02-30"))
    return paper


def of(rows: tuple[Row, ...], name: str) -> Row:
    return next(row for row in rows if row.path.endswith(f"/{name}.md"))


def test_every_list_is_told_with_scores_and_reasons(newsroom: Paper) -> None:
    found = report_related(newsroom.newsroom, NOW)
    (lift,) = [one for one in of(found.rows, "lift-1").entries if one.path.endswith("lift-2.md")]
    assert (lift.why, lift.reason) == ("both", "都写到加装电梯")
    assert 0.1 < float(lift.score) < 2
    assert {"文字", "日期", "标签", "少见的名称"} == {
        part.rpartition(" ")[0] for part in lift.parts.split(" + ")
    }
    (pin,) = of(found.rows, "pinning").entries
    assert (pin.reason, pin.score, pin.parts) == ("编辑推荐", "", "")


def test_empty_lists_orphans_copies_and_unread_files_are_found(newsroom: Paper) -> None:
    found = report_related(newsroom.newsroom, NOW)
    assert of(found.rows, "lonely").state == "empty"
    assert of(found.rows, "silent").state == "none"
    orphans = {row.path.rpartition("/")[2] for row in found.orphans}
    assert "lonely.md" in orphans
    assert "silent.md" not in orphans, "it is pinned"
    (pair,) = found.copies
    assert [row.path.rpartition("/")[2] for row in pair] == ["copy.md", "lift-2.md"]
    assert [path.rpartition("/")[2] for path in found.unread] == ["bad.md"]
    assert not newsroom.output.exists(), "nothing is published"


def test_without_lists_there_is_a_report_that_says_so(newsroom: Paper) -> None:
    newsroom.settings["LINLI_RELATED_LIMIT"] = 0
    found = report_related(newsroom.newsroom, NOW)
    assert found.in_state("related") == ()
    assert found.copies == ()
