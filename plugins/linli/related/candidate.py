"""A story as likeness sees it, and a related one as others see it."""

from __future__ import annotations

from typing import NamedTuple


class Candidate(NamedTuple):
    """What related lists depend on, besides the words of a story; plain values only.

    ``key`` is its own. ``mark`` stands for its words: the same mark, the same words. ``tags`` say
    what it is about, people and places among them; ``names`` are those of them that an editor chose. ``day`` counts days. Stories of one ``group`` have a block of their
    own elsewhere. One that is not ``listed`` has related stories of its own (those that share words with it), but is
    nobody's. The keys of ``excluded`` shall not be in its list; those of ``pins`` stand above it, and so no copy of them is in it.
    ``links`` are the keys its text leads to. ``kind`` says how it ages (:data:`linli.related.likeness.EASES`).
    """

    key: str
    mark: bytes
    tags: tuple[str, ...]
    lang: str
    day: int
    group: str = ""
    listed: bool = True
    excluded: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kind: str = ""
    title: str = ""


class Match(NamedTuple):
    """A related story and why, as :func:`linli.related.reasons.reason_of` has it; empty where only the wording says so.

    ``score`` counts millionths.
    """

    key: str
    score: int
    reason: tuple[str, ...] = ()
