"""Reading bodies for tests, with one reader for each language, as the build does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linli.problems import Notebook
from linli.text.reading import Text, TextReader

if TYPE_CHECKING:
    from linli.problems import Problem


@dataclass(frozen=True)
class Outcome:
    """What came of a body."""

    text: Text | None
    problems: list[Problem]

    @property
    def html(self) -> str:
        assert self.text is not None, f"expected a text, got {self.problems}"
        return self.text.html

    @property
    def rules(self) -> list[str]:
        return [problem.rule for problem in self.problems]

    @property
    def places(self) -> list[tuple[str, int, int]]:
        return [(problem.rule, problem.line, problem.column) for problem in self.problems]


@cache
def reader(language: str) -> TextReader:
    return TextReader(language)


def read(body: str, *, first_line: int = 1, language: str = "zh-Hans") -> Outcome:
    """Read ``body`` as the file ``a.md``."""
    notebook = Notebook(language)
    text = reader(language).read(body, first_line, "a.md", notebook)
    return Outcome(text, sorted(notebook.problems))


def html(body: str) -> str:
    """Return the HTML of a body in which nothing is wrong."""
    outcome = read(body)
    assert outcome.problems == []
    return outcome.html
