"""Traditional and simplified characters: a reprint in the other script is compared as if it were in one.

Simplified characters are the coarser ones (後 and 后 are both 后), so both texts are read in those: what a reader of
simplified Chinese could not tell apart counts as the same. Each character has one other, and lengths stay.
Words that differ from place to place (软件, 軟體) are changes, and are found.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.reprints.pages import Page
    from linli.site import Manuscript
    from linli.story import Person, Story

TABLE = Path(__file__).with_name("scripts.toml")
SHARE = 0.08
"""Of the Chinese characters of a text, how many must be traditional ones: some 35 % of a traditional text are, and
next to none of a simplified one."""
TEXTS = (
    *("title", "subtitle", "summary", "dateline", "source", "original_title"),
    "source_url_missing",
)
"""The texts of a header that a reprint may show."""
PEOPLE = ("authors", "correspondents", "photographers", "editors")


def are_mixed(one: str, other: str) -> bool:
    """Say whether one of two texts is in traditional and the other in simplified characters."""
    shares = traditional_share(one), traditional_share(other)
    return None not in shares and is_traditional(one) is not is_traditional(other)


def is_traditional(text: str) -> bool:
    """Say whether a text is in traditional characters.

    >>> (
    ...     is_traditional("圖書館把燈留到十點"),
    ...     is_traditional("图书馆把灯留到十点"),
    ...     is_traditional("乾坤湾"),
    ... )
    (True, False, False)
    """
    return (traditional_share(text) or 0) > SHARE


def traditional_share(text: str) -> float | None:
    """Return how many of the Chinese characters of a text are traditional ones, from 0 to 1; ``None`` if it has none."""
    table = _table()
    han = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    if not han:
        return None
    return sum(ord(char) in table and char not in _SHARED for char in han) / len(han)


def simplified(text: str) -> str:
    """Return a text in simplified characters.

    >>> simplified("圖書館從三月起開到十點")
    '图书馆从三月起开到十点'
    """
    return text.translate(_table())


def simplified_page(page: Page) -> Page:
    """Return a page with its text in simplified characters; addresses stay."""
    blocks = tuple(replace(block, text=simplified(block.text)) for block in page.blocks)
    return replace(page, title=simplified(page.title), blocks=blocks)


def simplified_manuscript(manuscript: Manuscript) -> Manuscript:
    """Return a manuscript with text, titles and names in simplified characters; its address stays."""
    story, text = manuscript.story, manuscript.text
    html = simplified(text.html)
    return replace(manuscript, story=_story(story), text=replace(text, html=html))


def _story(story: Story) -> Story:
    texts = {key: simplified(getattr(story, key)) for key in TEXTS}
    people = {key: tuple(map(_person, getattr(story, key))) for key in PEOPLE}
    cover = story.cover
    if cover:
        captions = {key: simplified(getattr(cover, key)) for key in ("alt", "caption", "credit")}
        cover = replace(cover, **captions)
    return replace(story, cover=cover, **texts, **people)


def _person(person: Person) -> Person:
    return replace(person, name=simplified(person.name), unit=simplified(person.unit))


_SHARED = frozenset("着乾瞭藉徵")
"""Characters of the table that simplified texts have, too."""


@cache
def _table() -> Mapping[int, str]:
    pairs = tomllib.loads(TABLE.read_text("utf-8"))["pairs"].split()
    return {ord(pair[0]): pair[1] for pair in pairs}
