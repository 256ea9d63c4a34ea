"""Items in moulds: what feedgen makes of an item of some shape, with a place for each word.

Two items of one shape, which have the same number of everything and leave the same things out, differ in their
words alone. So feedgen prints a shape once, from words that only say which they are, and an item is its mould with
its own words, escaped as XML wants them where they stand. That is the same to the byte as if feedgen had
printed each, in a tenth of the time: ten thousand stories have a few hundred shapes.
"""

from __future__ import annotations

import re
from itertools import chain, count
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from linli.feeds.texts import in_xml
from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Words = TypeVar("Words", bound=tuple[Any, ...])
"""What an item says: single texts, the first of which is its HTML; then groups of rows, a row being several texts."""
Shape = tuple[bytes | int, ...]
"""Of each text whether it says anything, and how many rows each group has."""

KEPT = 2048
"""Moulds kept at hand, some five megabytes."""
_PLACE = regex(r"\[\[(\d+)\]\]")
_PLAIN = frozenset({"title", "description", "copyright", "category", "dc:rights"})
_PLAIN_MODULES = "media:", "itunes:"


class Mould(NamedTuple):
    """A printed item without its words: in ``pieces``, each second one is empty, for the words.

    ``pick`` takes out of the words those that stand there, in order; ``escapes`` says how each is escaped. ``text`` is
    the place of the HTML among the pieces, -1 where there is none.
    """

    pieces: list[str]
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    escapes: tuple[Callable[[str], str], ...]
    text: int

    def filled(self, words: Sequence[str]) -> bytes:
        """Return an item with these words."""
        own: Iterable[str] = self.pick(words)
        if not _is_plain("\0".join(words[1:])):
            placed = zip(own, self.escapes, strict=True)
            own = [escape(word) for word, escape in placed]
        pieces, text = self.pieces.copy(), self.text
        pieces[1::2] = own
        if text < 0:
            return "".join(pieces).encode()
        before, after = "".join(pieces[:text]), "".join(pieces[text + 1 :])
        return b"".join((before.encode(), in_xml(words[0]), after.encode()))


class Moulds(Generic[Words]):
    """All moulds of one format, made by ``print_`` when they are first asked for.

    ``singles`` says how many single texts there are before the groups; ``are_plain`` that plain texts may not be taken
    for HTML, as in RSS.
    """

    def __init__(
        self, print_: Callable[[Words], bytes], singles: int, *, are_plain: bool = False
    ) -> None:
        self._print = print_
        self._singles = singles
        self._are_plain = are_plain
        self._known: dict[Shape, Mould] = {}

    def cast(self, words: Words) -> bytes:
        """Return an item that says ``words``."""
        groups = words[self._singles :]
        rows = chain.from_iterable(chain.from_iterable(groups))
        texts = [*words[: self._singles], *rows]
        shape: Shape = (bytes(map(bool, texts)), *map(len, groups))
        if (mould := self._known.get(shape)) is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            mould = self._known[shape] = self._made(words)
        return mould.filled(texts)

    def _made(self, words: Words) -> Mould:
        document = self._print(_numbered(words, self._singles)).decode()
        pieces = _PLACE.split(document)
        numbers = list(map(int, pieces[1::2]))
        pieces[1::2] = [""] * len(numbers)
        places = [match.start() for match in _PLACE.finditer(document)]
        escapes = [self._escape(document, place) for place in places]
        text = -1
        if 0 in numbers:
            place = numbers.index(0)
            text, escapes[place] = 2 * place + 1, str
        return Mould(pieces, _picker(numbers), tuple(escapes), text)

    def _escape(self, document: str, at: int) -> Callable[[str], str]:
        """Return how a word is escaped that stands here."""
        if document[at - 1] == '"':
            return in_attribute
        tag = re.split(r"[\s>]", document[document.rindex("<", 0, at) + 1 : at], maxsplit=1)[0]
        is_plain = self._are_plain and (tag in _PLAIN or tag.startswith(_PLAIN_MODULES))
        return in_plain_text if is_plain else in_text


def _picker(numbers: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Return what takes the words of these numbers out of all."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda words: tuple([words[number] for number in numbers])


def _numbered(words: Words, singles: int) -> Words:
    """Return words of the same shape that say which they are."""
    numbers = count()
    own = _row(words[:singles], numbers)
    groups = [tuple([_like(row, _row(row, numbers)) for row in group]) for group in words[singles:]]
    return _like(words, [*own, *groups])


def _row(row: Sequence[str], numbers: Iterator[int]) -> list[str]:
    return [f"[[{number}]]" if text else "" for text, number in zip(row, numbers, strict=False)]


def _like(row: Words, values: Sequence[object]) -> Words:
    """Return a tuple of the same kind, named or not."""
    make: Callable[[Sequence[object]], Words] = getattr(type(row), "_make", type(row))
    return make(values)


def _is_plain(text: str) -> bool:
    """Say whether no character of ``text`` is escaped anywhere."""
    return not (
        "&" in text or "<" in text or ">" in text or '"' in text or "\n" in text or "\t" in text
    )


def in_attribute(text: str) -> str:
    """Return text as it stands in an attribute, between double quotes."""
    text = in_text(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;")


def in_text(text: str) -> str:
    """Return text as it stands in an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_plain_text(text: str) -> str:
    """Return plain text as it stands in an element of RSS: as numbers, so that no program takes it for HTML.

    https://www.rssboard.org/rss-profile, "Character data"
    """
    return text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;")
