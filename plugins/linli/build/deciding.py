"""Deciding: must this page be rendered? The mark of all that goes into it says so, and nothing else.

A mark is made of what surrounds pages of its template and language (:func:`bases_of`), of its recipe (:func:`marks_of`), and of the
manuscripts it shows (:func:`whole_marks`); :func:`split` compares it with that of the page made before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from linli.build.cache import PAGES
from linli.build.inputs import code_mark
from linli.build.record import drop_recipes
from linli.marks import mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from linli.build.cache import Cache
    from linli.build.inputs import ThemeMarks
    from linli.pages.recipe import Recipe
    from linli.pages.views import SiteView


class Split(NamedTuple):
    """What has to be done: recipes to make, each with its mark, and paths of pages to keep."""

    make: list[tuple[Recipe, bytes]]
    keep: list[str]


def bases_of(
    recipes: Sequence[Recipe], around: Mapping[str, bytes], theme: ThemeMarks
) -> dict[tuple[str, str], bytes]:
    """Return, for each template and language, the mark of what surrounds its recipes.

    ``around`` holds the mark of what surrounds every page of a language.
    """
    kinds = {(recipe.template, recipe.lang) for recipe in recipes}
    return {(name, lang): around[lang] + theme.of(name) for name, lang in kinds}


def marks_of(recipes: Sequence[Recipe], bases: Mapping[tuple[str, str], bytes]) -> list[bytes]:
    """Return the mark of each page, its manuscript aside."""
    return [recipe.mark(bases[recipe.template, recipe.lang]) for recipe in recipes]


def whole_marks(
    recipes: Sequence[Recipe], marks: Sequence[bytes], manuscripts: Mapping[str, bytes]
) -> list[bytes]:
    """Return the mark of each page with those of the manuscripts it shows; ``marks`` are those of :func:`marks_of`."""
    of = manuscripts.__getitem__
    return [
        b"".join([own, *map(of, stories)]) if stories else own
        for stories, own in zip([recipe.stories for recipe in recipes], marks, strict=True)
    ]


def split(
    recipes: Sequence[Recipe],
    marks: Sequence[bytes],
    known: Mapping[str, tuple[bytes, str]],
    live: Mapping[str, str],
) -> Split:
    """Divide recipes into those to make and those whose page is there already.

    ``marks`` are those of :func:`whole_marks`. ``known`` has the mark and hash of each page made before, ``live``
    the hashes of the files that readers see. A page stays when it was made from the same marks and its file is
    still what it was.
    """
    found = Split([], [])
    for recipe, whole in zip(recipes, marks, strict=True):
        path = recipe.path
        before = known.get(path)
        if before and before[0] == whole and live.get(path) == before[1]:
            found.keep.append(path)
        else:
            found.make.append((recipe, whole))
    return found


def all_new(recipes: Iterable[Recipe]) -> Split:
    """Return what has to be done where no page was made before: all, and of none the mark is needed for that."""
    return Split([(recipe, b"") for recipe in recipes], [])


def surroundings(settings: bytes, sites: Mapping[str, SiteView]) -> dict[str, bytes]:
    """Return, for each language, the mark of what surrounds every page: code, settings, site-wide view."""
    return {lang: mark((code_mark(), settings, site)) for lang, site in sites.items()}


def known_pages(
    cache: Cache, paths: Iterable[str] | None = None
) -> Mapping[str, tuple[bytes, str]]:
    """Return the mark and the hash of every page made before, or of those at some ``paths``, by path."""
    rows = cache.load(PAGES) if paths is None else cache.rows(PAGES, paths)
    return cast("Mapping[str, tuple[bytes, str]]", rows)


def remember_pages(cache: Cache, made: Mapping[str, tuple[bytes, str]]) -> None:
    """Keep the mark and hash of pages for the next build."""
    cache.store(PAGES, made)


def forget_pages(cache: Cache, gone: Collection[str]) -> None:
    """Forget pages that are no more."""
    cache.store(PAGES, {}, gone)
    drop_recipes(cache, gone)
