"""The loop of the preview: build, say what happened, wait for a save, build again."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from watchfiles import Change, DefaultFilter, watch

from linli.build.copied import copy_cache
from linli.build.foreign.guest import Hosted
from linli.build.neighbours import imported_files
from linli.build.pipeline import publish
from linli.build.preparing import Options
from linli.build.press import Press, a_press
from linli.build.reading import load_tools
from linli.build.report import Report, summary
from linli.clock import read_clock
from linli.errors import ContentError, LinliError
from linli.problems import Severity
from linli.problems.forms import as_text
from linli.processes import ending_in_order
from linli.release import Room, Target, holding
from linli.serve.lodging import SITE, lodging
from linli.serve.server import State, serving

if TYPE_CHECKING:
    from linli.site import Newsroom

WAKE = 200
"""Milliseconds until the watch comes back without news."""
QUIET = 0.15
"""Seconds without a save after which everything is looked at."""
FEW = 50
"""Files that are looked at one by one when they are saved at once; where there are more, all are."""
GONE = (
    "预览自己的文件夹 {} 被删掉了，看不到新的改动。请按 Ctrl-C 结束，再运行一次。\n",
    "The preview's own folder {} was deleted, so that nothing new can be shown. End it with Ctrl-C, and run it again.\n",
)
Load = Callable[[argparse.Namespace], "Newsroom"]


def preview(load: Load, options: argparse.Namespace) -> int:
    """Serve the site until interrupted. The preview has a folder of its own; ``output/`` is not touched."""
    newsroom = load(options)
    logging.getLogger("watchfiles").setLevel(
        logging.ERROR
    )  # what it says of Ctrl-C is English only
    read_clock(options.now, newsroom.zone)  # a wrong --now cannot be mended while the preview runs
    with (
        ending_in_order(),
        lodging() as folder,
        ExitStack() as stack,
    ):
        site = folder / SITE
        state = State(site, newsroom.base)
        saves = watching(watched := folders_of(newsroom, options.config))
        # From here on no save is missed, not even one during the first build.
        if next(saves, None) is None:  # Ctrl-C, of which a watch only ends
            return 0
        # It begins with what the last build knew. A build at the same time waits for no preview, and loses nothing to it.
        room = stack.enter_context(holding(Target(site)))
        copy_cache(newsroom.output, cache := folder / "cache")
        press = stack.enter_context(a_press(cache))
        editions = Editions(load, options, press, room, state)
        editions.make()
        load_tools()  # before somebody waits for a page
        with serving(state, options.port) as address:
            chinese = newsroom.lang.startswith("zh")
            print(
                f"预览：{address}（按 Ctrl-C 结束）"
                if chinese
                else f"Preview: {address} (Ctrl-C ends it)",
                flush=True,
            )
            with suppress(KeyboardInterrupt):  # it ends the same whatever it is about to do
                while (told := next(saves, None)) is not None:
                    newsroom = editions.newsroom or newsroom
                    matters = _Filter(newsroom, options.config)
                    changed = {one for one in told if matters(*one)}
                    if changed:
                        # The watch tells of files below the paths that it is given.
                        editions.make(saved_in(changed, newsroom.content.resolve()))
                    elif editions.are_hasty and time.monotonic() > editions.made + QUIET:
                        editions.make_sure()
                    wanted = folders_of(editions.newsroom or newsroom, options.config)
                    if wanted != watched:  # the configuration names others now
                        saves = watching(watched := wanted)
                        next(saves, None)
                        editions.make_sure()  # nobody has told what was saved there in the meantime
    return 0


def folders_of(newsroom: Newsroom, config: Path) -> frozenset[Path]:
    """Return the folders in which something may be saved that matters."""
    folders = newsroom.content.resolve(), newsroom.theme.resolve(), config.resolve().parent
    return frozenset([folder for folder in folders if folder.is_dir()])


def watching(folders: Iterable[Path]) -> Iterator[set[tuple[Change, str]]]:
    """Yield what is saved in the folders, and a few times a second nothing; end at Ctrl-C."""
    return watch(
        *folders,
        watch_filter=None,  # else we heard nothing while something else is written all the time
        raise_interrupt=False,
        debounce=100,
        step=10,
        rust_timeout=WAKE,
        yield_on_timeout=True,
    )


class _Filter(DefaultFilter):
    """Saves that matter: below content and theme, the configuration with its neighbours and what it imports, the files it names.

    The configuration's folder is watched, not the file: many editors save by putting a new file in
    the old one's place.
    """

    def __init__(self, newsroom: Newsroom, config: Path) -> None:
        super().__init__()
        self._folders = (newsroom.content.resolve(), newsroom.theme.resolve())
        self._beside = config.resolve().parent
        self._named = {self._beside / newsroom.source_allowlist, newsroom.annals, *imported_files()}

    def __call__(self, change: Change, path: str) -> bool:
        """Say whether ``path`` is one of them."""
        saved = Path(path)
        settings = saved.suffix == ".py" and saved.parent == self._beside
        settings = settings or saved in self._named
        inside = any(saved.is_relative_to(folder) for folder in self._folders)
        return (settings or inside) and super().__call__(change, path)


def saved_in(changed: set[tuple[Change, str]], content: Path) -> frozenset[str]:
    """Return the names of the files that were saved in the content folder; none, if more than that may have changed."""
    paths = [Path(path) for _, path in changed]
    if len(paths) > FEW or not all(path.is_relative_to(content) for path in paths):
        return frozenset()
    return frozenset([path.relative_to(content).as_posix() for path in paths])


class Editions:
    """The builds of one preview, one after the other.

    What the watch tells may not be all there is: a file can be lost on the way where very many are saved at once. So a build
    that took its word for what was saved is hasty, and while nobody saves, another one looks at everything.
    """

    def __init__(
        self, load: Load, options: argparse.Namespace, press: Press, room: Room, state: State
    ) -> None:
        """``are_hasty`` says whether the last build was, ``made`` when it ended, in seconds of a clock of its own.

        ``newsroom`` is what the configuration said when it was read last.
        """
        self.are_hasty = False
        self.made = 0.0
        self.newsroom: Newsroom | None = None
        self._load = load
        self._options = options
        self._press = press
        self._room = room
        self._state = state
        self._told = ""

    def make(self, saved: frozenset[str] = frozenset()) -> None:
        """Build; look only at the files ``saved`` if there are any, else at all.

        A failure is said on the terminal and in the browser, and the last good site stays.
        """
        self._make(saved, is_news=True)

    def make_sure(self) -> None:
        """Look at all files, and build if there is something new; say nothing if there is not."""
        self._make(frozenset(), is_news=False)

    def _make(self, saved: frozenset[str], *, is_news: bool) -> None:
        report = Report()
        self.are_hasty = False
        language = "zh"
        try:
            self.newsroom = self._load(self._options)
            newsroom = replace(self.newsroom, output=self._state.root)
            language = newsroom.lang
            now = read_clock(self._options.now, newsroom.zone)
            # Pelican makes all pages anew, and is not asked to do so twice.
            saved = frozenset() if isinstance(newsroom, Hosted) else saved
            self.are_hasty = bool(saved)
            options = Options(now, drafts=self._options.drafts, saved=saved)
            publish(newsroom, options, report, self._press, self._room)
        except ContentError as error:
            errors = [one for one in error.problems if one.severity is Severity.ERROR]
            others = [one for one in error.problems if one.severity is not Severity.ERROR]
            ending = closing(len(errors), language, has_site=self._state.has_site)
            # Above the prompt stands what was printed last; at the foot of the page, what comes first.
            shown = ending + as_text([*errors, *others], language)
            self._fail(as_text([*others, *errors], language) + ending, shown, is_news=is_news)
        except LinliError as error:
            if self._state.root.is_dir() or not self._state.has_site:
                ending = closing(1, language, has_site=self._state.has_site)
                text = f"{error.say(language)}\n{ending}"
            else:  # by what tidies up passing folders
                text = GONE[not language.startswith("zh")].format(self._state.root.parent)
            self._fail(text, text, is_news=is_news)
        else:
            told = as_text(report.problems, language)
            if is_news or not report.idle or told != self._told:
                sys.stderr.write(told)
                print(summary(report, language), flush=True)
                self._state.tell()
            self._told = told
        self.made = time.monotonic()

    def _fail(self, printed: str, shown: str, *, is_news: bool) -> None:
        if is_news or printed != self._told:
            sys.stderr.write(printed)
            self._state.tell(shown)
        self._told = printed


def closing(errors: int, language: str, *, has_site: bool) -> str:
    """Return the line after the problems: how many errors there are, and what the browser shows now."""
    if language.startswith("zh"):
        shown = "预览还是原来的" if has_site else "还没有可看的"
        return f"{errors} 处错误，{shown}；改好存盘，就会更新。\n"
    shown = "the preview is as it was" if has_site else "there is nothing to see yet"
    return f"{errors} error{'' if errors == 1 else 's'}; {shown}, until it is mended and saved.\n"
