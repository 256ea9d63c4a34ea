"""Arranging: what is made one after another, so that a manuscript is taken out once for all that show it.

An archive of a feed shows stories that stand side by side in the plan, as their pages do. Made right after those pages, and
by the same process, it finds their manuscripts at hand; so do the files of a republish kit. Nothing else depends on
the order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages.recipe import ArticleParts, Recipe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.build.rendering import Wanted

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
    if not recipe.stories or type(recipe.parts) is ArticleParts:
        return place
    near = [pages.get(story, -1) for story in recipe.stories]
    first, last = min(near), max(near)
    return last + 0.5 if first >= 0 and last - first < NEAR * len(near) else place


def follows(before: Wanted, wanted: Wanted) -> bool:
    """Say whether the process that made the one ``before`` is to make this one: its story is at hand there."""
    shown = before.recipe.stories
    return bool(shown) and shown[0] in wanted.recipe.stories
