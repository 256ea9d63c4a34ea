"""A body into a ``Text``: converted, sanitised, its references gathered, its faults written down."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from linli.problems import Place
from linli.text.convert import Converter
from linli.text.excerpt import body_text, count, excerpt
from linli.text.lines import drop_indents, join_chinese_lines
from linli.text.links import Reference, Rejected, classify, line_finder, mark
from linli.text.safe import DEPTH_LIMIT, Sanitizer, depth, removals

if TYPE_CHECKING:
    from linli.problems import Notebook

Finder = Callable[[str], Place]

_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));?")
_IMAGE_WITHOUT_ALT = re.compile(r'<img\b(?=[^>]*\bsrc="([^"]*)")(?![^>]*\balt="[^"]+")[^>]*>')
_OUTSIDE_IMAGE = re.compile(r'<img\b[^>]*\bsrc="(https?://[^"]*)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Text:
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
        self._reports: list[tuple[str, str, str]] = []
        self._converter = Converter(language, lambda *report: self._reports.append(report))
        self._sanitizer = Sanitizer()

    def read(self, body: str, first_line: int, path: str, notebook: Notebook) -> Text | None:
        """Return the text of ``body``, which begins on ``first_line`` of the file ``path``.

        Returns ``None`` (and writes down why) for a body that nests too deep to be converted.
        """
        self._reports.clear()
        find = line_finder(body, first_line)
        try:
            html = self._converter.convert(drop_indents(body))
        except RecursionError:
            notebook.note("too-deep", path, Place(first_line, 1), limit=DEPTH_LIMIT)
            return None
        html = _ENTITY.sub(_safe_entity, html)
        if depth(html) > DEPTH_LIMIT:
            notebook.note("too-deep", path, Place(first_line, 1), limit=DEPTH_LIMIT)
            return None
        for rule, needle, detail in self._reports:
            notebook.note(rule, path, find(needle), text=detail)
        for rule, needle in removals(html):
            notebook.note(rule, path, find(needle), text=needle)
        references: list[Reference] = []
        html = self._sanitizer.clean(html, _Rule(references, find, path, notebook))
        html = _OUTSIDE_IMAGE.sub(_as_link, html)
        for match in _IMAGE_WITHOUT_ALT.finditer(html):
            notebook.note("image-alt", path, _image_place(match[1], references, first_line))
        html = join_chinese_lines(html).strip()
        plain = body_text(html)
        characters, words = count(plain)
        return Text(html, tuple(references), excerpt(html), plain, characters, words)


class _Rule:
    """Decides on every address of one body, and gathers the references."""

    def __init__(
        self, references: list[Reference], find: Finder, path: str, notebook: Notebook
    ) -> None:
        self.references = references
        self.find = find
        self.path = path
        self.notebook = notebook

    def __call__(self, tag: str, written: str) -> str | None:
        kind = classify(written)
        if isinstance(kind, str):
            if tag == "img":
                self.notebook.note("external-image", self.path, self.find(written), text=written)
            return kind
        if isinstance(kind, Rejected):
            self.notebook.note(kind.rule, self.path, self.find(written), text=written)
            return None
        what, path, fragment = kind
        use: Literal["link", "image"] = "image" if tag == "img" else "link"
        self.references.append(Reference(use, what, path, fragment, written, self.find(written)))
        return mark(len(self.references) - 1)


def _safe_entity(match: re.Match[str]) -> str:
    """Drop character references to what the reader removes from plain text too."""
    code = int(match[1], 16) if match[1] else int(match[2])
    allowed = code in {9, 10, 13} or (0x20 <= code < 0x7F) or (0xA0 <= code < 0x110000)
    unwanted = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xD800 <= code <= 0xDFFF
    hidden = (
        code in {0x200B, 0x2028, 0x2029, 0x2060, 0xFEFF}
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
    )
    return match[0] if allowed and not unwanted and not hidden else ""


def _as_link(match: re.Match[str]) -> str:
    """Show a picture on somebody else's server as a link to it: a page must not load from elsewhere."""
    alt = re.search(r'\balt="([^"]*)"', match[0])
    text = (alt[1] if alt else "") or match[1]
    return f'<a href="{match[1]}">{text}</a>'


def _image_place(source: str, references: list[Reference], first_line: int) -> Place:
    number = source.strip("\ufdd0\ufdd1")
    return references[int(number)].place if number.isdigit() else Place(first_line, 1)
