"""Printing: the pages of the plan into the release, made where a mark is new, kept where it is known."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from linli.build.arranging import arranged
from linli.build.inputs import code_mark, settings_mark
from linli.build.rendering import (
    Split,
    Tools,
    Wanted,
    bases_of,
    known_pages,
    learn_meanwhile,
    marks_of,
    remember_pages,
    render_all,
    split,
    surroundings,
    whole_marks,
)
from linli.pages.catalogue import site_view
from linli.problems import Notebook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.build.inputs import ThemeMarks
    from linli.build.pipeline import Draft
    from linli.build.press import Press
    from linli.build.report import Report
    from linli.pages.recipe import Recipe
    from linli.problems import Problem
    from linli.release import Release, Room
    from linli.site import Newsroom


def print_pages(
    draft: Draft,
    newsroom: Newsroom,
    theme: ThemeMarks,
    press: Press,
    room: Room,
    release: Release,
    report: Report,
) -> None:
    """Make the pages whose marks have changed, keep the others."""
    plan, kept, manuscripts = draft.plan, press.kept, draft.manuscripts
    style = style_url(theme, newsroom)
    langs = sorted({page.lang for page in plan.pages})
    sites = {lang: site_view(plan.catalogue, lang, style) for lang in langs}
    around = surroundings(settings_mark(newsroom), sites)
    learn_meanwhile(theme, press)
    bases = kept.same("bases", bases_of(plan.pages, around, theme))

    def marks() -> list[bytes]:
        own = kept.made("marks", draft.ground.notebook, marks_of, plan.pages, bases)
        return whole_marks(plan.pages, own, manuscripts)

    known = known_pages(press.cache)
    if known:
        work = split(plan.pages, marks(), known, room.previous)
    else:  # each is new, whatever its mark: that can wait until others are at work
        work = Split([(recipe, b"") for recipe in plan.pages], [])
    tools = Tools(newsroom, sites, theme.whole, press.cache_file, code_mark(), release.pen)
    make = arranged(work.make)
    made: dict[str, tuple[bytes, str]] = {}
    wanted = [_wanted(recipe, manuscripts, room.previous) for recipe, _ in make]
    slow: dict[str, str] = {}
    rendered = render_all(wanted, tools, press.workers)
    new = {} if known else dict(zip([page.path for page in plan.pages], marks(), strict=True))
    for done, ((recipe, of), page) in enumerate(zip(make, rendered, strict=True)):
        press.tell("render", done, len(wanted))
        release.wrote(recipe.path, page.sha)
        made[recipe.path] = of or new[recipe.path], page.sha
        if page.slow:
            slow.setdefault(recipe.template, page.slow)
    release.keep(work.keep)
    remember_pages(press.cache, made, known.keys() - {page.path for page in plan.pages})
    press.cache.save()
    report.rendered, report.reused = len(work.make), len(work.keep)
    report.problems = [*report.problems, *slow_templates(slow, newsroom)]
    press.leave(known, work)


def _wanted(recipe: Recipe, manuscripts: Mapping[str, bytes], live: Mapping[str, str]) -> Wanted:
    texts = tuple([manuscripts[story] for story in recipe.stories])
    return Wanted(recipe, texts, live.get(recipe.path, ""))


def slow_templates(slow: Mapping[str, str], newsroom: Newsroom) -> list[Problem]:
    """Return a note on each template whose faster form failed; the values of ``slow`` say why."""
    notebook = Notebook(newsroom.lang)
    for template, why in sorted(slow.items()):
        path = newsroom.theme / "templates" / template
        notebook.note("slow-template", str(path), error=why)
    return notebook.problems


def style_url(theme: ThemeMarks, newsroom: Newsroom) -> str:
    """Return the style sheet's address; its hash lets browsers keep it for ever and never too long."""
    sheet = newsroom.theme / "static" / "style.css"
    mark = hashlib.sha256(sheet.read_bytes()).hexdigest()[:8] if sheet.is_file() else ""
    return f"{newsroom.base}/theme/style.css" + (f"?v={mark}" if mark else "")
