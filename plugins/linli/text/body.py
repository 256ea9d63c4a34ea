"""A body into a ``Text``: HTML that is safe, its references gathered, its faults written down."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linli.text.addresses import Addresses
from linli.text.certain import addressed, is_certain
from linli.text.entities import shorten_references
from linli.text.excerpt import body_text, count, excerpt
from linli.text.lines import drop_indents, join_chinese_lines
from linli.text.pictures import own_pictures
from linli.text.prose import line_finder
from linli.text.reading import Text
from linli.text.simple import simple_html
from linli.text.tables import table_label

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.text.long_way import LongWay


class BodyReader:
    """Reads bodies; made once for each language of footnotes and reused."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._table = table_label(language)

    def read(self, body: str, first_line: int, path: str, notebook: Notebook) -> Text | None:
        """Return the text of ``body``, which begins on ``first_line`` of the file ``path``.

        Returns ``None`` (and writes down why) for a body that nests too deep to be converted.
        """
        addresses = Addresses(line_finder(body, first_line), path, notebook)
        markdown = drop_indents(shorten_references(body))
        html = simple_html(markdown, self._table)
        if html is not None and is_certain(html):
            addresses.note_missed(body, html)
            html = addressed(html, addresses)
        else:
            html = self._long_way.html_of(markdown, html, body, first_line, addresses)
        if html is None:
            return None
        html = join_chinese_lines(own_pictures(html, addresses, first_line)).strip()
        plain = body_text(html)
        characters, words = count(plain)
        return Text(html, tuple(addresses.references), excerpt(html), plain, characters, words)

    @cached_property
    def _long_way(self) -> LongWay:
        from linli.text.long_way import LongWay  # few texts need it

        return LongWay(self._language)
