"""OPML 2.0: a list of feeds that a feed reader takes in at once (http://opml.org/spec2.opml)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from linli.feeds.characters import address, one_line
from linli.feeds.moments import rfc822

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from linli.feeds.values import Outline


def opml(title: str, created: datetime, outlines: Iterable[Outline]) -> bytes:
    """Return a list of subscriptions; an outline without ``xml_url`` is a group of those in it."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape(one_line(title), quote=False)}</title>",
        f"    <dateCreated>{rfc822(created)}</dateCreated>",
        "  </head>",
        "  <body>",
        *_lines(outlines, "    "),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode()


def _lines(outlines: Iterable[Outline], indent: str) -> Iterator[str]:
    for outline in outlines:
        text = one_line(outline.title)
        if outline.xml_url:
            attributes = {
                "type": "rss",
                "text": text,
                "title": text,
                "description": one_line(outline.description),
                "language": outline.lang,
                "xmlUrl": address(outline.xml_url),
                "htmlUrl": address(outline.html_url),
            }
            said = "".join(
                f' {name}="{escape(value)}"' for name, value in attributes.items() if value
            )
            yield f"{indent}<outline{said} />"
        if outline.outlines:
            yield f'{indent}<outline text="{escape(text)}">'
            yield from _lines(outline.outlines, indent + "  ")
            yield f"{indent}</outline>"
