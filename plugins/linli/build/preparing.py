"""Preparing: survey, read, sort, relate, plan. Nothing of the site is written.

``build``, ``lint``, ``serve`` and the tests prepare in one way. What was done before is not a second way: a file is
read only when the mark of what goes into it is new.
"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from linli.build import annals, last
from linli.build.inputs import code_mark
from linli.build.press import Press, a_press
from linli.errors import ContentError
from linli.files import Folder
from linli.marks import mark
from linli.notices.lapsing import check_permissions, check_withdrawals
from linli.notices.lifecycle import State, state_at, why_hidden
from linli.problems import NOWHERE, Notebook
from linli.problems.forms import in_order
from linli.survey import Found, survey, survey_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from linli.build.choose import Choice
    from linli.build.reading import Intake, Reading
    from linli.build.report import Report
    from linli.pages.plan import Plan
    from linli.problems import Problem
    from linli.site import Card, Newsroom


class Options(Struct, frozen=True):
    """How to build. ``drafts`` shows what may not be seen yet; it is for the preview only.

    ``full`` uses nothing of earlier builds. ``ahead`` also points out what will soon have to be done. ``saved`` are the files
    of the content folder, by name, of which alone somebody says that they are others than in the last build of this press; where
    there are none, all are looked at.
    """

    now: datetime
    strict: bool = False
    drafts: bool = False
    full: bool = False
    ahead: bool = False
    saved: frozenset[str] = frozenset()


class Ground(Struct, frozen=True):
    """What lies before a build: the content folder and its files, as they were in the nanosecond ``seen``.

    ``past`` are the bytes of the annals.
    """

    folder: Folder
    found: Found
    notebook: Notebook
    seen: int
    past: bytes


class Looked(NamedTuple):
    """What there was to see in the content folder in the nanosecond ``seen``, and what there was to say of it."""

    folder: Folder
    found: Found
    seen: int
    problems: Sequence[Problem]


class Draft(Struct, frozen=True):
    """A site that was read, checked and planned; nothing of it is written yet.

    ``manuscripts`` names the text of each story, by its file, by the mark of what it was read from; ``cards``
    are those of all stories, also of those that may not be seen. ``choice`` are the related lists, ``noted`` the problems that
    were found after reading.
    """

    plan: Plan
    cards: Sequence[Card]
    manuscripts: Mapping[str, bytes]
    ground: Ground
    span: last.Span
    choice: Choice
    noted: Sequence[Problem]


def look(newsroom: Newsroom, report: Report, press: Press, saved: Iterable[str] = ()) -> Ground:
    """Look at the content folder, of which nothing is opened yet, and fetch the annals.

    Where files were ``saved``, only those are looked at; the others are as the ``press`` remembers them. Else all are.
    """
    notebook = Notebook(newsroom.lang)
    folder = Folder.open(newsroom.content)
    with stage(report, "survey"):
        looked = _again(folder, press.looked, saved) or _anew(folder, newsroom.lang)
        press.looked = looked
        notebook.extend(looked.problems)
        past = annals.fetch(newsroom, notebook)
    return Ground(folder, looked.found, notebook, looked.seen, past)


def _anew(folder: Folder, language: str) -> Looked:
    """Look at all files."""
    notebook = Notebook(language)
    seen = time.time_ns()
    found = survey(folder, notebook)
    if not found.markdown:
        notebook.note("no-content", folder.label, NOWHERE)
    return Looked(folder, found, seen, notebook.problems)


def _again(folder: Folder, before: Looked | None, saved: Iterable[str]) -> Looked | None:
    """Look at those ``saved`` alone, if that will do. All others were seen when they were, and not now."""
    if not saved or before is None or before.folder != folder:
        return None
    found = survey_again(folder, before.found, saved)
    return None if found is None else before._replace(found=found)


def prepare(
    newsroom: Newsroom,
    options: Options,
    report: Report,
    press: Press | None = None,
    ground: Ground | None = None,
    read: Read | None = None,
) -> Draft:
    """Read and check everything, and plan the site; no page is written.

    ``read`` is what was read already, on the same ``ground``.
    Raises ``ContentError`` with all problems, in order, when one of them is an error.
    """
    with a_press() if press is None else nullcontext(press) as tools:
        ground = ground or look(newsroom, report, tools)
        read = read or read_files(newsroom, report, tools, ground)
        return _prepare(newsroom, options, report, tools, ground, read)


class Read(NamedTuple):
    """What was read, by whom, and what came of it."""

    intake: Intake
    reading: Reading


def read_files(
    newsroom: Newsroom, report: Report, press: Press, ground: Ground, *, ahead: bool = True
) -> Read:
    """Read the files that changed; meanwhile look ``ahead`` to what planning needs."""
    from linli.build.reading import Intake, Tools, load_all, read_changed

    found = ground.found
    with stage(report, "read"):
        desk = Tools(newsroom.desk_settings, ground.folder)
        ledger = press.ledger(mark((code_mark(), desk.settings, ground.folder.label)))
        intake = Intake(found, ground.seen, desk, ledger, press.workers)
        meanwhile = partial(press.look_ahead, found.others) if ahead else None
        reading = read_changed(intake, press.tell, meanwhile, load_all)
        report.changed = reading.number
        press.cache.save()
    return Read(intake, reading)


def _prepare(
    newsroom: Newsroom, options: Options, report: Report, press: Press, ground: Ground, read: Read
) -> Draft:
    from linli.build.reading import all_entries

    report.now = options.now.isoformat()
    found, notebook = ground.found, ground.notebook
    with stage(report, "read"):
        entries, report.changed = all_entries(read.reading, read.intake, notebook)
        press.cache.save()
        kept = press.kept
        newsroom = kept.same("newsroom", newsroom)
        cards = kept.same("cards", [entry.card for entry in entries.values() if entry.card])
        faces = {name: entry.face for name, entry in entries.items() if entry.face}
        faces = kept.same("faces", faces)
        unread = frozenset(found.markdown).difference([card.name for card in cards])
        known = len(notebook.problems)

    from linli.build.choose import choose_related
    from linli.build.planning import facts_of_others, plan_site
    from linli.site.edition import make_edition
    from linli.site.sorting import sort_by_state

    with stage(report, "sort"):
        now = options.now.timestamp()
        shown = _hidden(cards, now) if options.drafts else {}
        sorted_ = sort_by_state(cards, lambda card: state_at(card, now), now, shown)
        sorted_ = kept.same("sorted", sorted_)
        check_permissions(cards, now, newsroom.zone, notebook, ahead=options.ahead)
        check_withdrawals(cards, now, newsroom.zone, notebook)
        edition = kept.made("edition", notebook, make_edition, sorted_, newsroom)
    with stage(report, "relate"):
        marks = {name: entry.mark for name, entry in entries.items()}
        choice = choose_related(
            edition,
            newsroom,
            cards,
            faces,
            marks,
            press.features(marks),
            press.memory,
            notebook,
            unread,
            press.workers,
            kept,
        )
        read.intake.ledger.let_go()
    with stage(report, "plan"):
        past = kept.same("past", ground.past)
        given = (
            edition,
            newsroom,
            kept.same("folder", ground.folder),
            cards,
            faces,
            kept.same("related", choice.lists),
            kept.same("unread", unread),
            kept.made("annals", notebook, annals.read_annals, past, newsroom.annals_name),
            kept.same("others", facts_of_others(ground)),
        )
        plan = kept.made(
            "plan", notebook, partial(plan_site, ground, read.intake.ledger, press), *given
        )
        press.cache.save()
    report.read, report.pages, report.assets = len(entries), len(plan.pages), len(plan.assets)
    report.published, report.hidden = len(sorted_.live), len(sorted_.hidden)
    reasons = Counter([why_hidden(card, now) for card in sorted_.hidden])
    report.drafts, report.waiting = reasons["draft"], reasons["awaited"]
    report.lapsed = reasons["lapsed"]
    report.expired, report.withdrawn = len(sorted_.expired), len(edition.withdrawn)
    report.problems = in_order(notebook.problems, strict=options.strict)
    if report.errors:
        raise ContentError(report.problems)
    press.leave(entries, sorted_, edition, choice, marks)
    span = last.span_around(now, cards)
    return Draft(plan, cards, marks, ground, span, choice, notebook.problems[known:])


def _hidden(cards: Sequence[Card], now: float) -> dict[str, str]:
    """Return which stories readers may not see yet, or no more, by file name, and why not; withdrawn ones nobody sees."""
    hidden = [card for card in cards if state_at(card, now) is State.HIDDEN]
    reasons = {card.name: why_hidden(card, now) for card in hidden}
    return {name: why for name, why in reasons.items() if why != "withdrawn"}


@contextmanager
def stage(report: Report, name: str) -> Iterator[None]:
    """Count the seconds of the block in the report, as those of a stage."""
    started = time.perf_counter()
    try:
        yield
    finally:
        report.stages[name] = report.stages.get(name, 0.0) + time.perf_counter() - started
