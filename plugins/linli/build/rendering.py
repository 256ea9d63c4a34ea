"""Rendering: recipes into files of the release, those whose marks have changed, on all cores."""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from linli.build.cache import MANUSCRIPTS, PAGES, Cache
from linli.build.inputs import code_mark
from linli.build.press import COMPILED
from linli.marks import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from linli.build.inputs import ThemeMarks
    from linli.build.render import Theme
    from linli.build.workers import Workers
    from linli.pages.layout import Layout
    from linli.pages.recipe import Recipe
    from linli.pages.views import SiteView
    from linli.problems import Notebook
    from linli.release import Pen
    from linli.site import Newsroom


class Tools(NamedTuple):
    """What rendering needs besides recipes: plain values and places, so that any process can do it."""

    newsroom: Newsroom
    sites: Mapping[str, SiteView]
    theme: bytes  # its mark: a worker that has another one compiles its templates anew
    cache: Path
    version: bytes
    pen: Pen


class Wanted(NamedTuple):
    """A page to make, the mark of the manuscript it shows, if it shows one, and the SHA-256 of the page
    that is live: an equal one is not written again.
    """

    recipe: Recipe
    manuscript: bytes
    live: str


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


def marks_of(
    recipes: Sequence[Recipe], bases: Mapping[tuple[str, str], bytes], _: Notebook
) -> list[bytes]:
    """Return the mark of each page, its manuscript aside."""
    return [recipe.mark(bases[recipe.template, recipe.lang]) for recipe in recipes]


def split(
    recipes: Sequence[Recipe],
    marks: Sequence[bytes],
    manuscripts: Mapping[str, bytes],
    known: Mapping[str, tuple[bytes, str]],
    live: Mapping[str, str],
) -> Split:
    """Divide recipes into those to make and those whose page is there already.

    ``marks`` are those of :func:`marks_of`; ``manuscripts`` holds that of each story's text. ``known`` has the
    mark and hash of each page made before, ``live`` the hashes of the files that readers see. A page stays
    when it was made from the same marks and its file is still what it was.
    """
    found = Split([], [])
    for recipe, own in zip(recipes, marks, strict=True):
        path, story = recipe.path, recipe.story
        whole = own + manuscripts[story] if story else own
        before = known.get(path)
        if before and before[0] == whole and live.get(path) == before[1]:
            found.keep.append(path)
        else:
            found.make.append((recipe, whole))
    return found


def surroundings(settings: bytes, sites: Mapping[str, SiteView]) -> dict[str, bytes]:
    """Return, for each language, the mark of what surrounds every page: code, settings, site-wide view."""
    return {lang: mark((code_mark(), settings, site)) for lang, site in sites.items()}


def known_pages(cache: Cache) -> Mapping[str, tuple[bytes, str]]:
    """Return the mark and the hash of every page made before, by path."""
    return cast("Mapping[str, tuple[bytes, str]]", cache.load(PAGES))


def remember_pages(
    cache: Cache, made: Mapping[str, tuple[bytes, str]], gone: Iterable[str]
) -> None:
    """Keep the mark and hash of pages for the next build."""
    cache.store(PAGES, made, gone)


def render_all(wanted: Sequence[Wanted], tools: Tools, workers: Workers) -> Iterator[str]:
    """Render pages into the release; yield the SHA-256 of each, in their order."""
    try:
        yield from workers.map(render_batch, pickle.dumps(tools), wanted)
    finally:
        close_kit()


def render_batch(tools: bytes, batch: Sequence[Wanted]) -> list[str]:
    """Render pages; each is a pure function of its recipe, the manuscript it names, and ``tools``."""
    from linli.build.manuscripts import unpack
    from linli.pages.making import make_view

    kit, layout, theme, cache = _kit(tools)
    texts = cache.whole(MANUSCRIPTS, [one.manuscript for one in batch if one.manuscript])
    made: list[str] = []
    for recipe, text, live in batch:
        manuscript = unpack(texts[text]) if text else None
        view = make_view(layout, recipe, manuscript)
        html = theme.render(recipe.template, view, kit.sites[recipe.lang], recipe.owner)
        made.append(kit.pen.write(recipe.path, html.encode("utf-8"), live or None))
    return made


@lru_cache(maxsize=1)
def _kit(tools: bytes) -> tuple[Tools, Layout, Theme, Cache]:
    from linli.build.render import Theme
    from linli.pages.addresses import Addresses
    from linli.pages.layout import Layout

    kit = Tools(*pickle.loads(tools))  # noqa: S301 - made by this build
    layout = Layout(kit.newsroom, Addresses(kit.newsroom.base))
    compiled = kit.cache.parent.with_name(COMPILED)
    compiled.mkdir(exist_ok=True)
    theme = Theme(kit.newsroom.theme, compiled, kit.version + kit.theme)
    return kit, layout, theme, Cache(kit.cache, kit.version)


def close_kit() -> None:
    """Let go of the cache that rendering in this process has opened."""
    _kit.cache_clear()
