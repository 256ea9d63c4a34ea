"""The Python of the environment: the quicker one of the same version, and no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli import interpreters

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = f"python{sys.version_info[0]}.{sys.version_info[1]}"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has one way to compile it")


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Mapping[str, object]:
    """Make the Python that is running one that needs ten milliseconds; return what it says of itself."""
    said = {**interpreters._describe(), "seconds": 0.01}
    monkeypatch.setattr(sys, "executable", str(write_python(tmp_path / "own", said)))
    monkeypatch.setattr(os, "defpath", str(tmp_path / "empty"))
    return said


def write_python(folder: Path, said: Mapping[str, object] | str, status: int = 0) -> Path:
    """Write a program that answers as a Python would."""
    folder.mkdir()
    text = said if isinstance(said, str) else json.dumps(said)
    program = folder / NAME
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\nexit {status}\n")
    program.chmod(0o755)
    return program


def path_of(*programs: Path) -> dict[str, str]:
    return {"PATH": os.pathsep.join(str(program.parent) for program in programs)}


def test_the_quickest_of_the_same_version_is_found(
    own: Mapping[str, object], tmp_path: Path
) -> None:
    quick = write_python(tmp_path / "a", {**own, "home": "/a", "seconds": 0.008})
    quickest = write_python(tmp_path / "b", {**own, "home": "/b", "seconds": 0.007})
    found = interpreters.quicker_one(path_of(quick, quickest))
    assert found
    assert found.program == str(quickest)
    assert found.share == pytest.approx(0.7)
    assert found.version == own["version"]


def test_where_the_system_keeps_its_own_is_looked_at_too(
    own: Mapping[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = write_python(tmp_path / "system", {**own, "home": "/system", "seconds": 0.007})
    monkeypatch.setattr(os, "defpath", str(quick.parent))
    found = interpreters.quicker_one({"PATH": str(tmp_path / "empty")})
    assert found
    assert found.program == str(quick)


@pytest.mark.parametrize(
    "change",
    [
        {"seconds": 0.009},
        {"home": "same"},
        {"python": "cpython-399"},
        {"platform": "linux-other"},
        {"makes": False},
        {"abi": "cpython-399t"},
        {"seconds": None},
        {"seconds": float("nan")},
        {"seconds": -1.0},
    ],
    ids=" ".join,
)
def test_what_is_not_worth_it_or_does_not_fit_is_left(
    own: Mapping[str, object], tmp_path: Path, change: Mapping[str, object]
) -> None:
    said = {**own, "home": "/other", "seconds": 0.005, **change}
    if said["home"] == "same":
        said["home"] = own["home"]
    other = write_python(tmp_path / "other", said)
    assert interpreters.quicker_one(path_of(other)) is None


@pytest.mark.parametrize(
    ("said", "status"), [("no JSON", 0), ("[]", 0), ("{}", 127), ("[" * 200_000, 0)]
)
def test_programs_that_are_no_python_are_left(
    own: Mapping[str, object], tmp_path: Path, said: str, status: int
) -> None:
    odd = write_python(tmp_path / "odd", said, status)
    (tmp_path / "folder" / NAME).mkdir(parents=True)
    assert interpreters.quicker_one(path_of(odd, tmp_path / "folder" / NAME)) is None


def test_the_one_that_was_called_is_kept_on_demand(
    own: Mapping[str, object], tmp_path: Path
) -> None:
    quick = write_python(tmp_path / "quick", {**own, "home": "/quick", "seconds": 0.005})
    assert interpreters.quicker_one(path_of(quick))
    assert interpreters.quicker_one({**path_of(quick), interpreters.KEEP: "1"}) is None


def test_a_python_that_lacks_what_is_needed_makes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert interpreters._describe()["makes"] is True
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    assert interpreters._describe()["makes"] is False


def test_a_python_describes_itself() -> None:
    said = subprocess.run(
        [sys.executable, "-I", "-S", interpreters.__file__], capture_output=True, check=True
    )
    answer = json.loads(said.stdout)
    assert answer["python"] == sys.implementation.cache_tag
    assert answer["home"] == str(Path(sys.base_prefix).resolve())
    assert 0 < answer["seconds"] < 1
