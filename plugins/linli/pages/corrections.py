"""Corrections of all stories together: the page that lists them, and what feeds tell of each.

A correction is what a header says under ``corrections``: what was mended without a word there is a comma, and told
nobody. Withdrawn stories have theirs here too, without a title.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linli.pages import views
from linli.pages.lists import list_recipe
from linli.pages.paging import paginate
from linli.pages.recipe import CorrectionParts, CorrectionsParts, Recipe
from linli.pages.words import day_text, vocabulary
from linli.site.card import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.pages.catalogue import Catalogue
    from linli.pages.layout import Layout
    from linli.site import Card


def corrections_of(catalogue: Catalogue) -> tuple[CorrectionParts, ...]:
    """Return every correction that is published, newest first; those of one moment by file and place in its header."""
    edition = catalogue.edition
    corrected = [item for item in edition.readable if item.corrections]
    found = [
        *[one for item in corrected for one in _of(catalogue, item, item.label, item.column)],
        *[
            one
            for item in edition.withdrawn
            if item.corrections
            for one in _of(catalogue, item, _withdrawn(item), "")
        ],
    ]
    found.sort(key=lambda one: one.id)
    return tuple(sorted(found, key=lambda one: stamp(one.when).at, reverse=True))


def _withdrawn(item: Card) -> str:
    """Return what stands for the title of a withdrawn story."""
    return vocabulary(item.lang).withdrawn.format(day=day_text(item.date.at, item.lang))


def _of(catalogue: Catalogue, item: Card, title: str, column: str) -> Iterator[CorrectionParts]:
    """Yield the corrections of one story.

    Each is known for ever by the story and its own day; a second one of that day has a number.
    """
    url, story = catalogue.addresses.story(item), catalogue.entry_ids.get(item.name) or item.id
    days: Counter[str] = Counter()
    for when, text, major, by in item.corrections:
        day = when[0][:10]
        days[day] += 1
        name = day if days[day] == 1 else f"{day}-{days[day]}"
        id_ = f"{story}/corrections/{name}"
        yield CorrectionParts(id_, url, title, item.lang, column, when, text, major, by)


def month_of_correction(one: CorrectionParts) -> str:
    """Return the month of a correction, as ``2026-03``."""
    return one.when[0][:7]


def told(catalogue: Catalogue) -> list[tuple[Recipe, str]]:
    """Return corrections as feeds put them together: recipes without a page and without a manuscript; the month of each."""
    lang = catalogue.newsroom.lang
    return [
        (Recipe("", "", lang, one, (), (), one.title, 0), month_of_correction(one))
        for one in corrections_of(catalogue)
    ]


def correction_recipes(catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield the pages that list all corrections."""
    words, address = catalogue.words, catalogue.addresses.at("corrections")
    for url, part, pager in paginate(
        corrections_of(catalogue), catalogue.newsroom.page_size, address, month_of_correction
    ):
        number = pager[0]
        title = words.corrections
        title = words.page_title.format(title=title, n=number) if number else title
        parts = CorrectionsParts(title, url, tuple([tuple(one) for one in part]), pager)
        yield list_recipe(catalogue, "corrections.html", parts, url, (), title)


def corrections_view(layout: Layout, parts: CorrectionsParts) -> views.CorrectionsView:
    """Return the view of one page of all corrections."""
    lang, address = layout.newsroom.lang, parts.pager[4]
    words = layout.words(lang)
    about = words.corrections_about.format(name=layout.newsroom.name)
    return views.CorrectionsView(
        head=layout.head(
            "corrections", parts.title, parts.url, description=about, feed=("corrections", address)
        ),
        heading=words.corrections,
        lead=about,
        corrections=tuple(
            [_view(layout, CorrectionParts._make(one), lang) for one in parts.corrections]
        ),
        pager=views.Pager(*parts.pager),
    )


def _view(layout: Layout, one: CorrectionParts, lang: str) -> views.CorrectedStory:
    story = views.Link(one.title, one.url, lang=one.lang)
    day = layout.moment(stamp(one.when), lang)
    return views.CorrectedStory(story, views.Correction(day, one.text, one.major, one.by))
