"""Rank a corpus file: the related stories of each record, as a run that evaluation tools read.

A corpus has one JSON object a line: ``id``, ``title``, ``body``, and if known ``lang``, ``date`` (ISO 8601), ``tags``,
``people`` and ``places`` (which editors chose), ``keywords`` (which perhaps a machine did), ``links`` (the ids its text
leads to) and ``kind`` (``notice`` and ``guide`` age in their own ways). A run has one line for each entry of a list: the story, the related story, its rank from 1, tab
between them, and with reasons the score and what made it up.
"""

from __future__ import annotations

import gzip
import json
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from linli.errors import LinliError
from linli.related.likeness import EASES, LONG_AGO, MILLION
from linli.related.lists import Related
from linli.related.relate import Candidate, Memory, relate
from linli.related.words import features_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from linli.related.candidate import Match

NAMES = ("tags", "people", "places")
"""The fields of a record that hold what editors say it is about."""


class Record(NamedTuple):
    """A line of a corpus."""

    id: str
    title: str
    body: str
    lang: str
    date: str
    tags: tuple[str, ...]
    names: tuple[str, ...]
    links: tuple[str, ...]
    kind: str


def read_corpus(path: Path) -> list[Record]:
    """Return the records of a file, gzipped if its name says so. Raises ``LinliError``, ``OSError``."""
    found: dict[str, Record] = {}
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        for number, line in enumerate(lines, 1):
            if line.strip():
                record = _record(line, f"{path}:{number}")
                if record.id in found:
                    raise _unreadable(f"{path}:{number}", f"id {record.id!r} was there before")
                found[record.id] = record
    return list(found.values())


def rank(records: Sequence[Record], limit: int) -> Mapping[str, tuple[Match, ...]]:
    """Return up to ``limit`` related stories for each record, best first."""
    features = {record.id: features_of(record.title, record.body) for record in records}
    candidates = [
        Candidate(
            record.id,
            sha256(features[record.id]).digest(),
            record.tags,
            record.lang,
            # Who has no date is far from everybody.
            _day(record.date) if record.date else -number * (LONG_AGO + 1),
            names=record.names,
            links=record.links,
            kind=record.kind if record.kind in EASES else "",
            title=record.title,
        )
        for number, record in enumerate(sorted(records))
    ]
    return relate(
        candidates, lambda keys: {key: features[key] for key in keys}, limit, Memory(None, "")
    )


def run_lines(
    records: Sequence[Record], lists: Mapping[str, Sequence[Match]], explain: bool
) -> Iterator[str]:
    """Yield the lines of a run, in the order of the corpus."""
    for record in records:
        for number, match in enumerate(lists[record.id], 1):
            line = f"{record.id}\t{match.key}\t{number}"
            if explain:
                parts = lists.parts(record.id, match) if isinstance(lists, Related) else {}
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
    most = sorted(parts.items(), key=lambda part: -part[1])
    told = ", ".join([f"{name} {part / MILLION:.3f}".replace(" 0.", " .") for name, part in most])
    kind, *names = reason or ("",)
    said = f"{kind}: {', '.join(names)}" if names else kind
    return f"{told} ({said})" if said else told


def _record(line: str, place: str) -> Record:
    try:
        read: Any = json.loads(line)
    except ValueError as error:
        raise _unreadable(place, f"not JSON ({error})") from error
    if not isinstance(read, dict) or not isinstance(read.get("id"), str):
        raise _unreadable(place, "not an object with a text as its id")
    texts = {key: read.get(key) or "" for key in ("title", "body", "lang", "date", "kind")}
    lists = {key: read.get(key) or [] for key in (*NAMES, "keywords", "links")}
    for key, value in texts.items():
        if not isinstance(value, str):
            raise _unreadable(place, f"{key} is not a text")
    for key, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise _unreadable(place, f"{key} is not a list of texts")
    if texts["date"]:
        try:
            _day(texts["date"])
        except ValueError as error:
            raise _unreadable(place, f"date {texts['date']!r} is not ISO 8601") from error
    names = tuple(dict.fromkeys(name.casefold() for key in NAMES for name in lists[key]))
    return Record(
        read["id"],
        texts["title"],
        texts["body"],
        texts["lang"],
        texts["date"],
        tuple(dict.fromkeys([*names, *(word.casefold() for word in lists["keywords"])])),
        names,
        tuple(lists["links"]),
        texts["kind"],
    )


def _day(text: str) -> int:
    return date.fromisoformat(text[:10]).toordinal()


def _unreadable(place: str, why: str) -> LinliError:
    return LinliError(f"{place}: {why}.")
