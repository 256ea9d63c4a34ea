"""Clippings: a story is printed once while what it is made from is the same, and anew when anything of it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.build.cache import MANUSCRIPTS
from linli.build.manuscripts import unpack
from linli.build.preparing import prepare
from linli.build.press import press_beside
from linli.build.report import Report
from linli.pages import clippings
from linli.pages.clippings import Clippings
from linli.pages.feed_documents import make_feed
from linli.pages.layout import Layout
from linli.pages.recipe import FeedParts
from tests.factories import article, options_at

if TYPE_CHECKING:
    from linli.feeds import Clipping
    from linli.pages.recipe import Recipe
    from linli.site import Manuscript
    from tests.factories import Paper


class Desk:
    """A planned newsroom: its feeds, and manuscripts that are counted when they are taken out."""

    def __init__(self, paper: Paper) -> None:
        self.taken: list[bytes] = []
        with press_beside(paper.newsroom.output) as press:
            draft = prepare(paper.newsroom, options_at(), Report(), press)
            self.marks = draft.stories.marks
            self._texts = press.cache.whole(MANUSCRIPTS, sorted(set(self.marks.values())))
        self.feeds = [one for one in draft.plan.pages if isinstance(one.parts, FeedParts)]
        self.layout = Layout(paper.newsroom, draft.plan.catalogue.addresses)

    def manuscript_of(self, mark: bytes) -> Manuscript:
        self.taken.append(mark)
        return unpack(self._texts[mark])

    def clippings(self) -> Clippings:
        return Clippings(self.layout, self.manuscript_of)

    def feed(self, path: str) -> tuple[Recipe, list[bytes]]:
        """Return the recipe of a feed and the marks of its manuscripts."""
        recipe = next(one for one in self.feeds if one.path == path)
        return recipe, [self.marks[story] for story in recipe.stories]

    def cut(self, path: str, kept: Clippings) -> list[Clipping]:
        recipe, marks = self.feed(path)
        assert isinstance(recipe.parts, FeedParts)
        return kept.of(recipe.parts, recipe.shown, marks)


@pytest.fixture
def desk(paper: Paper) -> Desk:
    paper.settings |= {"SITEURL": "https://news.example", "LINLI_FEEDS": ["site", "columns"]}
    for number in range(4):
        told = article("电梯。", 标题=f"第{number}篇", 日期=f"2026-03-0{number + 1}")
        paper.write(f"articles/a{number}.md", told)
    return Desk(paper)


def test_all_forms_and_feeds_of_a_story_are_printed_once(desk: Desk) -> None:
    kept = desk.clippings()
    site = [desk.cut(path, kept) for path in ("feed.xml", "atom.xml", "feed.json")]
    column = desk.cut("columns/社区/feed.xml", kept)
    assert len(desk.taken) == 4, "each manuscript is taken out once"
    assert site[0] == site[1] == site[2] == column


@pytest.mark.parametrize("size", [0, 10**9])
def test_feeds_are_the_same_whatever_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    each = [make_feed(*desk.feed(one.path), desk.clippings()) for one in desk.feeds]
    monkeypatch.setattr(clippings, "KEPT", size)
    kept = desk.clippings()
    assert [make_feed(*desk.feed(one.path), kept) for one in desk.feeds] == each


@pytest.mark.parametrize("what", ["mark", "parts", "related"])
def test_a_story_is_printed_anew_when_anything_it_is_made_from_is_new(
    desk: Desk, what: str
) -> None:
    kept = desk.clippings()
    recipe, marks = desk.feed("feed.xml")
    parts, shown = recipe.parts, recipe.shown
    assert isinstance(parts, FeedParts)
    assert parts.related[0], "the newest story has related ones"
    first = kept.of(parts, shown, marks)
    if what == "mark":
        marks = [marks[1], *marks[1:]]
    elif what == "parts":
        kind, own = parts.entries[0]
        parts = parts._replace(entries=((kind, ("/new/", *own[1:])), *parts.entries[1:]))
    else:
        shown = (shown[0]._replace(title="新题目", mark=b"new"), *shown[1:])
    again = kept.of(parts, shown, marks)
    assert again[0] != first[0], "the first story says something else"
    assert again[1:] == first[1:]
