"""Modules beside the configuration, which it may import: as they are now, and never as Python remembers them.

Python takes what it has compiled for up to date while a file has the same size and was saved in the same second, and
what it has imported for as long as the process runs. A setting would be changed, and the site would stay as it was.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
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
    from collections.abc import Iterator
    from types import CodeType, ModuleType

OWN = os.path.realpath(Path(__file__).parents[1])
"""Linli itself may lie beside the configuration, and so may what is installed: nobody changes that to change a setting."""

_imported: dict[str, dict[str, ModuleType]] = {}
"""What was imported for each purpose the last time, by name. Until the next time it stays where Python looks for it: some
of it imports more when it is called."""


class _AsItIs(SourceFileLoader):
    """Loads a module from its source, whatever was compiled of it before, and keeps nothing compiled."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


@contextmanager
def read_anew(folder: Path, purpose: str = "settings") -> Iterator[None]:
    """Let the block import modules in ``folder`` and below it, each from its source; none that was imported so for this purpose before."""
    root = os.path.realpath(folder)

    def find(place: str) -> FileFinder:
        if not (_is_in(place, root) and Path(place).is_dir()):
            raise ImportError(place)  # as the next finder is asked then
        loaders = (ExtensionFileLoader, EXTENSION_SUFFIXES), (_AsItIs, SOURCE_SUFFIXES)
        return FileFinder(place, *loaders)

    for name, module in _imported.pop(purpose, {}).items():
        if sys.modules.get(name) is module:
            del sys.modules[name]
    known = set(sys.modules)
    sys.path.insert(0, root)
    sys.path_hooks.insert(0, find)
    _forget_finders(root)
    try:
        yield
    finally:
        sys.path_hooks.remove(find)
        sys.path.remove(root)
        _forget_finders(root)
        _imported[purpose] = {
            name: module
            for name, module in list(sys.modules.items())
            if name not in known and any(_is_in(place, root) for place in _places(module))
        }


def imported_files() -> frozenset[Path]:
    """Return the files of all modules that were imported so."""
    modules = [module for found in _imported.values() for module in found.values()]
    files = [getattr(module, "__file__", None) for module in modules]
    return frozenset([Path(os.path.realpath(file)) for file in files if file])


def _places(module: ModuleType) -> list[str]:
    """Return the folders of a module: that of its file, or those of a package without one."""
    file = getattr(module, "__file__", None)
    return (
        [str(Path(file).parent)] if file else [str(one) for one in getattr(module, "__path__", ())]
    )


def _is_in(place: str, root: str) -> bool:
    """Say whether a place to import from is the folder, or in it and neither ours nor that of what is installed."""
    real = os.path.realpath(place or os.curdir)
    apart = OWN, os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix)
    nearer = [one for one in apart if _below(one, root) and one != root]
    return _below(real, root) and not any(_below(real, one) for one in nearer)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _forget_finders(root: str) -> None:
    for place in [one for one in sys.path_importer_cache if _is_in(one, root)]:
        del sys.path_importer_cache[place]
