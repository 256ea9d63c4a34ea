"""What stands close to a text on a page: the headline, the lines below it, the notes at the foot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linli.regexes import regex
from linli.reprints.furniture import dateline_of, ends_the_text, is_role
from linli.reprints.scripts import simplified
from linli.reprints.sentences import values

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from linli.reprints.pages import Block, Page
    from linli.reprints.stretch import Stretch

ABOVE, BELOW = 40, 12
"""Blocks above the text in which its headline is looked for; blocks below in which a note is."""
LINE = 1000
"""Characters of a line in which a credit is looked for."""
_BRACKETS = regex(r"[（(【\[][^（()）\[\]【】]{2,80}[)）】\]]\s*$")
_OF_THE_TEXT = regex(
    r"\W*(?:原文|本文|来源|转载|转自|阅读原文|作者|记者|原标题|source|original|this )", re.I
)
_PASSED_ON = regex(
    r"\s*(?:[【\[（(]\s*(?:转载|转发|分享|荐读|转)\s*[】\]）)]|(?:转载|转发|分享|荐读)\s*[|丨｜:：/])\s*"
)
"""What a desk sets before a headline to say that it is not its own."""
OVER = 3
"""Blocks over the headline that may belong to it: a kicker, a line with the source."""


class Surroundings(NamedTuple):
    """``head`` are lines between headline and text, ``over`` those just above the headline, ``tail`` those below the text.

    ``opening`` and ``closing`` are the first and last lines of the text itself; ``titled`` says that the headline is
    one of the titles looked for.
    """

    headline: str = ""
    titled: bool = False
    over: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    opening: str = ""
    closing: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return all lines in which a credit may stand, the likeliest first."""
        return (*self.head, *self.tail, *self.closing, *self.over)

    @property
    def dateline(self) -> str:
        """Return the dateline with which the text begins."""
        return dateline_of(self.opening)


def surroundings_of(
    page: Page, stretch: Stretch | None, titles: Collection[tuple[str, ...]]
) -> Surroundings:
    """Return what stands around ``stretch``; without one, all that is neither navigation nor a link."""
    blocks = page.blocks
    if stretch is None:
        lines = tuple(block.text[:LINE] for block in blocks if not block.aside and not block.linked)
        spots = [at for at, block in enumerate(blocks) if _is_title(block.text, titles)]
        headline = next((blocks[at].text for at in spots), "")
        return Surroundings(headline or _first_heading(blocks), bool(spots), tail=lines)
    first = stretch.first
    at = _headline(blocks, first, titles)
    titled = at >= 0 and _is_title(blocks[at].text, titles)
    if titled or (at >= 0 and blocks[at].heading):
        head, over = range(at + 1, first), range(max(0, at - OVER), at)
    else:
        at, head, over = -1, range(max(0, first - OVER), first), range(0)
    last = [number for number in sorted(stretch.texts)[-2:] if number != first]
    return Surroundings(
        headline=blocks[at].text if at >= 0 else "",
        titled=titled,
        over=_texts(blocks[number] for number in over if not blocks[number].linked),
        head=_texts(blocks[number] for number in head),
        tail=_texts(_below(blocks, stretch.last)),
        opening=blocks[first].text[:LINE],
        closing=tuple(
            match[0] for number in last if (match := _BRACKETS.search(blocks[number].text[-LINE:]))
        ),
    )


def _below(blocks: Sequence[Block], last: int) -> Iterator[Block]:
    """Yield the blocks below the text up to what follows an article: related stories, comments."""
    for number, block in enumerate(blocks[last + 1 : last + 1 + BELOW]):
        if ends_the_text(block.text) or (block.heading and number):
            return
        if not block.linked or _OF_THE_TEXT.match(simplified(block.text[:LINE])):
            yield block


def _texts(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the lines of blocks; a label that stands alone ("来源：") belongs to the next one."""
    lines: list[str] = []
    for block in blocks:
        if block.aside:
            continue
        if lines and (lines[-1].endswith((":", "：")) or is_role(lines[-1])):
            lines[-1] = f"{lines[-1].rstrip()} {block.text}"
        else:
            lines.append(block.text[:LINE])
    return tuple(lines)


def _headline(blocks: Sequence[Block], first: int, titles: Collection[tuple[str, ...]]) -> int:
    """Return which block above the text is its headline: one of the titles, else the nearest great heading."""
    above = range(first - 1, max(0, first - ABOVE) - 1, -1)
    for at in above:
        entry = "li" in blocks[at].shape[-2:] and not blocks[at].heading
        if not entry and not blocks[at].aside and _is_title(blocks[at].text, titles):
            return at
    for names in ({"h1"}, {"h2"}, {"h3", "h4"}):
        for at in above:
            if not names.isdisjoint(blocks[at].shape[-2:]) and not blocks[at].aside:
                return at
    return -1


def _is_title(text: str, titles: Collection[tuple[str, ...]]) -> bool:
    if values(text) in titles:
        return True
    found = _PASSED_ON.search(simplified(text))
    return found is not None and values(text[: found.start()] + text[found.end() :]) in titles


def _first_heading(blocks: Sequence[Block]) -> str:
    return next((block.text for block in blocks if block.heading), "")
