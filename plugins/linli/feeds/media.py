"""Pictures, sounds and films beside an item (Media RSS), the same in RSS and Atom.

``media:license`` is left out on purpose: the W3C's validator calls it undefined. https://www.rssboard.org/media-rss
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.feeds.characters import address, clean, one_line
from linli.feeds.extensions import MEDIA, add

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from linli.feeds.values import Entry
    from linli.feeds.wording import Said

_KINDS = frozenset({"image", "audio", "video"})


class Medium(NamedTuple):
    """A ``media:content`` in words; those that are empty are not said."""

    url: str
    size: str
    type: str
    kind: str
    width: str = ""
    height: str = ""
    duration: str = ""
    title: str = ""
    description: str = ""
    credit: str = ""
    claim: str = ""
    policy: str = ""


def media_of(entry: Entry, said: Said) -> tuple[Medium, ...]:
    """Return the cover with its credit and rights, and the enclosures that RSS has no place for."""
    cover, others = entry.cover, entry.enclosures[1:]
    if not cover:
        return tuple([_enclosed(*one) for one in others]) if others else ()
    shown = Medium(
        address(cover.url),
        _number(cover.size),
        cover.type,
        "image",
        _number(cover.width),
        _number(cover.height),
        title=one_line(cover.caption),
        description=clean(cover.alt or cover.caption),
        credit=one_line(cover.credit),
        claim=said.holder,
        policy=said.licence or said.policy,
    )
    return (shown, *[_enclosed(*one) for one in others])


def _enclosed(url: str, type_: str, length: int, _: str, duration: int) -> Medium:
    kind = type_.partition("/")[0]
    kind = kind if kind in _KINDS else "document"
    return Medium(address(url), _number(length), type_, kind, duration=_number(duration))


def add_media(parent: Element, media: tuple[Medium, ...]) -> None:
    """Add what there is to an item."""
    for one in media:
        element = add(
            parent,
            f"{{{MEDIA}}}content",
            url=one.url,
            fileSize=one.size,
            type=one.type,
            medium=one.kind,
            width=one.width,
            height=one.height,
            duration=one.duration,
        )
        if one.title:
            add(element, f"{{{MEDIA}}}title", one.title, type="plain")
        if one.description:
            add(element, f"{{{MEDIA}}}description", one.description, type="plain")
        if one.credit:
            credited = {"role": "photographer", "scheme": "urn:ebu"}
            add(element, f"{{{MEDIA}}}credit", one.credit, **credited)
        if one.claim:
            add(element, f"{{{MEDIA}}}copyright", one.claim, url=one.policy)


def _number(value: int) -> str:
    return str(value) if value > 0 else ""
