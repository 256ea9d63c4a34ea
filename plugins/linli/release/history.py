"""The last releases: a small file for each, with what it changed, so that each can be had again.

A tree is never written down whole: the live tree's manifest, and the differences taken back one by one,
give every earlier one. Each file also names its manifest's SHA-256, which shows that this came out right.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, field

from linli.regexes import regex
from linli.release.manifest import SHA, as_bytes, sha_of
from linli.release.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.release.target import Place

FOUND = "found"
"""The note of a tree that was live, but of whose release nothing is known."""
ROLLED_BACK = "rolled back to "
"""The note of a rollback, before the number of the release that was put back."""
KEEP = 5
"""Releases that are remembered, the live one included."""
NAME = regex(r"([0-9]{6,})\.json")


class Changes(Struct, frozen=True):
    """What a release adds, changes and removes: paths, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class Difference(Struct, frozen=True):
    """What one tree has that the one before had not, with the SHA-256 of each path.

    ``changed`` gives the old one and the new one.
    """

    added: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    removed: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> Changes:
        """Return the paths alone."""
        return Changes(*(tuple(sorted(part)) for part in (self.added, self.changed, self.removed)))

    @property
    def superseded(self) -> dict[str, str]:
        """Return the path and the SHA-256 of everything that was replaced or removed."""
        return {path: old for path, (old, _) in self.changed.items()} | dict(self.removed)

    def take_back(self, files: Mapping[str, str]) -> dict[str, str]:
        """Return the files of the tree before, given those of the one after."""
        before = {path: sha for path, sha in files.items() if path not in self.added}
        return before | self.superseded


class Record(Struct, frozen=True):
    """What is remembered of one release: when it was made, the build's ``now``, what it changed.

    ``manifest`` is the SHA-256 of the tree's manifest, ``files`` counts what it lists. Of the very
    first release everything is added; of a tree that was found without a record nothing is known.
    """

    number: int
    made: datetime
    now: datetime
    manifest: str
    files: int
    note: str = ""
    difference: Difference = field(default_factory=Difference)

    @property
    def changes(self) -> Changes:
        """Return the paths of what it changed."""
        return self.difference.changes


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
    """Return how two trees differ."""
    if before.keys() == after.keys():  # as mostly, and quicker
        both = before.items()
        return Difference(
            changed={path: (old, after[path]) for path, old in both if after[path] != old}
        )
    return Difference(
        {path: sha for path, sha in after.items() if path not in before},
        {
            path: (old, after[path])
            for path, old in before.items()
            if path in after and after[path] != old
        },
        {path: sha for path, sha in before.items() if path not in after},
    )


def remember(place: Place, record: Record) -> None:
    """Write the record of a release, in one step."""
    place.releases.mkdir(exist_ok=True)
    path = place.releases / f"{record.number:06}.json"
    values = {
        "number": record.number,
        "made": record.made.isoformat(),
        "now": record.now.isoformat(),
        "note": record.note,
        "manifest": record.manifest,
        "files": record.files,
        "added": record.difference.added,
        "changed": record.difference.changed,
        "removed": record.difference.removed,
    }
    text = json.dumps(values, ensure_ascii=False) + "\n"
    write_whole(place, path, text.encode("utf-8"))


def forget(place: Place, number: int) -> None:
    """Remove the record of a release."""
    (place.releases / f"{number:06}.json").unlink(missing_ok=True)


def numbers(place: Place) -> list[int]:
    """Return the numbers of all records, newest first."""
    try:
        names = [path.name for path in place.releases.iterdir()]
    except FileNotFoundError:
        return []
    return sorted(
        (int(found[1]) for name in names if (found := NAME.fullmatch(name))), reverse=True
    )


def read_chain(place: Place, live: str, limit: int = KEEP) -> list[Record]:
    """Return the last releases, newest first, as far back as one leads to the next.

    ``live`` is the SHA-256 of the live tree's manifest: a release that was recorded but, because the
    build was killed, never switched in, is left out.
    """
    chain: list[Record] = []
    for number in numbers(place):
        record = _read(place, number)
        if record is None or (chain and record.number != chain[-1].number - 1):
            break
        if len(chain) == 1 and chain[0].manifest != live and record.manifest == live:
            chain.clear()
        chain.append(record)
        if len(chain) == limit:
            break
    return chain


def tree_of(
    chain: Sequence[Record], number: int, files: Mapping[str, str]
) -> dict[str, str] | None:
    """Return the files of release ``number``, given the live tree's; ``None`` if it comes out wrong."""
    wanted = dict(files)
    for record in chain:
        if record.number == number:
            return wanted if sha_of(as_bytes(wanted)) == record.manifest else None
        wanted = record.difference.take_back(wanted)
    return None


def _read(place: Place, number: int) -> Record | None:
    """Return a record, or ``None`` when the file is not a whole one of ours."""
    try:
        values = json.loads((place.releases / f"{number:06}.json").read_bytes())
        difference = Difference(
            dict(values["added"]),
            {path: (old, new) for path, (old, new) in values["changed"].items()},
            dict(values["removed"]),
        )
        record = Record(
            int(values["number"]),
            datetime.fromisoformat(values["made"]),
            datetime.fromisoformat(values["now"]),
            str(values["manifest"]),
            int(values["files"]),
            str(values["note"]),
            difference,
        )
        shas = [*difference.added.values(), *difference.superseded.values(), record.manifest]
        whole = record.number == number and all(SHA.fullmatch(sha) for sha in shas)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return record if whole else None
