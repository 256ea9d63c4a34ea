"""Sitemaps (sitemaps.org, protocol 0.9): which pages search engines may list, and when each last changed.

A file holds at most 50,000 addresses and 50 MiB; beyond that there are several, and an index that names them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
LARGEST = 50 * 1024 * 1024
"""Bytes of one file, not compressed."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_AROUND = 400
"""Bytes that a file has besides its rows, at most, and a row besides what it says."""
_WIDEST = 6
"""Bytes that a character can take, written out."""


class Mapped(NamedTuple):
    """A page: its absolute address, and the day or moment of its last change (ISO 8601), if it is known."""

    url: str
    changed: str = ""


def split(pages: Sequence[Mapped], most: int = MOST, largest: int = LARGEST) -> list[list[Mapped]]:
    """Divide pages, in their order, into as many files as their number and size ask for."""
    letters = sum([len(page.url) + len(page.changed) for page in pages])
    if len(pages) <= most and _AROUND * (len(pages) + 1) + _WIDEST * letters < largest:
        return [[*pages]]
    files: list[list[Mapped]] = [[]]
    size = _AROUND
    for page in pages:
        row = len(_row("url", page).encode()) + 1
        if files[-1] and (len(files[-1]) == most or size + row > largest):
            files.append([])
            size = _AROUND
        files[-1].append(page)
        size += row
    return files


def sitemap(pages: Sequence[Mapped]) -> str:
    """Return one file of pages."""
    return _document("urlset", "url", pages)


def sitemap_index(files: Sequence[Mapped]) -> str:
    """Return the index of several files; each changed when the newest of its pages did."""
    return _document("sitemapindex", "sitemap", files)


def newest(pages: Sequence[Mapped]) -> str:
    """Return the last change of a file: a day counts as its end, so that it is not before a moment on it."""
    return max((page.changed for page in pages), key=lambda one: (one[:10], one), default="")


def _document(root: str, name: str, pages: Sequence[Mapped]) -> str:
    return "\n".join(
        [f'{_HEAD}<{root} xmlns="{NAMESPACE}">', *_rows(name, pages), f"</{root}>", ""]
    )


def _rows(name: str, pages: Sequence[Mapped]) -> Iterator[str]:
    for page in pages:
        yield _row(name, page)


def _row(name: str, page: Mapped) -> str:
    changed = f"<lastmod>{page.changed}</lastmod>" if page.changed else ""
    return f"<{name}><loc>{escape(page.url, quote=False)}</loc>{changed}</{name}>"
