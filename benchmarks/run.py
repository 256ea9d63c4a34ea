"""Run Linli and its peers in turn on equal newsrooms: ``python -m benchmarks.run --size 1000``.

Corpora and peers are prepared once, below ``.bench/``. Every measured run is a whole process seen from
outside, and is looked at afterwards: pages that are missing or do not show a change end the run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if __package__ in {None, ""}:  # so that `python benchmarks/run.py` works as well
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import peers
from benchmarks.changes import CHANGES, Change, apply, change, check_change, undo
from benchmarks.chart import chart
from benchmarks.check import BuildIsWrongError, check
from benchmarks.corpus import TAGGINGS, pieces, some_pieces
from benchmarks.measure import Figures, RunFailedError, measure
from benchmarks.peers import ROOT, SITES, Tool, linli_tool, remove_gone
from benchmarks.results import OURS, Results, Saves, Size, read_results
from benchmarks.served import measure_saves
from benchmarks.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALL_CASES = ("cold", "unchanged", *CHANGES, "serve", "stages")
SAMPLE = 12
STANDING = 4
"""Standing pages of every newsroom."""
SAVES = 5


class Desk:
    """The newsrooms of one size, one for each tool, and what was changed in them."""

    def __init__(
        self,
        work: Path,
        tools: Sequence[Tool],
        size: int,
        seed: int,
        rounds: int,
        tagging: str,
        *,
        feeds: bool,
    ) -> None:
        self.tools, self.size, self._seed, self._feeds = tools, size, seed, feeds
        self._tagging = tagging
        self._work = work / f"{size}-{seed}-{tagging}{'-feeds' if feeds else ''}"
        targets = rounds * len(CHANGES) + 2
        chosen = some_pieces(size, seed, SAMPLE + targets, tagging=tagging)
        self.sample, self.targets = chosen[:SAMPLE], chosen[SAMPLE:]
        self.fresh = some_pieces(size, seed, rounds, telling=seed + 1, tagging=tagging)
        self._changed: dict[str, list[Change]] = {tool.name: [] for tool in tools}
        self._grown = {tool.name: 0 for tool in tools}
        self._warm: set[str] = set()

    def prepare(self) -> None:
        """Write the newsrooms that are not there yet, or that an ended run has left changed."""
        for tool in self.tools:
            site, stamp = self.site(tool), self._stamp(tool)
            if stamp.exists() and stamp.read_text() == self._wanted(tool):
                continue
            say(f"{self.size:,} stories for {tool.label}")
            shutil.rmtree(site, ignore_errors=True)
            site.parent.mkdir(parents=True, exist_ok=True)
            tool.write(pieces(self.size, self._seed, self._tagging), site, feeds=self._feeds)
            stamp.write_text(self._wanted(tool))

    def site(self, tool: Tool) -> Path:
        """Return the folder of the tool's newsroom."""
        return self._work / tool.name

    def build(self, tool: Tool, *, cold: bool, extra: Sequence[str] = ()) -> Figures:
        """Build once and measure it."""
        site = self.site(tool)
        command = [*tool.command(site, cold=cold), *extra]
        return measure(command, tool.folder or site, tool.environment)

    def warm(self, tool: Tool) -> None:
        """See to it that there is a build to go on from."""
        if tool.name not in self._warm:
            say(f"  {tool.label}: a build to start from")
            self.build(tool, cold=False)
            self._warm.add(tool.name)

    def cool(self, tool: Tool) -> None:
        """Remove everything that builds have made."""
        self._warm.discard(tool.name)
        tool.clear(self.site(tool))

    def change(self, tool: Tool, one: Change) -> None:
        """Change the newsroom; ``restore`` takes it back."""
        self._stamp(tool).unlink(missing_ok=True)
        self._changed[tool.name].append(one)
        self._grown[tool.name] += (one.after is not None) - (one.before is not None)
        apply(one, tool, self.site(tool))
        if one.after is None and not tool.is_linli:
            # The peers leave the page of a deleted story where it is; their users remove the output.
            tool.clear(self.site(tool), [tool.output])

    def restore(self) -> None:
        """Take back every change."""
        for tool in self.tools:
            for one in reversed(self._changed[tool.name]):
                undo(one, tool, self.site(tool))
            self._changed[tool.name].clear()
            self._grown[tool.name] = 0
            self._stamp(tool).write_text(self._wanted(tool))
        remove_gone(self._work)

    def stories(self, tool: Tool) -> int:
        """Return how many stories there are now."""
        return self.size + STANDING + self._grown[tool.name]

    def _stamp(self, tool: Tool) -> Path:
        return self._work / f"{tool.name}.txt"

    def _wanted(self, tool: Tool) -> str:
        """Return what the stamp says when the newsroom is as this program would write it."""
        here = Path(__file__).parent
        sources = [
            here / f"{name}.py" for name in ("corpus", "dice", "forms", "peers", "prose", "words")
        ]
        sources += sorted(path for path in (SITES / tool.name).rglob("*") if path.is_file())
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources))
        return digest.hexdigest()


