"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with extensions for what it has no field for.

An extension's name begins with ``_``, and its ``about`` leads to an explanation.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linli.feeds import moments
from linli.feeds.characters import address, clean, one_line
from linli.feeds.clippings import in_order
from linli.feeds.values import Entry
from linli.feeds.wording import name_of, said_by

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    return b"".join((head, b",".join([b"\n" + item for item in made]), b"\n]\n}\n"))


def json_items(items: Sequence[Item], lang: str, about_url: str) -> list[bytes]:
    """Return each item as one line; ``lang`` is that of the feed, ``about_url`` explains extensions."""
    return [json_item(item, said_by(item), lang, about_url) for item in items]


def json_item(item: Item, said: Said, lang: str, about_url: str) -> bytes:
    """Return an item, which says ``said``, as one line."""
    about = address(about_url)
    if isinstance(item, Entry):
        return _write(_entry(item, said, about, lang)).encode()
    return _write(_tombstone(item, said, about, lang)).encode()


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


def _entry(entry: Entry, said: Said, about: str, lang: str) -> Value:
    people = [_credit(*one) for one in said.people]
    told = _told(
        id=entry.id,
        url=said.url,
        external_url=said.source_url,
        title=said.title,
        content_html=said.text,
        summary=said.summary,
        image=address(entry.cover.url) if entry.cover else "",
        date_published=moments.rfc3339(entry.published),
        date_modified=moments.rfc3339(entry.updated),
        authors=[_author(name, url) for name, role, _, url in said.people if role == "author"],
        tags=list(dict.fromkeys([label or term for term, _, label in said.categories])),
        language=entry.lang if entry.lang != lang else "",
        attachments=[_attachment(enclosure) for enclosure in entry.enclosures],
    )
    extensions: dict[str, Value] = {
        "_rights": _rights(entry, said),
        "_credits": {"people": people} if people else {},
        "_notice": _notice(entry),
        "_series": _series(entry),
        "_related": _related(entry) if entry.related else {},
        "_corrections": _corrections(entry) if entry.corrections else {},
    }
    for name, value in extensions.items():
        if value:
            told[name] = {"about": about, **value}
    return told


def _tombstone(stone: Tombstone, said: Said, about: str, lang: str) -> Value:
    when = moments.rfc3339(stone.when)
    return _told(
        id=stone.id,
        url=said.url,
        title=said.title,
        content_html=said.text,
        date_published=when,
        date_modified=when,
        language=stone.lang if stone.lang != lang else "",
        _withdrawn={"about": about, "when": when},
    )


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
        found = _told(
            text=said.rights,
            holder=one_line(rights.holder),
            year=rights.year,
            reuse=rights.reuse,
            licence_url=said.licence,
            policy_url=said.policy,
        )
    if origin:
        found |= _told(
            origin=origin.kind,
            source=said.source,
            source_url=said.source_url,
            source_feed_url=said.source_feed,
            source_date=moments.rfc3339(origin.date) if origin.date else "",
            original_title=one_line(origin.title),
        )
    if entry.ai_label:
        found |= _told(ai=one_line(entry.ai_label))
    return found


def _notice(entry: Entry) -> Value:
    if entry.kind != "notice" and not (entry.starts or entry.expires):
        return {}
    return _told(
        kind=entry.kind,
        starts=moments.rfc3339(entry.starts) if entry.starts else "",
        expires=moments.rfc3339(entry.expires) if entry.expires else "",
    )


def _series(entry: Entry) -> Value:
    if not entry.series:
        return {}
    name, position, url = entry.series
    return _told(name=one_line(name), position=position, url=address(url))


def _author(name: str, url: str) -> Value:
    return {"name": name, "url": url} if url else {"name": name}


def _credit(name: str, role: str, label: str, url: str) -> Value:
    return _told(role=role, label=label, name=name, url=url)


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
