"""Preparing: survey, read, sort, relate, plan; all stages but planning are functions here. Nothing of the site is written.

``build``, ``lint``, ``serve`` and the tests prepare in one way. What was done before is not a second way: a file is
read only when the mark of what goes into it is new.
"""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from linli.build import last
from linli.build.press import Press, a_press
from linli.build.report import Report
from linli.build.surveying import look
from linli.errors import ContentError
from linli.notices.lapsing import check_permissions, check_withdrawals
from linli.notices.lifecycle import State, state_at, why_hidden
from linli.problems.forms import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from linli.build.choose import Choice
    from linli.build.ledger import Entry
    from linli.build.reading import Intake, Reading
    from linli.build.surveying import Ground
    from linli.pages.frame import Frame
    from linli.pages.plan import Plan
    from linli.problems import Notebook, Problem
    from linli.site import Card, Edition, Face, Newsroom
    from linli.site.sorting import Sorted

    Begin = Callable[[Frame, "Stories"], bool]


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


class Planned(Struct, frozen=True):
    """A site that was read, checked and planned; nothing of it is written yet.

    ``stories`` are all, also those that may not be seen. ``choice`` are the related lists, ``noted`` the problems that
    were found after reading; in the time ``span`` nothing appears or expires.
    """

    plan: Plan
    stories: Stories
    ground: Ground
    span: last.Span
    choice: Choice
    noted: Sequence[Problem]


class Stories(NamedTuple):
    """What was read of all stories: their cards, and by file name their faces and the marks of their manuscripts.

    ``unread`` are the files that could not be read.
    """

    cards: Sequence[Card]
    faces: Mapping[str, Face]
    marks: Mapping[str, bytes]
    unread: frozenset[str]


class Read(NamedTuple):
    """What was read, by whom, and what came of it."""

    intake: Intake
    reading: Reading


def nothing(frame: Frame, stories: Stories) -> bool:
    """Begin nothing with what is planned."""
    return False


def prepare(
    newsroom: Newsroom,
    options: Options,
    report: Report,
    press: Press | None = None,
    ground: Ground | None = None,
    read: Read | None = None,
    begin: Begin = nothing,
) -> Planned:
    """Read and check everything, and plan the site; no page is written.

    ``read`` is what was read already, on the same ``ground``. ``begin`` is called, perhaps more than once, with what is planned while
    others find related lists, and says whether from then on others read the cache: then nothing is saved in it.
    Raises ``ContentError`` with all problems, in order, when one of them is an error.
    """
    with a_press() if press is None else nullcontext(press) as tools:
        ground = ground or look(newsroom, report, tools)
        read = read or read_files(newsroom, report, tools, ground)
        return _prepare(newsroom, options, report, tools, ground, read, begin)


def _prepare(
    newsroom: Newsroom,
    options: Options,
    report: Report,
    press: Press,
    ground: Ground,
    read: Read,
    begin: Begin,
) -> Planned:
    from linli.build.planning import Planner

    notebook, ledger = ground.notebook, read.intake.ledger
    newsroom = press.memo.same("newsroom", newsroom)
    others_read = False
    try:
        with report.stage("read"):
            entries, stories = gather_stories(ground, read, report, press)
            known = len(notebook.problems)
        with report.stage("sort"):
            sorted_, edition = sort_stories(stories, newsroom, options, press, notebook)
        planner = Planner(stories, edition, newsroom, press, ground, ledger)

        def meanwhile() -> None:
            nonlocal others_read
            frame = planner.begin(report)
            if not others_read:
                ledger.save()
            others_read = begin(frame, stories)

        with report.stage("relate"):
            choice = relate_stories(stories, edition, newsroom, press, notebook, meanwhile)
    finally:
        ledger.let_go()
        if not others_read:
            ledger.save()  # whatever happens, nothing has to be read again
    with report.stage("plan"):
        plan = planner.plan(choice.lists)
    if not others_read:
        press.cache.save()
    press.leave(entries, sorted_, edition, choice, stories)
    _count(report, options, sorted_, edition, plan, len(entries))
    report.problems = in_order(notebook.problems, strict=options.strict)
    if report.errors:
        raise ContentError(report.problems)
    span = last.span_around(options.now.timestamp(), stories.cards)
    return Planned(plan, stories, ground, span, choice, notebook.problems[known:])


