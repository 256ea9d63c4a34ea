"""Which tokens of an article are which tokens of a page: matching runs, in the order of both.

Seeds of a few tokens that both have are chained (the longest chain in which both go forward), runs grow from them,
and what lies between two runs is compared closely. The time needed grows with the length of the page, not with
its square, so a page of megabytes is no trap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 4
"""Tokens that must be the same in a row before it means something."""
OFTEN = 6
"""A seed that the article has more often than this tells nothing of the place."""
CLOSE = 1_000_000
"""Pairs of tokens up to which a gap is compared closely."""
STRAY = 14
"""A run at an end of the chain with fewer tokens, far from the others, is there by chance."""
FAR = 60


class Run(NamedTuple):
    """``length`` tokens that are the same, from ``article`` on in the article and from ``page`` on in the page."""

    article: int
    page: int
    length: int


def seeds(tokens: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    """Return where each seed of an article stands, for those that are not too common."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(tokens) - SEED + 1):
        places[tuple(tokens[at : at + SEED])].append(at)
    return {seed: where for seed, where in places.items() if len(where) <= OFTEN}


def align(article: Sequence[str], page: Sequence[str]) -> list[Run]:
    """Return the runs that article and page share, in order; none overlaps another."""
    runs = _without_strays(_grown(_chain(article, page), article, page))
    return sorted([*runs, *_between(runs, article, page)])


def _chain(article: Sequence[str], page: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest chain of seeds, as places in article and page."""
    places = seeds(article)
    ends: list[int] = []  # the least place in the article at which a chain of each length ends
    last: list[int] = []  # which pair that is
    pairs: list[tuple[int, int, int]] = []  # article, page, the pair before it
    for at in range(len(page) - SEED + 1):
        for where in reversed(places.get(tuple(page[at : at + SEED]), ())):
            length = bisect_left(ends, where)
            before = last[length - 1] if length else -1
            if length == len(ends):
                ends.append(where)
                last.append(len(pairs))
            else:
                ends[length], last[length] = where, len(pairs)
            pairs.append((where, at, before))
    chain = []
    at = last[-1] if last else -1
    while at >= 0:
        where, place, at = pairs[at]
        chain.append((where, place))
    return chain[::-1]


def _grown(chain: list[tuple[int, int]], article: Sequence[str], page: Sequence[str]) -> list[Run]:
    """Return the chain as runs, each grown as far as both agree."""
    runs: list[Run] = []
    done, passed = 0, 0  # where the last run ends
    for where, place in chain:
        cut = max(done - where, passed - place, 0)
        if cut >= SEED:
            continue
        start, at = where + cut, place + cut
        end, to = start, at
        while start > done and at > passed and article[start - 1] == page[at - 1]:
            start, at = start - 1, at - 1
        while end < len(article) and to < len(page) and article[end] == page[to]:
            end, to = end + 1, to + 1
        if end > start:
            runs.append(Run(start, at, end - start))
            done, passed = end, to
    return runs


def _without_strays(runs: list[Run]) -> list[Run]:
    """Return ``runs`` without short ones at either end that lie far from the rest of the text."""
    runs = list(runs)
    while len(runs) > 1 and runs[0].length < STRAY and _apart(runs[0], runs[1]):
        del runs[0]
    while len(runs) > 1 and runs[-1].length < STRAY and _apart(runs[-2], runs[-1]):
        del runs[-1]
    return runs


def _apart(one: Run, other: Run) -> bool:
    of_article = other.article - one.article - one.length
    of_page = other.page - one.page - one.length
    return of_page > FAR + 3 * of_article


def _between(runs: list[Run], article: Sequence[str], page: Sequence[str]) -> Iterator[Run]:
    """Yield what the gaps between the runs share."""
    for one, other in pairwise(runs):
        a, a_end = one.article + one.length, other.article
        p, p_end = one.page + one.length, other.page
        if a == a_end or p == p_end or (a_end - a) * (p_end - p) > CLOSE:
            continue
        matcher = SequenceMatcher(None, article[a:a_end], page[p:p_end], autojunk=False)
        for block in matcher.get_matching_blocks():
            if block.size:
                yield Run(a + block.a, p + block.b, block.size)
