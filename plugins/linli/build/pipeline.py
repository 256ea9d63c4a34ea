"""One way through: survey, read, sort, relate, plan, render, release.

The same functions serve ``build``, ``lint``, ``serve``, the tests and Pelican's own command. What was done before
is not a second way: a file is read, and a page is rendered, only when the mark of what goes into it is new.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from linli.build import annals, last
from linli.build.circles import without_collection
from linli.build.damage import Damaged
from linli.build.foreign.guest import house_of
from linli.build.inputs import ThemeMarks, code_mark, settings_mark
from linli.build.press import Press, a_press, press_beside
from linli.build.report import Report
from linli.errors import ContentError
from linli.files import Folder, Found, survey
from linli.marks import digest, mark
from linli.notices.lapsing import check_permissions, check_withdrawals
from linli.notices.lifecycle import State, state_at
from linli.problems import NOWHERE, Notebook
from linli.problems.forms import in_order
from linli.release import Source, Target, holding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from linli.pages.plan import Plan
    from linli.release import Room
    from linli.site import Card, Newsroom


LARGE = 1500
"""Stories from which on it pays to have another process load its tools while this one plans."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. ``drafts`` shows what may not be seen yet; it is for the preview only.

    ``full`` uses nothing of earlier builds. ``ahead`` also points out what will soon have to be done.
    """

    now: datetime
    strict: bool = False
    drafts: bool = False
    full: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies before a build: the content folder and its files, as they were in the nanosecond ``seen``.

    ``past`` are the bytes of the annals.
    """

    folder: Folder
    found: Found
    notebook: Notebook
    seen: int
    past: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A site that was read, checked and planned; nothing of it is written yet.

    ``manuscripts`` names the text of each story, by its file, by the mark of what it was read from; ``cards``
    are those of all stories, also of those that may not be seen.
    """

    plan: Plan
    cards: Sequence[Card]
    manuscripts: Mapping[str, bytes]
    ground: Ground
    span: last.Span


def build(
    newsroom: Newsroom, options: Options, report: Report | None = None, press: Press | None = None
) -> Report:
    """Build the site and release it. Raises ``ContentError`` when the content has errors.

    ``report`` is filled as the build goes, so that it can be read even when the build fails. A ``press``
    that is handed in stays open for the next build.
    """
    with holding(target_of(newsroom)) as room, at_hand(newsroom, press) as tools:
        return publish(newsroom, options, report or Report(), tools, room)


def publish(
    newsroom: Newsroom, options: Options, report: Report, press: Press, room: Room
) -> Report:
    """Build the site into an output folder that is held already, with what is at hand."""
    with without_collection():
        if options.full:
            press.empty()
        try:
            return _publish(newsroom, options, report, press, room)
        except Damaged:  # what was kept of earlier builds is not whole: do without it
            press.empty()
            report.stages.clear()
            return _publish(newsroom, options, report, press, room)


def _publish(
    newsroom: Newsroom, options: Options, report: Report, press: Press, room: Room
) -> Report:
    ground = look(newsroom, report)
    theme = ThemeMarks(newsroom.theme)
    made_from = _made_from(newsroom, options, ground, theme)
    guest = house_of(newsroom)
    if guest:
        made_from = guest.made_from(made_from)
    before = press.recall_last(made_from, options.now, room.digest)
    if before.report and room.is_intact():
        return report.repeat(before.report, options.now.isoformat())
    if press.is_last and before.is_near and len(ground.found.markdown) >= LARGE:
        from linli.build.reading import load_tools

        press.workers.call_assistant(load_tools)
    press.forget_last()
    if not (guest and guest.newsroom.is_foreign):
        from linli.build.rendering import compile_meanwhile

        compile_meanwhile(newsroom, theme, press)
    draft = prepare(newsroom, options, report, press, ground)

    from linli.build.copying import copy_files
    from linli.build.printing import print_pages

    with room.release(options.now) as release:
        with _stage(report, "render"):
            if guest and guest.newsroom.is_foreign:
                guest.render(draft, press, release, report)
            else:
                print_pages(draft, newsroom, theme, press, room, release, report)
        with _stage(report, "assets"):
            copy_files(draft, newsroom, room, release)
            if guest:
                guest.finish(draft, press, room, release)
        if options.strict and not (guest and guest.newsroom.is_foreign):
            from linli.build.proofing import proof_feeds

            with _stage(report, "proof"):
                proof_feeds(draft, press, release, report)
        made = time.perf_counter()
    report.stages["release"] = time.perf_counter() - made
    report.count_files(release.changes)
    report.output = str(newsroom.output)
    press.remember_last(made_from, draft.span, room.digest, report)
    press.leave(draft, room.files, room.facts, release)
    return report


def target_of(newsroom: Newsroom) -> Target:
    """Return where the site goes, and the folders it must stay clear of."""
    return Target(
        newsroom.output,
        (newsroom.content, newsroom.theme),
        (
            Source("content", "内容", newsroom.content),
            Source("theme's static", "主题的 static ", newsroom.theme / "static"),
        ),
    )


def at_hand(newsroom: Newsroom, press: Press | None) -> AbstractContextManager[Press]:
    """Give out the press that was handed in, or one that is closed afterwards."""
    return press_beside(newsroom.output) if press is None else nullcontext(press)


def look(newsroom: Newsroom, report: Report) -> Ground:
    """Look at the content folder, of which nothing is opened yet, and fetch the annals."""
    notebook = Notebook(newsroom.lang)
    folder = Folder.open(newsroom.content)
    seen = time.time_ns()
    with _stage(report, "survey"):
        found = survey(folder, notebook)
        if not found.markdown:
            notebook.note("no-content", folder.label, NOWHERE)
        past = annals.fetch(newsroom, notebook)
    return Ground(folder, found, notebook, seen, past)


def _made_from(
    newsroom: Newsroom, options: Options, ground: Ground, theme: ThemeMarks
) -> last.MadeFrom:
    """Return the marks of everything a site is made from, the moment aside."""
    around = (
        tuple(ground.notebook.problems),
        ground.folder.label,
        settings_mark(newsroom),
        theme.whole,
        code_mark(),
        (options.strict, options.drafts),
        digest(ground.past),
    )
    return last.MadeFrom(last.files_mark(ground.found, ground.seen), mark(around))


def prepare(
    newsroom: Newsroom,
    options: Options,
    report: Report,
    press: Press | None = None,
    ground: Ground | None = None,
) -> Draft:
    """Read and check everything, and plan the site; no page is written.

    Raises ``ContentError`` with all problems, in order, when one of them is an error.
    """
    with a_press() if press is None else nullcontext(press) as tools:
        return _prepare(newsroom, options, report, tools, ground or look(newsroom, report))


def _prepare(
    newsroom: Newsroom, options: Options, report: Report, press: Press, ground: Ground
) -> Draft:
    from linli.build.reading import Tools as ReadingTools
    from linli.build.reading import load_all, load_tools, read_all

    report.now = options.now.isoformat()
    found, notebook = ground.found, ground.notebook
    with _stage(report, "read"):
        desk = ReadingTools(newsroom.desk_settings, ground.folder)
        ledger = press.ledger(mark((code_mark(), desk.settings, ground.folder.label)))
        entries, report.changed = read_all(
            found,
            desk,
            ledger,
            press.workers,
            ground.seen,
            notebook,
            press.tell,
            lambda: press.look_ahead(found.others),
            load_all if newsroom.related_limit else load_tools,
        )
        press.cache.save()
        kept = press.kept
        newsroom = kept.same("newsroom", newsroom)
        cards = kept.same("cards", [entry.card for entry in entries.values() if entry.card])
        unread = frozenset(found.markdown).difference([card.name for card in cards])

    from linli.build.choose import choose_related
    from linli.build.planning import facts_of_others, plan_site
    from linli.site.edition import make_edition
    from linli.site.sorting import sort_by_state

    with _stage(report, "sort"):
        now = options.now.timestamp()
        sorted_ = sort_by_state(cards, lambda card: _state(card, now, options.drafts), now)
        sorted_ = kept.same("sorted", sorted_)
        check_permissions(cards, now, newsroom.zone, notebook, ahead=options.ahead)
        check_withdrawals(cards, now, newsroom.zone, notebook)
        edition = kept.made("edition", notebook, make_edition, sorted_, newsroom)
    with _stage(report, "relate"):
        marks = {name: entry.mark for name, entry in entries.items()}
        related = choose_related(
            edition,
            newsroom,
            cards,
            marks,
            press.features(marks),
            press.memory,
            notebook,
            unread,
            press.workers,
            kept,
        )
        ledger.let_go()
    with _stage(report, "plan"):
        past = kept.same("past", ground.past)
        given = (
            edition,
            newsroom,
            kept.same("folder", ground.folder),
            cards,
            kept.same("related", related),
            kept.same("unread", unread),
            kept.made("annals", notebook, annals.read_annals, past, newsroom.annals_name),
            kept.same("others", facts_of_others(ground)),
        )
        plan = kept.made("plan", notebook, partial(plan_site, ground, ledger), *given)
        press.cache.save()
    report.read, report.pages, report.assets = len(entries), len(plan.pages), len(plan.assets)
    report.published, report.hidden = len(sorted_.live), len(sorted_.hidden)
    report.expired, report.withdrawn = len(sorted_.expired), len(edition.withdrawn)
    report.problems = in_order(notebook.problems, strict=options.strict)
    if report.errors:
        raise ContentError(report.problems)
    press.leave(entries, sorted_, edition, related, marks)
    return Draft(plan, cards, marks, ground, last.span_around(now, cards))


def _state(card: Card, now: float, drafts: bool) -> State:
    state = state_at(card, now)
    return State.LIVE if drafts and state is State.HIDDEN else state


@contextmanager
def _stage(report: Report, name: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        report.stages[name] = report.stages.get(name, 0.0) + time.perf_counter() - started
