"""What a check of a reprint found, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from linli.reprints.core import Change

PointName = Literal["source", "title", "author", "link", "core", "licence"]
Verdict = Literal["ok", "missing", "changed", "unknown", "not-needed"]


class Point(NamedTuple):
    """One point: its verdict, the words on the page that prove it, and whether the reprint must hold it.

    ``how`` names the sentence by which a report explains the verdict; see ``words``.
    """

    point: PointName
    verdict: Verdict
    required: bool
    how: str = ""
    evidence: str = ""

    @property
    def holds(self) -> bool:
        """Say whether nothing is wrong with it."""
        return self.verdict in {"ok", "not-needed", "unknown"}


class Note(NamedTuple):
    """Something that the editor should know and that decides nothing; ``what`` fills the note's wording."""

    note: str
    what: str = ""


class Findings(NamedTuple):
    """All that was found. ``page`` is where it was read, ``charset`` in which charset."""

    article: str
    path: str
    title: str
    kind: str
    page: str
    charset: str
    points: tuple[Point, ...]
    changes: tuple[Change, ...]
    notes: tuple[Note, ...]

    @property
    def holds(self) -> bool:
        """Say whether every required point holds."""
        return all(point.holds for point in self.points if point.required)
