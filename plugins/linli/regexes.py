"""Regular expressions that are compiled when they are first used.

There are some two hundred of them, and to compile all takes a tenth of a second, which is a tenth of what an editor waits for.
One command, or one build after a comma was mended, uses a quarter of them. What was compiled once is kept (:mod:`linli.compiled`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, AnyStr, Generic, cast

from linli.compiled import compiled, keep_compiled

if TYPE_CHECKING:
    import re


class _Waiting(Generic[AnyStr]):
    """Stands for a pattern, and is one as soon as it is asked for anything."""

    def __init__(self, source: AnyStr, flags: int) -> None:
        self._wanted: tuple[AnyStr, int] = source, flags

    def __getattr__(self, name: str) -> object:
        if name == "_compiled":
            found: object = compiled(*self._wanted)
        else:
            found = getattr(self._compiled, name)
        self.__dict__[name] = found  # from now on it is asked for without a detour
        return found


_WAITING: list[_Waiting[str] | _Waiting[bytes]] = []


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what ``re.compile`` does, which raises ``re.error``, if it has to, when it is first used.

    >>> regex("[一二三]楼").findall("二楼三楼")
    ['二楼', '三楼']
    """
    waiting = _Waiting(source, flags)
    _WAITING.append(waiting)
    return cast("re.Pattern[AnyStr]", waiting)


def compile_waiting() -> None:
    """Compile those of all modules that are loaded: once, before other processes are forked from this one."""
    _compile_all()
    keep_compiled()


def keep_all() -> None:
    """Compile all that the package has, and keep it: once, when it is installed."""
    import importlib
    import pkgutil
    from contextlib import suppress
    from pathlib import Path

    for module in pkgutil.walk_packages([str(Path(__file__).parent)], "linli."):
        with suppress(ImportError):  # what is only for development, or another system
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    _compile_all()
    keep_compiled(always=True)


def _compile_all() -> None:
    for waiting in _WAITING:
        _ = waiting._compiled
    _WAITING.clear()
