"""One way through: survey, read, sort, relate, plan, render, release.

The same functions serve ``build``, ``serve``, the tests and Pelican's own command. What was done before
is not a second way: a file is read, and a page is rendered, only when the mark of what goes into it is new; and where
the plan must be the same as before, it is not made again (:mod:`linli.build.retouching`).
"""

from __future__ import annotations

import os
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from linli.build import last
from linli.build.circles import without_collection
from linli.build.damage import Damaged
from linli.build.foreign.guest import house_of
from linli.build.inputs import ThemeMarks, code_mark, settings_mark
from linli.build.places import target_of
from linli.build.preparing import Options, look, prepare, read_files, stage
from linli.build.press import Press, press_beside
from linli.build.report import Report
from linli.build.tray import Tray
from linli.errors import ContentError, OutputError
from linli.marks import digest, mark
from linli.problems import Notebook
from linli.problems.forms import in_order
from linli.release import holding

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from linli.build.foreign.house import House
    from linli.build.last import Recalled
    from linli.build.preparing import Draft, Ground, Read
    from linli.build.record import Record
    from linli.build.retouching import Touched
    from linli.release import Room
    from linli.site import Newsroom


LARGE = 1500
"""Stories from which on it pays to have another process load its tools while this one plans."""


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
            return _tried(newsroom, options, report, press, room)
        except BaseException:  # raised again
            # What other processes have read of a theme may have been written in meanwhile: nobody looks who fails.
            press.dismiss()
            raise


def _tried(
    newsroom: Newsroom, options: Options, report: Report, press: Press, room: Room
) -> Report:
    try:
        return _publish(newsroom, options, report, press, room)
    except Damaged:  # what was kept of earlier builds is not whole: do without it
        press.empty()
        report.stages.clear()
    try:
        return _publish(newsroom, options, report, press, room)
    except Damaged as error:
        raise OutputError(
            f"The cache {press.folder} does not hold what this build has put into it; nothing was published.",
            "Perhaps there is no room for it. Make room, delete the folder, and build again.",
            zh=f"缓存 {press.folder} 存不住这次生成放进去的东西，什么也没有发布。可能是空间不够。请腾出空间，删掉这个文件夹，再生成一次。",
        ) from error


def _publish(
    newsroom: Newsroom, options: Options, report: Report, press: Press, room: Room
) -> Report:
    ground = look(newsroom, report, press, options.saved)
    theme = ThemeMarks(newsroom.theme)
    made_from = _made_from(newsroom, options, ground, theme)
    guest = house_of(newsroom)
    if guest:
        made_from = guest.made_from(made_from)
    before = press.recall_last(made_from, options.now, room.digest)
    if before.is_same and room.is_intact():
        report.output = str(newsroom.output)
        return report.repeat(before.report, options.now.isoformat())
    press.forget_last()
    tray = Tray(newsroom, options, ground, theme, press, room, report, os.urandom(16).hex())
    record = read = None
    if before.is_still and not guest and room.is_intact():
        from linli.build.record import fitting_record

        record = fitting_record(press.cache, before.token, ground)
    if record:
        read = read_files(newsroom, report, press, ground, ahead=False)
        touched = _touched(tray, before, record, read)
        if touched:
            _release_touched(tray, touched)
            _remember(tray, made_from, before.span)
            return report
    if press.is_last and before.is_near and len(ground.found.markdown) >= LARGE:
        from linli.build.reading import load_tools

        press.workers.call_assistant(load_tools)
    if not (guest and guest.newsroom.is_foreign):
        from linli.build.rendering import compile_meanwhile

        compile_meanwhile(newsroom, theme, press)
    draft = prepare(newsroom, options, report, press, ground, read)
    _release(tray, draft, guest)
    _remember(tray, made_from, draft.span)
    return report


def _remember(tray: Tray, made_from: last.MadeFrom, span: last.Span) -> None:
    """Write down what was built, if it was built from what it was said to be.

    A theme is read as it is needed, by each process for itself. If somebody wrote in it meanwhile, the pages that were made are not
    known (:mod:`linli.build.printing`), and no process that has read the theme goes on.
    """
    press, report = tray.press, tray.report
    if tray.theme.is_still():
        press.remember_last(made_from, span, tray.room.digest, report, tray.token)
        return
    press.dismiss()
    notebook = Notebook(tray.newsroom.lang)
    notebook.note("theme-changed", str(tray.newsroom.theme))
    report.problems = [*report.problems, *notebook.problems]


def _touched(tray: Tray, before: Recalled, record: Record, read: Read) -> Touched | None:
    """Return what a few changed texts change, if that is all; with what was found out of all others before."""
    from linli.build.retouching import retouch

    report = tray.report
    with stage(report, "retouch"):
        touched = retouch(tray.newsroom, tray.press, tray.ground, record, read)
    if touched:
        report.take_over(before.report, tray.options.now.isoformat())
        report.problems = in_order(touched.problems, strict=tray.options.strict)
        if report.errors:
            raise ContentError(report.problems)
    return touched


def _release_touched(tray: Tray, touched: Touched) -> None:
    from linli.build.printing import print_touched

    report = tray.report
    workers = tray.press.workers
    with tray.room.release(tray.options.now) as release, workers.at_rest():
        with stage(report, "render"):
            print_touched(touched, tray, release)
        if tray.options.strict:
            from linli.build.proofing import proof_feeds

            with stage(report, "proof"):
                proof_feeds(touched.recipes, tray, release)
        made = time.perf_counter()
    report.stages["release"] = time.perf_counter() - made
    report.count_files(release.changes)
    report.output = str(tray.newsroom.output)
    tray.press.leave(touched, tray.room.files, tray.room.facts, release)


def _release(tray: Tray, draft: Draft, guest: House | None) -> None:
    from linli.build.copying import copy_files
    from linli.build.printing import print_pages

    newsroom, press, room, report = tray.newsroom, tray.press, tray.room, tray.report
    with room.release(tray.options.now) as release, press.workers.at_rest():
        with stage(report, "render"):
            if guest and guest.newsroom.is_foreign:
                guest.render(draft, press, release, report)
            else:
                print_pages(draft, tray, release)
        with stage(report, "assets"):
            copy_files(draft, newsroom, press, room, release)
            if guest:
                guest.finish(draft, press, room, release)
        if tray.options.strict and not (guest and guest.newsroom.is_foreign):
            from linli.build.proofing import forget_proofs, proof_feeds

            with stage(report, "proof"):
                proof_feeds(draft.plan.pages, tray, release)
                forget_proofs(draft.plan.pages, press)
        made = time.perf_counter()
    report.stages["release"] = time.perf_counter() - made
    report.count_files(release.changes)
    report.output = str(newsroom.output)
    press.leave(draft, room.files, room.facts, release)


def at_hand(newsroom: Newsroom, press: Press | None) -> AbstractContextManager[Press]:
    """Give out the press that was handed in, or one that is closed afterwards."""
    return press_beside(newsroom.output) if press is None else nullcontext(press)


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
