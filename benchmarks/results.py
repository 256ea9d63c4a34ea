"""What a run found: every single figure, and what follows from them."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.check import Site
from benchmarks.measure import Figures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

OURS = "linli"


@dataclass(slots=True)
class Saves:
    """A preview: seconds until it answered, seconds of each save, MiB at its peak."""

    ready: float
    saves: list[float]
    memory: float


@dataclass(slots=True)
class Size:
    """The figures for one size of newsroom: by case, then by tool, one for each round."""

    sites: dict[str, Site] = field(default_factory=dict)
    cases: dict[str, dict[str, list[Figures]]] = field(default_factory=dict)
    served: dict[str, Saves] = field(default_factory=dict)
    stages: dict[str, dict[str, float]] = field(default_factory=dict)


@dataclass(slots=True)
class Results:
    """One run: what was measured where, and by size the figures."""

    machine: dict[str, str]
    tools: dict[str, str]
    seed: int
    tags: str
    rounds: int
    sizes: dict[int, Size] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write everything as JSON."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def read_results(path: Path) -> Results:
    """Read what ``Results.write`` wrote."""
    known = json.loads(path.read_text(encoding="utf-8"))
    sizes = {
        int(size): Size(
            {tool: Site(**site) for tool, site in one["sites"].items()},
            {
                case: {tool: [Figures(**run) for run in runs] for tool, runs in tools.items()}
                for case, tools in one["cases"].items()
            },
            {tool: Saves(**saves) for tool, saves in one["served"].items()},
            one["stages"],
        )
        for size, one in known["sizes"].items()
    }
    return Results(
        known["machine"], known["tools"], known["seed"], known["tags"], known["rounds"], sizes
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """A median with the least and the greatest."""

    middle: float
    least: float
    greatest: float


def spread(values: Sequence[float]) -> Spread:
    """Return the median, least and greatest of some figures."""
    return Spread(median(values), min(values), max(values))


def ratios(
    tools: Mapping[str, Sequence[Figures]], peer: str, of: Callable[[Figures], float]
) -> Spread | None:
    """Return ours divided by the peer's, round by round, so that a slow minute strikes both."""
    pairs = list(zip(tools.get(OURS, ()), tools.get(peer, ()), strict=False))
    return spread([of(ours) / max(of(theirs), 1e-9) for ours, theirs in pairs]) if pairs else None


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """Return by which power of the size the figure grows: 1 is as the size, 2 is as its square."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])
