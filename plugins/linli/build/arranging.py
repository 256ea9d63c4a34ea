"""Arranging: what is made one after another, so that a manuscript is taken out once for all that show it.

An archive of a feed shows stories that stand side by side in the plan, as their pages do. Made right after those pages, and
by the same process, it finds their manuscripts at hand; so do the files of a republish kit. Nothing else depends on
the order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages.recipe import ArticleParts, Recipe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linli.build.parcels import Wanted

NEAR = 2
"""How many pages apart, for each of its stories, those of a feed may lie to be near one another."""


def arranged(make: Sequence[tuple[Recipe, bytes]]) -> list[tuple[Recipe, bytes]]:
    """Return recipes to make, each with its mark: behind the pages of their stories, where those lie together."""
    pages = {
        recipe.stories[0]: place
        for place, (recipe, _) in enumerate(make)
        if type(recipe.parts) is ArticleParts
    }
    places = [_place(recipe, place, pages) for place, (recipe, _) in enumerate(make)]
    return [make[number] for number in sorted(range(len(make)), key=places.__getitem__)]


def _place(recipe: Recipe, place: int, pages: Mapping[str, int]) -> float:
    """Return where a recipe goes: where it is, or right behind a page."""
    return place if (last := _last(recipe, pages)) < 0 else last + 0.5


def _last(recipe: Recipe, pages: Mapping[str, int]) -> int:
    """Return the place of the last page whose story is shown, or -1 where those pages do not lie together."""
    if not recipe.stories or type(recipe.parts) is ArticleParts:
        return -1
    near = [pages.get(story, -1) for story in recipe.stories]
    first, last = min(near), max(near)
    return last if first >= 0 and last - first < NEAR * len(near) else -1


def follower(make: Sequence[Wanted]) -> Callable[[Wanted, Wanted], bool]:
    """Return what says whether the process that made one page is to make the one behind it, its stories being at hand.

    The pages of the stories of an archive go together, or it would be made where half of them are not.
    """
    pages = {
        one.recipe.stories[0]: place
        for place, one in enumerate(make)
        if type(one.recipe.parts) is ArticleParts
    }
    shown_by = {
        story: one.recipe.stories
        for one in make
        if len(one.recipe.stories) > 1 and _last(one.recipe, pages) >= 0
        for story in one.recipe.stories
    }

    def follows(before: Wanted, wanted: Wanted) -> bool:
        ours, theirs = before.recipe.stories, wanted.recipe.stories
        if not ours or not theirs:
            return False
        together = shown_by.get(theirs[0])
        return ours[0] in theirs or (together is not None and ours[0] in together)

    return follows
