"""Which Python the environment is made with: of those of one version, the one that was compiled well.

A Python that somebody compiled at home without profiles (pyenv does so unless told otherwise) needs a third to a half
more time for the same work than the one of the same version that comes with the system. Which one is the quicker is
measured, not guessed from how it was configured: every distribution says that in words of its own.

Standard library only, as :mod:`linli.bootstrap`, whose helper this is. Run as a program it prints what it is.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEEP = "LINLI_KEEP_PYTHON"
"""The variable that keeps the Python that was called, whatever else there is."""

NEEDED = ("venv", "ensurepip", "ssl", "sqlite3", "ctypes", "zlib", "lzma", "bz2")
"""What a Python may lack, and an environment or the packages in it need."""
_WORTH_IT = 0.85
"""The share of this Python's time that another may take at most to be worth the change."""
_ROUNDS = 5
_PATIENCE = 10.0
"""Seconds after which a program that calls itself Python is given up."""


class Other(NamedTuple):
    """Another Python: the program, its version, and its time as a share of this one's."""

    program: str
    version: str
    share: float


def quicker_one(environment: Mapping[str, str] = os.environ) -> Other | None:
    """Return the quickest other Python of this version (3.11, say), if there is one that is worth it.

    Looks along the PATH and where the system keeps its own. It must be able to make environments, and have everything
    that a Python may be compiled without and that we need.
    """
    if os.name == "nt" or environment.get(KEEP):
        return None  # on Windows there is but one way to get it compiled
    here = _ask(sys.executable)
    answers = {program: _ask(program) for program in _programs(environment)}
    others = [program for program, answer in answers.items() if _fits(answer, here)]
    if not others:
        return None
    seconds: dict[str, float] = {}
    for _ in range(_ROUNDS):  # in turn: the machine itself is slow at times
        for program in (sys.executable, *others):
            taken = _ask(program).get("seconds")
            if isinstance(taken, float) and 0 < taken < _PATIENCE:
                seconds[program] = min(taken, seconds.get(program, taken))
    mine = seconds.pop(sys.executable, 0.0)
    quickest = min(seconds, key=seconds.__getitem__, default="")
    if not quickest or seconds[quickest] > mine * _WORTH_IT:
        return None
    return Other(quickest, str(answers[quickest].get("version")), seconds[quickest] / mine)


def _programs(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the programs that are called like this version of Python, each once, but for this one."""
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    seen = {os.path.realpath(sys.executable)}
    for folder in (*os.get_exec_path(dict(environment)), *os.defpath.split(os.pathsep)):
        program = Path(folder, name)
        real = os.path.realpath(program)
        if program.is_absolute() and real not in seen and os.access(real, os.X_OK):
            seen.add(real)
            yield str(program)


def _fits(other: Mapping[str, object], here: Mapping[str, object]) -> bool:
    """Tell whether it makes the same environments, and is not this one under another name."""
    same = all(other.get(name) == here.get(name) for name in ("python", "abi", "platform"))
    return bool(same and other.get("makes") and other.get("home") != here.get("home"))


def _ask(program: str) -> Mapping[str, object]:
    """Return what it says of itself; nothing when it is no Python or does not answer."""
    command = [program, "-I", "-S", str(Path(__file__))]
    try:
        said = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
        )
        answer = json.loads(said.stdout)
    except (OSError, ValueError, RecursionError, subprocess.SubprocessError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _describe() -> dict[str, object]:
    return {
        "python": sys.implementation.cache_tag,
        "abi": sysconfig.get_config_var("SOABI"),
        "version": ".".join(map(str, sys.version_info[:3])),
        "platform": sysconfig.get_platform(),
        "home": os.path.realpath(sys.base_prefix),
        "makes": all(map(_has, NEEDED)),
        "seconds": min(_seconds() for _ in range(20)),
    }


def _has(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _seconds() -> float:
    """Do a little of everything that programs do, and return how long it took."""
    started = time.perf_counter()
    lengths: dict[str, int] = {}
    for number in range(2000):
        for word in f"lane {number % 97}".split():
            lengths[word] = lengths.get(word, 0) + len(word)
    sorted(lengths.items(), key=lambda pair: pair[::-1])
    return time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(_describe()))
