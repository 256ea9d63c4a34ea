"""Around publishing: record, releases, rollback, ping."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from linli.cli.command import command, newsroom_of, print_problems
from linli.clock import read_clock
from linli.errors import ContentError

if TYPE_CHECKING:
    import argparse

    from linli.cli.command import Commands
    from linli.office.announcing import Announcement
    from linli.site import Newsroom


def add(commands: Commands) -> None:
    """Declare the commands of this module."""
    record = command(commands, "record", _record, "record which ids and addresses are public")
    record.add_argument("--output", type=Path, metavar="DIR")
    record.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")
    record.add_argument("--check", action="store_true", help="write nothing; 1 if there is news")
    record.add_argument("--gone", action="store_true", help="most stories were deleted on purpose")

    releases = command(commands, "releases", _releases, "list the last releases")
    releases.add_argument("--output", type=Path, metavar="DIR")

    rollback = command(commands, "rollback", _rollback, "put an earlier release back")
    rollback.add_argument("number", type=int, nargs="?", help="which one (default: the one before)")
    rollback.add_argument("--output", type=Path, metavar="DIR")
    rollback.add_argument(
        "--force", action="store_true", help="also bring back what was taken away since"
    )

    ping = command(commands, "ping", _ping, "tell a WebSub hub which feeds are new")
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


def _record(options: argparse.Namespace) -> int:
    from linli.build.report import Report
    from linli.office.recording import record

    newsroom = newsroom_of(options)
    report = Report()
    now = read_clock(options.now, newsroom.zone)
    try:
        added = record(newsroom, now, report, checked=options.check, sure=options.gone)
    except ContentError:
        print_problems(report, newsroom, "text")
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


def _releases(options: argparse.Namespace) -> int:
    from linli.build.places import target_of
    from linli.build.report import release_line
    from linli.release import list_releases

    newsroom = newsroom_of(options)
    found = list_releases(target_of(newsroom))
    for position, record in enumerate(found):
        print(release_line(record, newsroom.zone, live=position == 0, language=newsroom.lang))
    if not found:
        chinese = newsroom.lang.startswith("zh")
        print("还没有发布过。" if chinese else "Nothing has been released yet.")
    return 0


def _rollback(options: argparse.Namespace) -> int:
    from linli.build.report import release_line
    from linli.office.returning import roll_back_minding

    newsroom = newsroom_of(options)
    now = read_clock(None, newsroom.zone)
    tell = partial(print, file=sys.stderr)
    record = roll_back_minding(newsroom, now, options.number, tell, force=options.force)
    print(release_line(record, newsroom.zone, live=True, language=newsroom.lang))
    chinese = newsroom.lang.startswith("zh")
    print(
        "下次生成按现在的稿件发布。"
        if chinese
        else "The next build publishes the content as it is now."
    )
    return 0


def _ping(options: argparse.Namespace) -> int:
    from linli.office.announcing import announce, check_hub
    from linli.websub.wording import report

    newsroom = newsroom_of(options)
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
    from linli.office.announcing import choose_beside_published, choose_topics, read_topics

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
