"""The commands: arguments into calls, outcomes into exit codes.

0 done; 1 the content has problems (all are listed, nothing was published), a reprint is not
right, or the hub refused a feed; 2 wrong usage or configuration. ``tasks.py`` and
``python -m linli`` both come here.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linli.cli import building, publishing, related, rights
from linli.cli.command import language_of
from linli.cli.usage import Parser
from linli.errors import LinliError, reason_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None, *, is_last: bool = False) -> int:
    """Run one command and return its exit code; ``is_last`` says that the process ends with it."""
    parser = _parser()
    parser.set_defaults(is_last=is_last)
    # Those that whoever began this has closed (2>&-), in this order: else a file of ours would get the number of one.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - as long as the process
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
        print(error.say(error.language or language_of(options)), file=sys.stderr)
        return error.exit_code
    except OSError as error:
        reason = reason_of(error).say(language_of(options))
        print(
            f"{error.filename or _unnamed(language_of(options))}: {reason}",
            file=sys.stderr,
        )
        return LinliError.exit_code
    except KeyboardInterrupt:
        return 130


def _unnamed(language: str) -> str:
    """Return what could not be written where an error names no file: what was printed, or nobody knows."""
    try:
        print(flush=True)
    except OSError:
        return (
            "打印出来的话（标准输出）"
            if language.startswith("zh")
            else "What was printed (standard output)"
        )
    return "linli"


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="linli", description="Build a community newsroom's site.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in (building, rights, related, publishing):
        group.add(commands)
    return parser
