"""One way through: survey, read, sort, relate, plan, render, release.

The same functions serve ``build``, ``serve``, the tests and Pelican's own command. What was done before
is not a second way: a file is read, and a page is rendered, only when the mark of what goes into it is new; and where
the plan must be the same as before, it is not made again (:mod:`linli.build.retouching`).
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING

from linli.build import last
from linli.build.circles import without_collection
from linli.build.early import Early
from linli.build.foreign.guest import house_of
from linli.build.inputs import ThemeMarks, code_mark, settings_mark
from linli.build.places import target_of
from linli.build.preparing import Options, prepare, read_files
from linli.build.press import Press, despite_damage, press_beside
from linli.build.report import Report
from linli.build.surveying import look
from linli.build.tray import Tray
from linli.compiled import keep_compiled
from linli.errors import ContentError
from linli.marks import digest, mark
from linli.problems import Notebook
from linli.problems.forms import in_order
from linli.release import holding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from linli.build.early import Begun
    from linli.build.last import Recalled
    from linli.build.preparing import Planned, Read
    from linli.build.retouching import Touched
    from linli.build.surveying import Ground
    from linli.release import Release, Room
    from linli.site import Newsroom


LARGE = 1500
"""Stories from which on it pays to have an assistant, another process that relates and renders a little, while this one plans."""


def build(
    newsroom: Newsroom, options: Options, report: Report | None = None, press: Press | None = None
) -> Report:
    """Build the site and release it. Raises ``ContentError`` when the content has errors.

    ``report`` is filled as the build goes, so that it can be read even when the build fails. A ``press``
    that is handed in stays open for the next build.
    """
    with holding(target_of(newsroom)) as room, at_hand(newsroom, press) as tools:
        return publish(newsroom, options, report or Report(), tools, room)


def at_hand(newsroom: Newsroom, press: Press | None) -> AbstractContextManager[Press]:
    """Give out the press that was handed in, or one that is closed afterwards."""
    return press_beside(newsroom.output) if press is None else nullcontext(press)


def publish(
    newsroom: Newsroom, options: Options, report: Report, press: Press, room: Room
) -> Report:
    """Build the site into an output folder that is held already, with what is at hand."""
    with without_collection():
        if options.full:
            press.empty()
            room.mistrust()

        def work() -> Report:
            report.stages.clear()
            return _publish(newsroom, options, report, press, room)

        try:
            report = despite_damage(press, work)
        except BaseException:  # raised again
            # What other processes have read of a theme may have been written in meanwhile: nobody looks who fails.
            press.dismiss()
            press.undo()
            raise
        keep_compiled()
        return report


def _publish(
    newsroom: Newsroom, options: Options, report: Report, press: Press, room: Room
) -> Report:
    """Go through all stages, or as few as will do."""
    tray = _survey(newsroom, options, report, press, room)
    before = press.recall_last(tray.made_from, options.now, room.digest)
    if before.is_same and room.is_intact():
        report.output = str(newsroom.output)
        return report.repeat(before.report, options.now.isoformat())
    press.forget_last()
    room.expect()
    read, touched = _retouch(tray, before)
    if touched:
        span = before.span
        _release_touched(tray, touched)
    else:
        _begin_meanwhile(tray, before)
        span = _release(tray, read)
    _remember(tray, span)
    return report


def _survey(newsroom: Newsroom, options: Options, report: Report, press: Press, room: Room) -> Tray:
    """Look at all that a site is made from, without opening a story."""
    ground = look(newsroom, report, press, options.saved)
    theme = ThemeMarks(newsroom.theme)
    made_from = _made_from(newsroom, options, ground, theme)
    guest = house_of(newsroom)
    if guest:
        made_from = guest.made_from(made_from)
    is_foreign = guest is not None and guest.newsroom.is_foreign
    token = os.urandom(16).hex()
    with_what = report, press, room, ground, theme
    return Tray(newsroom, options, *with_what, made_from, guest, is_foreign, token)


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


def _retouch(tray: Tray, before: Recalled) -> tuple[Read | None, Touched | None]:
    """Return what a few changed texts change, if that is all; and what was read to find out.

    Then what was found out of all others before holds still. Raises ``ContentError``.
    """
    newsroom, press, report = tray.newsroom, tray.press, tray.report
    if not before.is_still or tray.guest or not tray.room.is_intact():
        return None, None
    from linli.build.record import fitting_record

    record = fitting_record(press.cache, before.token, tray.ground)
    if record is None:
        return None, None
    from linli.build.retouching import retouch

    read = read_files(newsroom, report, press, tray.ground, ahead=False)
    with report.stage("retouch"):
        touched = retouch(newsroom, press, tray.ground, record, read)
    if touched:
        report.take_over(before.report, tray.options.now.isoformat())
        report.problems = in_order(touched.problems, strict=tray.options.strict)
        if report.errors:
            raise ContentError(report.problems)
    return read, touched


def _begin_meanwhile(tray: Tray, before: Recalled) -> None:
    """Have other processes load, or compile, what they will need, while this one plans."""
    if tray.press.is_last and before.is_near and len(tray.ground.found.markdown) >= LARGE:
        from linli.build.reading import load_tools

        tray.press.workers.call_assistant(load_tools)
    if not tray.is_foreign:
        from linli.build.rendering import compile_meanwhile

        compile_meanwhile(tray.newsroom, tray.theme, tray.press)


def _release(tray: Tray, read: Read | None) -> last.Span:
    """Plan everything, render what is new, and switch it in; return in what time all stays as it is. Raises ``ContentError``."""
    newsroom, options, report, press = tray.newsroom, tray.options, tray.report, tray.press
    with ExitStack() as stack:
        early = Early(tray, stack, _releasing)
        planned = prepare(newsroom, options, report, press, tray.ground, read, early.begin)
        _fill(tray, planned, early.release(), early.begun)
    press.leave(planned)
    return planned.span


def _fill(tray: Tray, planned: Planned, release: Release, begun: Begun | None) -> None:
    """Put into a release all that is in a plan."""
    from linli.build.copying import copy_files
    from linli.build.printing import print_pages

    report, press, guest = tray.report, tray.press, tray.guest
    with report.stage("render"):
        if guest and tray.is_foreign:
            guest.render(planned, press, release, report)
        else:
            print_pages(planned, tray, release, begun)
    with report.stage("assets"):
        copy_files(planned, tray.newsroom, press, tray.room, release)
        if guest:
            guest.finish(planned, press, tray.room, release)
    if tray.options.strict and not tray.is_foreign:
        from linli.build.proofing import forget_proofs, proof_feeds

        with report.stage("proof"):
            proof_feeds(planned.plan.pages, tray, release)
            forget_proofs(planned.plan.pages, press)


def _release_touched(tray: Tray, touched: Touched) -> None:
    """Render what is new of a few pages, and switch it in with all others as they are."""
    from linli.build.printing import print_touched

    report = tray.report
    with _releasing(tray) as release:
        with report.stage("render"):
            print_touched(touched, tray, release)
        if tray.options.strict:
            from linli.build.proofing import proof_feeds

            with report.stage("proof"):
                proof_feeds(touched.recipes, tray, release)
    tray.press.leave(touched)


@contextmanager
def _releasing(tray: Tray) -> Iterator[Release]:
    """Make a release in the block, and switch it in at its end, unless the block fails."""
    room, report = tray.room, tray.report
    with room.release(tray.options.now) as release, tray.press.workers.at_rest():
        yield release
        made = time.perf_counter()
    report.stages["release"] = time.perf_counter() - made
    report.count_files(release.changes)
    report.output = str(tray.newsroom.output)
    tray.press.leave(room.files, room.facts, release)


def _remember(tray: Tray, span: last.Span) -> None:
    """Write down what was built, if it was built from what it was said to be.

    A theme is read as it is needed, by each process for itself. If somebody wrote in it meanwhile, the pages that were made are not
    known (:mod:`linli.build.printing`), and no process of ours that has read the theme goes on.
    """
    press, report = tray.press, tray.report
    if tray.theme.is_still():
        press.remember_last(tray.made_from, span, tray.room.digest, report, tray.token)
        return
    press.dismiss()
    notebook = Notebook(tray.newsroom.lang)
    notebook.note("theme-changed", str(tray.newsroom.theme))
    report.problems = [*report.problems, *notebook.problems]
