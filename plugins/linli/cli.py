"""The commands: arguments into calls, outcomes into exit codes.

0 done; 1 the content has problems (all are listed, nothing was published), a reprint is not
right, or the hub refused a feed; 2 wrong usage or configuration. ``tasks.py`` and
``python -m linli`` both come here.
"""

from __future__ import annotations

import argparse
import io
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from linli.clock import read_clock
from linli.errors import ContentError, LinliError
from linli.problems.forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linli.build.announcing import Announcement
    from linli.build.report import Report
    from linli.site import Newsroom

ROOT = Path(__file__).resolve().parents[2]
"""The project's own folder: where ``pelicanconf.py`` lies when no ``--config`` is given."""


def main(arguments: Sequence[str] | None = None, *, is_last: bool = False) -> int:
    """Run one command and return its exit code; ``is_last`` says that the process ends with it."""
    parser = _parser()
    parser.set_defaults(is_last=is_last)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console may know no Chinese
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        return int(options.run(options))
    except LinliError as error:
        print(error.say(error.language or _language(options)), file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"{error.filename or 'linli'}: {error.strerror or error}", file=sys.stderr)
        return LinliError.exit_code
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="linli", description="Build a community newsroom's site.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = _command(commands, "build", _build, "build the site")
    build.add_argument("--output", type=Path, metavar="DIR", help="where to write the site")
    build.add_argument("--report", type=Path, metavar="FILE", help="write the figures as JSON")
    build.add_argument("--full", action="store_true", help="use nothing of earlier builds")
    build.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes (default: all cores)"
    )
    _add_checking(build)

    lint = _command(commands, "lint", _lint, "check the content, write nothing")
    lint.add_argument("--fix", action="store_true", help="write ids into stories that say none")
    _add_checking(lint)

    serve = _command(commands, "serve", _serve, "preview, and rebuild on save")
    serve.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")
    serve.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default 8000)")
    serve.add_argument("--drafts", action="store_true", help="also show what is not published yet")

    new = _command(commands, "new", _new, "start an article or a notice")
    new.add_argument("kind", choices=("article", "notice"))
    new.add_argument("title")
    new.add_argument("--column", default="", help="the column it belongs to")
    new.add_argument("--name", default="", help="the file's name, which becomes its address")
    new.add_argument("--now", metavar="TIME", help="the date to write (ISO 8601)")

    _add_rights(commands)

    record = _command(commands, "record", _record, "record which ids and addresses are public")
    record.add_argument("--output", type=Path, metavar="DIR")
    record.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")
    record.add_argument("--check", action="store_true", help="write nothing; 1 if there is news")
    record.add_argument("--gone", action="store_true", help="most stories were deleted on purpose")

    _add_related_report(commands)

    releases = _command(commands, "releases", _releases, "list the last releases")
    releases.add_argument("--output", type=Path, metavar="DIR")

    rollback = _command(commands, "rollback", _rollback, "put an earlier release back")
    rollback.add_argument("number", type=int, nargs="?", help="which one (default: the one before)")
    rollback.add_argument("--output", type=Path, metavar="DIR")

    ping = _command(commands, "ping", _ping, "tell a WebSub hub which feeds are new")
    ping.add_argument("--output", type=Path, metavar="DIR")
    ping.add_argument("--dry-run", action="store_true", help="only list the feeds")
    which = ping.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="tell it of every feed")
    which.add_argument(
        "--published",
        action="store_true",
        help="compare with what the site's address serves now; for a dry run before publishing",
    )
    which.add_argument("--topics", metavar="FILE", help="the feeds listed in FILE, - for stdin")

    clean = _command(commands, "clean", _clean, "remove the built site")
    clean.add_argument("--output", type=Path, metavar="DIR")

    docs = _command(commands, "docs", _docs, "write the tables in docs/ anew")
    docs.add_argument("--check", action="store_true", help="only say whether they are up to date")
    return parser


def _add_related_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    related = _command(commands, "related-report", _related_report, "report on related stories")
    related.add_argument("--out", type=Path, metavar="FILE", help="where to write (the console)")
    related.add_argument(
        "--format", choices=("text", "html", "json"), default="text", help="how to write it"
    )
    related.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")


