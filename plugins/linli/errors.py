"""Errors that end a command. Each says what is wrong, why it matters, and how to mend it.

Faults in the content are not exceptions but :class:`linli.problems.Problem` values, gathered and
reported together; :class:`ContentError` carries them once the whole newsroom has been read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.problems import Problem


class LinliError(Exception):
    """The base of everything Linli raises on purpose.

    ``exit_code`` is what the command returns: 1 for faults in the content, 2 for wrong usage or
    configuration. ``zh`` is the whole message, reason and cure, in Chinese.
    """

    exit_code = 2

    def __init__(self, what: str, fix: str = "", *, zh: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.zh = zh
        self.language = ""  # the site's, where it was known when the error was raised

    def __str__(self) -> str:
        return f"{self.what}\n{self.fix}" if self.fix else self.what

    def say(self, language: str) -> str:
        """Return the message in ``language``: Chinese where there is one and it is wanted."""
        return self.zh if self.zh and language.lower().startswith("zh") else str(self)


class UsageError(LinliError):
    """The command was called with something it cannot use."""


class ConfigError(LinliError):
    """The configuration file is missing, broken, or says something impossible."""


class ThemeError(LinliError):
    """A template or a word list of the theme cannot be used."""


class OutputError(LinliError):
    """The output folder cannot be written, or must not be."""


class WorkerError(LinliError):
    """A process that did a part of the work was ended from outside, or what it needed was taken away."""


class ContentError(LinliError):
    """The content has problems, so nothing was published."""

    exit_code = 1

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the content; nothing was published")
        self.problems = tuple(problems)
