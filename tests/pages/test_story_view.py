"""What a story says is told once, and never mistaken for what another says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.build.cache import MANUSCRIPTS
from linli.build.manuscripts import unpack
from linli.build.preparing import prepare
from linli.build.press import press_beside
from linli.build.report import Report
from linli.pages import story_view as stories
from linli.pages.layout import Layout
from linli.pages.recipe import ArticleParts
from linli.pages.story_view import Retelling, story_view
from tests.factories import article, options_at

if TYPE_CHECKING:
    import pytest

    from linli.site import Manuscript
    from tests.factories import Paper


def written(paper: Paper) -> tuple[Layout, ArticleParts, Manuscript]:
    """Return one article, planned."""
    paper.write("articles/lift.md", article("电梯装好了。", 标题="装电梯"))
    with press_beside(paper.newsroom.output) as press:
        draft = prepare(paper.newsroom, options_at(), Report(), press)
        recipe = next(one for one in draft.plan.pages if isinstance(one.parts, ArticleParts))
        mark = draft.stories.marks[recipe.stories[0]]
        item = unpack(press.cache.whole(MANUSCRIPTS, [mark])[mark])
    assert isinstance(recipe.parts, ArticleParts)
    return Layout(paper.newsroom, draft.plan.catalogue.addresses), recipe.parts, item


def test_a_story_is_told_once_whyever_others_are_related_to_it(paper: Paper) -> None:
    layout, parts, item = written(paper)
    tell = Retelling()
    first = tell(layout, parts, item)
    again = tell(layout, parts._replace(reasons=(("tags", ("电梯",)),)), item)
    assert first is again
    assert first == story_view(layout, parts, item)


def test_what_its_recipe_says_anew_is_told_anew(paper: Paper) -> None:
    layout, parts, item = written(paper)
    tell = Retelling()
    tell(layout, parts, item)
    expired = parts._replace(state="expired")
    assert tell(layout, expired, item) == story_view(layout, expired, item)


def test_few_stories_are_remembered(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "REMEMBERED", 1)
    layout, parts, item = written(paper)
    tell = Retelling()
    first = tell(layout, parts, item)
    others = [tell(layout, parts._replace(url=f"/{number}/"), item) for number in range(3)]
    assert len({id(one) for one in (first, *others)}) == 4
    assert tell(layout, parts, item) == first
