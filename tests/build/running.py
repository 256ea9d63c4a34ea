"""Linli and Pelican as commands, in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.factories import CONTACT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories import Paper

NOW = "2026-03-22T08:00:00+08:00"
EPOCH = "1774137600"
"""The same moment as seconds since 1970."""


def configure(paper: Paper, **settings: object) -> Path:
    """Write the newsroom's ``pelicanconf.py`` and return its path."""
    values = {
        "PELICAN_CLASS": "linli.Newsroom",
        "PLUGINS": [],
        "SITENAME": "测试邻里",
        "SITEURL": "",
        "DEFAULT_LANG": "zh-Hans",
        "TIMEZONE": "Asia/Shanghai",
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "THEME": str(paper.theme),
        **CONTACT,
        **paper.settings,
        **settings,
    }
    path = paper.root / "pelicanconf.py"
    text = "".join(f"{name} = {value!r}\n" for name, value in values.items())
    path.write_text(text, encoding="utf-8")
    return path


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a command: ours, with Linli to be found, and nothing about the time."""
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return {**kept, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1", **more}


def linli(*words: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``linli`` with ``words`` and return what it did."""
    return _run([sys.executable, "-m", "linli", *map(str, words)], cwd, more)


def pelican(*words: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``pelican`` with ``words`` and return what it did."""
    return _run([sys.executable, "-m", "pelican", *map(str, words)], cwd, more)


def _run(command: list[str], cwd: Path, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
