"""The marks of what pages are made from besides their recipes: code, theme, settings.

They are taken from contents, not from times, so that a fresh checkout is not mistaken for a change, nor a change
for nothing.
"""

from __future__ import annotations

import marshal
import os
import site
import sys
from contextlib import suppress
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from linli.build.cache import TEMPLATES
from linli.errors import ThemeError, reason_of
from linli.marks import Plain, digest, plain, plain_mark
from linli.site.newsroom import Newsroom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linli.build.cache import Cache


PACKAGE = Path(__file__).resolve().parents[1]
PLACES = frozenset({"annals", "content", "output", "theme"})
"""Where things lie is not what they are: a moved newsroom has the same pages."""
GUEST = "guest"
"""What the configuration says to Pelican (``linli.build.foreign``): for pages of Linli's own theme no more counts than
whether it says anything.
"""


@cache
def code_mark() -> bytes:
    """Return the mark of this version: Linli's own files, Python, and what else is installed."""
    own: list[Plain] = [sys.version, sys.implementation.cache_tag]
    for name in sorted(_sources(str(PACKAGE), "")):
        own += [name, digest(_bytes_of(f"{PACKAGE}/{name}"))]
    for folder in (*site.getsitepackages(), site.getusersitepackages()):
        with suppress(OSError):
            own += sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208
    return plain_mark(tuple(own))


def _sources(folder: str, inside: str) -> Iterator[str]:
    """Yield the names of a package's own files."""
    for entry in os.scandir(folder):
        name = entry.name
        if name.endswith((".py", ".toml")):
            yield inside + name
        elif name != "__pycache__" and entry.is_dir():
            yield from _sources(entry.path, f"{inside}{name}/")


def _bytes_of(path: str) -> bytes:
    """Return the bytes of a file; there are hundreds of them, in every build."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return b"".join(iter(lambda: os.read(handle, 1 << 20), b""))
    finally:
        os.close(handle)


def settings_mark(newsroom: Newsroom) -> bytes:
    """Return the mark of all settings that pages may depend on."""
    kept = [name for name in newsroom.__struct_fields__ if name not in PLACES]
    return plain_mark(
        tuple([(name, plain(name == GUEST or getattr(newsroom, name))) for name in kept])
    )


def placeless(newsroom: Newsroom) -> Newsroom:
    """Return the newsroom as pages may see it: with nothing in it that :func:`settings_mark` does not cover."""
    settings: dict[str, Any] = {
        name: getattr(newsroom, name) for name in Newsroom.__struct_fields__ if name not in PLACES
    }
    return Newsroom(**settings, content=Path(), output=Path(), theme=Path(), annals=None)


class ThemeMarks:
    """What each template stands for: its own text, that of all it includes, and the theme's words.

    ``static`` are the marks of the theme's own files, by name; ``whole`` stands for all of it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._facts = folder, _facts(folder)
        self._texts = contents(folder / "templates")
        self._digests = _digests(self._texts)
        words = _digests(contents(folder / "lang", "*.toml"))
        self._words = plain_mark(tuple(sorted(words.items())))
        self.static: Mapping[str, bytes] = _digests(contents(folder / "static"))
        self.whole = plain_mark(
            (self._words, *(tuple(sorted(one.items())) for one in (self._digests, self.static)))
        )
        self._marks: dict[str, bytes] = {}
        self._names: dict[str, frozenset[str | None]] = {}
        self._cache: Cache | None = None

    def is_still(self) -> bool:
        """Say whether nobody has written in the theme since it was looked at."""
        return _facts(self._folder) == self._facts

    def bound(self, cache: Cache) -> ThemeMarks:
        """Return itself, with a cache for what templates include: to find out, they must be parsed."""
        self._cache = cache
        return self

    def learn(self, named: Mapping[bytes, frozenset[str | None]]) -> None:
        """Take over which templates a text names, by its mark, from a process that has parsed it."""
        for name, own in self._digests.items():
            if own in named:
                self._keep(name, named[own])

    def of(self, template: str) -> bytes:
        """Return the mark of a template with everything it may show besides its view."""
        if template not in self._marks:
            texts = sorted((name, self._digests[name]) for name in self._closure(template))
            self._marks[template] = plain_mark((self._words, template, *texts))
        return self._marks[template]

    def _closure(self, template: str) -> set[str]:
        found: set[str] = set()
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            if name not in self._texts:
                # Some file systems see no difference, and open it.
                waiting += [other for other in self._texts if _folded(other) == _folded(name)]
                continue
            found.add(name)
            names = self._named(name)
            waiting += [other for other in names if other is not None]
            if None in names:  # which one it will be is not known before: it may be any
                waiting += self._texts
        return found

    def _named(self, name: str) -> frozenset[str | None]:
        if name not in self._names:
            known = self._cache.get(TEMPLATES, [self._digests[name]]) if self._cache else {}
            if known:
                row = known[self._digests[name]]
                self._names[name] = frozenset(marshal.loads(row))  # noqa: S302 - its seal was whole
            else:
                self._parsed(name)
        return self._names[name]

    def _parsed(self, name: str) -> frozenset[str | None]:
        from linli.build.templates.render import named_templates

        return self._keep(name, named_templates(self._texts[name].decode("utf-8", "replace")))

    def _keep(self, name: str, names: frozenset[str | None]) -> frozenset[str | None]:
        self._names[name] = names
        if self._cache:
            row = marshal.dumps(tuple(sorted(names, key=str)))
            self._cache.put(TEMPLATES, [(self._digests[name], row)])
        return names


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()


def theme_files(folder: Path) -> Iterator[Path]:
    """Yield all files of a theme below a folder, in order; also those in folders that links lead to, as Jinja finds them there.

    Raises ``OSError``.
    """
    return map(Path, _files(str(folder), frozenset()))


def _files(folder: str, above: frozenset[str]) -> Iterator[str]:
    real = os.path.realpath(folder)
    if real in above or not os.path.isdir(folder):  # noqa: PTH112 - in every build, twice
        return
    for entry in sorted(os.scandir(folder), key=attrgetter("name")):
        if entry.is_dir():
            yield from _files(entry.path, above | {real})
        elif entry.is_file():
            yield entry.path


def _facts(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return what tells that a file of a theme was written again, even with what was in it before."""
    found: dict[str, tuple[int, ...]] = {}
    for room in ("templates", "lang", "static"):
        with suppress(OSError):
            for path in _files(f"{folder}{os.sep}{room}", frozenset()):
                seen = os.stat(path)  # noqa: PTH116 - in every build, twice
                found[path] = seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino
    return found


def _digests(texts: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: digest(text) for name, text in texts.items()}


def contents(folder: Path, pattern: str = "*") -> dict[str, bytes]:
    """Return the files of a theme below a folder, by name, in order. Raises ``ThemeError``."""
    try:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in theme_files(folder)
            if path.match(pattern)
        }
    except OSError as error:
        raise ThemeError(
            f"{error.filename} cannot be read: {reason_of(error)}.",
            "Check the theme's folder.",
            zh=f"{error.filename} 读不了：{reason_of(error).zh}。请检查主题文件夹。",
        ) from error
