"""What others may do with an article, and what they did: check-reprint, rights-report, wechat, republish."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linli.cli.command import command, newsroom_of, print_problems
from linli.clock import read_clock
from linli.errors import ContentError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from linli.cli.command import Commands


def add(commands: Commands) -> None:
    """Declare the commands of this module."""
    reprint = command(commands, "check-reprint", _check_reprint, "check somebody's reprint")
    reprint.add_argument("article", help="an id, or a Markdown file")
    reprint.add_argument("page", help="a saved page, or an address on this machine")
    reprint.add_argument(
        "--format", choices=("json", "text"), default="text", help="how to print the findings"
    )

    register = command(commands, "rights-report", _rights_report, "write the register of rights")
    register.add_argument(
        "--out", type=Path, default=Path("rights"), metavar="DIR", help="where to (default rights)"
    )
    register.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")

    wechat = command(commands, "wechat", _wechat, "write a copy to paste into WeChat")
    wechat.add_argument(
        "--out", type=Path, metavar="FILE", help="where to (default wechat/NAME.html)"
    )
    _add_handing_out(wechat)

    republish = command(commands, "republish", _republish, "write the copies for a reprinter")
    republish.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder for the files"
    )
    _add_handing_out(republish)


def _add_handing_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", help="an id, a name, a title, or a Markdown file")
    parser.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")
    parser.add_argument("--force", action="store_true", help="write over files that are there")


def _check_reprint(options: argparse.Namespace) -> int:
    from linli.reprints import check
    from linli.reprints.report import as_json, as_text

    newsroom = newsroom_of(options)
    findings, original = check(newsroom, options.article, options.page)
    if options.format == "json":
        sys.stdout.write(as_json(findings, original))
    else:
        sys.stdout.write(as_text(findings, original, newsroom.lang))
    return 0 if findings.holds else 1


def _rights_report(options: argparse.Namespace) -> int:
    from linli.office.registering import write_register

    newsroom = newsroom_of(options)
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


def _wechat(options: argparse.Namespace) -> int:
    from linli.office.handing_out import write_wechat

    return _hand_out(options, write_wechat)


def _republish(options: argparse.Namespace) -> int:
    from linli.office.handing_out import write_kit

    return _hand_out(options, write_kit)


def _hand_out(
    options: argparse.Namespace, write: Callable[..., tuple[list[Path], list[str]]]
) -> int:
    """Write copies of the article that is meant; what to mind with them goes to standard error."""
    from linli.build.report import Report
    from linli.reprints.article import find_article

    newsroom, report = newsroom_of(options), Report()
    now = read_clock(options.now, newsroom.zone)
    name = find_article(newsroom, options.article).story.name
    try:
        paths, notes = write(newsroom, now, name, options.out, report, force=options.force)
    except ContentError:
        print_problems(report, newsroom, "text")
        return ContentError.exit_code
    print(*paths, sep="\n")
    sys.stderr.write("".join(f"{note}\n" for note in notes))
    return 0
