"""What belongs together, for the desk: related-report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linli.cli.command import command, newsroom_of
from linli.clock import read_clock

if TYPE_CHECKING:
    import argparse

    from linli.cli.command import Commands


def add(commands: Commands) -> None:
    """Declare the commands of this module."""
    related = command(commands, "related-report", _related_report, "report on related stories")
    related.add_argument("--out", type=Path, metavar="FILE", help="where to write (the console)")
    related.add_argument(
        "--format", choices=("text", "html", "json"), default="text", help="how to write it"
    )
    related.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")


def _related_report(options: argparse.Namespace) -> int:
    from linli.office.related_report import report_related, write_report
    from linli.related.report import as_html, as_json, as_text, totals

    newsroom = newsroom_of(options)
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
