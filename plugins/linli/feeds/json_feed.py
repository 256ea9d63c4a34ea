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
from linli.feeds.wording import farewell, full_text, headline, name_of, people, subjects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.feeds.values import Channel, Enclosure, Item, Person, Printable, Tombstone

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
    about = address(about_url)
    return [
        _write(
            _entry(item, about, lang) if isinstance(item, Entry) else _tombstone(item, about, lang)
        ).encode()
        for item in items
    ]


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


def _entry(entry: Entry, about: str, lang: str) -> Value:
    tags = dict.fromkeys(one_line(category.label or category.term) for category in subjects(entry))
    named = _told(
        id=entry.id,
        url=address(entry.url),
        external_url=address(entry.origin.url) if entry.origin else "",
        title=headline(entry),
    )
    told = _told(
        summary=clean(entry.summary),
        image=address(entry.cover.url) if entry.cover else "",
        date_published=moments.rfc3339(entry.published),
        date_modified=moments.rfc3339(entry.updated),
        authors=[_author(person) for person in people(entry) if person.role == "author"],
        tags=list(tags),
        language=entry.lang if entry.lang != lang else "",
        attachments=[_attachment(enclosure) for enclosure in entry.enclosures],
        **_extensions(entry, about),
    )
    # An item without a content is none (JSON Feed 1.1, "Items"), so an empty one is there, too.
    return {**named, "content_html": full_text(entry), **told}


def _tombstone(stone: Tombstone, about: str, lang: str) -> Value:
    when = moments.rfc3339(stone.when)
    return _told(
        id=stone.id,
        url=address(stone.url),
        title=headline(stone),
        content_html=farewell(stone),
        date_published=when,
        date_modified=when,
        language=stone.lang if stone.lang != lang else "",
        _withdrawn={"about": about, "when": when},
    )


def _extensions(entry: Entry, about: str) -> Mapping[str, Value]:
    extensions = {
        "_rights": _rights(entry),
        "_credits": _told(people=[_credit(person) for person in people(entry)]),
        "_notice": _notice(entry),
        "_series": _series(entry),
        "_related": _told(
            stories=[
                _told(id=link.id, url=address(link.url), title=one_line(link.title))
                for link in entry.related
            ]
        ),
        "_corrections": _told(
            corrections=[
                _told(
                    date=moments.rfc3339(note.date),
                    text=clean(note.text),
                    by=one_line(note.by),
                    major=note.major,
                )
                for note in entry.corrections
            ]
        ),
    }
    return {name: {"about": about, **value} for name, value in extensions.items() if value}


def _rights(entry: Entry) -> Value:
    rights, origin = entry.rights, entry.origin
    ours: Value = {}
    theirs: Value = {}
    if rights:
        ours = _told(
            text=clean(rights.text),
            holder=one_line(rights.holder),
            year=rights.year,
            reuse=rights.reuse,
            licence_url=address(rights.licence_url),
            policy_url=address(rights.policy_url),
        )
    if origin:
        theirs = _told(
            origin=origin.kind,
            source=one_line(origin.name),
            source_url=address(origin.url),
            source_feed_url=address(origin.feed_url),
            source_date=moments.rfc3339(origin.date) if origin.date else "",
            original_title=one_line(origin.title),
        )
    return {**ours, **theirs, **_told(ai=one_line(entry.ai_label))}


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


def _author(person: Person) -> Value:
    return _told(name=one_line(person.name), url=address(person.url))


def _credit(person: Person) -> Value:
    return _told(
        role=person.role,
        label=one_line(person.label),
        name=one_line(person.name),
        url=address(person.url),
    )


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
