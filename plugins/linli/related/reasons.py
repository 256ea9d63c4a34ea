"""Why a story is in the list of another: something that both of them show, so that a reader can see that it is true.

A reason is a kind and the words that go with it:

``link``, ``linked``
    this story's text leads to the other one; the other one's to this
``event``
    both titles have the phrase, and they are news of the same days, so much alike that it is the same event
``both``
    both have the name, or one has it and the other's title says it, or both titles have the phrase
(nothing)
    only their wording is alike

It depends on the two stories, and on which names are common, as their score does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.related.likeness import EASES, tag_bonus

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from linli.related.candidate import Candidate
    from linli.related.stories import ByNumber

Reason = tuple[str, ...]

SAME_EVENT = 550_000
"""Stories so much alike, nearness in time aside, which are news of the same days and have a phrase in common, are nearly
always (99 in 100 of the Chinese news we measured by) of the same event."""
SAME_DAYS = 3
DECIDES = 8
"""Common tags are told where they make up at least one part in so many of the score."""
EXCHANGED = 6
"""A title in which so many characters at most stand in another's place is a form that was filled in twice."""
SHORTEST = 3
"""Characters of a phrase that says something."""
LEAST_HAN = 2
NAMES = 2
"""So many names are told."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CLAUSES = regex(f"[0-9A-Za-z{_HAN}]+")
_CHINESE = regex(f"[{_HAN}]")
_RUBRIC = regex(r"[^丨｜|：:】]{1,12}[丨｜|：:】]")
_PLACES = regex(f"([{_HAN}]{{2}})(?:社区|街道|小区|小学|中学|医院|村|镇)")
_JOINTS = frozenset("的了在是和与及等对为从到被把将这那有不也就都又再向给让以其之或而并")
"""Characters with which no phrase begins or ends."""
_SEAMS = frozenset("的了在是和及被把将也就都又让")
"""Those of them at which one does: the others are as often a part of the word beside them (不雅, 以色列, 参与)."""
_ASKED = regex("怎么|什么|为何|如何|为啥")
"""What stands in a headline of anything."""
_SHORT_QUESTION = 5


def reason_of(mine: Candidate, its: Candidate, score: int, common: Set[str]) -> Reason:
    """Return why ``its`` story, with that score, is in the list of ``mine``; empty where nothing can be named."""
    if its.key in mine.links:
        return ("link",)
    if mine.key in its.links:
        return ("linked",)
    shared = [name for name in mine.tags if name in its.tags]
    rare = [name for name in shared if name not in common]
    if score >= SAME_EVENT and _is_same_event(mine, its, score):
        phrase = shared_phrase(mine.title, its.title)
        if phrase:
            return "event", phrase
    if rare:
        return "both", *rare[:NAMES]
    phrase = shared_phrase(mine.title, its.title)
    if phrase:
        return "both", phrase
    if DECIDES * tag_bonus(len(shared), len(mine.tags) or 1, len(its.tags) or 1) < score:
        shared = []  # half the newsroom has them, and they hardly count
    shared += [name for name in mine.names if name in its.title and _says(its.title, name)]
    shared += [name for name in its.names if name in mine.title and _says(mine.title, name)]
    return ("both", *list(dict.fromkeys(shared))[:NAMES]) if shared else ()


def reasons_of(
    number: int,
    found: Iterable[tuple[int, int]],
    stories: ByNumber,
    common: Set[str],
) -> list[Reason]:
    """Return the reasons of a story's list: of each place the score below zero, and the number of the story."""
    mine = stories[number]
    return [
        reason_of(mine, its, -below, common) if mine and (its := stories[other]) else ()
        for below, other in found
    ]


def _says(title: str, name: str) -> bool:
    if len(name) < LEAST_HAN:
        return False
    return not name.isascii() or bool(re.search(rf"\b{re.escape(name)}\b", title))


def _is_same_event(mine: Candidate, its: Candidate, score: int) -> bool:
    days = abs(mine.day - its.day)
    # Notices of the same days may well be worded alike and of two events.
    news = not mine.kind and not its.kind and days <= SAME_DAYS
    return (
        news and score - EASES[its.kind][days] >= SAME_EVENT and not _may_be_two_events(mine, its)
    )


