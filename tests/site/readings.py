"""What a test looks at of an edition and of the problems in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.problems import Problem
    from linli.site import Card, Edition
    from tests.factories import Paper

COLUMNS = [{"name": "要闻", "slug": "news"}, {"name": "社区", "slug": "community"}]


def edition(paper: Paper) -> Edition:
    return paper.plan().edition


def names(items: Iterable[Card]) -> list[str]:
    return [item.name.rpartition("/")[2].removesuffix(".md") for item in items]


def of_rule(problems: Iterable[Problem], rule: str) -> list[tuple[str, int]]:
    """Return file name and line of every problem with this rule."""
    return [
        (problem.path.rpartition("/")[2], problem.line)
        for problem in problems
        if problem.rule == rule
    ]
