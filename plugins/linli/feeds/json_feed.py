"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with extensions for what it has no field for.

An extension's name begins with ``_``, and its ``about`` leads to an explanation.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from linli.feeds import moments
from linli.feeds.characters import address, clean, one_line
from linli.feeds.clippings import in_order
from linli.feeds.texts import in_json
from linli.feeds.values import Entry
from linli.feeds.wording import REMEMBERED, name_of, said_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.feeds.values import Channel, Enclosure, Item, Printable, Tombstone
    from linli.feeds.wording import Said

VERSION = "https://jsonfeed.org/version/1.1"
Value = dict[str, object]

_write = msgspec.json.Encoder().encode


def json_feed(channel: Channel, items: Sequence[Printable]) -> bytes:
    """Return a JSON Feed, one line for each field of the feed and one for each item."""
    about = address(channel.about_url or channel.home_url)
    fields = [
        b"%b: %b" % (_write(name), _write(value)) for name, value in _head(channel, about).items()
    ]
    head = b"{\n" + b",\n".join([*fields, b'"items": ['])
    made = in_order(items, "json", lambda fresh: json_items(fresh, channel.lang, about))
    return b"".join((head, b"\n" if made else b"", b",\n".join(made), b"\n]\n}\n"))


def json_items(items: Sequence[Item], lang: str, about_url: str) -> list[bytes]:
    """Return each item as one line; ``lang`` is that of the feed, ``about_url`` explains extensions."""
    return [json_item(item, said_by(item), lang, about_url) for item in items]


def json_item(item: Item, said: Said, lang: str, about_url: str) -> bytes:
    """Return an item, which says ``said``, as one line."""
    about = address(about_url)
    after = (
        _entry(item, said, about, lang)
        if isinstance(item, Entry)
        else _tombstone(item, said, about, lang)
    )
    # The text is in UTF-8 already, and stands between the two.
    head, tail = _write(_beginning(item, said)), _write(after)
    return b"".join((head[:-1], b',"content_html":"', in_json(said.text), b'",', tail[1:]))


def _head(channel: Channel, about: str) -> Value:
    authors = [{"name": one_line(channel.publisher), "url": address(channel.home_url)}]
    icon = channel.image.url if channel.image else channel.icon_url
    return _told(
        version=VERSION,
        title=name_of(channel),
        description=clean(channel.description),
        home_page_url=address(channel.home_url),
        feed_url=address(channel.self_url.json),
        next_url="" if channel.is_complete else address(channel.prev_archive.json),
        icon=address(icon),
        favicon=address(channel.icon_url),
        authors=authors if one_line(channel.publisher) else [],
        language=channel.lang,
        hubs=[{"type": "WebSub", "url": address(channel.hub_url)}] if channel.hub_url else [],
        _rights={"about": about, "text": clean(channel.rights)} if channel.rights else {},
    )


def _beginning(item: Item, said: Said) -> Value:
    """Return the fields before the text, with which every item begins."""
    found: Value = {"id": item.id, "url": said.url}
    if said.source_url:
        found["external_url"] = said.source_url
    found["title"] = said.title
    return found


def _entry(entry: Entry, said: Said, about: str, lang: str) -> Value:
    """Return the fields behind the text."""
    found: Value = {"summary": said.summary} if said.summary else {}
    if entry.cover and (image := address(entry.cover.url)):
        found["image"] = image
    found["date_published"], found["date_modified"] = said.published, said.updated
    authors = [_author(one.name, one.url) for one in said.people if one.role == "author"]
    if authors:
        found["authors"] = authors
    if said.categories:
        found["tags"] = list(dict.fromkeys([label or term for term, _, label in said.categories]))
    if entry.lang != lang:
        found["language"] = entry.lang
    if entry.enclosures:
        found["attachments"] = list(map(_attachment, entry.enclosures))
    if entry.rights or entry.origin or entry.ai_label:
        _extend(found, "_rights", about, _rights(entry, said))
    if said.people:
        found["_credits"] = {"about": about, "people": [_credit(*one) for one in said.people]}
    # Most entries have nothing of these.
    if entry.kind == "notice" or entry.starts or entry.expires:
        _extend(found, "_notice", about, _notice(entry))
    if entry.series:
        _extend(found, "_series", about, _series(*entry.series))
    if entry.related:
        _extend(found, "_related", about, _related(entry))
    if entry.corrections:
        _extend(found, "_corrections", about, _corrections(entry))
    return found


def _tombstone(stone: Tombstone, said: Said, about: str, lang: str) -> Value:
    """Return the fields behind the text."""
    found: Value = {"date_published": said.published, "date_modified": said.updated}
    if stone.lang != lang:
        found["language"] = stone.lang
    _extend(found, "_withdrawn", about, {"when": said.updated})
    return found


def _extend(found: Value, name: str, about: str, value: Value) -> None:
    """Say what JSON Feed has no field for, where there is anything to say."""
    if value:
        found[name] = {"about": about, **value}


def _related(entry: Entry) -> Value:
    told = [
        _told(id=link.id, url=address(link.url), title=one_line(link.title))
        for link in entry.related
    ]
    return {"stories": told}


def _corrections(entry: Entry) -> Value:
    told = [
        _told(
            date=moments.rfc3339(note.date),
            text=clean(note.text),
            by=one_line(note.by),
            major=note.major,
        )
        for note in entry.corrections
    ]
    return {"corrections": told}


def _rights(entry: Entry, said: Said) -> Value:
    rights, origin = entry.rights, entry.origin
    found: Value = {}
    if rights:
        found = {
            "text": said.rights,
            "holder": one_line(rights.holder),
            "year": rights.year,
            "reuse": rights.reuse,
            "licence_url": said.licence,
            "policy_url": said.policy,
        }
    if origin:
        found["origin"], found["source"] = origin.kind, said.source
        found["source_url"], found["source_feed_url"] = said.source_url, said.source_feed
        found["source_date"] = moments.rfc3339(origin.date) if origin.date else ""
        found["original_title"] = one_line(origin.title)
    if entry.ai_label:
        found["ai"] = one_line(entry.ai_label)
    return {name: value for name, value in found.items() if value}


def _notice(entry: Entry) -> Value:
    return _told(
        kind=entry.kind,
        starts=moments.rfc3339(entry.starts) if entry.starts else "",
        expires=moments.rfc3339(entry.expires) if entry.expires else "",
    )


def _series(name: str, position: int | None, url: str) -> Value:
    return _told(name=one_line(name), position=position, url=address(url))


@lru_cache(maxsize=REMEMBERED)
def _author(name: str, url: str) -> msgspec.Raw:
    """Return an author, written."""
    return msgspec.Raw(_write({"name": name, "url": url} if url else {"name": name}))


@lru_cache(maxsize=REMEMBERED)
def _credit(name: str, role: str, label: str, url: str) -> msgspec.Raw:
    """Return somebody who is named, written."""
    return msgspec.Raw(_write(_told(role=role, label=label, name=name, url=url)))


def _attachment(enclosure: Enclosure) -> Value:
    return _told(
        url=address(enclosure.url),
        mime_type=enclosure.type,
        title=one_line(enclosure.title),
        size_in_bytes=enclosure.length,
        duration_in_seconds=enclosure.duration,
    )


def _told(**fields: object) -> Value:
    """Return the fields that say something; ``False`` does, an empty text or list and 0 do not."""
    return {name: value for name, value in fields.items() if value or value is False}