def _may_be_two_events(mine: Candidate, its: Candidate) -> bool:
    """Say whether two stories may well tell of two occasions of one kind, as a fire drill in one lane and in the next.

    So it is where editors gave them other names, where the titles say other places, and where one title is the other
    with a few characters in it exchanged.
    """
    if mine.names and its.names and not set(mine.names).intersection(its.names):
        return True
    places, its_places = set(_PLACES.findall(mine.title)), set(_PLACES.findall(its.title))
    if places and its_places and places.isdisjoint(its_places):
        return True
    start = _same_beginning(mine.title, its.title)
    end = _same_beginning(mine.title[start:][::-1], its.title[start:][::-1])
    longest = max(len(mine.title), len(its.title))
    return longest - start - end <= EXCHANGED and 2 * (start + end) >= longest > start + end


def _same_beginning(one: str, two: str) -> int:
    pairs = zip(one, two, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))


def shared_phrase(one: str, two: str) -> str:
    """Return the longest phrase of Chinese that both titles have, or nothing.

    It is hardly ever cut out of a word: in one title or the other it begins, and ends, where a clause does. What stands
    before the title of every story of its kind is none, nor is a title that both have.

    >>> shared_phrase("加装电梯：六栋怎么分摊", "老楼加装电梯")
    '加装电梯'
    >>> (
    ...     shared_phrase("榆树里加装电梯", "榆树里加固外墙"),
    ...     shared_phrase("一周菜价：豆角", "一周菜价：白菜"),
    ... )
    ('', '')
    """
    # Most have nothing in common, and there are seventy thousand pairs in a large newsroom.
    if one == two or _shortest_in(one).isdisjoint(_shortest_in(two)):
        return ""
    rubric = _RUBRIC.match(one)
    if rubric and two.startswith(rubric[0]):
        one, two = one[rubric.end() :], two[rubric.end() :]
    best, begun = "", _begun_in(two)
    for clause in _CLAUSES.findall(one):
        for start in range(len(clause) - SHORTEST + 1):
            if clause[start] in _JOINTS:
                continue
            if (
                start
                and clause[start - 1] not in _SEAMS
                and clause[start : start + SHORTEST] not in begun
            ):
                continue  # in neither title does a phrase begin here
            least = end = start + max(SHORTEST, len(best) + 1)
            while end <= len(clause) and clause[start:end] in two:
                end += 1
            for shorter in range(end - 1, least - 1, -1):
                if _is_whole(clause[start:shorter], one, two):
                    best = clause[start:shorter]
                    break
    return best


@lru_cache(maxsize=4096)
def _shortest_in(title: str) -> frozenset[str]:
    """Return all that a title says in as few characters as a phrase may have; nothing in Latin letters alone is one."""
    if title.isascii():
        return frozenset()
    shortest = [title[at : at + SHORTEST] for at in range(len(title) - SHORTEST + 1)]
    return frozenset([one for one in shortest if not one.isascii()])


@lru_cache(maxsize=4096)
def _begun_in(title: str) -> frozenset[str]:
    """Return how those phrases begin that a title has and that begin where a clause does."""
    return frozenset(
        [
            title[at : at + SHORTEST]
            for at in range(len(title) - SHORTEST + 1)
            if _is_border(title[at - 1 : at])
        ]
    )


def _is_whole(phrase: str, one: str, two: str) -> bool:
    if phrase[0] in _JOINTS or phrase[-1] in _JOINTS or phrase[-1].isdigit():
        return False
    # Most are part of a longer word: that is asked first.
    first, second, size = one.index(phrase), two.index(phrase), len(phrase)
    if not (_is_border(one[first - 1 : first]) or _is_border(two[second - 1 : second])):
        return False
    first, second = first + size, second + size
    if not (_is_border(one[first : first + 1]) or _is_border(two[second : second + 1])):
        return False
    asks = size <= _SHORT_QUESTION and _ASKED.search(phrase)
    return not asks and len(_CHINESE.findall(phrase)) >= LEAST_HAN


@lru_cache(maxsize=4096)
def _is_border(character: str) -> bool:
    return not character or character in _SEAMS or not _CLAUSES.match(character)
