"""Python-Markdown, set up once and reused for every file.

``betterem`` and ``nl2br`` are left out on purpose: the first breaks ``**重点：**`` beside Chinese, the
second turns soft line breaks into hard ones. ``docs/decisions/`` says more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension

from linli.story.language import language_of
from linli.text.figure_blocks import Figures, Report
from linli.text.headings import HeadingLevels
from linli.text.ids import heading_id
from linli.text.sparing import Sparing
from linli.text.tables import table_label

if TYPE_CHECKING:
    from markdown.extensions import Extension

BACK = {
    "zh-Hans": "回到正文（注 {}）",
    "zh-Hant": "回到正文（註 {}）",
    "en": "Back to the text (note {})",
}
"""What the way back from a note is called."""


class Converter:
    """Markdown text into HTML that is not yet safe."""

    def __init__(self, language: str, report: Report) -> None:
        self._back = BACK[language_of(language)]
        self._table = table_label(language)
        self._report = report
        self._markdown = self._made()

    def extensions(self) -> list[Extension]:
        """Return what is added to Markdown, without what only makes it faster."""
        # Made here: to find them by name, Python-Markdown looks through all packages that are installed.
        return [
            AdmonitionExtension(),
            AttrListExtension(),
            DefListExtension(),
            FencedCodeExtension(),
            SaneListExtension(),
            FootnoteExtension(BACKLINK_TITLE=self._back, UNIQUE_IDS=False),
            TableExtension(use_align_attribute=True),
            TocExtension(slugify=heading_id, separator="-", toc_class="toc", title=""),
            HeadingLevels(),
            Figures(self._report, self._table),
        ]

    def _made(self) -> Markdown:
        return Markdown(output_format="html", extensions=[*self.extensions(), Sparing()])

    def convert(self, markdown: str) -> str:
        """Return the HTML of ``markdown``; nothing of an earlier text is left over."""
        self._markdown.reset()
        try:
            return self._markdown.convert(markdown)
        except BaseException:
            self._markdown = self._made()  # ``reset`` forgets no block that was being parsed
            raise
