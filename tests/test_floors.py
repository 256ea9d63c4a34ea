"""Every floor of the house holds: a fault planted on it is found, and named by its contract."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}

# (module to plant, what it imports, the contracts it breaks)
PLANTED = [
    ("story/planted.py", "import bs4", {"ground", "homes"}),
    ("story/planted.py", "import nh3", {"ground", "homes"}),
    ("notices/planted.py", "def later():\n    import jinja2", {"pure", "homes"}),
    ("text/planted.py", "import pelican", {"pure", "homes"}),
    ("text/plugin.py", "import pelican", set()),
    ("feeds/planted.py", "import feedgen", {"homes"}),
    ("pages/planted.py", "import segno", {"homes"}),
    ("feeds/planted.py", "import linli.rights", {"layers"}),
    ("websub/planted.py", "import linli.feeds", {"layers"}),
    ("pages/planted.py", "import markdown", {"homes"}),
    ("reprints/planted.py", "import bs4", {"homes"}),
    ("reprints/planted.py", "import linli.build.press", {"pure", "layers"}),
    ("pages/planted.py", "import linli.reprints", {"layers"}),
    ("text/planted.py", "import linli.site", {"layers"}),
    ("notices/planted.py", "import linli.rights", {"layers"}),
    ("metadata/planted.py", "import linli.rights", {"layers"}),
    ("metadata/planted.py", "import jinja2", {"pure", "homes"}),
    ("pages/planted.py", "from linli.build.templates import render", {"pure", "layers"}),
    ("build/planted.py", "import jinja2", {"homes"}),
    ("build/planted.py", "import linli.office", {"layers"}),
    ("serve/planted.py", "import linli.office", {"layers"}),
    ("attic.py", "", {"layers"}),
]


def broken_contracts(plugins: Path) -> tuple[set[str], str]:
    """Return the ids of the contracts that the package in this folder breaks, and the whole report."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=plugins.parent,
        env={**os.environ, "PYTHONPATH": str(plugins), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE))
    names = {contract["name"]: key for key, contract in CONTRACTS.items()}
    assert verdicts.keys() == names.keys(), done.stdout + done.stderr
    return {names[name] for name, verdict in verdicts.items() if verdict == "BROKEN"}, done.stdout


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """Return a copy of the package, beside a copy of its contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    unneeded = shutil.ignore_patterns("__pycache__")
    return shutil.copytree(ROOT / "plugins", tmp_path / "plugins", ignore=unneeded)


@pytest.mark.slow
@pytest.mark.parametrize(("module", "text", "broken"), PLANTED)
def test_a_planted_fault_breaks_the_contracts_of_its_floor(
    plugins: Path, module: str, text: str, broken: set[str]
) -> None:
    (plugins / "linli" / module).write_text(text + "\n", encoding="utf-8")
    assert broken_contracts(plugins)[0] == broken


def test_no_library_may_be_imported_outside_its_home(plugins: Path) -> None:
    libraries = CONTRACTS["homes"]["forbidden_modules"]
    planted = plugins / "linli" / "pages" / "planted.py"
    planted.write_text("".join(f"import {name}\n" for name in libraries), encoding="utf-8")
    report = broken_contracts(plugins)[1]
    assert [n for n in libraries if f"linli.pages.planted -> {n} " not in report] == []


def test_every_contract_is_tried() -> None:
    assert set().union(*(broken for _, _, broken in PLANTED)) == CONTRACTS.keys()
