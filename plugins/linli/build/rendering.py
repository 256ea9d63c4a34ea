"""Rendering: recipes into files of the release, in any process, on all cores."""

from __future__ import annotations

import pickle
from contextlib import suppress
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple, cast

from linli.build.arranging import follower
from linli.build.batches import AT_HAND
from linli.build.cache import Cache
from linli.build.circles import without_collection
from linli.build.inputs import code_mark
from linli.build.parcels import Post
from linli.build.press import COMPILED
from linli.build.results import ending_with
from linli.threads import OfThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from linli.build.inputs import ThemeMarks
    from linli.build.manuscripts import Manuscripts
    from linli.build.parcels import Wanted
    from linli.build.press import Press
    from linli.build.templates.render import Theme
    from linli.build.workers import Workers
    from linli.pages.clippings import Clippings
    from linli.pages.layout import Layout
    from linli.pages.recipe import Recipe
    from linli.pages.story_view import Tell
    from linli.pages.views import SiteView, View
    from linli.release import Pen
    from linli.site import Newsroom


class ThemeTools(NamedTuple):
    """What a theme is made from: its folder and mark, where to keep it compiled, the mark of the code.

    A process that has one with another mark compiles its templates anew.
    """

    folder: Path
    mark: bytes
    compiled: Path
    version: bytes


class Tools(NamedTuple):
    """What rendering needs besides recipes: plain values and places, so that any process can do it."""

    newsroom: Newsroom  # without places (``linli.build.inputs.placeless``): no page can show what no mark covers
    sites: Mapping[str, SiteView]
    theme: ThemeTools
    cache: Path
    version: bytes
    pen: Pen


class Printed(NamedTuple):
    """A page that was made: the SHA-256 of its bytes, and why it took long if its template's faster form failed."""

    sha: str
    slow: str = ""


def render_all(
    wanted: Sequence[Wanted], tools: Tools, workers: Workers, post: Post | None = None
) -> Iterator[Printed]:
    """Render pages into the release; return what was made of each, in their order. Other processes begin at once.

    A ``post`` that is handed in, and sends them the pages, stays open for more.
    """
    own = Post(lambda: [one for page in wanted for one in page.recipe.shown], tools.cache.parent)
    packed, together = pickle.dumps(tools), follower(wanted)

    def end() -> None:
        own.close()
        close_kit()

    try:
        send = (post or own).parcel
        printed = workers.map(render_batch, packed, wanted, together, send=send)
    except BaseException:  # raised again
        end()
        raise
    return ending_with(printed, end)


def render_batch(tools: bytes, batch: Iterable[Wanted]) -> list[Printed]:
    """Render pages; each is a pure function of its recipe, the manuscript it names, and ``tools``."""
    kit = _kit(tools)
    pages = list(batch)
    with (
        without_collection(),
        kit.cache.at_once(),
    ):  # a page is gone when it is written, and leaves no circle
        kit.manuscripts.fetch([one.manuscripts[0] for one in pages if len(one.manuscripts) == 1])
        return _printed(kit, pages)


def _printed(kit: Kit, pages: Iterable[Wanted]) -> list[Printed]:
    printed: list[Printed] = []
    made: list[tuple[Wanted, bytes]] = []
    size = 0
    for one, make in [(one, _maker(kit, one)) for one in pages]:
        content = make()
        made.append((one, content))
        size += len(content)
        if size >= AT_HAND:
            printed += _written(kit, made)
            made, size = [], 0
    return printed + _written(kit, made)


def _written(kit: Kit, made: Iterable[tuple[Wanted, bytes]]) -> list[Printed]:
    write, slow = kit.tools.pen.write, kit.theme.slow
    return [
        Printed(
            write(one.recipe.path, content, one.live or None), slow.get(one.recipe.template, "")
        )
        for one, content in made
    ]


