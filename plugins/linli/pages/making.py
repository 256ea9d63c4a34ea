"""From a recipe to a view: which function makes which page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages import (
    article,
    corrections,
    front,
    lists,
    moved,
    policy,
    recipe,
    standing,
    subscribe,
    withdrawn,
)
from linli.pages.story_view import story_view

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linli.pages.layout import Layout
    from linli.pages.recipe import Recipe
    from linli.pages.story_view import Tell
    from linli.pages.views import View
    from linli.site import Manuscript

OF_LISTS: dict[type, Callable[..., View]] = {
    recipe.HomeParts: front.home_view,
    recipe.ListParts: lists.list_view,
    recipe.PersonParts: lists.person_view,
    recipe.SeriesParts: lists.series_view,
    recipe.NoticesParts: lists.notices_view,
    recipe.NotFoundParts: front.not_found_view,
}
"""Pages of stories as lists show them."""
OF_STORIES: dict[type, Callable[..., View]] = {
    recipe.WithdrawnParts: withdrawn.withdrawn_view,
    recipe.PageParts: standing.page_view,
}
"""Pages made from one manuscript."""


def make_view(
    layout: Layout, made: Recipe, manuscripts: Sequence[Manuscript], tell: Tell = story_view
) -> View:
    """Return the view of a recipe; ``manuscripts`` are those of the stories it names, ``tell`` tells articles."""
    parts = made.parts
    if isinstance(parts, recipe.ArticleParts):
        return article.article_view(layout, parts, made.shown, manuscripts[0], tell)
    if isinstance(parts, recipe.CorrectionsParts):
        return corrections.corrections_view(layout, parts)
    if isinstance(parts, recipe.IndexParts):
        return front.index_view(layout, parts)
    if isinstance(parts, recipe.SubscribeParts):
        return subscribe.subscribe_view(layout, parts)
    if isinstance(parts, recipe.PolicyParts):
        return policy.policy_view(layout, parts)
    if isinstance(parts, recipe.KitParts):
        from linli.pages import kits  # with it comes all that copies are made with

        return kits.kit_view(layout, parts, manuscripts[0])
    if isinstance(parts, recipe.RedirectParts):
        return moved.redirect_view(layout, parts, made.shown, made.lang)
    if isinstance(parts, recipe.GoneParts):
        return moved.gone_view(layout, parts, made.lang)
    if type(parts) in OF_STORIES:
        return OF_STORIES[type(parts)](layout, parts, manuscripts[0])
    return OF_LISTS[type(parts)](layout, parts, made.shown)
