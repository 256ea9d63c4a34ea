"""A story as likeness sees it, and a related one as others see it."""

from __future__ import annotations

from typing import NamedTuple


class Candidate(NamedTuple):
    """What related lists depend on, besides the words of a story; plain values only.

    ``key`` is its own. ``mark`` stands for its words: the same mark, the same words. ``day`` counts days.
    Stories of one ``group`` have a block of their own elsewhere. One that is not ``listed`` has related
    stories of its own (those that share words with it), but is nobody's. The keys of ``excluded`` shall not be in its list.
    """

    key: str
    mark: bytes
    tags: tuple[str, ...]
    lang: str
    day: int
    group: str = ""
    listed: bool = True
    excluded: tuple[str, ...] = ()


class Match(NamedTuple):
    """A related story and why: the tags both have, or, where there are none, words both use.

    ``score`` counts millionths.
    """

    key: str
    score: int
    tags: tuple[str, ...] = ()
