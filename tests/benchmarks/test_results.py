from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from benchmarks.chart import chart
from benchmarks.check import Site
from benchmarks.measure import Figures, RunFailedError, measure
from benchmarks.results import Results, Saves, Size, exponent, ratios, read_results, spread
from benchmarks.table import table

if TYPE_CHECKING:
    from pathlib import Path


def figures(wall: float) -> Figures:
    return Figures(wall, wall * 0.9, wall * 0.1, 100.0)


@pytest.fixture
def results() -> Results:
    small = Size(
        sites={"linli": Site(1651, 1663, 12_000_000, 6.9)},
        cases={
            "cold": {
                "linli": [figures(2.0), figures(4.0), figures(3.0)],
                "hugo": [figures(4.0), figures(4.0), figures(4.0)],
            }
        },
        served={"linli": Saves(1.5, [0.1, 0.2], 80.0)},
        stages={"cold": {"read": 1.25}},
    )
    large = Size(cases={"cold": {"linli": [figures(30.0)], "hugo": [figures(33.0)]}})
    return Results(
        {"cores": "2"},
        {"linli": "Linli", "hugo": "Hugo 1"},
        1,
        "usual",
        3,
        {1000: small, 10000: large},
    )


def test_the_table_tells_median_least_greatest_and_ratio(results: Results) -> None:
    text = table(results)
    assert "| first build | 3.00 [2.00–4.00] | 4.00 [4.00–4.00] | 0.75 [0.50–1.00] |" in text
    assert "seed 1, usual tags; 3 rounds" in text
    assert "| linli | 1,651 | 1,663 | 12.0 | 6.9 |" in text
    assert "| linli | 1.50 | 0.100 0.200 | 80 |" in text
    assert "| read | 1.250 |" in text
    assert "| linli | 1,000 → 10,000 | 1.00 |" in text


def test_the_chart_is_a_picture_with_a_bar_for_each_tool_and_case(results: Results) -> None:
    picture = ET.fromstring(chart(results))  # noqa: S314 - our own picture
    bars = list(picture.iter("{http://www.w3.org/2000/svg}rect"))
    assert len(bars) == 4
    assert float(bars[1].attrib["width"]) > float(bars[0].attrib["width"])
    assert "prefers-color-scheme: dark" in chart(results)


def test_a_name_cannot_break_the_chart() -> None:
    odd = Results(
        {}, {"a<b": "a<b"}, 1, "usual", 1, {100: Size(cases={"cold": {"a<b": [figures(1)]}})}
    )
    ET.fromstring(chart(odd))  # noqa: S314 - our own picture


def test_results_are_read_as_they_were_written(results: Results, tmp_path: Path) -> None:
    results.write(tmp_path / "results.json")
    assert read_results(tmp_path / "results.json") == results


def test_ratios_are_taken_round_by_round() -> None:
    runs = {"linli": [figures(1.0), figures(3.0)], "hugo": [figures(2.0), figures(3.0)]}
    found = ratios(runs, "hugo", lambda run: run.wall)
    assert found == spread([0.5, 1.0])
    assert ratios(runs, "pelican", lambda run: run.wall) is None


@pytest.mark.parametrize(("small", "large", "power"), [(1.0, 10.0, 1.0), (1.0, 100.0, 2.0)])
def test_growth_is_a_power_of_the_size(small: float, large: float, power: float) -> None:
    assert exponent((1000, small), (10000, large)) == pytest.approx(power)


def test_a_command_is_measured_with_all_it_starts(tmp_path: Path) -> None:
    work = "sum(range(3_000_000)); bytearray(64 << 20)"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    found = measure(["python3", "-c", script], tmp_path)
    assert found.wall > 0
    assert found.cpu > 0.02
    assert 64 < found.memory < 200


def test_a_command_that_fails_tells_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(RunFailedError, match="no such story"):
        measure(["python3", "-c", "raise SystemExit('no such story')"], tmp_path)
