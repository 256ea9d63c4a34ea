"""Rendering: recipes into files of the release, those whose marks have changed, on all cores."""

from __future__ import annotations

import pickle
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from linli.build.arranging import follower
from linli.build.cache import PAGES, Cache
from linli.build.circles import without_collection
from linli.build.inputs import code_mark
from linli.build.press import COMPILED
from linli.build.record import drop_recipes
from linli.marks import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from linli.build.inputs import ThemeMarks
    from linli.build.manuscripts import Manuscripts
    from linli.build.press import Press
    from linli.build.render import Theme
    from linli.build.workers import Workers
    from linli.pages.clippings import Clippings
    from linli.pages.layout import Layout
    from linli.pages.recipe import Recipe
    from linli.pages.story_view import Tell
    from linli.pages.views import SiteView
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
    """A page to make, the marks of the manuscripts it shows, and the SHA-256 of the page that is live: an
    equal one is not written again.
    """

    recipe: Recipe
    manuscripts: tuple[bytes, ...]
    live: str


class Printed(NamedTuple):
    """A page that was made: the SHA-256 of its bytes, and why it took long if its template's faster form failed."""

    sha: str
    slow: str = ""


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


def render_all(wanted: Sequence[Wanted], tools: Tools, workers: Workers) -> Iterator[Printed]:
    """Render pages into the release; return what was made of each, in their order. Other processes begin at once."""
    return _closing(workers.map(render_batch, pickle.dumps(tools), wanted, follower(wanted)))


def _closing(printed: Iterator[Printed]) -> Iterator[Printed]:
    try:
        yield from printed
    finally:
        close_kit()


def render_batch(tools: bytes, batch: Sequence[Wanted]) -> list[Printed]:
    """Render pages; each is a pure function of its recipe, the manuscript it names, and ``tools``."""
    kit = _kit(tools)
    with (
        without_collection(),
        kit.cache.at_once(),
    ):  # a page is gone when it is written, and leaves no circle
        kit.manuscripts.fetch([one.manuscripts[0] for one in batch if len(one.manuscripts) == 1])
        return [_printed(kit, one) for one in batch]


def _printed(kit: Kit, wanted: Wanted) -> Printed:
    path, template = wanted.recipe.path, wanted.recipe.template
    sha = kit.tools.pen.write(path, _content(kit, wanted), wanted.live or None)
    return Printed(sha, kit.theme.slow.get(template, ""))


def _content(kit: Kit, wanted: Wanted) -> bytes:
    from linli.pages.making import make_view
    from linli.pages.recipe import FeedParts

    recipe, marks, _ = wanted
    if isinstance(recipe.parts, FeedParts):
        from linli.pages.feed_documents import make_feed

        return make_feed(recipe, marks, kit.clippings())
    manuscripts = [kit.manuscripts.of(mark) for mark in marks]
    if not recipe.template:
        from linli.pages.documents import make_document

        return make_document(kit.layout, recipe, manuscripts)
    view = make_view(kit.layout, recipe, manuscripts, kit.tell)
    site = kit.tools.sites[recipe.lang]
    return kit.theme.render(recipe.template, view, site, recipe.owner).encode("utf-8")


def compile_meanwhile(newsroom: Newsroom, theme: ThemeMarks, press: Press) -> None:
    """Have the theme compiled by the processes that read, while this one relates and plans."""
    tools = _theme_tools(newsroom, theme.whole, press.cache_file, code_mark())
    press.workers.meanwhile(prepare_theme, pickle.dumps(tools))


def learn_meanwhile(theme: ThemeMarks, press: Press) -> None:
    """Tell the theme's marks what those processes have found out of its templates, and what is kept of them."""
    theme.bound(press.cache)
    for named in press.workers.done_meanwhile():
        theme.learn(cast("Mapping[bytes, frozenset[str | None]]", named))


def prepare_theme(tools: bytes, part: int, parts: int) -> Mapping[bytes, frozenset[str | None]]:
    """Compile a part of the theme's templates before there are pages; return what templates name, by mark.

    ``tools`` are pickled arguments of :func:`_theme`. What is wrong with a template is said when it is used.
    """
    from linli.build.reading import load_tools
    from linli.pages import clippings, documents
    from linli.regexes import compile_waiting

    del clippings, documents  # few pages are feeds or maps
    load_tools()
    compile_waiting()
    quick = _theme(*pickle.loads(tools)).quick  # noqa: S301 - made by this build
    for name in quick.outline.pages[part::parts]:
        with suppress(Exception):
            quick.get_template(name)
    return quick.named() if part == 0 else {}


@lru_cache(maxsize=1)
def _theme(folder: Path, mark: bytes, compiled: Path, version: bytes) -> Theme:
    """Return the theme in ``folder``, the same as long as its ``mark`` is."""
    from linli.build.render import Theme

    return Theme(folder, compiled, version)


class Kit(NamedTuple):
    """What a process has at hand while it renders."""

    tools: Tools
    layout: Layout
    theme: Theme
    cache: Cache
    manuscripts: Manuscripts
    tell: Tell
    clippings: Callable[[], Clippings]


@lru_cache(maxsize=1)
def _kit(packed: bytes) -> Kit:
    from linli.build.manuscripts import Manuscripts
    from linli.pages.addresses import Addresses
    from linli.pages.layout import Layout
    from linli.pages.story_view import Retelling

    tools = Tools(*pickle.loads(packed))  # noqa: S301 - made by this build
    layout = Layout(tools.newsroom, Addresses(tools.newsroom.base))
    theme = _theme(*_theme_tools(tools.newsroom, tools.theme, tools.cache, tools.version))
    cache = Cache(tools.cache, tools.version)
    manuscripts, tell = Manuscripts(cache), Retelling()

    @lru_cache(maxsize=1)
    def clippings() -> Clippings:
        from linli.pages.clippings import Clippings  # most pages are no feeds

        return Clippings(layout, manuscripts.of, tell)

    return Kit(tools, layout, theme, cache, manuscripts, tell, clippings)


def _theme_tools(
    newsroom: Newsroom, theme: bytes, cache: Path, version: bytes
) -> tuple[Path, bytes, Path, bytes]:
    """Return what a theme is made from: its folder and mark, where to keep it compiled, the code's mark."""
    return newsroom.theme, theme, cache.parent.with_name(COMPILED), version


def close_kit() -> None:
    """Let go of the theme and the cache that rendering in this process has opened.

    A thread of an executor that was handed in may still use them; they are closed when it is done.
    """
    _kit.cache_clear()
    _theme.cache_clear()
