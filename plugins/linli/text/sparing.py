"""What Python-Markdown need not do for a text: looking for marks that do not occur in it.

Most of a news story is plain paragraphs, and every part of Python-Markdown would search each of them
for its own marks. Here, and only here, stands what each part needs before it can change anything. What
is not in these tables is never left out, so a part that is new costs time and nothing else; a text is
converted with and without all this in ``tests/text/test_sparing.py``, to the same HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element

from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import ETX, STX, AtomicString

from linli.text.simple import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown
    from markdown.extensions.toc import _TocToken
    from markdown.treeprocessors import InlineProcessor as Pattern  # so the stubs, mistakenly
    from markdown.util import Registry

LINES: Mapping[str, tuple[str, ...]] = {
    "fenced_code_block": ("```", "~~~"),
    "html_block": ("<", "&"),
}
"""Preprocessors by name: one of these must occur in the text, else it comes out as it went in."""

SPACES = ("\t", " \n", "\r", STX, ETX)
"""What the first preprocessor mends or takes out; it always puts two empty lines at the end."""

INLINE: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
"""Inline patterns by name: one of these must occur, else their regular expression finds nothing."""
DEFINED = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})
"""Inline patterns that leave every text as it is in which no ``[name]: address`` was defined."""


class _Whitespace(NormalizeWhitespace):
    """Mend white space only where there is some to mend."""

    def run(self, lines: list[str]) -> list[str]:
        ended = [*lines, "", ""]
        text = "\n".join(ended)
        return super().run(lines) if any(mark in text for mark in SPACES) else ended


class _Lines(Preprocessor):
    """Run a preprocessor on texts only in which it finds something."""

    def __init__(self, md: Markdown, inner: Preprocessor, needed: tuple[str, ...]) -> None:
        super().__init__(md)
        self.inner = inner
        self.needed = needed

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return self.inner.run(lines) if any(mark in text for mark in self.needed) else lines


class _Paragraph(ParagraphProcessor):
    """Recognise plain paragraphs before all others look at them."""

    def test(self, parent: Element, block: str) -> bool:
        del parent
        return PLAIN.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        while blocks and PLAIN.fullmatch(blocks[0]):
            super().run(parent, blocks)


class _Inline(InlineProcessor):
    """Apply those patterns only that can match, to those pieces of text in which one can."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.patterns: list[tuple[Pattern, tuple[str, ...], bool]] | None = None
        self.active = re.compile("")

    def _prepare(self) -> list[tuple[Pattern, tuple[str, ...], bool]]:
        registry = self.inlinePatterns
        names = {registry[name]: name for name in INLINE if name in registry}
        found = []
        for pattern in registry:
            name = names.get(pattern, "")
            needed = INLINE.get(name, ("",))  # an empty mark occurs in every text
            found.append((pattern, needed, name in DEFINED))
        marks = {mark for _, needed, _ in found for mark in needed}
        self.active = re.compile("|".join(map(re.escape, sorted(marks))))
        return found

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        if self.patterns is None:  # only now are all extensions there
            self.patterns = self._prepare()
        text = "".join(tree.itertext())
        wanted = [
            pattern
            for pattern, needed, defined in self.patterns
            if any(mark in text for mark in needed) and (not defined or self.md.references)
        ]
        if not wanted:
            self.stashed_nodes = {}
            return tree
        # Nothing but its length and its items in order are asked for.
        self.inlinePatterns = cast("Registry[Pattern]", wanted)
        search = self.active.search
        for element in tree.iter():
            if element.text and not search(element.text):
                element.text = AtomicString(element.text)  # Markdown's own mark for "finished"
            if element.tail and not search(element.tail):
                element.tail = AtomicString(element.tail)
        return super().run(tree, ancestors)


class _Attributes(AttrListTreeprocessor):
    """Look for lists of attributes only where there is a brace."""

    def run(self, doc: Element) -> None:
        if any("{" in text for text in doc.itertext()):
            super().run(doc)


class _Unescape(UnescapeTreeprocessor):
    """Look for escaped characters only where there is one."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text


class _Contents(TocTreeprocessor):
    """Give headings their ids, and make a table of contents only when the text asks for one."""

    wanted = False

    def run(self, doc: Element) -> None:
        self.wanted = self.marker in "".join(doc.itertext())
        super().run(doc)

    def build_toc_div(self, toc_list: list[_TocToken]) -> Element:
        return super().build_toc_div(toc_list) if self.wanted else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if self.wanted:
            super().replace_marker(root, elem)


class Sparing(Extension):
    """Put those in their place that leave out what cannot change anything; must be the last extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register them under the names and with the priorities of those they stand for."""
        md.preprocessors.register(_Whitespace(md), "normalize_whitespace", 30)
        for name, priority in (("fenced_code_block", 25), ("html_block", 20)):
            inner = md.preprocessors[name]
            md.preprocessors.register(_Lines(md, inner, LINES[name]), name, priority)
        md.parser.blockprocessors.register(_Paragraph(md.parser), "linli-paragraph", 110)
        md.treeprocessors.register(_Inline(md), "inline", 20)
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)
        for extension in md.registeredExtensions:
            if isinstance(extension, TocExtension):
                md.treeprocessors.register(_Contents(md, extension.getConfigs()), "toc", 5)
        md.treeprocessors.register(_Unescape(md), "unescape", 0)
        # A set says faster than a list whether a tag is on it; nobody adds to it any more.
        md.block_level_elements = cast("list[str]", frozenset(md.block_level_elements))
