"""A corpus file, line by line: one JSON object for each story, checked before anything is ranked.

A line has ``id``, ``title``, ``body``, and if known ``lang``, ``date`` (ISO 8601), ``tags``, ``people`` and ``places``
(which editors chose), ``keywords`` (which perhaps a machine did), ``links`` (the ids its text leads to) and ``kind``
(``notice`` and ``guide`` age in their own ways). Other fields are not read.
"""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from linli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("tags", "people", "places")
"""The fields of a record that hold what editors say it is about."""
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


class Record(NamedTuple):
    """A line of a corpus; ``day`` counts days, ``None`` where no date is known."""

    id: str
    title: str
    body: str
    lang: str
    day: int | None
    tags: tuple[str, ...]
    names: tuple[str, ...]
    links: tuple[str, ...]
    kind: str


def read_corpus(path: Path) -> list[Record]:
    """Return the records of a file, gzipped or not. Raises ``UsageError``, ``OSError``, ``EOFError``, ``zlib.error``."""
    found: dict[str, Record] = {}
    for number, line in enumerate(_lines(path), 1):
        place = f"{path}:{number}"
        if line.strip():
            record = _record(line, place)
            if record.id in found:
                raise _unreadable(
                    place,
                    f"id {record.id!r} was there before",
                    f"编号 {record.id!r} 前面已有",
                )
            found[record.id] = record
    return list(found.values())


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        is_packed = file.read(len(_GZIP)) == _GZIP
        file.seek(0)
        with gzip.GzipFile(fileobj=file) if is_packed else file as lines:
            for number, line in enumerate(lines):
                yield line if number else line.removeprefix(_BOM)


def _record(line: bytes, place: str) -> Record:
    try:
        read: Any = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _unreadable(place, f"not UTF-8 ({error.reason})", "不是 UTF-8 编码") from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(place, f"not JSON ({error})", f"不是 JSON（{error}）") from error
    if not isinstance(read, dict) or not isinstance(read.get("id"), str):
        raise _unreadable(
            place, "not an object with a text as its id", "不是带有文字编号 id 的对象"
        )
    if not read["id"].isprintable() or not read["id"]:
        why = f"id {read['id']!a} has characters that a run cannot hold, or none"
        raise _unreadable(place, why, f"编号 {read['id']!a} 是空的，或者含有结果文件容不下的字符")
    texts = {key: read.get(key) or "" for key in ("title", "body", "lang", "date", "kind")}
    lists = {key: read.get(key) or [] for key in (*NAMES, "keywords", "links")}
    for key, value in texts.items():
        if not isinstance(value, str):
            raise _unreadable(place, f"{key} is not a text", f"{key} 不是文字")
    for key, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise _unreadable(place, f"{key} is not a list of texts", f"{key} 不是文字的列表")
    names = tuple(dict.fromkeys(name.casefold() for key in NAMES for name in lists[key]))
    return Record(
        read["id"],
        texts["title"],
        texts["body"],
        texts["lang"],
        _day(texts["date"].strip(), place),
        tuple(dict.fromkeys([*names, *(word.casefold() for word in lists["keywords"])])),
        names,
        tuple(lists["links"]),
        texts["kind"],
    )


def _day(text: str, place: str) -> int | None:
    """Return the day of a date, perhaps with a time; the first one of a year or month."""
    if not text:
        return None
    for day in (text[:10], f"{text}-01", f"{text}-01-01"):
        with suppress(ValueError):
            return date.fromisoformat(day).toordinal()
    with suppress(ValueError):
        return datetime.fromisoformat(text).toordinal()
    raise _unreadable(
        place, f"date {text!r} is not ISO 8601", f"日期 {text!r} 不是 ISO 8601 的写法"
    )


def _unreadable(place: str, why: str, zh: str) -> UsageError:
    return UsageError(
        f"{place}: {why}.",
        "Mend or delete the line; nothing was ranked.",
        zh=f"{place}：{zh}。请改正或删去这一行；什么也没有排。",
    )
