"""One way through: read, sort, plan, render, release.

The same functions serve ``build``, ``lint``, ``serve``, the tests and Pelican's own command.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.build.choose import choose_related
from linli.build.release import Release, check_output, real_output, releasing
from linli.build.render import Theme
from linli.build.report import Report
from linli.errors import ContentError, OutputError, ThemeError
from linli.files import Folder, Refused, survey
from linli.notices.lifecycle import State, state_of
from linli.pages.plan import Plan, make_plan
from linli.problems import NOWHERE, Notebook
from linli.problems.forms import in_order
from linli.site.desk import Desk, Manuscript
from linli.site.edition import Sorted, make_edition, sort_by_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from linli.pages.views import SiteView
    from linli.site import Newsroom


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. ``drafts`` shows what may not be seen yet; it is for the preview only."""

    now: datetime
    strict: bool = False
    drafts: bool = False


def build(newsroom: Newsroom, options: Options, report: Report | None = None) -> Report:
    """Build the site and release it. Raises ``ContentError`` when the content has errors.

    ``report`` is filled as the build goes, so that it can be read even when the build fails.
    """
    report = report or Report()
    check_output(real_output(newsroom), newsroom)
    plan, folder = prepare(newsroom, options, report)
    theme = Theme(newsroom.theme)
    with releasing(newsroom) as release:
        with _stage(report, "render"):
            _render(plan, theme, release, newsroom)
        with _stage(report, "assets"):
            _copy(plan, folder, theme, release, newsroom)
    report.output = str(newsroom.output)
    return report


def prepare(newsroom: Newsroom, options: Options, report: Report) -> tuple[Plan, Folder]:
    """Read and check everything, and plan the site; nothing is written.

    Raises ``ContentError`` with all problems, in order, when one of them is an error.
    """
    report.now = options.now.isoformat()
    notebook = Notebook(newsroom.lang)
    folder = Folder.open(newsroom.content)
    with _stage(report, "survey"):
        found = survey(folder, notebook)
        if not found.markdown:
            notebook.note("no-content", folder.label, NOWHERE)
    with _stage(report, "read"):
        desk = Desk(newsroom, folder)
        read = [desk.read(name, notebook) for name in found.markdown]
        manuscripts = [manuscript for manuscript in read if manuscript]
        unread = frozenset(found.markdown) - {item.story.name for item in manuscripts}
    with _stage(report, "sort"):
        sorted_ = sort_by_state(manuscripts, lambda item: _state(item, options))
        edition = make_edition(sorted_, newsroom, notebook)
    with _stage(report, "relate"):
        related = choose_related(edition, newsroom, manuscripts, notebook, unread)
    with _stage(report, "plan"):
        files = frozenset(found.others)
        plan = make_plan(edition, newsroom, folder, files, manuscripts, related, notebook, unread)
    _count(report, found.markdown, sorted_, plan)
    report.problems = in_order(notebook.problems, strict=options.strict)
    if report.errors:
        raise ContentError(report.problems)
    return plan, folder


def _state(item: Manuscript, options: Options) -> State:
    state = state_of(item.story, options.now)
    return State.LIVE if options.drafts and state is State.HIDDEN else state


def _render(plan: Plan, theme: Theme, release: Release, newsroom: Newsroom) -> None:
    sites: dict[str, SiteView] = {}
    style = _style_url(theme, newsroom)
    for page in plan.pages:
        lang = page.view.head.lang
        if lang not in sites:
            sites[lang] = plan.layout.site(lang, style)
        release.write(page.path, theme.render(page, sites[lang]).encode("utf-8"))


def _style_url(theme: Theme, newsroom: Newsroom) -> str:
    """Return the style sheet's address; its hash lets browsers keep it for ever and never too long."""
    sheet = theme.folder / "static" / "style.css"
    mark = hashlib.sha256(sheet.read_bytes()).hexdigest()[:8] if sheet.is_file() else ""
    return f"{newsroom.base}/theme/style.css" + (f"?v={mark}" if mark else "")


def _copy(plan: Plan, folder: Folder, theme: Theme, release: Release, newsroom: Newsroom) -> None:
    for asset in plan.assets:
        try:
            content = folder.read(asset.name, newsroom.asset_limit)
        except Refused as refused:
            raise OutputError(
                f"{folder.called(asset.name)} changed or vanished during the build.",
                "Build again.",
                zh=f"{folder.called(asset.name)} 在生成时变了或不见了。请再生成一次。",
            ) from refused
        release.write(asset.name, content)
    static = theme.folder / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            if not path.resolve().is_relative_to(theme.folder.resolve()):
                raise ThemeError(
                    f"{path} leads out of the theme.",
                    "Copy the file into it.",
                    zh=f"{path} 指到主题文件夹之外。请把文件复制进去。",
                )
            release.write(f"theme/{path.relative_to(static).as_posix()}", path.read_bytes())


def _count(report: Report, names: tuple[str, ...], sorted_: Sorted, plan: Plan) -> None:
    report.read = len(names)
    report.published = len(sorted_.live)
    report.hidden = len(sorted_.hidden)
    report.expired = len(sorted_.expired)
    report.withdrawn = len(sorted_.withdrawn)
    report.pages = len(plan.pages)
    report.assets = len(plan.assets)


@contextmanager
def _stage(report: Report, name: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        report.stages[name] = report.stages.get(name, 0.0) + time.perf_counter() - started
