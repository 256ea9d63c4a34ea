"""What the annals say: of each story its first day, its addresses and who minted its id; of each address whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from linli.annals.lines import GONE, NOBODY, Fault, Line

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDERS = ("/articles/", "/notices/")


class Past(NamedTuple):
    """What was published of one story.

    ``addresses`` are in order of time, without the site's own path and not percent-encoded. ``minted`` is the
    host and year in its ``tag:`` URI, empty while it has none. ``gone`` is the day since which it is
    no longer there, and ``line`` where the annals first name it.
    """

    id: str
    day: str
    addresses: tuple[str, ...]
    minted: str
    gone: str
    line: int


class Annals(Struct, frozen=True, dict=True):
    """All that was ever published: stories by key (:func:`key_of`), and whose each address is."""

    stories: Mapping[str, Past] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)

    def owner(self, address: str) -> Past | None:
        """Return the story that an address belongs to."""
        key = self.owners.get(address)
        return self.stories[key] if key else None


def key_of(id_: str, address: str) -> str:
    """Return what a story is known by here: standing pages have ids of their own.

    >>> key_of("about", "/about/"), key_of("about", "/notices/about/")
    ('page/about', 'about')
    """
    return id_ if address.startswith(FOLDERS) else f"page/{id_}"


def annals_of(lines: Mapping[int, Line]) -> tuple[Annals, list[Fault]]:
    """Return what lines say, in any order, and the addresses that two stories claim.

    The same story at the same address on two days was recorded twice, on two branches: the earlier day counts.
    """
    told: dict[str, list[tuple[int, Line]]] = {}
    for row in lines.items():
        id_, _, address, _ = row[1]
        key = id_ if address.startswith(FOLDERS) else f"page/{id_}"
        if key in told:
            told[key].append(row)
        else:
            told[key] = [row]
    stories = {key: _past(rows) for key, rows in told.items()}
    owners: dict[str, str] = {}
    faults: list[Fault] = []
    for key, rows in told.items():
        for number, line in rows:
            if owners.setdefault(line.address, key) != key:
                other = stories[owners[line.address]]
                faults.append(Fault(number, "annals-clash", f"{line.address} {other.line}"))
    return Annals(stories, owners), faults


def _past(rows: list[tuple[int, Line]]) -> Past:
    number, (id_, day, address, minted) = rows[0]
    if len(rows) == 1 and minted != GONE:  # nearly all
        own = "" if minted == NOBODY else minted
        return tuple.__new__(Past, (id_, day, (address,), own, "", number))
    lines = sorted([line for _, line in rows], key=lambda line: (line.day, line.address))
    there = [line for line in lines if line.minted != GONE]
    return Past(
        id_,
        lines[0].day,
        tuple(dict.fromkeys([line.address for line in there or lines])),
        next((line.minted for line in there if line.minted != NOBODY), ""),
        max((line.day for line in lines if line.minted == GONE), default=""),
        min(number for number, _ in rows),
    )
