"""A body into a ``Text``: converted, sanitised, its references gathered, its faults written down.

This is where the heavy libraries come in; ``reading`` is the way here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Literal

from linli.problems import Place
from linli.story.characters import clean
from linli.text.certain import addressed, is_certain
from linli.text.entities import drop_references, shorten_references
from linli.text.excerpt import body_text, count, excerpt
from linli.text.lines import drop_indents, join_chinese_lines
from linli.text.links import (
    Reference,
    Rejected,
    classify,
    is_web,
    mark,
)
from linli.text.prose import full_width_links, line_finder
from linli.text.reading import Text
from linli.text.reopening import REOPENING_LIMIT, reopened
from linli.text.safe import DEPTH_LIMIT, Sanitizer, removals, too_deep
from linli.text.simple import simple_html
from linli.text.tables import table_label

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.text.convert import Converter

Finder = Callable[..., Place]

_IMAGE_WITHOUT_ALT = re.compile(r'<img\b(?=[^>]* src="([^"]*)")(?![^>]* alt="[^"]+")[^>]*>')
_IMAGE_OR_LINK = re.compile(r"<img\b[^>]*>|</?a\b[^>]*>")
_ALT, _SRC = re.compile(r' alt="([^"]*)"'), re.compile(r' src="([^"]*)"')


class BodyReader:
    """Reads bodies; made once for each language of footnotes and reused."""

    def __init__(self, language: str) -> None:
        self._reports: list[tuple[str, str, str]] = []
        self._language = language
        self._table = table_label(language)
        self._sanitizer = Sanitizer()

    def read(self, body: str, first_line: int, path: str, notebook: Notebook) -> Text | None:
        """Return the text of ``body``, which begins on ``first_line`` of the file ``path``.

        Returns ``None`` (and writes down why) for a body that nests too deep to be converted.
        """
        find = line_finder(body, first_line)
        references: list[Reference] = []
        rule = _Rule(references, find, path, notebook)
        markdown = drop_indents(shorten_references(body))
        html = simple_html(markdown, self._table)
        if html is not None and is_certain(html):
            _note_full_width_links(body, path, find, notebook)
            html = addressed(html, rule)
        else:
            html = self._sanitized(html, markdown, body, rule)
        if html is None:
            notebook.note("too-deep", path, Place(first_line, 1), limit=DEPTH_LIMIT)
            return None
        if "<img" in html:
            html = _keep_own_images(html)
            for match in _IMAGE_WITHOUT_ALT.finditer(html):
                notebook.note("image-alt", path, _image_place(match[1], references, first_line))
        html = join_chinese_lines(html).strip()
        plain = body_text(html)
        characters, words = count(plain)
        return Text(html, tuple(references), excerpt(html), plain, characters, words)

    def _sanitized(self, html: str | None, markdown: str, body: str, rule: _Rule) -> str | None:
        """Return the safe HTML of a text that may hold anything, or ``None`` when it nests too deep.

        ``html`` is what ``markdown`` becomes, where that is known already; ``body`` is as the author wrote it.
        """
        find, path, notebook = rule.find, rule.path, rule.notebook
        self._reports.clear()
        try:
            html = html or self._converter.convert(markdown)
        except RecursionError:
            return None
        html, dropped = drop_references(html)
        tangled = "<" in body and reopened(html) > REOPENING_LIMIT
        if tangled or too_deep(html):
            return None
        for report, needle, detail in self._reports:
            notebook.note(report, path, find(needle), text=detail)
        _note_full_width_links(body, path, find, notebook)
        for written, char in dropped:
            clean(char, path, notebook, find(written))
        raw, html = html, self._sanitizer.clean(html, rule)
        for removal, written in removals(raw, self._sanitizer.addresses):
            shown = unescape(written)
            notebook.note(removal, path, find(written, shown), text=shown)
        return None if too_deep(html) else html  # a parser closes less than it is told to

    @cached_property
    def _converter(self) -> Converter:
        from linli.text.convert import Converter  # Python-Markdown: many an edit does without

        return Converter(self._language, lambda *report: self._reports.append(report))


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
        if tag == "img" and isinstance(kind, str) and not is_web(kind):
            kind = Rejected("link-scheme")
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


def _note_full_width_links(body: str, path: str, find: Finder, notebook: Notebook) -> None:
    for written in full_width_links(body):
        notebook.note("full-width-link", path, find(written), text=written)


def _keep_own_images(html: str) -> str:
    """Show a picture on somebody else's server as a link to it: a page must not load from elsewhere.

    Inside a link, and where the address was refused, its alternative text stays.
    """
    linked = False

    def show(match: re.Match[str]) -> str:
        nonlocal linked
        tag = match[0]
        if not tag.startswith("<img"):
            linked = tag.startswith("<a")
            return tag
        source, alt = _SRC.search(tag), _ALT.search(tag)
        text = alt[1] if alt else ""
        if source is None:
            return text
        if not is_web(source[1]):
            return tag
        text = text or source[1]
        return text if linked else f'<a href="{source[1]}">{text}</a>'

    return _IMAGE_OR_LINK.sub(show, html)


def _image_place(source: str, references: list[Reference], first_line: int) -> Place:
    number = source.strip("\ufdd0\ufdd1")
    return references[int(number)].place if number.isdigit() else Place(first_line, 1)
