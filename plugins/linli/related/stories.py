"""All stories by number, each of them opened when it is asked for: an edit looks at some hundreds of ten thousand."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Protocol

from linli.marks import plain_bytes
from linli.related.candidate import Candidate
from linli.related.sheets import SHEET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Row = Candidate | bytes | None
"""A story, or what it was packed into; nothing where one was taken away."""


class ByNumber(Protocol):
    """Stories by number: :class:`Stories`, or a list of them. ``None`` stands where there is none."""

    def __len__(self) -> int: ...
    def __getitem__(self, number: int, /) -> Candidate | None: ...
    def __iter__(self) -> Iterator[Candidate | None]: ...


class Stories:
    """Candidates by number, ``None`` where one was taken away. Those not asked for yet are bytes."""

    def __init__(self, rows: Iterable[Row] = (), sheets: Sequence[bytes] = ()) -> None:
        """``sheets`` are what the rows lay in that are bytes."""
        self._rows: list[Row] = list(rows)
        self._sheets = sheets

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: int) -> Candidate | None:
        row = self._rows[number]
        if isinstance(row, bytes):
            self._rows[number] = row = opened(row)
        return row

    def __setitem__(self, number: int, story: Candidate | None) -> None:
        self._rows[number] = story

    def __iter__(self) -> Iterator[Candidate | None]:
        return map(self.__getitem__, range(len(self._rows)))

    def append(self, story: Candidate | None) -> None:
        """Add a story under the next number."""
        self._rows.append(story)

    def copy(self) -> Stories:
        """Return the same stories, to be changed while these stay as they are."""
        return Stories(self._rows, self._sheets)

    def mentioning(self, texts: Iterable[str]) -> list[tuple[int, Candidate]]:
        """Return the stories of which a key, a tag, a name or a link may be one of ``texts``: all of these, and others."""
        rows = self._rows
        found = [(number, row) for number, row in enumerate(rows) if isinstance(row, Candidate)]
        wanted = [text.encode(errors="surrogatepass") for text in texts]
        for sheet, content in enumerate(self._sheets):
            if not _has(content, wanted):
                continue
            for number in range(sheet * SHEET, min((sheet + 1) * SHEET, len(rows))):
                row = rows[number]
                if isinstance(row, bytes) and _has(row, wanted):
                    rows[number] = story = opened(row)
                    found.append((number, story))
        return found

    def pack(self, sheet: int) -> bytes:
        """Return a sheet of stories as bytes, which are the same as long as they are."""
        rows = self._rows[sheet * SHEET : (sheet + 1) * SHEET]
        return plain_bytes(tuple([packed(row) for row in rows]))


def _has(content: bytes, texts: Iterable[bytes]) -> bool:
    return any(text in content for text in texts)


def packed(row: Row) -> bytes | None:
    """Return a story as bytes, which are the same as long as it is."""
    return row if row is None or isinstance(row, bytes) else plain_bytes(tuple(row))


def opened(row: bytes) -> Candidate:
    """Return the story that was packed."""
    # Checksums were compared, so that nothing is read that was not written here.
    return Candidate._make(marshal.loads(row))  # noqa: S302


def read_stories(
    sheets: Sequence[bytes], candidates: Iterable[Candidate], numbers: dict[str, int]
) -> Stories:
    """Return what :meth:`Stories.pack` packed.

    Most of the ``candidates`` of today are those of the last time: they are compared as bytes, and stand in the place of these.
    """
    rows = [row for sheet in sheets for row in marshal.loads(sheet)]  # noqa: S302
    for candidate in candidates:
        number = numbers.get(candidate[0])
        if number is not None and plain_bytes(tuple(candidate)) == rows[number]:
            rows[number] = candidate
    return Stories(rows, sheets)
