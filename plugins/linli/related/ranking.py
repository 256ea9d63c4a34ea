"""Rank a corpus file: the related stories of each record, as a run that evaluation tools read.

:mod:`linli.related.corpus` has the form of a corpus. A run has one line for each entry of a list: the story, the related story, its rank from 1, tab
between them, and with reasons the score and what made it up.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from linli.related.likeness import EASES, LONG_AGO, MILLION
from linli.related.relate import Candidate, Memory, relate
from linli.related.words import features_of_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linli.related.corpus import Record
    from linli.related.telling import Related


def rank(records: Sequence[Record], limit: int) -> Related:
    """Return up to ``limit`` related stories for each record, best first."""
    told = [(record.title, record.body) for record in records]
    features = dict(zip([record.id for record in records], features_of_all(told), strict=True))
    candidates = [
        Candidate(
            record.id,
            sha256(features[record.id]).digest(),
            record.tags,
            record.lang,
            # Who has no date is far from everybody.
            -number * (LONG_AGO + 1) if record.day is None else record.day,
            names=record.names,
            links=record.links,
            kind=record.kind if record.kind in EASES else "",
            title=record.title,
        )
        for number, record in enumerate(sorted(records, key=lambda record: record.id))
    ]
    return relate(
        candidates, lambda keys: {key: features[key] for key in keys}, limit, Memory(None, "")
    )


def run_lines(records: Sequence[Record], lists: Related, explain: bool) -> Iterator[str]:
    """Yield the lines of a run, in the order of the corpus."""
    for record in records:
        for number, match in enumerate(lists[record.id], 1):
            line = f"{record.id}\t{match.key}\t{number}"
            if explain:
                parts = lists.parts(record.id, match)
                line += f"\t{match.score / MILLION:.4f}\t{why(match.reason, parts)}"
            yield line


def why(reason: Sequence[str], parts: Mapping[str, int]) -> str:
    """Return what made up a score, the most first, and what a reader would be told.

    >>> why(
    ...     ("both", "lift"),
    ...     {"words": 250_000, "tags": 60_000, "days": 100_000},
    ... )
    'words .250, days .100, tags .060 (both: lift)'
    """
    most = sorted([part for part in parts.items() if part[1]], key=lambda part: -part[1])
    told = ", ".join([f"{name} {part / MILLION:.3f}".replace(" 0.", " .") for name, part in most])
    kind, *names = reason or ("",)
    said = f"{kind}: {', '.join(names)}" if names else kind
    return f"{told} ({said})" if said else told