def _add_rights(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands about what others may do with an article, and what they did."""
    reprint = _command(commands, "check-reprint", _check_reprint, "check somebody's reprint")
    reprint.add_argument("article", help="an id, or a Markdown file")
    reprint.add_argument("page", help="a saved page, or an address on this machine")
    reprint.add_argument(
        "--format", choices=("json", "text"), default="text", help="how to print the findings"
    )

    register = _command(commands, "rights-report", _rights_report, "write the register of rights")
    register.add_argument(
        "--out", type=Path, default=Path("rights"), metavar="DIR", help="where to (default rights)"
    )
    register.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")

    wechat = _command(commands, "wechat", _wechat, "write a copy to paste into WeChat")
    wechat.add_argument(
        "--out", type=Path, metavar="FILE", help="where to (default wechat/NAME.html)"
    )
    _add_handing_out(wechat)

    republish = _command(commands, "republish", _republish, "write the copies for a reprinter")
    republish.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder for the files"
    )
    _add_handing_out(republish)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: object,
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text.capitalize() + ".")
    parser.set_defaults(run=run, output=None)
    parser.add_argument(
        "--config",
        type=Path,
        default=ROOT / "pelicanconf.py",
        metavar="FILE",
        help="the configuration",
    )
    parser.add_argument("--content", type=Path, metavar="DIR", help="a folder of Markdown")
    return parser


def _add_checking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument(
        "--format", choices=sorted(FORMS), default="text", help="how to print problems"
    )


def _add_handing_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", help="an id, a name, a title, or a Markdown file")
    parser.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")
    parser.add_argument("--force", action="store_true", help="write over files that are there")


def _newsroom(options: argparse.Namespace) -> Newsroom:
    from linli.build.config import load_newsroom

    newsroom = load_newsroom(options.config, options.content, options.output)
    options.lang = newsroom.lang
    return newsroom


def _language(options: argparse.Namespace) -> str:
    """Return the language to speak: the site's, or before that is known, the terminal's."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return getattr(options, "lang", "") or next(filter(None, map(os.environ.get, names)), "en")


def _build(options: argparse.Namespace) -> int:
    from linli.build.pipeline import Options, build
    from linli.build.press import press_beside
    from linli.build.progress import showing
    from linli.build.report import Report, summary, write_report

    newsroom = _newsroom(options)
    report = Report()
    if options.report:
        write_report(report, options.report)  # if it cannot be written, nothing is published
    now = read_clock(options.now, newsroom.zone)
    wanted = Options(now, options.strict, full=options.full)
    try:
        with (
            press_beside(newsroom.output, None, options.jobs, is_last=options.is_last) as press,
            showing(newsroom.lang) as press.tell,
        ):
            build(newsroom, wanted, report, press)
    except ContentError:
        _print_problems(report, newsroom, options.format)
        return ContentError.exit_code
    finally:
        if options.report:
            write_report(report, options.report)
    _print_problems(report, newsroom, options.format)
    if options.format == "text":
        print(summary(report, newsroom.lang))
        chinese = newsroom.lang.startswith("zh")
        look = f"python3 tasks.py serve{_same_site(options)}"
        hint = f"预览：{look}" if chinese else f"To look at it: {look}"
        print(f"{newsroom.output.resolve()}\n{hint}")
        if newsroom.annals and newsroom.url and not report.idle and not newsroom.annals.exists():
            begin = f"python3 tasks.py record{_same_site(options)}"
            print(
                f"发布以后，把编号和网址登记下来，以后怎么改都认得：{begin}"
                if chinese
                else f"Once it is public, record its ids and addresses, so that they last: {begin}"
            )
    return 0


def _same_site(options: argparse.Namespace) -> str:
    """Return the flags by which another command finds the same site."""
    flags = {"--content": options.content, "--config": options.config}
    default = ROOT / "pelicanconf.py"
    return "".join(
        f" {flag} {shlex.quote(str(path))}"
        for flag, path in flags.items()
        if path is not None and path != default
    )


def _lint(options: argparse.Namespace) -> int:
    from linli.build.pipeline import Options, prepare
    from linli.build.report import Report

    newsroom = _newsroom(options)
    report = Report()
    now = read_clock(options.now, newsroom.zone)
    if options.fix:
        _fix(newsroom, sys.stdout if options.format == "text" else sys.stderr)
    try:
        draft = prepare(newsroom, Options(now, options.strict, ahead=True), report)
    except ContentError:
        _print_problems(report, newsroom, options.format)
        return ContentError.exit_code
    _print_problems(report, newsroom, options.format)
    if options.format == "text":
        chinese = newsroom.lang.startswith("zh")
        print(
            f"{report.read} 篇稿件，没有错误。" if chinese else f"{report.read} stories, no errors."
        )
        without = sum(not card.says("id") for card in draft.cards)
        if without:
            print(
                f"{without} 篇没有写编号，改文件名就会变成另一篇；运行 lint --fix 补上。"
                if chinese
                else f"{without} of them say no id, and would become others if their files were renamed; "
                "lint --fix writes one."
            )
    return 0


def _fix(newsroom: Newsroom, out: TextIO) -> None:
    """Write ids where there are none, and say in which files, and which were left."""
    from linli.build.mending import mend_ids

    chinese = newsroom.lang.startswith("zh")
    for path, id_, why in mend_ids(newsroom):
        if id_:
            said = f"写上了 id: {id_}" if chinese else f"id: {id_} was written"
        else:
            said = f"没有写编号：{why[0]}。" if chinese else f"no id was written: {why[1]}."
        print(f"{path}: {said}", file=out)


def _print_problems(report: Report, newsroom: Newsroom, form: str) -> None:
    """Print problems: as text to standard error, as JSON or annotations to standard output."""
    text = FORMS[form](report.problems, newsroom.lang)
    (sys.stderr if form == "text" else sys.stdout).write(text)
    if form == "text" and report.errors:
        chinese = newsroom.lang.startswith("zh")
        count = (
            f"{report.errors} 处错误，什么也没有发布。"
            if chinese
            else f"{report.errors} error{'' if report.errors == 1 else 's'}; nothing was published."
        )
        sys.stderr.write(count + "\n")


def _serve(options: argparse.Namespace) -> int:
    from linli.serve.preview import preview

    return preview(_newsroom, options)


def _new(options: argparse.Namespace) -> int:
    from linli.build.start import start_file

    newsroom = _newsroom(options)
    now = read_clock(options.now, newsroom.zone)
    path = start_file(newsroom, options.kind, options.title, now, options.column, options.name)
    print(path)
    return 0


def _check_reprint(options: argparse.Namespace) -> int:
    from linli.reprints import check
    from linli.reprints.report import as_json, as_text

    newsroom = _newsroom(options)
    findings, original = check(newsroom, options.article, options.page)
    if options.format == "json":
        sys.stdout.write(as_json(findings, original))
    else:
        sys.stdout.write(as_text(findings, original, newsroom.lang))
    return 0 if findings.holds else 1


def _rights_report(options: argparse.Namespace) -> int:
    from linli.build.registering import write_register

    newsroom = _newsroom(options)
    now = read_clock(options.now, newsroom.zone)
    paths, entries = write_register(newsroom, now, options.out)
    print(*paths, sep="\n")
    lacking = sum(bool(entry.missing) for entry in entries)
    chinese = newsroom.lang.startswith("zh")
    print(
        f"{len(entries)} 篇，{lacking} 篇缺项。"
        if chinese
        else f"{len(entries)} files, {lacking} of them lack something."
    )
    return 0


def _record(options: argparse.Namespace) -> int:
    from linli.build.recording import record
    from linli.build.report import Report

    newsroom = _newsroom(options)
    report = Report()
    now = read_clock(options.now, newsroom.zone)
    try:
        added = record(newsroom, now, report, checked=options.check, sure=options.gone)
    except ContentError:
        _print_problems(report, newsroom, "text")
        return ContentError.exit_code
    for line in (*added.new, *added.gone):
        print(f"{'-' if line in added.gone else '+'} {line.id}  {line.address}")
    new, gone = len(added.new), len(added.gone)
    if newsroom.lang.startswith("zh"):
        done = "待登记" if options.check else "新登记"
        print(f"{newsroom.annals}：{done} {new} 个网址，{gone} 篇已经不在。")
    else:
        done = "to record" if options.check else "recorded"
        print(f"{newsroom.annals}: {new} new addresses, {gone} stories gone, {done}.")
    return 1 if options.check and (new or gone) else 0


def _related_report(options: argparse.Namespace) -> int:
    from linli.build.related_report import report_related, write_report
    from linli.related.report import as_html, as_json, as_text, totals

    newsroom = _newsroom(options)
    found = report_related(newsroom, read_clock(options.now, newsroom.zone))
    forms = {
        "text": lambda: as_text(found, newsroom.lang),
        "html": lambda: as_html(found, newsroom.lang),
        "json": lambda: as_json(found),
    }
    text = forms[options.format]()
    if options.out is None:
        sys.stdout.write(text)
    else:
        write_report(newsroom, text, options.out)
        print(options.out, *totals(found, newsroom.lang), sep="\n")
    return 0


def _wechat(options: argparse.Namespace) -> int:
    from linli.build.handing_out import write_wechat

    return _hand_out(options, write_wechat)


def _republish(options: argparse.Namespace) -> int:
    from linli.build.handing_out import write_kit

    return _hand_out(options, write_kit)


def _hand_out(
    options: argparse.Namespace, write: Callable[..., tuple[list[Path], list[str]]]
) -> int:
    """Write copies of the article that is meant; what to mind with them goes to standard error."""
    from linli.build.report import Report
    from linli.reprints.article import find_article

    newsroom, report = _newsroom(options), Report()
    now = read_clock(options.now, newsroom.zone)
    name = find_article(newsroom, options.article).story.name
    try:
        paths, notes = write(newsroom, now, name, options.out, report, force=options.force)
    except ContentError:
        _print_problems(report, newsroom, "text")
        return ContentError.exit_code
    print(*paths, sep="\n")
    sys.stderr.write("".join(f"{note}\n" for note in notes))
    return 0


def _releases(options: argparse.Namespace) -> int:
    from linli.build.pipeline import target_of
    from linli.build.report import release_line
    from linli.release import list_releases

    newsroom = _newsroom(options)
    found = list_releases(target_of(newsroom))
    for position, record in enumerate(found):
        print(release_line(record, newsroom.zone, live=position == 0, language=newsroom.lang))
    if not found:
        chinese = newsroom.lang.startswith("zh")
        print("还没有发布过。" if chinese else "Nothing has been released yet.")
    return 0


def _rollback(options: argparse.Namespace) -> int:
    from linli.build.pipeline import target_of
    from linli.build.report import release_line
    from linli.release import roll_back

    newsroom = _newsroom(options)
    record = roll_back(target_of(newsroom), options.number)
    print(release_line(record, newsroom.zone, live=True, language=newsroom.lang))
    chinese = newsroom.lang.startswith("zh")
    print(
        "下次生成会再次按那时的稿件发布。"
        if chinese
        else "The next build publishes the content as it is then."
    )
    return 0


def _ping(options: argparse.Namespace) -> int:
    from linli.build.announcing import announce, check_hub
    from linli.websub.wording import report

    newsroom = _newsroom(options)
    check_hub(newsroom)
    chosen = _topics(options, newsroom)
    if options.dry_run:
        print("".join(f"{topic}\n" for topic in chosen.topics), end="")
        return 0
    if not chosen.topics:
        chinese = newsroom.lang.startswith("zh")
        print("订阅源没有变动，不用通知。" if chinese else "No feed is new; the hub need not know.")
    outcomes = announce(newsroom, chosen)
    if outcomes:
        print(report(newsroom.hub, outcomes, newsroom.lang), end="")
    return 0 if all(one.is_told for one in outcomes) else 1


def _topics(options: argparse.Namespace, newsroom: Newsroom) -> Announcement:
    from linli.build.announcing import choose_beside_published, choose_topics, read_topics

    if options.topics == "-":
        return read_topics(newsroom, sys.stdin)
    if options.topics:
        with Path(options.topics).open(encoding="utf-8", errors="replace") as lines:
            return read_topics(newsroom, lines)
    if options.published:
        chosen = choose_beside_published(newsroom)
        if chosen is not None:
            return chosen
        chinese = newsroom.lang.startswith("zh")
        print(
            f"{newsroom.url} 上没有文件清单，按全部是新的算。"
            if chinese
            else f"No list of files at {newsroom.url}; every feed counts as new.",
            file=sys.stderr,
        )
    return choose_topics(newsroom, everything=options.all or options.published)


def _clean(options: argparse.Namespace) -> int:
    from linli.build.pipeline import target_of
    from linli.release import clean_output

    newsroom = _newsroom(options)
    removed = clean_output(target_of(newsroom))
    if newsroom.lang.startswith("zh"):
        said = "已删除" if removed else "没有可删的"
    else:
        said = "removed" if removed else "nothing to remove"
    print(f"{newsroom.output.resolve()}: {said}")
    return 0


def _docs(options: argparse.Namespace) -> int:
    from linli.build.tables import write_tables

    stale = write_tables(ROOT / "docs", check=options.check)
    for path in stale:
        print(
            f"{path.relative_to(ROOT)} {'is out of date; run: invoke docs' if options.check else 'written'}"
        )
    return 1 if stale and options.check else 0
