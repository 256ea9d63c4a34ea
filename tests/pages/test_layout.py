from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linli.pages import views
from linli.pages.addresses import Addresses
from linli.pages.layout import Layout
from linli.pages.recipe import Listed, listed

if TYPE_CHECKING:
    from tests.factories import Paper

STORY = Listed(
    id="a",
    kind="article",
    url="/articles/a/",
    title="老楼装电梯：第一步",
    lang="zh-Hans",
    when=("2026-03-20T08:05:00+08:00", True),
    expires=None,
    column=("社区", "/columns/community/"),
    summary="",
    cover=None,
    state="",
    entry_id="",
    name="articles/a.md",
)
CHANGED = [
    ("title", "老楼装电梯"),
    ("when", ("2026-03-20T08:05:00+08:00", False)),
    ("expires", ("2026-03-21T00:00:00+08:00", True)),
    ("cover", ("/a.png", "图", 1, 2, "", "")),
    ("state", "in-force"),
]


@pytest.fixture
def layout(paper: Paper) -> Layout:
    return Layout(paper.newsroom, Addresses(""))


@pytest.mark.parametrize(("field", "value"), CHANGED)
def test_a_story_that_changed_in_anything_has_an_entry_of_its_own(
    layout: Layout, field: str, value: Any
) -> None:
    before = layout.entry(STORY, "zh-Hans")
    changed = layout.entry(STORY._replace(**{field: value}), "zh-Hans")
    assert before != changed
    assert layout.entry(STORY, "zh-Hans") == before


@pytest.mark.parametrize(
    ("lang", "text"), [("zh-Hans", "2026年3月20日 08:05"), ("en", "20 March 2026, 08:05")]
)
def test_an_entry_bears_its_date_in_the_language_of_the_page(
    layout: Layout, lang: str, text: str
) -> None:
    date = layout.entry(STORY, lang).date
    assert date == views.Moment(
        "2026-03-20T08:05:00+08:00", text, text.rpartition(" ")[0].rstrip(",")
    )


def test_views_cannot_be_changed(layout: Layout) -> None:
    with pytest.raises(AttributeError):
        layout.entry(STORY, "en").title = "another"  # type: ignore[misc]


def test_an_entry_is_found_by_the_mark_of_its_story_and_the_language(layout: Layout) -> None:
    one = listed(*STORY[:-1])
    same = layout.entry(one, "en")
    assert layout.entry(listed(*STORY[:-1]), "en") is same
    assert layout.entry(one, "zh-Hans").date != same.date
    other = listed(*one._replace(title="另一个标题")[:-1])
    assert layout.entry(other, "en").title == "另一个标题"
