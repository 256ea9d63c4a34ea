"""Proofs of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): every field known, and of its kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

from linli.feeds.json_feed import VERSION
from linli.feeds.proofs import Fault, double, is_address, is_rfc3339, missing, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Check = Callable[[object], bool]


def faults_of(document: bytes) -> list[Fault]:
    """Return what is wrong with a JSON Feed, in its order."""
    try:
        feed = json.loads(
            document.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as error:
        what = str(error)[:80] or type(error).__name__
        line = getattr(error, "lineno", 0)
        return [Fault(f"JSON 写坏了（{what}）", f"the JSON is broken ({what})", line=line)]
    if not isinstance(feed, dict):
        return [wrong("feed", feed)]
    return list(_of_feed(feed))


def _of_feed(feed: Mapping[str, object]) -> Iterator[Fault]:
    yield from _fields(feed, FEED, ("version", "title", "items"))
    if feed.get("next_url") and feed.get("next_url") == feed.get("feed_url"):
        yield wrong("next_url", feed["next_url"])
    items, ids = feed.get("items"), set[object]()
    for number, item in enumerate(items if isinstance(items, list) else []):
        if not isinstance(item, dict):
            yield wrong("items", item, number)
            continue
        yield from _fields(item, ITEM, ("id",), number)
        if not any(isinstance(item.get(name), str) for name in ("content_html", "content_text")):
            yield missing("content_html", number)
        if isinstance(name := item.get("id"), str) and name:
            if name in ids:
                yield double("id", name, number)
            ids.add(name)


def _fields(
    found: Mapping[str, object], known: Mapping[str, Check], needed: tuple[str, ...], item: int = -1
) -> Iterator[Fault]:
    """Yield what is missing, unknown or of another kind; what begins with ``_`` is an extension."""
    for name in needed:
        if name not in found:
            yield missing(name, item)
    for name, value in found.items():
        if name.startswith("_"):
            if not isinstance(value, dict):
                yield wrong(name, value, item)
        elif name not in known or not known[name](value):
            yield wrong(name, value, item)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _count(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_said, value))


def _rows(known: Mapping[str, Check], *needed: str, some: bool = False) -> Check:
    """Return a check for lists of objects; ``some`` says that one of the known fields must be there."""

    def check(value: object) -> bool:
        return isinstance(value, list) and all(
            isinstance(row, dict)
            and (not some or any(name in row for name in known))
            and not any(_fields(row, known, needed))
            for row in value
        )

    return check


AUTHORS = _rows({"name": _said, "url": is_address, "avatar": is_address}, some=True)
ATTACHMENTS = _rows(
    {
        "url": is_address,
        "mime_type": _said,
        "title": _text,
        "size_in_bytes": _count,
        "duration_in_seconds": _count,
    },
    "url",
    "mime_type",
)
FEED: Mapping[str, Check] = {
    "version": lambda value: value == VERSION,
    "title": _said,
    "home_page_url": is_address,
    "feed_url": is_address,
    "description": _text,
    "user_comment": _text,
    "next_url": is_address,
    "icon": is_address,
    "favicon": is_address,
    "authors": AUTHORS,
    "language": _said,
    "expired": lambda value: isinstance(value, bool),
    "hubs": _rows({"type": _said, "url": is_address}, "type", "url"),
    "items": lambda value: isinstance(value, list),
}
ITEM: Mapping[str, Check] = {
    "id": _said,
    "url": is_address,
    "external_url": is_address,
    "title": _text,
    "content_html": _text,
    "content_text": _text,
    "summary": _text,
    "image": is_address,
    "banner_image": is_address,
    "date_published": is_rfc3339,
    "date_modified": is_rfc3339,
    "authors": AUTHORS,
    "tags": _texts,
    "language": _said,
    "attachments": ATTACHMENTS,
}


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; one that says a thing twice is refused, as each reader takes another of the two."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(n for n in names if names.count(n) > 1)!r} twice")
    return made


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
