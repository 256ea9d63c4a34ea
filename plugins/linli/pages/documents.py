"""Files that are no pages, feeds aside: QR codes, the list of all feeds, what programs and servers read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from linli import feeds
from linli.pages.kits import kit_file
from linli.pages.recipe import CodeParts, KitParts, OutlineParts, PlainParts, Recipe, RulesParts
from linli.pages.rules import rules_text
from linli.pages.subscribe import code_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.pages.layout import Layout
    from linli.site import Manuscript


def make_document(layout: Layout, made: Recipe, manuscripts: Sequence[Manuscript]) -> bytes:
    """Return such a file as it is published."""
    if isinstance(made.parts, PlainParts):
        return made.parts.text.encode("utf-8")
    if isinstance(made.parts, RulesParts):
        return rules_text(made.parts)
    if isinstance(made.parts, OutlineParts):
        return _outline(layout, made.parts)
    if isinstance(made.parts, CodeParts):
        return code_picture(layout, made.parts)
    return kit_file(layout, cast("KitParts", made.parts), manuscripts[0])


def founded(layout: Layout) -> datetime:
    """Return the time of a feed in which nothing stands: when the address became the newsroom's."""
    return datetime(layout.newsroom.since, 1, 1, tzinfo=UTC)


def _outline(layout: Layout, parts: OutlineParts) -> bytes:
    lang = layout.newsroom.lang
    outlines = [
        feeds.Outline(title, layout.absolute(feed), layout.absolute(home), lang, about)
        for title, feed, home, about in parts.feeds
    ]
    created = datetime.fromisoformat(parts.updated) if parts.updated else founded(layout)
    return feeds.opml(parts.title, created, outlines)
