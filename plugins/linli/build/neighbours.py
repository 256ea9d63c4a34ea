"""Modules beside the configuration, which it and its plugins may import: as they are now, and not as Python remembers them.

Python takes what it has compiled for up to date while a file has the same size and was saved in the same second, and
what it has imported for as long as the process runs. A setting would be changed, and the site would stay as it was.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
)
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import CodeType, ModuleType

OWN = os.path.realpath(Path(__file__).parents[1])
"""Linli itself may lie beside the configuration, and so may what is installed: nobody changes that to change a setting."""
INSTALLED = frozenset({"site-packages", "dist-packages"})

_asked: set[Path] = set()
"""The files of all modules that were asked for since the configuration was read last, those among them that are broken."""
_there: set[str] = set()
"""What was imported before any configuration was read."""


class _AsItIs(SourceFileLoader):
    """Loads a module from its source, whatever was compiled of it before, and keeps nothing compiled."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        _asked.add(Path(os.path.realpath(path)))
        return self.source_to_code(self.get_data(path), path)


@contextmanager
def read_anew(folder: Path) -> Iterator[None]:
    """Let the block import modules in ``folder`` and below it, each from its source, whatever was imported there before.

    They stay where Python looks for them until the next time: some import more when they are called.
    """
    _there.update(() if _there else sys.modules)
    _asked.clear()
    for name in _imported_in(os.path.realpath(folder)):
        del sys.modules[name]
    with read_on(folder):
        yield


@contextmanager
def read_on(folder: Path) -> Iterator[None]:
    """Let the block import more of those modules."""
    root = os.path.realpath(folder)

    def find(place: str) -> FileFinder:
        if not (_is_in(place, root) and Path(place).is_dir()):
            raise ImportError(place)  # as the next finder is asked then
        loaders = (ExtensionFileLoader, EXTENSION_SUFFIXES), (_AsItIs, SOURCE_SUFFIXES)
        return FileFinder(place, *loaders)

    sys.path.insert(0, root)
    sys.path_hooks.insert(0, find)
    _forget_finders(root)
    try:
        yield
    finally:
        with suppress(ValueError):  # a configuration may have put others in their place
            sys.path_hooks.remove(find)
        with suppress(ValueError):
            sys.path.remove(root)
        _forget_finders(root)


def imported_files() -> frozenset[Path]:
    """Return the files of all modules beside the configuration that it and its plugins have asked for."""
    return frozenset(_asked)


def is_outdated(scope: Mapping[str, object]) -> bool:
    """Say whether a module was read anew since, of which a function has the names ``scope`` (its ``__globals__``)."""
    if not isinstance(scope.get("__loader__"), _AsItIs):
        return False
    module = sys.modules.get(str(scope.get("__name__")))
    return module is None or vars(module) is not scope


def _is_in(place: str, root: str) -> bool:
    """Say whether a place to import from is the folder, or in it and neither ours nor that of what is installed."""
    real = os.path.realpath(place or os.curdir)
    apart = OWN, os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix)
    nearer = [one for one in apart if _below(one, root) and one != root]
    if not _below(real, root) or any(_below(real, one) for one in nearer):
        return False
    return INSTALLED.isdisjoint(Path(os.path.relpath(real, root)).parts)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _forget_finders(root: str) -> None:
    for place in [one for one in sys.path_importer_cache if _is_in(one, root)]:
        del sys.path_importer_cache[place]


def _imported_in(root: str) -> list[str]:
    """Return the names of modules in the folder that were imported since the first configuration was read.

    A package with a compiled part stays: such a part cannot be loaded twice.
    """
    found = {
        name: module
        for name, module in list(sys.modules.items())
        if name not in _there and any(_is_in(place, root) for place in _places(module))
    }
    compiled = {
        name.partition(".")[0]
        for name, module in found.items()
        if isinstance(vars(module).get("__loader__"), ExtensionFileLoader)
    }
    return [name for name in found if name.partition(".")[0] not in compiled]


def _places(module: ModuleType) -> list[str]:
    """Return the folders of a module: that of its file, or those of a package without one."""
    own = getattr(module, "__dict__", {})  # what asks the module itself may have it load something
    file = own.get("__file__")
    if isinstance(file, str):
        return [str(Path(file).parent)]
    with suppress(Exception):  # whatever somebody has put among the modules
        return [str(one) for one in own.get("__path__", ())]
    return []
