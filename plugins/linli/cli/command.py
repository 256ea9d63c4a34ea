"""What all commands share: how they are declared, which site they are about, how problems are printed."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linli.problems.forms import FORMS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from linli.build.report import Report
    from linli.site import Newsroom

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


ROOT = Path(__file__).resolve().parents[3]
"""The project's own folder: where ``pelicanconf.py`` lies when no ``--config`` is given."""


def command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    text: str,
) -> argparse.ArgumentParser:
    """Declare a command that is about a site, and return its parser."""
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


def add_checking(parser: argparse.ArgumentParser) -> None:
    """Add the flags of a command that checks the content."""
    parser.add_argument("--now", metavar="TIME", help="take this as now (ISO 8601)")
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument(
        "--format", choices=sorted(FORMS), default="text", help="how to print problems"
    )


def newsroom_of(options: argparse.Namespace) -> Newsroom:
    """Return the newsroom that a command is about. Raises ``ConfigError``."""
    from linli.build.config import load_newsroom

    newsroom = load_newsroom(options.config, options.content, options.output)
    options.lang = newsroom.lang
    return newsroom


def language_of(options: argparse.Namespace) -> str:
    """Return the language to speak: the site's, or before that is known, the terminal's."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return getattr(options, "lang", "") or next(filter(None, map(os.environ.get, names)), "en")


def same_site(options: argparse.Namespace) -> str:
    """Return the flags by which another command finds the same site."""
    flags = {"--content": options.content, "--config": options.config}
    default = ROOT / "pelicanconf.py"
    return "".join(
        f" {flag} {shlex.quote(str(path))}"
        for flag, path in flags.items()
        if path is not None and path != default
    )


def print_problems(report: Report, newsroom: Newsroom, form: str) -> None:
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
