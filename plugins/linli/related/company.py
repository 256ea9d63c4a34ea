"""Whom a story meets by a rare name or a link, however they are worded."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from linli.related.state import State
    from linli.related.stories import Stories


def company_of(wanted: Set[int], state: State) -> dict[int, set[int]]:
    """Return for each of the stories wanted those it meets so, perhaps itself among them."""
    company: dict[int, set[int]] = {number: set() for number in wanted}
    chosen = [(number, story) for number in wanted if (story := state.stories[number])]
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, story in chosen:
        for name in story.names:
            if name not in state.common:
                by_name[name].append(number)
    if by_name:
        for other, names in _having(by_name.keys(), state.stories):
            for name in names:
                for number in by_name[name]:
                    company[number].add(other)
    linked = {story.key: number for number, story in chosen}
    for number, story in chosen:
        company[number].update(_numbers(story.links, state))
    for other, links in _leading(linked.keys(), state.stories):
        for key in links:
            company[linked[key]].add(other)
    return company


def _having(names: Set[str], stories: Stories) -> Iterable[tuple[int, Set[str]]]:
    # Hardly one has such a name: tuples are quicker to look into by place.
    return [
        (number, names & set(story[10]))
        for number, story in stories.mentioning(names)
        if story[10] and not names.isdisjoint(story[10])
    ]


def _leading(keys: Set[str], stories: Stories) -> Iterable[tuple[int, Set[str]]]:
    return [
        (number, keys & set(story[9]))
        for number, story in stories.mentioning(keys)
        if story[9] and not keys.isdisjoint(story[9])
    ]


def _numbers(keys: Iterable[str], state: State) -> list[int]:
    return [state.numbers[key] for key in keys if key in state.numbers]