def _maker(kit: Kit, wanted: Wanted) -> Callable[[], bytes]:
    """Return what makes a page, of which only the template is left to be filled."""
    from linli.pages.making import make_view
    from linli.pages.recipe import FeedParts

    recipe, marks, _ = wanted
    if isinstance(recipe.parts, FeedParts):
        from linli.pages.feed_documents import make_feed

        return partial(make_feed, recipe, marks, kit.clippings())
    manuscripts = [kit.manuscripts.of(mark) for mark in marks]
    if not recipe.template:
        from linli.pages.documents import make_document

        return partial(make_document, kit.layout, recipe, manuscripts)
    return partial(_page, kit, recipe, make_view(kit.layout, recipe, manuscripts, kit.tell))


def _page(kit: Kit, recipe: Recipe, view: View) -> bytes:
    site = kit.tools.sites[recipe.lang]
    return kit.theme.render(recipe.template, view, site, recipe.owner).encode("utf-8")


def compile_meanwhile(newsroom: Newsroom, theme: ThemeMarks, press: Press) -> None:
    """Have the theme compiled by the processes that read, while this one relates and plans."""
    tools = theme_tools(newsroom.theme, theme.whole, press.cache_file)
    press.workers.meanwhile(prepare_theme, pickle.dumps(tools))


def learn_meanwhile(theme: ThemeMarks, press: Press) -> None:
    """Tell the theme's marks what those processes have found out of its templates, and what is kept of them."""
    theme.bound(press.cache)
    for named in press.workers.done_meanwhile():
        theme.learn(cast("Mapping[bytes, frozenset[str | None]]", named))


def prepare_theme(tools: bytes, part: int, parts: int) -> Mapping[bytes, frozenset[str | None]]:
    """Compile a part of the theme's templates before there are pages; return what templates name, by mark.

    ``tools`` are pickled :class:`ThemeTools`. What is wrong with a template is said when it is used.
    """
    from linli.build.reading import load_tools
    from linli.pages import clippings, documents
    from linli.regexes import compile_waiting

    del clippings, documents  # few pages are feeds or maps
    load_tools()
    compile_waiting()
    quick = _theme(pickle.loads(tools)).quick  # noqa: S301 - made by this build
    for name in quick.outline.pages[part::parts]:
        with suppress(Exception):
            quick.get_template(name)
    return quick.named() if part == 0 else {}


@OfThread
def _theme(tools: ThemeTools) -> Theme:
    """Return the theme, the same as long as its mark is."""
    from linli.build.templates.render import Theme

    return Theme(tools.folder, tools.compiled, tools.version)


class Kit(NamedTuple):
    """What a process has at hand while it renders."""

    tools: Tools
    layout: Layout
    theme: Theme
    cache: Cache
    manuscripts: Manuscripts
    tell: Tell
    clippings: Callable[[], Clippings]


@OfThread
def _kit(packed: bytes) -> Kit:
    from linli.build.manuscripts import Manuscripts
    from linli.pages.addresses import Addresses
    from linli.pages.layout import Layout
    from linli.pages.story_view import Retelling

    tools = Tools(*pickle.loads(packed))  # noqa: S301 - made by this build
    layout = Layout(tools.newsroom, Addresses(tools.newsroom.base))
    theme = _theme(tools.theme)
    cache = Cache(tools.cache, tools.version)
    manuscripts, tell = Manuscripts(cache), Retelling()

    @lru_cache(maxsize=1)
    def clippings() -> Clippings:
        from linli.pages.clippings import Clippings  # most pages are no feeds

        return Clippings(layout, manuscripts.of, tell)

    return Kit(tools, layout, theme, cache, manuscripts, tell, clippings)


def theme_tools(folder: Path, mark: bytes, cache: Path) -> ThemeTools:
    """Return what a theme is made from, for a build with its ``cache`` in a file."""
    return ThemeTools(folder, mark, cache.parent.with_name(COMPILED), code_mark())


def close_kit() -> None:
    """Let go of the theme and the cache that rendering in this process has opened.

    A thread of an executor that was handed in may still use them; they are closed when it is done.
    """
    _kit.cache_clear()
    _theme.cache_clear()
