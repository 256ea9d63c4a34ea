"""The same pipeline behind Pelican's own command.

``pelican content -s pelicanconf.py -o output`` reads the settings, loads ``PLUGINS`` and asks for
``PELICAN_CLASS``; from there on it is Linli's build, with the same checks and the same exit codes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pelican import Pelican
from pelican.plugins import signals
from pelican.settings import DEFAULT_CONFIG

from linli.build.config import newsroom_from
from linli.build.pipeline import Options, build
from linli.build.report import Report, summary
from linli.clock import read_clock
from linli.errors import ContentError, LinliError
from linli.problems.forms import as_text


class Newsroom(Pelican):
    """What ``PELICAN_CLASS = "linli.Newsroom"`` names."""

    def _own_settings(self) -> dict[str, object]:
        """Return what the site's configuration says, without the defaults that Pelican filled in."""
        return {
            name: value
            for name, value in self.settings.items()
            if name not in DEFAULT_CONFIG or value != DEFAULT_CONFIG[name]
        }

    def run(self) -> None:
        """Build the site; leave with 1 when the content has errors, with 2 for anything else."""
        report = Report()
        language = str(self.settings.get("DEFAULT_LANG", "zh-Hans"))
        try:
            newsroom = newsroom_from(
                self._own_settings(), Path.cwd(), Path(self.path), Path(self.output_path)
            )
            language = newsroom.lang
            build(newsroom, Options(read_clock(None, newsroom.zone)), report)
        except ContentError as error:
            sys.stderr.write(as_text(error.problems, language))
            raise SystemExit(error.exit_code) from error
        except LinliError as error:
            sys.stderr.write(f"{error.say(language)}\n")
            raise SystemExit(error.exit_code) from error
        sys.stderr.write(as_text(report.problems, language))
        print(summary(report, language))
        signals.finalized.send(self)
