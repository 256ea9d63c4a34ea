"""Look whether a build made what it should: a fast build of too little is no fast build."""

from __future__ import annotations

import html
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.corpus import Piece
    from benchmarks.peers import Tool

RELATED = re.compile(r'<nav class="related".*?</nav>', re.DOTALL)
TAGS = re.compile(r"<[^>]*>")
LEAST_RELATED = 0.5
"""Share of the sampled articles that must have related stories: some have nothing that is like them."""


class BuildIsWrongError(Exception):
    """Pages are missing, or do not show what they must."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a build left: HTML pages, all files, their bytes, related stories per sampled article."""

    pages: int
    files: int
    bytes: int
    related: float


def check(tool: Tool, site: Path, sample: Sequence[Piece], stories: int) -> Site:
    """Return the size of the built site, or raise and say what is missing.

    ``sample`` are pieces whose pages are opened; ``stories`` is how many pages of stories there are.
    """
    found = _count(site / tool.output)
    if found[0] < stories:
        raise BuildIsWrongError(f"{tool.label}: {found[0]} pages, but {stories} stories")
    lists = []
    for piece in sample:
        text = text_of(tool, site, piece)
        _expect(tool, piece, shown(piece.title) in plain(text), "its title")
        _expect(tool, piece, shown(last_words(piece)) in plain(text), "the end of its text")
        if piece.kind == "article":
            block = RELATED.search(text)
            lists.append(block[0].count("<li") if block else 0)
    filled = sum(map(bool, lists))
    if filled < LEAST_RELATED * len(lists):
        raise BuildIsWrongError(f"{tool.label}: only {filled} of {len(lists)} have related stories")
    return Site(*found, related=sum(lists) / max(1, len(lists)))


def text_of(tool: Tool, site: Path, piece: Piece) -> str:
    """Return the page of a story."""
    try:
        return tool.page(site, piece).read_text()
    except OSError as error:
        raise BuildIsWrongError(f"{tool.label}: no page for {piece.folder}/{piece.slug}") from error


def plain(text: str) -> str:
    """Return a page's text without tags and spaces, so that forms of markup do not matter."""
    return "".join(html.unescape(TAGS.sub("", text)).split())


def shown(text: str) -> str:
    """Return a title or sentence as ``plain`` leaves it."""
    return "".join(text.split())


def last_words(piece: Piece) -> str:
    """Return the end of the text, which is missing when a page was cut short."""
    return re.split(r"[。“”\[\]|()；：:，\n]+", piece.body.rstrip("。”；\n"))[-1].strip("*> ")


def _expect(tool: Tool, piece: Piece, is_so: bool, what: str) -> None:
    if not is_so:
        raise BuildIsWrongError(f"{tool.label}: {piece.folder}/{piece.slug} does not show {what}")


def _count(folder: Path) -> tuple[int, int, int]:
    pages = files = total = 0
    for base, _, names in os.walk(folder):
        for name in names:
            pages += name.endswith(".html")
            files += 1
            total += os.stat(os.path.join(base, name)).st_size  # noqa: PTH116, PTH118 - 150,000 of them
    return pages, files, total
