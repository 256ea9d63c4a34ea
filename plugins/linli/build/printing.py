"""Printing: the pages of the plan into the release, made where a mark is new, kept where it is known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from linli.build.arranging import arranged
from linli.build.deciding import (
    all_new,
    bases_of,
    forget_pages,
    known_pages,
    marks_of,
    remember_pages,
    split,
    surroundings,
    whole_marks,
)
from linli.build.inputs import code_mark, placeless, settings_mark
from linli.build.parcels import Wanted
from linli.build.record import (
    Naming,
    Record,
    Rows,
    begin_recipes,
    enter_recipes,
    enter_record,
    ground_mark,
    pages_of_stories,
    rows_of,
    texts_mark,
)
from linli.build.rendering import Tools, learn_meanwhile, render_all, theme_tools
from linli.pages.recipe import FeedParts
from linli.problems import Notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linli.build.cache import Cache
    from linli.build.early import Begun
    from linli.build.inputs import ThemeMarks
    from linli.build.preparing import Planned
    from linli.build.retouching import Touched
    from linli.build.tray import Tray
    from linli.pages.catalogue import Catalogue
    from linli.pages.recipe import Recipe
    from linli.pages.views import SiteView
    from linli.problems import Problem
    from linli.release import Release
    from linli.site import Newsroom


AT_ONCE = 20_000
"""Recipes that are held in memory as they are to be kept, some thirty megabytes."""
Work = Sequence[tuple["Recipe", bytes]]
"""Recipes of pages to make, each with its mark."""


class Late(NamedTuple):
    """What can wait until other processes are at work: recipes as they are to be kept, and marks of pages that have none."""

    recipes: Rows
    marks: Mapping[str, bytes]


def print_pages(planned: Planned, tray: Tray, release: Release, begun: Begun | None = None) -> None:
    """Make the pages whose marks have changed, keep the others; keep the record of the plan.

    Those that others have ``begun`` to make are of a first build.
    """
    press, cache = tray.press, tray.press.cache
    recipes, manuscripts, losses = planned.plan.pages, planned.stories.marks, cache.losses
    sites = sites_of(planned.plan.catalogue, recipes, tray)
    known = known_pages(cache)
    if known:
        marks = _marks_of(planned, sites, tray)
        work, new = split(recipes, marks, known, tray.room.previous), None
    else:  # each is new, whatever its mark: that can wait until others are at work
        work, new = all_new(recipes), partial(_marks_of, planned, sites, tray)
    early = [(recipe, b"") for recipe in begun.recipes] if begun else []
    paths = {recipe.path for recipe, _ in early}
    make = [*early, *arranged([one for one in work.make if one[0].path not in paths])]
    feeds = any(type(recipe.parts) is FeedParts for recipe, _ in make)
    naming = Naming(planned.plan.catalogue.listed, pages_of_stories(recipes) if feeds else {})

    def late() -> Late:
        rows = _rows(make[:AT_ONCE], naming)
        if not new:
            return Late(rows, {})
        # No page is known, so none is kept by a build after one that fails now, whatever is kept of its recipe.
        begin_recipes(cache)
        enter_recipes(cache, rows)
        return Late(Rows(), dict(zip([one.path for one in recipes], new(), strict=True)))

    tools = tools_of(sites, tray, release)
    with cache.held_back() if new else nullcontext():
        rows = _make(make, manuscripts, tools, tray, release, late, begun)
    release.keep(work.keep)
    forget_pages(cache, known.keys() - {one.path for one in recipes})
    if rows:
        for start in range(AT_ONCE, len(make), AT_ONCE):
            enter_recipes(cache, rows)
            rows = _rows(make[start : start + AT_ONCE], naming)
    _enter(cache, rows, _record_of(planned, sites, tray.token), losses)
    tray.report.reused = len(work.keep)
    press.leave(known, work)


def sites_of(catalogue: Catalogue, pages: Iterable[Recipe], tray: Tray) -> Mapping[str, SiteView]:
    """Return the site-wide view for each language that pages are in."""
    from linli.pages.catalogue import site_view

    style = style_url(tray.theme, tray.newsroom.base)
    return {lang: site_view(catalogue, lang, style) for lang in sorted({one.lang for one in pages})}


def tools_of(sites: Mapping[str, SiteView], tray: Tray, release: Release) -> Tools:
    """Return what pages of a release are made with."""
    newsroom, press = tray.newsroom, tray.press
    # Processes that are not ours stay, whatever they have read: for them the theme of each build is another one.
    mark = tray.theme.whole + (tray.token.encode() if press.workers.are_lent else b"")
    theme = theme_tools(newsroom.theme, mark, press.cache_file)
    return Tools(placeless(newsroom), sites, theme, press.cache_file, code_mark(), release.pen)


def _marks_of(planned: Planned, sites: Mapping[str, SiteView], tray: Tray) -> list[bytes]:
    """Return the mark of each page of a plan."""
    recipes, memo = planned.plan.pages, tray.press.memo
    learn_meanwhile(tray.theme, tray.press)
    around = surroundings(settings_mark(tray.newsroom), sites)
    bases = memo.same("bases", bases_of(recipes, around, tray.theme))
    notebook, key = planned.ground.notebook, (recipes, bases)
    own = memo.made("marks", notebook, key, lambda _: marks_of(recipes, bases))
    return whole_marks(recipes, own, planned.stories.marks)


def print_touched(touched: Touched, tray: Tray, release: Release) -> None:
    """Make those pages of a few recipes whose marks have changed, keep all others of the release."""
    newsroom, theme, press, room = tray.newsroom, tray.theme, tray.press, tray.room
    sites, cache = touched.record.sites, press.cache
    losses = cache.losses
    around = surroundings(settings_mark(newsroom), sites)
    theme.bound(cache)
    recipes = touched.recipes
    bases = bases_of(recipes, around, theme)
    own = marks_of(recipes, bases)
    marks = whole_marks(recipes, own, touched.manuscripts)
    known = known_pages(cache, [page.path for page in recipes])
    work = split(recipes, marks, known, room.previous)
    make = arranged(work.make)
    rows = _make(
        make,
        touched.manuscripts,
        tools_of(sites, tray, release),
        tray,
        release,
        lambda: Late(_rows(make, touched.naming), {}),
    )
    release.keep_rest()
    _enter(cache, rows, touched.record._replace(token=tray.token), losses)
    tray.report.reused = tray.report.pages - len(make)


def _rows(make: Work, naming: Naming) -> Rows:
    return rows_of([recipe for recipe, _ in make], naming)


def _enter(cache: Cache, rows: Rows | None, record: Record, losses: int) -> None:
    """Keep the recipes of pages that were made, if these are known, and the record, unless anything was lost since there were
    so many ``losses``.
    """
    if rows:
        enter_recipes(cache, rows)
    if rows and cache.losses == losses:
        enter_record(cache, record)
    cache.save()


def _record_of(planned: Planned, sites: Mapping[str, SiteView], token: str) -> Record:
    """Return what a later build has to know of a plan."""
    ground, choice = planned.ground, planned.choice
    texts = texts_mark(ground.found.markdown, planned.stories.marks)
    return Record(
        token,
        ground_mark(ground),
        texts,
        len(planned.plan.pages),
        choice.writing,
        tuple(planned.noted),
        sites,
        choice.by_title,
        choice.compared,
    )


def _make(
    make: Work,
    manuscripts: Mapping[str, bytes],
    tools: Tools,
    tray: Tray,
    release: Release,
    late: Callable[[], Late],
    begun: Begun | None = None,
) -> Rows | None:
    """Make pages, and return recipes as they are to be kept; ``late`` gives them while other processes are at work.

    The first of them may be ``begun`` already. When the theme was written in meanwhile, nobody knows what a page was made from:
    nothing of it is kept.
    """
    press, report = tray.press, tray.report
    made: dict[str, tuple[bytes, str]] = {}
    rest = make[len(begun.recipes) :] if begun else make
    wanted = [wanted_of(recipe, manuscripts, tray.room.previous) for recipe, _ in rest]
    rendered = render_all(wanted, tools, press.workers, begun.post if begun else None)
    slow: dict[str, str] = {}
    rows, new = late()
    pages = chain(begun.printed, rendered) if begun else rendered
    for done, ((recipe, of), page) in enumerate(zip(make, pages, strict=True)):
        press.tell("render", done, len(make))
        release.wrote(recipe.path, page.sha)
        made[recipe.path] = of or new[recipe.path], page.sha
        if page.slow:
            slow.setdefault(recipe.template, page.slow)
    report.rendered = len(make)
    report.problems = [*report.problems, *slow_templates(slow, tray.newsroom)]
    if not tray.theme.is_still():
        return None
    remember_pages(press.cache, made)
    return rows


def wanted_of(recipe: Recipe, manuscripts: Mapping[str, bytes], live: Mapping[str, str]) -> Wanted:
    """Return a page to make; ``live`` are the files of the site as it is."""
    texts = tuple([manuscripts[story] for story in recipe.stories])
    return Wanted(recipe, texts, live.get(recipe.path, ""))


def slow_templates(slow: Mapping[str, str], newsroom: Newsroom) -> list[Problem]:
    """Return a note on each template whose faster form failed; the values of ``slow`` say why."""
    notebook = Notebook(newsroom.lang)
    for template, why in sorted(slow.items()):
        path = newsroom.theme / "templates" / template
        notebook.note("slow-template", str(path), error=why)
    return notebook.problems


def style_url(theme: ThemeMarks, base: str) -> str:
    """Return the style sheet's address; its hash lets browsers keep it for ever and never too long."""
    mark = theme.static.get("style.css", b"").hex()[:8]
    return f"{base}/theme/style.css" + (f"?v={mark}" if mark else "")
