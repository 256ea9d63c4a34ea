"""The figures as a picture: an SVG that reads well on a light and on a dark page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from benchmarks.results import OURS, Results, spread
from benchmarks.table import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, LEFT, RIGHT = 760, 190, 110
ROW, BAR, GAP, TOP = 24, 16, 34, 46
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 16px; font-weight: 600; }
  .case { font-weight: 600; }
  .name { text-anchor: end; }
  .bar { fill: #8c959f; }
  .ours { fill: #b8322a; }
  .spread { stroke: #1f2328; stroke-width: 1.5; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .bar { fill: #6e7681; }
    .ours { fill: #ff7b72; }
    .spread { stroke: #e6edf3; }
  }
"""


def chart(results: Results) -> str:
    """Return one group of bars for each size and case; every group has a scale of its own."""
    groups = list(_groups(results))
    height = TOP + sum(GAP + ROW * len(bars) for _, bars in groups)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="Seconds on the wall clock; shorter is better">',
        f"<style>{STYLE}</style>",
        '<text class="title" x="16" y="28">Seconds on the wall clock; shorter is better</text>',
    ]
    y = TOP
    for heading, bars in groups:
        parts.append(f'<text class="case" x="16" y="{y + 16}">{escape(heading)}</text>')
        y += GAP - 8
        longest = max(found[2] for _, found in bars) or 1.0
        for tool, found in bars:
            parts += _bar(tool, found, longest, y)
            y += ROW
        y += 8
    return "\n".join([*parts, "</svg>"]) + "\n"


def _groups(results: Results) -> Iterator[tuple[str, list[tuple[str, tuple[float, float, float]]]]]:
    for size, one in sorted(results.sizes.items()):
        for case, runs in one.cases.items():
            found = {
                tool: spread([run.wall for run in runs[tool]])
                for tool in results.tools
                if runs.get(tool)
            }
            if found:
                bars = [
                    (tool, (had.middle, had.least, had.greatest)) for tool, had in found.items()
                ]
                yield f"{size:,} stories, {CASES.get(case, case)}", bars


def _bar(tool: str, found: tuple[float, float, float], longest: float, y: int) -> Iterator[str]:
    middle, least, greatest = (value / longest * (WIDTH - LEFT - RIGHT) for value in found)
    half = y + BAR / 2
    yield f'<text class="name" x="{LEFT - 10}" y="{y + 13}">{escape(tool)}</text>'
    shade = "bar ours" if tool == OURS else "bar"
    yield f'<rect class="{shade}" x="{LEFT}" y="{y}" width="{max(middle, 1):.1f}" height="{BAR}" rx="2"/>'
    yield f'<path class="spread" d="M{LEFT + least:.1f} {half}H{LEFT + greatest:.1f}"/>'
    form = ".1f" if found[0] >= 10 else ".2f"
    yield f'<text x="{LEFT + greatest + 8:.1f}" y="{y + 13}">{found[0]:{form}} s</text>'
