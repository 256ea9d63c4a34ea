"""The same pipeline behind Pelican's own command.

``pelican content -s pelicanconf.py -o output`` reads the settings and asks for ``PELICAN_CLASS``; from there on it is
Linli's build, with the same checks and the same exit codes.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.build.config import newsroom_from
from linli.build.foreign.guest import host
from linli.build.foreign.house import House
from linli.build.foreign.settings import own_settings
from linli.build.pipeline import build
from linli.build.preparing import Options
from linli.build.report import Report, summary
from linli.clock import read_clock
from linli.errors import ContentError, LinliError
from linli.problems.forms import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator


class Newsroom(House):
    """What ``PELICAN_CLASS = "linli.Newsroom"`` names."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Read the settings as Linli does, load the plugins, and send ``initialized``."""
        self._language = str(settings.get("DEFAULT_LANG", "zh-Hans"))
        own, here = own_settings(settings), Path.cwd()
        with self._leaving():
            paths = Path(settings["PATH"]), Path(settings["OUTPUT_PATH"])
            newsroom = host(newsroom_from(own, here, *paths), own, here)
            self._language = newsroom.lang
            super().__init__(newsroom)
            newsroom.guest.house = self

    def run(self) -> None:
        """Build the site; leave with 1 when the content has errors, with 2 for anything else."""
        report = Report()
        with self._leaving():
            build(self.newsroom, Options(read_clock(None, self.newsroom.zone)), report)
        sys.stderr.write(as_text(report.problems, self._language))
        print(summary(report, self._language))

    @contextmanager
    def _leaving(self) -> Iterator[None]:
        """Say what is wrong, and leave with its exit code."""
        try:
            yield
        except ContentError as error:
            sys.stderr.write(as_text(error.problems, self._language))
            raise SystemExit(error.exit_code) from error
        except LinliError as error:
            sys.stderr.write(f"{error.say(self._language)}\n")
            raise SystemExit(error.exit_code) from error
