"""A problem, and the place it was found."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct


class Severity(StrEnum):
    """An error stops publication; a warning does so in a strict build only; a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """Line and column in a file, both from 1; line 0 means the file as a whole."""

    line: int = 0
    column: int = 0


NOWHERE = Place()


class Problem(Struct, frozen=True, order=True):
    """Something in the content that an editor should mend.

    ``path`` is the file as the editor would name it, ``rule`` the stable name of the rule
    (``docs/problems.md``); ``what``, ``why`` and ``fix`` are sentences in the site's language.
    """

    path: str
    line: int
    column: int
    rule: str
    what: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """Return ``path:line:column``, leaving out what is not known."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


def plain_problem(one: Problem) -> tuple[str | int, ...]:
    """Return a problem as plain values, in the order of its fields."""
    return (
        *(one.path, one.line, one.column, one.rule),
        *(one.what, one.why, one.fix, str(one.severity)),
    )


def problem_from(parts: tuple[Any, ...]) -> Problem:
    """Return the problem that :func:`plain_problem` made plain."""
    path, line, column, rule, what, why, fix, severity = parts
    return Problem(path, line, column, rule, what, why, fix, Severity(severity))
