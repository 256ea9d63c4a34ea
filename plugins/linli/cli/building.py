"""Making the site: build, lint, serve, new, clean; and the tables of the documentation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linli.cli.command import ROOT, add_checking, command, newsroom_of, print_problems, same_site
from linli.clock import read_clock
from linli.errors import ContentError, LinliError

if TYPE_CHECKING:
    import argparse
    from datetime import datetime
    from typing import TextIO

    from linli.build.report import Report
    from linli.cli.command import Commands
    from linli.site import Newsroom


def add(commands: Commands) -> None:
    """Declare the commands of this module."""
    build = command(commands, "build", _build, "build the site")
    build.add_argument("--output", type=Path, metavar="DIR", help="where to write the site")
    build.add_argument("--report", type=Path, metavar="FILE", help="write the figures as JSON")
    build.add_argument("--full", action="store_true", help="use nothing of earlier builds")
    build.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes (default: all cores)"
    )
    add_checking(build)

    lint = command(commands, "lint", _lint, "check the content, write nothing")
    lint.add_argument("--fix", action="store_true", help="write ids into stories that say none")
    add_checking(lint)

    serve = command(commands, "serve", _serve, "preview, and rebuild on save")
    serve.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")
    serve.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default 8000)")
    serve.add_argument("--drafts", action="store_true", help="also show what is not published yet")

    new = command(commands, "new", _new, "start an article or a notice")
    new.add_argument("kind", choices=("article", "notice"))
    new.add_argument("title")
    new.add_argument("--column", default="", help="the column it belongs to")
    new.add_argument("--name", default="", help="the file's name, which becomes its address")
    new.add_argument("--now", metavar="TIME", help="the date to write (ISO 8601)")

    clean = command(commands, "clean", _clean, "remove the built site, with all releases")
    clean.add_argument("--output", type=Path, metavar="DIR")

    docs = command(commands, "docs", _docs, "write the tables in docs/ anew")
    docs.add_argument("--check", action="store_true", help="only say whether they are up to date")


def _build(options: argparse.Namespace) -> int:
    from linli.build.circles import without_collection

    with without_collection():  # nor is any of what is loaded from here on garbage
        return _built(options)


def _built(options: argparse.Namespace) -> int:
    from linli.build.report import Report, summary, write_report

    newsroom = newsroom_of(options)
    report = Report()
    if options.report:
        _check_report(newsroom, options.report)
        write_report(report, options.report)  # if it cannot be written, nothing is published
    now = read_clock(options.now, newsroom.zone)
    try:
        _release(newsroom, now, report, options)
    except ContentError:
        print_problems(report, newsroom, options.format)
        return ContentError.exit_code
    finally:
        if options.report:
            write_report(report, options.report)
    print_problems(report, newsroom, options.format)
    if options.format == "text":
        print(summary(report, newsroom.lang))
        chinese = newsroom.lang.startswith("zh")
        look = f"python3 tasks.py serve{same_site(options)}"
        hint = f"预览：{look}" if chinese else f"To look at it: {look}"
        print(f"{newsroom.output.resolve()}\n{hint}")
        if newsroom.annals and newsroom.url and not report.idle and not newsroom.annals.exists():
            begin = f"python3 tasks.py record{same_site(options)}"
            print(
                f"发布以后，把编号和网址登记下来，以后怎么改都认得：{begin}"
                if chinese
                else f"Once it is public, record its ids and addresses, so that they last: {begin}"
            )
    return 0


def _check_report(newsroom: Newsroom, path: Path) -> None:
    """Raise ``OutputError`` where a report would be published, or would take the place of something else."""
    from linli.build.report import BEGINNING
    from linli.office.outside import spare_others, stay_outside

    why = "The report would be published with the site", "报告会随网站发布"
    stay_outside(newsroom, [path], *why, option="--report")
    spare_others({path: (BEGINNING,)}, "--report")


def _release(
    newsroom: Newsroom, now: datetime, report: Report, options: argparse.Namespace
) -> None:
    from linli.build.places import target_of
    from linli.release import holding

    with holding(target_of(newsroom)) as room:  # what is live is looked at while the rest is loaded
        from linli.build.pipeline import publish
        from linli.build.preparing import Options
        from linli.build.press import press_beside
        from linli.build.progress import showing

        wanted = Options(now, options.strict, full=options.full)
        with (
            press_beside(newsroom.output, None, options.jobs, is_last=options.is_last) as press,
            showing(newsroom.lang) as press.tell,
        ):
            publish(newsroom, wanted, report, press, room)


def _lint(options: argparse.Namespace) -> int:
    from linli.build.preparing import Options, prepare
    from linli.build.press import a_press, despite_damage
    from linli.build.report import Report

    newsroom = newsroom_of(options)
    report = Report()
    now = read_clock(options.now, newsroom.zone)
    code = 0
    if options.fix:
        code = _fix(newsroom, sys.stdout if options.format == "text" else sys.stderr)
    try:
        with a_press() as press:
            wanted = Options(now, options.strict, ahead=True)
            draft = despite_damage(press, lambda: prepare(newsroom, wanted, report, press))
    except ContentError:
        print_problems(report, newsroom, options.format)
        return ContentError.exit_code
    print_problems(report, newsroom, options.format)
    if options.format == "text":
        chinese = newsroom.lang.startswith("zh")
        print(
            f"{report.read} 篇稿件，没有错误。" if chinese else f"{report.read} stories, no errors."
        )
        without = sum(not card.says("id") for card in draft.stories.cards)
        if without:
            print(
                f"{without} 篇没有写编号，改文件名就会变成另一篇；运行 lint --fix 补上。"
                if chinese
                else f"{without} of them say no id, and would become others if their files were renamed; "
                "lint --fix writes one."
            )
    return code


def _fix(newsroom: Newsroom, out: TextIO) -> int:
    """Write ids where there are none, and say in which files, and which were left; return the exit code that this deserves."""
    from linli.office.mending import mend_ids

    chinese = newsroom.lang.startswith("zh")
    code = 0
    for path, id_, why, failed in mend_ids(newsroom):
        code = LinliError.exit_code if failed else code
        if id_:
            said = f"写上了 id: {id_}" if chinese else f"id: {id_} was written"
        else:
            said = f"没有写编号：{why[0]}。" if chinese else f"no id was written: {why[1]}."
        print(f"{path}: {said}", file=out)
    return code


def _serve(options: argparse.Namespace) -> int:
    from linli.serve.preview import preview

    return preview(newsroom_of, options)


def _new(options: argparse.Namespace) -> int:
    from linli.office.start import remark_on, start_file

    newsroom = newsroom_of(options)
    now = read_clock(options.now, newsroom.zone)
    path = start_file(newsroom, options.kind, options.title, now, options.column, options.name)
    print(path)
    remark = remark_on(newsroom, options.kind, options.title, options.column)
    if remark:
        print(remark, file=sys.stderr)
    return 0


def _clean(options: argparse.Namespace) -> int:
    from linli.build.places import target_of
    from linli.release import clean_output

    newsroom = newsroom_of(options)
    removed = clean_output(target_of(newsroom))
    chinese = newsroom.lang.startswith("zh")
    if not removed:
        said = "没有可删的" if chinese else "nothing to remove"
        print(f"{newsroom.output.resolve()}: {said}")
        return 0
    print(*[f"{path}: {'已删除' if chinese else 'removed'}" for path in removed], sep="\n")
    print(
        "以前的发布和缓存也一起删了，不能再退回；稿件没有动，下一次从头生成。"
        if chinese
        else "Earlier releases and the cache are gone, too: there is no way back. The content is as it was; the next build makes everything."
    )
    return 0


def _docs(options: argparse.Namespace) -> int:
    from linli.office.tables import write_tables

    stale = write_tables(ROOT / "docs", check=options.check)
    for path in stale:
        print(
            f"{path.relative_to(ROOT)} {'is out of date; run: invoke docs' if options.check else 'written'}"
        )
    return 1 if stale and options.check else 0
