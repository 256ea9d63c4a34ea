"""What builds in one process have made, so that the next one need not make it again from the same things.

A preview builds again and again, and most saves change one text. What does not depend on texts (the edition,
the plan, the marks of recipes) is then made from the very same values as before.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from linli.problems import Notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from linli.problems import Problem

Value = TypeVar("Value")


class _Made(NamedTuple):
    key: tuple[object, ...]
    result: Any
    problems: list[Problem]


class Memo:
    """Values by name, for as long as the process runs.

    >>> memo = Memo()
    >>> names = memo.same("names", ["榆树里"])
    >>> memo.same("names", ["榆树里"]) is names
    True
    """

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}
        self._made: dict[str, _Made] = {}

    def same(self, name: str, value: Value) -> Value:
        """Return what was kept under the name, if it is equal to ``value``; else ``value``, and keep it."""
        known = self._values.get(name)
        if type(known) is type(value) and known == value:
            return known
        self._values[name] = value
        return value

    def made(
        self,
        name: str,
        notebook: Notebook,
        key: tuple[object, ...],
        make: Callable[[Notebook], Value],
    ) -> Value:
        """Return ``make(notebook)``; what it returned and noted before, while the ``key`` holds the very same values.

        What ``make`` returns must depend on nothing but the key, and nobody may change that, or what it
        returns. Values that are only equal are not the same: see :meth:`same`. Where it noted an error, it is asked again the next
        time: a picture that took too long to unpack may not the next time.
        """
        known = self._made.get(name)
        if (
            known is None
            or len(known.key) != len(key)
            or not all(map(operator.is_, known.key, key))
        ):
            own = Notebook(notebook.language)
            known = _Made(key, make(own), own.problems)
            self._made.pop(name, None)
            if not own.failed:
                self._made[name] = known
        notebook.extend(known.problems)
        return known.result  # type: ignore[no-any-return]  # what ``make`` returned
