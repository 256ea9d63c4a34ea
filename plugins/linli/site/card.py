"""A card: what the rest of the site may know of one story.

Where a story stands, in lists, series, columns and links, is worked out from cards alone; lists show it by its face, its title
and summary; only its own page sees its manuscript. So a changed paragraph changes one page, and a changed title changes the
pages that name it, without anybody keeping account of who depends on whom.

Cards and faces are made of plain values (texts, numbers, tuples of those), so that ten thousand of them are stored,
loaded and compared at once.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from linli.problems import Place
from linli.story import Stamp
from linli.text.links import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CREDITS = (
    *("authors", "correspondents", "photographers", "editors"),
    *("proofreaders", "reviewers", "approver"),
)
"""The fields that name people, in the order in which pages show them."""

Asked = Literal["id", "date", "modified", "series"]
ASKED: tuple[Asked, ...] = get_args(Asked)
"""The fields of which it matters whether a header has them itself."""
When = tuple[str, bool]
"""An ISO 8601 time with its offset, and whether more than the day was given."""


RecordingParts = tuple[str, str, str, int, int, str, int | None, int | None]
"""The fields of :class:`linli.story.story.Recording`."""


class Face(NamedTuple):
    """What a list shows of a story, wherever in it the story stands."""

    title: str
    summary: str


class Card(NamedTuple):
    """What others may know of a story, its face aside; ``docs/fields.md`` explains the fields of a header.

    ``name`` is the file below the content folder, ``path`` what messages call it. ``label`` is the title of a story that is named elsewhere than
    in lists: of a standing page, of one that has siblings in a series, of one that was corrected; no other has one. ``begins``, ``ends``,
    ``lapses`` and ``recalled`` are seconds since 1970. ``about`` are the people and places it is about; ``people`` holds
    the field, name, unit and role of everybody credited; ``holder`` is who the header says holds the copyright,
    ``changed`` the day or moment of the last change, ISO 8601;
    ``cover`` the picture's file, alternative text, caption and credit; ``references`` those of
    :class:`linli.text.Reference`; ``corrections`` day, text, whether it is major, and who made it;
    ``lines`` says where each field stands (:func:`as_lines`).
    """

    name: str
    path: str
    kind: str
    id: str
    slug: str
    label: str
    lang: str
    status: str
    begins: float
    ends: float | None
    lapses: float | None
    recalled: float | None
    origin: str
    permission: str
    reuse: str
    holder: str
    source_url: str
    when: When
    changed: str
    expires: When | None
    column: str
    notice_kind: str
    tags: tuple[str, ...]
    about: tuple[str, ...]
    people: tuple[tuple[str, str, str, str], ...]
    series: str
    series_index: int | None
    related: tuple[str, ...]
    related_exclude: tuple[str, ...]
    aliases: tuple[str, ...]
    cover: tuple[str, str, str, str] | None
    audio: RecordingParts | None
    video: RecordingParts | None
    references: tuple[tuple[str, str, str, str, str, int, int], ...]
    corrections: tuple[tuple[When, str, bool, str], ...]
    lines: str

    @property
    def date(self) -> Stamp:
        """Return the day, or moment, it bears."""
        return stamp(self.when)

    def line(self, *keys: str) -> int:
        """Return the line of the first of these fields that the header has, or 1."""
        return _line_of(self.lines, keys)

    def says(self, key: Asked) -> bool:
        """Say whether the header itself has the field, so that nothing was filled in."""
        return f";{key} " in self.lines

    def shape(self) -> Card:
        """Return what the plan of a site depends on: all but the places of fields and references, which are for messages."""
        said = "".join([f";{key}" for key in ASKED if self.says(key)])
        unplaced = tuple([(*one[:-2], 0, 0) for one in self.references])
        return self._replace(lines=said, references=unplaced)

    def pointers(self) -> Iterator[Reference]:
        """Yield what the text points to, in the order of the markers in its HTML."""
        for use, what, path, fragment, written, line, column in self.references:
            yield Reference(use, what, path, fragment, written, Place(line, column))  # type: ignore[arg-type]


@lru_cache(maxsize=4096)  # headers look alike
def _line_of(lines: str, keys: tuple[str, ...]) -> int:
    for key in keys:
        _, found, after = lines.partition(f";{key} ")
        if found:
            return int(after[: after.index(";")])
    return 1


def as_lines(lines: Mapping[str, int]) -> str:
    """Return the lines of fields as one text, ``;title 1;date 2;``: of all values in cards, the least asked for."""
    return "".join([f";{key} {line}" for key, line in lines.items() if ";" not in key]) + ";"


def stamp(when: When) -> Stamp:
    """Return a moment from its plain form."""
    return Stamp(datetime.fromisoformat(when[0]), when[1])
