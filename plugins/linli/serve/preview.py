"""The loop of the preview: build, say what happened, wait for a save, build again."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import watch

from linli.build.pipeline import Options, build
from linli.build.report import Report, summary
from linli.clock import read_clock
from linli.errors import ContentError, LinliError
from linli.problems.forms import as_text
from linli.serve.server import State, serving

if TYPE_CHECKING:
    from linli.site import Newsroom

Load = Callable[[argparse.Namespace], "Newsroom"]


def preview(load: Load, options: argparse.Namespace) -> int:
    """Serve the site until interrupted. The preview has a folder of its own; ``output/`` is not touched."""
    newsroom = load(options)
    with tempfile.TemporaryDirectory(prefix="linli-preview-") as folder:
        site = Path(folder) / "site"
        state = State(site, newsroom.base)
        _rebuild(load, options, site, state)
        with serving(state, options.port) as address:
            chinese = newsroom.lang.startswith("zh")
            print(
                f"预览：{address}（按 Ctrl-C 结束）"
                if chinese
                else f"Preview: {address} (Ctrl-C ends it)",
                flush=True,
            )
            watched = [
                path for path in (newsroom.content, newsroom.theme, options.config) if path.exists()
            ]
            for _ in watch(*watched, raise_interrupt=False, debounce=100, step=20):
                _rebuild(load, options, site, state)
    return 0


def _rebuild(load: Load, options: argparse.Namespace, site: Path, state: State) -> None:
    """Build once; a failure is said on the terminal and in the browser, and the last good site stays."""
    report = Report()
    language = "zh"
    try:
        newsroom = replace(load(options), output=site)
        language = newsroom.lang
        now = read_clock(options.now, newsroom.zone)
        build(newsroom, Options(now, drafts=options.drafts), report)
    except ContentError as error:
        text = as_text(error.problems, language)
        sys.stderr.write(text)
        state.tell(text)
    except LinliError as error:
        sys.stderr.write(f"{error}\n")
        state.tell(str(error))
    else:
        sys.stderr.write(as_text(report.problems, language))
        print(summary(report, language), flush=True)
        state.tell()
