"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with extensions for what it has no field for.

An extension's name begins with ``_``, and its ``about`` leads to an explanation.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from linli.feeds import moments
from linli.feeds.characters import address, clean, one_line
from linli.feeds.clippings import in_order
from linli.feeds.texts import in_json
from linli.feeds.values import Entry
from linli.feeds.wording import REMEMBERED, name_of, said_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.feeds.values import Channel, Enclosure, Item, Printable, Tombstone
    from linli.feeds.wording import Said

VERSION = "https://jsonfeed.org/version/1.1"
Value = dict[str, object]

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_feed(channel: Channel, items: Sequence[Printable]) -> bytes:
    """Return a JSON Feed, one line for each field of the feed and one for each item."""
    about = address(channel.about_url or channel.home_url)
    fields = [f"{_write(name)}: {_write(value)}" for name, value in _head(channel, about).items()]
    head = ("{\n" + ",\n".join([*fields, '"items": ['])).encode()
    made = in_order(items, "json", lambda fresh: json_items(fresh, channel.lang, about))
    return b"".join((head, b"\n" if made else b"", b",\n".join(made), b"\n]\n}\n"))


def json_items(items: Sequence[Item], lang: str, about_url: str) -> list[bytes]:
    """Return each item as one line; ``lang`` is that of the feed, ``about_url`` explains extensions."""
    return [json_item(item, said_by(item), lang, about_url) for item in items]


def json_item(item: Item, said: Said, lang: str, about_url: str) -> bytes:
    """Return an item, which says ``said``, as one line."""
    about = address(about_url)
    if isinstance(item, Entry):
        before, after = _entry(item, said, about, lang)
    else:
        before, after = _tombstone(item, said, about, lang)
    head, tail = ",".join(before), ",".join(after)
    return b"".join(
        (
            f'{{{head},"content_html":"'.encode(),
            in_json(said.text),
            f'",{tail}}}'.encode(),
        )
    )


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


def _entry(entry: Entry, said: Said, about: str, lang: str) -> tuple[list[str], list[str]]:
    """Return the fields before the text and those behind it, as they are written."""
    before = _beginning(entry, said)
    after = [f'"summary":{_write(said.summary)}'] if said.summary else []
    if entry.cover and (image := address(entry.cover.url)):
        after.append(f'"image":{_write(image)}')
    after.append(f'"date_published":"{said.published}","date_modified":"{said.updated}"')
    authors = [_author(one.name, one.url) for one in said.people if one.role == "author"]
    if authors:
        after.append(f'"authors":[{",".join(authors)}]')
    if said.categories:
        tags = dict.fromkeys([_write(label or term) for term, _, label in said.categories])
        after.append(f'"tags":[{",".join(tags)}]')
    if entry.lang != lang:
        after.append(f'"language":{_write(entry.lang)}')
    if entry.enclosures:
        after.append(f'"attachments":{_write(list(map(_attachment, entry.enclosures)))}')
    if entry.rights or entry.origin or entry.ai_label:
        after += _extension("_rights", about, _rights(entry, said))
    if said.people:
        credits_ = ",".join([_credit(*one) for one in said.people])
        after.append(f'"_credits":{{"about":{_write(about)},"people":[{credits_}]}}')
    after += _rare_extensions(entry, about)
    return before, after


def _tombstone(stone: Tombstone, said: Said, about: str, lang: str) -> tuple[list[str], list[str]]:
    after = [f'"date_published":"{said.published}","date_modified":"{said.updated}"']
    if stone.lang != lang:
        after.append(f'"language":{_write(stone.lang)}')
    return _beginning(stone, said), [
        *after,
        *_extension("_withdrawn", about, {"when": said.updated}),
    ]


def _beginning(item: Item, said: Said) -> list[str]:
    """Return what every item begins with."""
    found = [f'"id":{_write(item.id)}', f'"url":{_write(said.url)}']
    if said.source_url:
        found.append(f'"external_url":{_write(said.source_url)}')
    found.append(f'"title":{_write(said.title)}')
    return found


def _rare_extensions(entry: Entry, about: str) -> Iterator[str]:
    """Yield what most entries have nothing of."""
    if entry.kind == "notice" or entry.starts or entry.expires:
        yield from _extension("_notice", about, _notice(entry))
    if entry.series:
        yield from _extension("_series", about, _series(*entry.series))
    if entry.related:
        yield from _extension("_related", about, _related(entry))
    if entry.corrections:
        yield from _extension("_corrections", about, _corrections(entry))


def _extension(name: str, about: str, value: Value) -> Iterator[str]:
    """Yield what JSON Feed has no field for, where it says anything."""
    if value:
        yield f'"{name}":{_write({"about": about, **value})}'


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
def _author(name: str, url: str) -> str:
    """Return an author, written."""
    return _write({"name": name, "url": url} if url else {"name": name})


@lru_cache(maxsize=REMEMBERED)
def _credit(name: str, role: str, label: str, url: str) -> str:
    """Return somebody who is named, written."""
    return _write(_told(role=role, label=label, name=name, url=url))


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
