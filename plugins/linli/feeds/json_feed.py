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
_PLACE = "\0"
_TEXT = '"\\u0000"'
"""Where the HTML will stand, as a value and as it is written: no clean text has this character, and quotes in texts are escaped."""


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
        told = _entry(item, said, about, lang)
    else:
        told = _tombstone(item, said, about, lang)
    before, _, after = _write(told).partition(_TEXT)
    return b"".join((before.encode(), b'"', in_json(said.text), b'"', after.encode()))


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
    told: Value = {"id": entry.id, "url": said.url}
    if said.source_url:
        told["external_url"] = said.source_url
    told["title"], told["content_html"] = said.title, _PLACE
    if said.summary:
        told["summary"] = said.summary
    if entry.cover:
        told["image"] = address(entry.cover.url)
    told["date_published"], told["date_modified"] = said.published, said.updated
    if authors := [_author(one.name, one.url) for one in said.people if one.role == "author"]:
        told["authors"] = authors
    if said.categories:
        told["tags"] = list(dict.fromkeys([label or term for term, _, label in said.categories]))
    if entry.lang != lang:
        told["language"] = entry.lang
    if entry.enclosures:
        told["attachments"] = [_attachment(enclosure) for enclosure in entry.enclosures]
    told.update([(f"_{name}", {"about": about, **one}) for name, one in _extensions(entry, said)])
    return told


def _extensions(entry: Entry, said: Said) -> Iterator[tuple[str, Value]]:
    """Yield what JSON Feed has no field for, by the name it gets."""
    if rights := _rights(entry, said):
        yield "rights", rights
    if said.people:
        yield "credits", {"people": [_credit(*one) for one in said.people]}
    if notice := _notice(entry):
        yield "notice", notice
    if entry.series:
        yield "series", _series(*entry.series)
    if entry.related:
        yield "related", _related(entry)
    if entry.corrections:
        yield "corrections", _corrections(entry)


def _tombstone(stone: Tombstone, said: Said, about: str, lang: str) -> Value:
    return _told(
        id=stone.id,
        url=said.url,
        title=said.title,
        content_html=_PLACE,
        date_published=said.published,
        date_modified=said.updated,
        language=stone.lang if stone.lang != lang else "",
        _withdrawn={"about": about, "when": said.updated},
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
    if entry.kind != "notice" and not (entry.starts or entry.expires):
        return {}
    return _told(
        kind=entry.kind,
        starts=moments.rfc3339(entry.starts) if entry.starts else "",
        expires=moments.rfc3339(entry.expires) if entry.expires else "",
    )


def _series(name: str, position: int | None, url: str) -> Value:
    return _told(name=one_line(name), position=position, url=address(url))


@lru_cache(maxsize=REMEMBERED)
def _author(name: str, url: str) -> Value:
    return {"name": name, "url": url} if url else {"name": name}


@lru_cache(maxsize=REMEMBERED)
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
