from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.errors import UsageError
from linli.reprints.article import find_article
from tests.factories import article

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories import Paper


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.write("articles/community/lift-1.md", article(编号="lift-2026-1", 标题="榆树里装上电梯"))
    paper.write("articles/community/Watch.md", article(标题="巷口修表摊"))
    paper.write("notices/water.md", article(标题="停水通知", 栏目=None))
    paper.write("articles/broken.md", article(日期="2026-02-30", 编号="broken"))
    return paper


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("lift-2026-1", "榆树里装上电梯"),
        ("lift-1", "榆树里装上电梯"),
        ("articles/community/lift-1.md", "榆树里装上电梯"),
        ("LIFT-2026-1", "榆树里装上电梯"),
        (" watch ", "巷口修表摊"),
        ("巷口修表摊", "巷口修表摊"),
        ("water", "停水通知"),
    ],
)
def test_an_article_is_found_by_id_file_or_title(newsroom: Paper, wanted: str, title: str) -> None:
    assert find_article(newsroom.newsroom, wanted).story.title == title


def test_a_file_is_read_wherever_it_lies(newsroom: Paper, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere" / "drafts.md"
    outside.parent.mkdir()
    outside.write_text(article(标题="别处的稿子"), encoding="utf-8")
    assert find_article(newsroom.newsroom, str(outside)).story.title == "别处的稿子"
    inside = newsroom.content / "notices" / "water.md"
    assert find_article(newsroom.newsroom, str(inside)).story.kind == "notice"


@pytest.mark.parametrize("wanted", ["lift-2026-2", "lift-2"])
def test_an_unknown_name_is_answered_with_the_nearest_one(newsroom: Paper, wanted: str) -> None:
    with pytest.raises(UsageError, match="Did you mean 'lift-") as unknown:
        find_article(newsroom.newsroom, wanted)
    assert "是不是“lift-" in unknown.value.zh


@pytest.mark.parametrize("wanted", ["", "../../etc/passwd", "/nonexistent/a.md", "zzz"])
def test_a_name_that_comes_near_none_is_answered_with_what_to_write(
    newsroom: Paper, wanted: str
) -> None:
    with pytest.raises(UsageError, match="Name an id, or a Markdown file"):
        find_article(newsroom.newsroom, wanted)


def test_an_article_with_errors_is_no_measure(newsroom: Paper) -> None:
    with pytest.raises(UsageError, match=r"broken.md.*has errors[\s\S]*\[impossible-date\]"):
        find_article(newsroom.newsroom, "broken")
