"""The page that explains the reprint notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages import views
from linli.pages.layout import house_of
from linli.pages.lists import list_recipe
from linli.pages.recipe import PolicyParts
from linli.rights.policy import explain
from linli.story.language import language_of

if TYPE_CHECKING:
    from linli.pages.catalogue import Catalogue
    from linli.pages.layout import Layout
    from linli.pages.recipe import Recipe
    from linli.rights.wording import Sentence


def policy_recipe(catalogue: Catalogue) -> Recipe:
    """Return the recipe of the reprint policy, which the settings say all of."""
    newsroom = catalogue.newsroom
    house = house_of(newsroom, catalogue.addresses)
    title = house.words[language_of(newsroom.lang)]["policy-title"]
    parts = PolicyParts(house.policy_url)
    return list_recipe(catalogue, "policy.html", parts, house.policy_url, (), title)


def policy_view(layout: Layout, parts: PolicyParts) -> views.PolicyView:
    """Return the view of the reprint policy."""
    newsroom = layout.newsroom
    found = explain(layout.house, newsroom.reprint_contact, newsroom.lang, newsroom.since)
    about = " ".join("".join(piece.text for piece in line) for line in found.lead[:1])
    return views.PolicyView(
        head=layout.head("policy", found.title, parts.url, description=about),
        heading=found.title,
        lead=tuple(map(_linked, found.lead)),
        example=found.example,
        sections=tuple(
            views.PolicySection(
                one.name,
                one.heading,
                tuple(map(_linked, one.sentences)),
                tuple(map(_linked, one.example)),
                _linked(one.links),
            )
            for one in found.sections
        ),
    )


def _linked(sentence: Sentence) -> tuple[views.Link, ...]:
    return tuple(views.Link(*piece) for piece in sentence)