def read_files(
    newsroom: Newsroom, report: Report, press: Press, ground: Ground, *, ahead: bool = True
) -> Read:
    """Read the files that changed; meanwhile look ``ahead`` to what planning needs."""
    from linli.build.reading import intake_of, load_all, read_changed

    with report.stage("read"):
        intake = intake_of(newsroom, ground, press)
        meanwhile = partial(press.look_ahead, ground.found.others) if ahead else None
        reading = read_changed(intake, press.tell, meanwhile, load_all)
        report.changed = reading.number
        if ahead:  # the rest can wait until others relate
            press.cache.save()
        else:
            intake.ledger.save()
    return Read(intake, reading)


def gather_stories(
    ground: Ground, read: Read, report: Report, press: Press
) -> tuple[Mapping[str, Entry], Stories]:
    """Return what is known of every file by now, and what that says of stories; what is wrong with them is written down."""
    from linli.build.reading import all_entries

    entries, report.changed = all_entries(read.reading, read.intake, ground.notebook)
    cards = [entry.card for entry in entries.values() if entry.card]
    faces = {name: entry.face for name, entry in entries.items() if entry.face}
    marks = {name: entry.mark for name, entry in entries.items()}
    unread = frozenset(ground.found.markdown).difference([card.name for card in cards])
    same = press.memo.same
    return entries, Stories(
        same("cards", cards), same("faces", faces), same("marks", marks), same("unread", unread)
    )


class Reviewed(NamedTuple):
    """What lies before a build, and what was read of it, when nothing is to be published."""

    ground: Ground
    entries: Mapping[str, Entry]
    stories: Stories


def review_stories(newsroom: Newsroom, press: Press) -> Reviewed:
    """Read every story as a build reads it, those that have not changed out of the cache."""
    report = Report()
    ground = look(newsroom, report, press)
    read = read_files(newsroom, report, press, ground, ahead=False)
    reviewed = Reviewed(ground, *gather_stories(ground, read, report, press))
    read.intake.ledger.save()
    return reviewed


def sort_stories(
    stories: Stories, newsroom: Newsroom, options: Options, press: Press, notebook: Notebook
) -> tuple[Sorted, Edition]:
    """Sort stories by what may be seen now, and what may be seen for readers."""
    from linli.site.edition import make_edition
    from linli.site.sorting import sort_by_state

    cards, now = stories.cards, options.now.timestamp()
    shown = _hidden(cards, now) if options.drafts else {}
    sorted_ = sort_by_state(cards, lambda card: state_at(card, now), now, shown)
    sorted_ = press.memo.same("sorted", sorted_)
    check_permissions(cards, now, newsroom.zone, notebook, ahead=options.ahead)
    check_withdrawals(cards, now, newsroom.zone, notebook)
    make = partial(make_edition, sorted_, newsroom)
    return sorted_, press.memo.made("edition", notebook, (sorted_, newsroom), make)


def relate_stories(
    stories: Stories,
    edition: Edition,
    newsroom: Newsroom,
    press: Press,
    notebook: Notebook,
    meanwhile: Callable[[], object] = bool,
) -> Choice:
    """Choose the related list of each story with a page; where other processes do that, do something else ``meanwhile``."""
    from linli.build.choose import choose_related

    return choose_related(stories, edition, newsroom, press, notebook, meanwhile)


def _hidden(cards: Sequence[Card], now: float) -> dict[str, str]:
    """Return which stories readers may not see yet, or no more, by file name, and why not; withdrawn ones nobody sees."""
    hidden = [card for card in cards if state_at(card, now) is State.HIDDEN]
    reasons = {card.name: why_hidden(card, now) for card in hidden}
    return {name: why for name, why in reasons.items() if why != "withdrawn"}


def _count(
    report: Report, options: Options, sorted_: Sorted, edition: Edition, plan: Plan, read: int
) -> None:
    """Count in what was found in ``read`` files, and what is to be made of it."""
    report.now = options.now.isoformat()
    report.read, report.pages, report.assets = read, len(plan.pages), len(plan.assets)
    report.published, report.expired = len(sorted_.live), len(sorted_.expired)
    report.withdrawn = len(edition.withdrawn)
    report.count_hidden([why_hidden(card, options.now.timestamp()) for card in sorted_.hidden])
