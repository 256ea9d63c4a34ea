"""A body into a :class:`Text`, and how long it takes to read.

Nothing heavy is imported before there is a body to read: a build in which no file has changed only
meets texts that were read before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.text.body import BodyReader
    from linli.text.links import Reference

CHARACTERS_A_MINUTE = 400
WORDS_A_MINUTE = 220


class Text(Struct, frozen=True):
    """A body that can be published: HTML with markers for its references, and what is known of it."""

    html: str
    references: tuple[Reference, ...]
    excerpt: str
    plain: str
    characters: int
    words: int


class TextReader:
    """Reads bodies; made once for each language of footnotes and reused."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._reader: BodyReader | None = None

    def read(self, body: str, first_line: int, path: str, notebook: Notebook) -> Text | None:
        """Return the text of ``body``, which begins on ``first_line`` of the file ``path``.

        Returns ``None`` (and writes down why) for a body that nests too deep to be converted.
        """
        if self._reader is None:
            from linli.text.body import BodyReader

            self._reader = BodyReader(self._language)
        return self._reader.read(body, first_line, path, notebook)


def minutes(characters: int, words: int) -> int:
    """Return the reading time in whole minutes, at least 1."""
    return max(1, round(characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE))