def run_size(desk: Desk, cases: Sequence[str], rounds: int) -> Iterator[Size]:
    """Measure every case, the tools in turn; yield what is known after each."""
    size = Size()
    try:
        for case in (known for known in ALL_CASES if known in cases):
            say(f"{desk.size:,} stories, {case}")
            if case == "serve":
                _serve(desk, size)
            elif case == "stages":
                _stages(desk, size)
            else:
                _rounds(desk, case, rounds, size)
            yield size
    finally:
        desk.restore()


def _rounds(desk: Desk, case: str, rounds: int, size: Size) -> None:
    found: dict[str, list[Figures]] = {tool.name: [] for tool in desk.tools}
    size.cases[case] = found
    for number in range(rounds):
        for tool in desk.tools:
            if case == "cold":
                desk.cool(tool)
            else:
                desk.warm(tool)
            one = None
            if case in CHANGES:
                known = desk.targets[CHANGES.index(case) * rounds + number]
                piece = desk.fresh[number] if case == "new" else known
                one = change(case, piece, number + 1)
                desk.change(tool, one)
            figures = desk.build(tool, cold=case == "cold")
            site = check(tool, desk.site(tool), desk.sample, desk.stories(tool))
            if one:
                check_change(one, tool, desk.site(tool))
            if case == "cold" or tool.name not in size.sites:
                size.sites[tool.name] = site
            found[tool.name].append(figures)
            say(
                f"  {tool.label}: {figures.wall:.2f} s, {figures.cpu:.2f} s of processor, {figures.memory:.0f} MiB"
            )


def _serve(desk: Desk, size: Size) -> None:
    """Measure the preview of those that are Linli."""
    for tool in desk.tools:
        if tool.is_linli:
            ready, saves, memory = measure_saves(tool, desk.site(tool), desk.targets[-1], SAVES)
            size.served[tool.name] = Saves(ready, saves, memory)
            say(
                f"  {tool.label}: ready after {ready:.2f} s, saves {', '.join(f'{one:.3f}' for one in saves)} s"
            )


def _stages(desk: Desk, size: Size) -> None:
    """Ask Linli itself how long each stage took: cold, with nothing changed, with one text changed."""
    for tool in desk.tools:
        if tool.name != OURS:
            continue
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            for case in ("cold", "unchanged", "edit-body"):
                if case == "cold":
                    desk.cool(tool)
                if case == "edit-body":
                    desk.change(tool, change(case, desk.targets[-2], 1))
                desk.build(tool, cold=case == "cold", extra=[f"--report={report}"])
                size.stages[case] = json.loads(report.read_text())["stages"]


def say(text: str) -> None:
    """Say what is being done."""
    print(text, flush=True)


