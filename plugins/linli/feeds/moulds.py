"""Items in moulds: what feedgen makes of an item of some shape, with a place for each word.

Two items of one shape, which have the same number of everything and leave the same things out, differ in their
words alone. So feedgen prints a shape once, from words that only say which they are, and an item is its mould with
its own words, escaped as XML wants them where they stand. That is the same to the byte as if feedgen had
printed each, in a tenth of the time: ten thousand stories have a few hundred shapes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Words = tuple[object, ...]
"""What an item says: texts, and tuples of those, named or not."""
Shape = tuple[int, ...]
"""Of each text in turn whether it says anything (0 or 1), of each tuple its length."""
Form = TypeVar("Form", bound=Words)

KEPT = 2048
"""Moulds kept at hand, some five megabytes."""
_PLACE = re.compile(r"\[\[(\d+)\]\]")
_PLAIN = frozenset({"title", "description", "copyright", "category", "dc:rights"})


class Mould(NamedTuple):
    """A printed item without its words: the text before, between and after them; of each its number, and how it is escaped."""

    texts: tuple[str, ...]
    words: tuple[int, ...]
    escapes: tuple[Callable[[str], str], ...]

    def filled(self, words: Sequence[str]) -> bytes:
        """Return an item with these words."""
        parts = [*self.texts, *self.texts[1:]]
        parts[::2] = self.texts
        parts[1::2] = [
            escape(words[number]) for number, escape in zip(self.words, self.escapes, strict=True)
        ]
        return "".join(parts).encode()


class Moulds:
    """All moulds of one format, made by ``print_`` when they are first asked for.

    ``are_plain`` says that plain texts may not be taken for HTML, as in RSS.
    """

    def __init__(self, print_: Callable[[Form], bytes], *, are_plain: bool) -> None:
        self._print = cast("Callable[[Words], bytes]", print_)
        self._are_plain = are_plain
        self._known: dict[Shape, Mould] = {}

    def cast(self, words: Words) -> bytes:
        """Return an item that says ``words``."""
        texts: list[str] = []
        shape: list[int] = []
        _measure(words, texts, shape)
        key = tuple(shape)
        if (mould := self._known.get(key)) is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            mould = self._known[key] = self._made(words)
        return mould.filled(texts)

    def _made(self, words: Words) -> Mould:
        numbered, _ = _numbered(words, 0)
        document = self._print(numbered).decode()
        texts: list[str] = []
        numbers: list[int] = []
        escapes: list[Callable[[str], str]] = []
        at = 0
        for match in _PLACE.finditer(document):
            texts.append(document[at : match.start()])
            numbers.append(int(match[1]))
            escapes.append(self._escape(document[: match.start()]))
            at = match.end()
        return Mould((*texts, document[at:]), tuple(numbers), tuple(escapes))

    def _escape(self, before: str) -> Callable[[str], str]:
        """Return how a word is escaped ``before`` which this stands."""
        if before.endswith('"'):
            return in_attribute
        tag = re.split(r"[\s>]", before[before.rindex("<") + 1 :], maxsplit=1)[0]
        is_plain = self._are_plain and (tag in _PLAIN or tag.startswith("media:"))
        return in_plain_text if is_plain else in_text


def _measure(words: Words, texts: list[str], shape: list[int]) -> None:
    """Add all texts of ``words``, and what shape they have."""
    for one in words:
        if type(one) is str:
            texts.append(one)
            shape.append(1 if one else 0)
        else:
            part = cast("Words", one)
            shape.append(len(part))
            if part:
                _measure(part, texts, shape)


def _numbered(words: Words, number: int) -> tuple[Words, int]:
    """Return words of the same shape that say which they are, counted from ``number``; and the number after them."""
    parts: list[object] = []
    for one in words:
        if type(one) is str:
            parts.append(f"[[{number}]]" if one else "")
            number += 1
        else:
            part, number = _numbered(cast("Words", one), number)
            parts.append(part)
    make = getattr(type(words), "_make", tuple)
    return make(parts), number


def in_attribute(text: str) -> str:
    """Return text as it stands in an attribute, between double quotes."""
    text = in_text(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;")


def in_text(text: str) -> str:
    """Return text as it stands in an element."""
    return _long(text) if len(text) > 400 else _escaped(text)


def in_plain_text(text: str) -> str:
    """Return plain text as it stands in an element of RSS: as numbers, so that no program takes it for HTML.

    https://www.rssboard.org/rss-profile, "Character data"
    """
    if "&" not in text and "<" not in text and ">" not in text:
        return text
    return text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;")


def _escaped(text: str) -> str:
    if "&" not in text and "<" not in text and ">" not in text:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_long = lru_cache(maxsize=8)(_escaped)
"""RSS and Atom of a story are printed one after another, and its text is the same in both."""
