"""Heading levels and ids.

The page's title is the only ``h1``; whatever level an author starts at, the highest heading of the
text becomes ``h2`` and the others keep their distance. Ids are the heading's own words, in any
script: readable, unique, and unchanged while the heading is unchanged.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_HEADING = re.compile(r"h([1-6])")
ID_LIMIT = 60


def heading_id(text: str, separator: str) -> str:
    """Return an id for a heading: its letters and digits, the rest as ``separator``.

    >>> heading_id("一、电梯怎么装？ How to", "-")
    '一-电梯怎么装-how-to'
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    words = re.findall(r"[^\W_]+", folded)
    name = separator.join(words)[:ID_LIMIT].strip(separator)
    return name or "section"


class _Levels(Treeprocessor):
    def run(self, root: Element) -> None:
        headings = [
            (element, int(match[1]))
            for element in root.iter()
            if (match := _HEADING.fullmatch(element.tag))
        ]
        if headings:
            shift = 2 - min(level for _, level in headings)
            for element, level in headings:
                element.tag = f"h{min(level + shift, 6)}"


class HeadingLevels(Extension):
    """Move headings so that the highest is ``h2``; must run before the table of contents."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the tree processor."""
        md.treeprocessors.register(_Levels(md), "linli-levels", 7)
