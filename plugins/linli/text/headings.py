"""Heading levels.

The page's title is the only ``h1``; whatever level an author starts at, the highest heading of the
text becomes ``h2`` and the others keep their distance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from linli.regexes import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_HEADING = regex(r"h([1-6])")


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
