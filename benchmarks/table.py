"""The figures as Markdown."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.results import OURS, Results, Size, Spread, exponent, ratios, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.measure import Figures

CASES = {
    "cold": "first build",
    "unchanged": "nothing changed",
    "edit-title": "one title changed",
    "edit-body": "one text changed",
    "new": "one new article",
    "delete": "one article deleted",
}
MEASURES: dict[str, tuple[str, Callable[[Figures], float]]] = {
    "wall clock": ("s", lambda run: run.wall),
    "processor": ("s", lambda run: run.cpu),
    "memory of the largest process": ("MiB", lambda run: run.memory),
}


def table(results: Results) -> str:
    """Return a page with every figure: median [least–greatest], and ratios pair by pair."""
    lines = [
        "# Benchmark",
        "",
        f"{', '.join(f'{name} {value}' for name, value in results.machine.items())}; "
        f"seed {results.seed}, {results.tags} tags; {results.rounds} rounds, the tools in turn. "
        "Each cell: median [least–greatest]. Ratios are Linli divided by the peer, round by round; below 1, Linli is better.",
        "",
        *(f"- {name}: {version}" for name, version in results.tools.items()),
    ]
    for size, one in sorted(results.sizes.items()):
        lines += ["", f"## {size:,} stories", *_size(one, results)]
    lines += _growth(results)
    return "\n".join(lines) + "\n"


def _size(size: Size, results: Results) -> Iterator[str]:
    tools = [name for name in results.tools if any(name in runs for runs in size.cases.values())]
    peers = [name for name in tools if name != OURS] if OURS in tools else []
    if size.sites:
        yield from _rows(
            ["what was built", "pages", "files", "MB", "related stories an article"],
            [
                [
                    tool,
                    f"{site.pages:,}",
                    f"{site.files:,}",
                    f"{site.bytes / 1e6:.1f}",
                    f"{site.related:.1f}",
                ]
                for tool, site in size.sites.items()
            ],
        )
    for measure, (unit, of) in MEASURES.items():
        rows = []
        for case, runs in size.cases.items():
            cells = [
                _figure(spread([of(run) for run in runs[tool]])) if runs.get(tool) else "–"
                for tool in tools
            ]
            shares = [_ratio(ratios(runs, peer, of)) for peer in peers]
            rows.append([CASES.get(case, case), *cells, *shares])
        if rows:
            head = [f"{measure}, {unit}", *tools, *(f"Linli / {peer}" for peer in peers)]
            yield from _rows(head, rows)
    if size.served:
        rows = [
            [
                tool,
                f"{saves.ready:.2f}",
                " ".join(f"{one:.3f}" for one in saves.saves),
                f"{saves.memory:.0f}",
            ]
            for tool, saves in size.served.items()
        ]
        yield from _rows(["preview", "ready after, s", "save to page, s", "memory, MiB"], rows)
    if size.stages:
        names = list(dict.fromkeys(name for stages in size.stages.values() for name in stages))
        yield from _rows(
            ["Linli by stage, s", *size.stages],
            [
                [name, *(f"{stages.get(name, 0):.3f}" for stages in size.stages.values())]
                for name in names
            ],
        )


def _growth(results: Results) -> Iterator[str]:
    """Yield by which power of the size processor time grows, when there is more than one size."""
    rows = []
    for tool in results.tools:
        known = [
            (size, spread([run.cpu for run in one.cases["cold"][tool]]).middle)
            for size, one in sorted(results.sizes.items())
            if one.cases.get("cold", {}).get(tool)
        ]
        steps = [*pairwise(known), *([(known[0], known[-1])] if len(known) > 2 else [])]
        rows += [
            [tool, f"{small[0]:,} → {large[0]:,}", f"{exponent(small, large):.2f}"]
            for small, large in steps
        ]
    if rows:
        yield from ("", "## Growth")
        yield from _rows(["processor time of a first build", "stories", "exponent"], rows)


def _rows(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"| --- {'| ---: ' * (len(head) - 1)}|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _figure(found: Spread) -> str:
    form = ".0f" if found.middle >= 100 else ".2f"
    return f"{found.middle:{form}} [{found.least:{form}}–{found.greatest:{form}}]"


def _ratio(found: Spread | None) -> str:
    return f"{found.middle:.2f} [{found.least:.2f}–{found.greatest:.2f}]" if found else "–"
