"""Gathering problems while files are read."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from linli.errors import Reason
from linli.problems.problem import NOWHERE, Place, Problem, Severity
from linli.problems.rules import rule_named, wording

if TYPE_CHECKING:
    from collections.abc import Iterable


_WHOLE = frozenset({"command", "lines"})
"""Facts to be copied from the message; cut short they would do something else."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def hint(language: str, better: str) -> str:
    """Return the question what was meant, or where to look when nothing comes near."""
    if language.lower().startswith("zh"):
        return f"是不是“{better}”？" if better else "请检查名称和文件夹。"
    return f"Did you mean “{better}”?" if better else "Check its name and folder."


class Notebook:
    """A list of problems being written, in one language.

    >>> notebook = Notebook("en")
    >>> notebook.note("empty-file", "content/a.md")
    >>> notebook.problems[0].rule
    'empty-file'
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.problems: list[Problem] = []

    def note(self, rule: str, path: str, place: Place = NOWHERE, **facts: object) -> None:
        """Write down that ``path`` breaks ``rule`` at ``place``; ``facts`` fill the rule's wording."""
        shown = {
            name: visible(str(value)) if name in _WHOLE else shorten(self._said(value))
            for name, value in facts.items()
        }
        words = wording(rule, self.language)
        self.problems.append(
            Problem(
                path=visible(path),
                line=place.line,
                column=place.column,
                rule=rule,
                what=words.what.format_map(shown),
                why=words.why.format_map(shown),
                fix=words.fix.format_map(shown),
                severity=rule_named(rule).severity,
            )
        )

    def _said(self, value: object) -> str:
        return value.say(self.language) if isinstance(value, Reason) else str(value)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems that were gathered elsewhere."""
        self.problems.extend(problems)

    @property
    def failed(self) -> bool:
        """Say whether any problem is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def visible(text: str) -> str:
    """Return a file's name with what cannot be seen or printed in it written out."""
    return "".join(
        char if unicodedata.category(char) not in _UNSEEN else f"\\u{ord(char):04x}"
        for char in text
    )


def shorten(text: str, limit: int = 120) -> str:
    """Return ``text`` on one line, visible and at most ``limit`` characters long."""
    line = "".join(
        char if char.isprintable() or char == "\u3000" else f"\\u{ord(char):04x}" for char in text
    )
    return line if len(line) <= limit else line[: limit - 1] + "…"
