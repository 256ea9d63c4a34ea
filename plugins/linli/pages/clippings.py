"""Clippings: every story printed once, for all feeds and archives that it is in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from linli import feeds
from linli.pages.entries import correction_of, entry_of, schemes_of, tombstone_of
from linli.pages.podcast import episode
from linli.pages.recipe import ArticleParts, CorrectionParts, WithdrawnParts
from linli.pages.story_view import story_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linli.marks import Plain
    from linli.pages.layout import Layout
    from linli.pages.recipe import FeedParts, Listed
    from linli.pages.story_view import Tell
    from linli.site import Manuscript

    Told = tuple[str, tuple[Plain, ...]]
    Key = tuple[bytes | Told, tuple[bytes, ...]]

KEPT = 32 * 1024 * 1024
"""Bytes of clippings kept at hand: some two thousand stories."""


class Clippings:
    """Prints stories, and keeps what it has printed.

    A clipping is known by all that it is made from: the parts of its recipe, those of related stories, the mark of its
    manuscript. The layout is the same for all.
    """

    def __init__(
        self,
        layout: Layout,
        manuscript_of: Callable[[bytes], Manuscript],
        tell: Tell = story_view,
    ) -> None:
        self.layout = layout
        self._tell = tell
        self._about = explained_at(layout)
        self._schemes = schemes_of(layout)
        self._manuscript_of = manuscript_of
        self._kept: dict[Key, tuple[Told, feeds.Clipping]] = {}
        self._size = 0
        self._last: object = None
        self._laid_out: list[feeds.Clipping] = []

    def of(
        self, parts: FeedParts, shown: Sequence[Listed], marks: Sequence[bytes]
    ) -> list[feeds.Clipping]:
        """Return what stands in a feed; ``shown`` are the related stories, ``marks`` those of its manuscripts."""
        # The forms of a feed are made one after another, and all of them have the same.
        feed = parts.entries, parts.related, [one.mark for one in shown], list(marks)
        if feed != self._last:
            # What archives say of a story, no other feed says: they leave related ones away.
            clipping = self._cut if any(parts.current) else self._clipping
            self._laid_out = [clipping(*one) for one in _each(parts, shown, marks)]
            self._last = feed
        return self._laid_out

    def episodes(
        self, parts: FeedParts, shown: Sequence[Listed], marks: Sequence[bytes]
    ) -> list[feeds.Item]:
        """Return what stands in the feed of a podcast, not printed yet: no other says so much of a sound."""
        items = [self._item(*one) for one in _each(parts, shown, marks)]
        return list(map(partial(episode, self.layout), parts.entries, items))

    def _clipping(self, told: Told, beside: Sequence[Listed], mark: bytes) -> feeds.Clipping:
        # The mark comes first: all parts take long to hash, and are seldom other ones.
        key = mark or told, tuple([one.mark for one in beside])
        known = self._kept.get(key)
        if known and known[0] == told:
            return known[1]
        made = self._cut(told, beside, mark)
        self._size += made.size - (known[1].size if known else 0)
        self._kept[key] = told, made
        while self._size > KEPT and len(self._kept) > 1:
            self._size -= self._kept.pop(next(iter(self._kept)))[1].size
        return made

    def _cut(self, told: Told, beside: Sequence[Listed], mark: bytes) -> feeds.Clipping:
        item = self._item(told, beside, mark)
        return feeds.clip(item, self.layout.newsroom.lang, self._about)

    def _item(self, told: Told, beside: Sequence[Listed], mark: bytes) -> feeds.Item:
        kind, own = told
        if kind == CorrectionParts.__name__:
            return correction_of(self.layout, self._schemes, CorrectionParts._make(own))
        item = self._manuscript_of(mark)
        if kind == WithdrawnParts.__name__:
            return tombstone_of(self.layout, WithdrawnParts._make(own), item)
        return entry_of(
            self.layout, self._schemes, ArticleParts._make(own), beside, item, self._tell
        )


def explained_at(layout: Layout) -> str:
    """Return the address of the page that explains the extensions of JSON Feed."""
    return layout.absolute(layout.addresses.at("subscribe"))


def _each(
    parts: FeedParts, shown: Sequence[Listed], marks: Sequence[bytes]
) -> Iterator[tuple[Told, Sequence[Listed], bytes]]:
    """Yield everything in a feed: its parts, the stories related to it, the mark of its manuscript if it has one."""
    start, texts = 0, iter(marks)
    for told, related in zip(parts.entries, parts.related, strict=True):
        beside = shown[start : start + related]
        start += related
        yield told, beside, b"" if told[0] == CorrectionParts.__name__ else next(texts)
