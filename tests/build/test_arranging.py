"""What is made one after another: feeds and kits behind the pages of their stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.build import workers
from linli.build.arranging import arranged, follower
from linli.build.parcels import Wanted
from linli.build.preparing import prepare
from linli.build.press import press_beside
from linli.build.report import Report
from linli.build.workers import working
from linli.pages.recipe import ArticleParts, FeedParts, KitParts, Recipe
from tests.factories import article, options_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.factories import Paper


def recipes(paper: Paper, stories: int = 60) -> list[tuple[Recipe, bytes]]:
    """Return all recipes of a newsroom with feeds and kits, each with a mark of its own."""
    paper.settings |= {"SITEURL": "https://news.example", "LINLI_FEED_SIZE": 8}
    for number in range(stories):
        day = f"2026-01-{number // 3 + 1:02}"
        paper.write(f"articles/a{number:02}.md", article("电梯。", 标题=f"第{number}篇", 日期=day))
    with press_beside(paper.newsroom.output) as press:
        draft = prepare(paper.newsroom, options_at(), Report(), press)
    return [(page, b"%d" % number) for number, page in enumerate(draft.plan.pages)]


def test_everything_is_made_once_with_its_own_mark(paper: Paper) -> None:
    make = recipes(paper)
    assert sorted(arranged(make), key=lambda one: int(one[1])) == make


def test_an_archive_stands_right_behind_the_pages_of_its_stories(paper: Paper) -> None:
    make = [recipe for recipe, _ in arranged(recipes(paper))]
    archives = [
        place
        for place, one in enumerate(make)
        if isinstance(one.parts, FeedParts) and any(one.parts.current)
    ]
    assert len(archives) >= 12, "archives in three forms were expected"
    for place in archives:
        before = make[: place + 1]
        pages = [one for one in before if isinstance(one.parts, ArticleParts)][-25:]
        shown = set(make[place].stories)
        assert shown <= {one.stories[0] for one in pages}, make[place].path


def test_a_feed_whose_pages_are_kept_stays_where_it_is(paper: Paper) -> None:
    make = [one for one in recipes(paper) if not isinstance(one[0].parts, ArticleParts)]
    assert arranged(make) == make


def test_forms_of_a_feed_and_files_of_a_kit_follow_one_another(paper: Paper) -> None:
    paper.settings["LINLI_REPUBLISH"] = "all"
    make = [Wanted(recipe, (), "") for recipe, _ in arranged(recipes(paper, 12))]
    kits = [place for place, one in enumerate(make) if isinstance(one.recipe.parts, KitParts)]
    assert kits, "kits were expected"
    follows = follower(make)
    assert all(follows(make[place - 1], make[place]) for place in kits)
    atom = next(place for place, one in enumerate(make) if one.recipe.path == "atom.xml")
    assert follows(make[atom - 1], make[atom])
    assert not follows(make[0], make[1]), "pages of two stories have nothing in common"


def test_the_pages_of_an_archive_stay_together(paper: Paper) -> None:
    make = [Wanted(recipe, (), "") for recipe, _ in arranged(recipes(paper))]
    follows = follower(make)
    archive = next(place for place, one in enumerate(make) if one.recipe.path == "feed/2.xml")
    first = make.index(
        next(
            one
            for one in make
            if one.recipe.stories and one.recipe.stories[0] in make[archive].recipe.stories
        )
    )
    assert archive - first >= 10, "the pages of ten stories were expected before it"
    behind = range(first + 1, archive + 3)
    assert [follows(make[place - 1], make[place]) for place in behind] == [True] * len(behind)
    assert not follows(make[first - 1], make[first]), "this is where others may go on"
    assert not follows(make[archive + 2], make[archive + 3]), "and here"


def lengths(_: bytes, batch: Sequence[int]) -> list[int]:
    return [len(batch)] * len(batch)


def test_items_that_follow_stay_in_a_batch_up_to_a_limit() -> None:
    with working(jobs=1) as hands:
        some = list(hands.map(lengths, b"", range(120), lambda _, item: item in (50, 51)))
        every = list(hands.map(lengths, b"", range(120), lambda _, __: True))
    assert some == [52] * 52 + [50] * 50 + [18] * 18
    assert every == [2 * workers.BATCH] * 100 + [20] * 20
