"""The long way of a body that may hold anything: converted, looked through, sanitised.

This is where the heavy libraries come in, and only when there is such a body.
"""

from __future__ import annotations

from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from linli.problems import Place
from linli.story.characters import clean
from linli.text.entities import drop_references
from linli.text.pictures import shown_at_once
from linli.text.reopening import REOPENING_LIMIT, reopened
from linli.text.safe import DEPTH_LIMIT, Sanitizer, left_open, removals, too_deep

if TYPE_CHECKING:
    from linli.text.addresses import Addresses
    from linli.text.convert import Converter


class LongWay:
    """Converts and sanitises; made once for each language of footnotes and reused."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._reports: list[tuple[str, str, str]] = []
        self._sanitizer = Sanitizer()

    def html_of(
        self, markdown: str, known: str | None, body: str, first_line: int, addresses: Addresses
    ) -> str | None:
        """Return the safe HTML of ``markdown``, or ``None`` (and write down why) when it nests too deep.

        ``known`` is its HTML, not safe yet, where that was made on the short way; ``body`` is as the author wrote it.
        """
        html = self._safe(markdown, known, body, addresses)
        if html is None:
            place = Place(first_line, 1)
            addresses.notebook.note("too-deep", addresses.path, place, limit=DEPTH_LIMIT)
        return html

    def _safe(
        self, markdown: str, known: str | None, body: str, addresses: Addresses
    ) -> str | None:
        self._reports.clear()
        try:
            html = known or self._converter.convert(markdown)
        except RecursionError:
            return None
        html, dropped = drop_references(html)
        tangled = "<" in body and reopened(html) > REOPENING_LIMIT
        if tangled or too_deep(html):
            return None
        for rule, needle, detail in self._reports:
            addresses.note(rule, needle, text=detail)
        addresses.note_missed(body, html)
        for written, char in dropped:
            clean(char, addresses.path, addresses.notebook, addresses.find(written))
        for tag, context in left_open(html) if "<" in body else ():
            spellings = context, f"<{tag}>", f"<{tag}"
            addresses.note("tag-left-open", *spellings, text=f"<{tag}>")
        raw = shown_at_once(html)
        html = self._sanitizer.clean(raw, addresses)
        for rule, written, context in removals(raw, self._sanitizer.addresses):
            shown = unescape(written)
            addresses.note(rule, context, written, shown, text=shown)
        return None if too_deep(html) else html  # a parser closes less than it is told to

    @cached_property
    def _converter(self) -> Converter:
        from linli.text.convert import Converter  # Python-Markdown: many an edit does without

        return Converter(self._language, lambda *report: self._reports.append(report))
