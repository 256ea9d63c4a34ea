"""Pictures with caption and credit, in Markdown.

A picture that stands alone in its paragraph becomes a figure; its title is the caption, and a credit
at the caption's end ("摄影：罗川") is set apart. The block form says the same with a line for each::

    ::: 图 images/canteen.jpg
    替代文字: 食堂窗口前排着队
    图说: 十一点半，窗口前排起了队。
    摄影: 罗川
    :::
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from linli.regexes import regex
from linli.text.figures import FIGURE, figure_parts, split_credit

if TYPE_CHECKING:
    from markdown import Markdown

Report = Callable[[str, str, str], None]
"""Rule, a piece of the source by which its line is found, and a detail."""

_MARK = regex(r"^:::.*$", re.MULTILINE)


def build_figure(parent: Element, image: Element, caption: str, credit: str) -> None:
    """Fill ``parent`` (a ``figure``) with the image, its caption and its credit."""
    parent.append(image)
    if caption or credit:
        line = SubElement(parent, "figcaption")
        line.text = caption
        if credit:
            mark = SubElement(line, "span", {"class": "credit"})
            mark.text = credit
            line.text = f"{caption} " if caption else ""


class _Alone(Treeprocessor):
    """Turn a paragraph that holds nothing but one picture into a figure."""

    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            if len(paragraph) != 1 or paragraph[0].tag != "img":
                continue
            image = paragraph[0]
            if (paragraph.text or "").strip() or (image.tail or "").strip():
                continue
            caption, credit = split_credit(image.attrib.pop("title", ""))
            paragraph.tag, paragraph.text, image.tail = "figure", None, None
            paragraph.remove(image)
            build_figure(paragraph, image, caption, credit)


class _Tables(Treeprocessor):
    """Give every table a frame in which it can be scrolled sideways, by finger or by keyboard.

    Browsers need a name for what the keyboard can reach. Alignment becomes a class: HTML has given up
    the attribute.
    """

    def __init__(self, md: Markdown, label: str) -> None:
        super().__init__(md)
        self.label = label

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    frame = Element("div", {"class": "table-scroll", "role": "group"})
                    frame.attrib |= {"aria-label": self.label, "tabindex": "0"}
                    frame.tail, child.tail = child.tail, None
                    frame.append(child)
                    parent[position] = frame
        for cell in (*root.iter("td"), *root.iter("th")):
            if align := cell.attrib.pop("align", ""):
                cell.set("class", f"align-{align}")


class _Block(BlockProcessor):
    def __init__(self, md: Markdown, report: Report) -> None:
        super().__init__(md.parser)
        self.report = report

    def test(self, parent: Element, block: str) -> bool:
        del parent
        return bool(_MARK.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        opening = FIGURE.search(block)
        before = block[: opening.start()] if opening else block
        if opening is None or before:
            for mark in _MARK.findall(before):
                if mark.rstrip() != ":::":  # an end without a beginning takes nothing with it
                    self.report("figure-line", mark, mark)
            if opening:
                blocks.insert(0, block[opening.start() :])
            if rest := _MARK.sub("", before).strip("\n"):
                self.parser.parseBlocks(parent, [rest])
            return
        lines = block.split("\n")
        end = next((row for row, line in enumerate(lines) if row and line.strip() == ":::"), None)
        if end is None:
            self.report("figure-open", lines[0], opening["src"])
            end = len(lines)
        elif lines[end + 1 :]:
            blocks.insert(0, "\n".join(lines[end + 1 :]))
        parts: dict[str, str] = {}
        for line, part, value in figure_parts(lines[1:end]):
            if part:
                parts[part] = value
            else:
                self.report("figure-line", line, line.strip())
        image = Element("img", {"src": opening["src"], "alt": parts.get("alt", "")})
        build_figure(
            SubElement(parent, "figure"), image, parts.get("caption", ""), parts.get("credit", "")
        )


class Figures(Extension):
    """Figures in both forms, and frames around tables."""

    def __init__(self, report: Report, table: str) -> None:
        super().__init__()
        self.report = report
        self.table = table

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the processors; figures are made after inline patterns have run."""
        md.parser.blockprocessors.register(_Block(md, self.report), "linli-figure", 95)
        md.treeprocessors.register(_Alone(md), "linli-alone", 6)
        md.treeprocessors.register(_Tables(md, self.table), "linli-tables", 4)