def machine() -> dict[str, str]:
    """Return what a reader must know of this machine; nothing that would tell whose it is."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": str(count),
        "python": platform.python_version(),
    }


def _options(arguments: list[str] | None) -> argparse.Namespace:
    def listed(text: str) -> list[str]:
        return [part.strip() for part in text.split(",") if part.strip()]

    parser = argparse.ArgumentParser(
        prog="benchmarks.run", description="Measure Linli beside its peers."
    )
    parser.add_argument(
        "--size", type=listed, default=["1000"], help="stories; several with commas (1000)"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each case is run (3)")
    parser.add_argument(
        "--peers", type=listed, default=["hugo", "eleventy", "pelican"],
        help="hugo,eleventy,pelican (all); none for Linli alone",
    )  # fmt: skip
    parser.add_argument(
        "--cases", type=listed, default=["cold"], help=f"{','.join(ALL_CASES)} or all (cold)"
    )
    parser.add_argument(
        "--feeds", action="store_true", help="let those that make feeds make them (linli, hugo)"
    )
    parser.add_argument(
        "--tags", choices=[*TAGGINGS], default="usual",
        help="how many stories share their tags with others: few, some, most (usual)",
    )  # fmt: skip
    parser.add_argument("--without-linli", action="store_true", help="measure the peers alone")
    parser.add_argument(
        "--before", type=Path, help="another checkout of Linli, to be measured as well"
    )
    parser.add_argument("--seed", type=int, default=1, help="which of the possible newsrooms (1)")
    parser.add_argument(
        "--tools", type=Path, default=ROOT / ".bench", help="where peers are installed (.bench)"
    )
    parser.add_argument("--work", type=Path, help="where the newsrooms are (work/ below --tools)")
    parser.add_argument("--out", type=Path, help="where the results go (results/ below --tools)")
    parser.add_argument(
        "--redraw", action="store_true", help="only write table and chart of --out anew"
    )
    options = parser.parse_args(arguments)
    options.cases = list(ALL_CASES) if options.cases == ["all"] else options.cases
    options.peers = [] if options.peers == ["none"] else options.peers
    options.tools = options.tools.absolute()
    for name, folder in (("work", "work"), ("out", "results")):
        setattr(options, name, (getattr(options, name) or options.tools / folder).absolute())
    unknown = [name for name in options.cases if name not in ALL_CASES]
    unknown += [name for name in options.peers if name not in peers.peers(options.tools, 0)]
    unknown += [text for text in options.size if not text.isdecimal() or int(text) < 100]
    if options.feeds and set(options.peers) - set(peers.WITH_FEEDS):
        parser.error(f"--feeds is for {', '.join(peers.WITH_FEEDS)}; name them with --peers")
    if unknown:
        parser.error(f"not known: {', '.join(unknown)} (a size is a number from 100)")
    try:
        _tools(options, 0)
    except ValueError as reason:
        parser.error(str(reason))
    return options


def _tools(options: argparse.Namespace, size: int) -> list[Tool]:
    known = peers.peers(options.tools, size)
    tools = [] if options.without_linli else [linli_tool()]
    tools += [linli_tool(options.before.absolute(), "before")] if options.before else []
    return [*tools, *(known[name] for name in options.peers)]


def write(results: Results, out: Path) -> None:
    """Write figures, table and chart."""
    out.mkdir(parents=True, exist_ok=True)
    results.write(out / "results.json")
    (out / "results.md").write_text(table(results), encoding="utf-8")
    (out / "results.svg").write_text(chart(results), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Prepare, measure, write; return 1 when a build was wrong."""
    options = _options(arguments)
    if options.redraw:
        write(read_results(options.out / "results.json"), options.out)
        return 0
    peers.install(options.tools, options.peers)
    said = peers.versions(options.tools, options.peers)
    tools = _tools(options, 0)
    names = {tool.name: f"{tool.label} {said.get(tool.name, '')}".strip() for tool in tools}
    results = Results(machine(), names, options.seed, options.tags, options.rounds)
    try:
        for size in map(int, options.size):
            tools = _tools(options, size)
            desk = Desk(
                options.work,
                tools,
                size,
                options.seed,
                options.rounds,
                options.tags,
                feeds=options.feeds,
            )
            desk.prepare()
            for found in run_size(desk, options.cases, options.rounds):
                results.sizes[size] = found
                write(results, options.out)
    except (BuildIsWrongError, RunFailedError) as error:
        print(error, file=sys.stderr)
        return 1
    print((options.out / "results.md").read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
