"""Sounds and films that come with a story: what a header may say of one.

A file below the content folder needs its name alone; the rest is looked up in it. An address elsewhere is never
fetched, so its size has to be said, and its type where the address does not end with it.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linli.regexes import regex
from linli.story import entries
from linli.story.compounds import texts_of
from linli.story.context import Context, either, scalar_of
from linli.story.fields import PARTS, Field, Type
from linli.story.story import Recording
from linli.story.values import is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

SOUNDS: Mapping[str, str] = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
}
FILMS: Mapping[str, str] = {".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm"}
TYPES: Mapping[str, Mapping[str, str]] = {"audio": SOUNDS, "video": FILMS}
"""By field, the MIME type of each ending; RFC 3003, RFC 4337, RFC 5334, and what browsers call the others."""
DURATION_LIMIT = 48 * 3600
LENGTH_LIMIT = 2**40
NUMBER_LIMIT = 100_000
_CLOCK = regex(r"(?:([0-9]{1,2}):)?([0-9]{1,4}):([0-9]{2})|([0-9]{1,6})")
_SPOKEN = regex(
    r"(?:(\d{1,2})(?:小时|时|h))?(?:(\d{1,4})(?:分钟|分|m|min))?(?:(\d{1,6})(?:秒钟|秒|s))?"
)


def read_recording(value: entries.Value, field: Field, context: Context) -> Recording | None:
    """A sound or film: its file or address, or src, title, duration, transcript, season, episode, length, type."""
    if isinstance(value, entries.Mapping):
        texts = texts_of(value, field, context, PARTS[Type.RECORDING])
    else:
        scalar = scalar_of(value, field, context)
        texts = {"src": scalar.text} if scalar and scalar.text else None
    if not texts:
        return None
    fault = _fault(texts, field.key)
    if fault:
        part, english, chinese = fault
        said, wanted = texts.get(part, ""), either(context, english, chinese)
        context.note(
            "bad-recording", value.place, key=field.key, part=part, value=said, wanted=wanted
        )
        return None
    src = texts["src"]
    far = is_elsewhere(src)
    return Recording(
        src,
        title=texts.get("title", ""),
        type=_type(texts, field.key) if far else "",
        length=_whole(texts["length"]) if far else 0,
        duration=seconds_of(texts.get("duration", "")) or 0,
        transcript=texts.get("transcript", ""),
        season=_whole(texts.get("season", "")) or None,
        episode=_whole(texts.get("episode", "")) or None,
    )


def _fault(texts: Mapping[str, str], key: str) -> tuple[str, str, str] | None:
    """Return the first part that cannot be used, and what is wanted there in English and Chinese."""
    src = texts.get("src", "")
    if not src:
        return "src", "a file below the content folder or an https address", "文件名或 https 网址"
    if is_elsewhere(src):
        if not (is_web_address(src) and src.startswith("https://")):
            return "src", "an address that begins with https://", "以 https:// 开头的网址"
        if _type(texts, key) not in TYPES[key].values():
            known = ", ".join(dict.fromkeys(TYPES[key].values()))
            return "type", f"one of {known}", f"{known} 之一"
        if not 0 < _whole(texts.get("length", "")) < LENGTH_LIMIT:
            return "length", "the number of bytes, such as 1234567", "字节数，如 1234567"
    if seconds_of(texts.get("duration", "")) is None:
        return "duration", "a time such as 3:05 or 1:02:03", "时长，如 3:05、1:02:03、3分5秒"
    for part in ("season", "episode"):
        if texts.get(part) and not 0 < _whole(texts[part]) < NUMBER_LIMIT:
            return part, "a whole number from 1", "从 1 起的整数"
    paper = texts.get("transcript", "")
    if is_elsewhere(paper) and not is_web_address(paper):
        return "transcript", "a file or a whole address", "文件名或完整的网址"
    return None


def is_elsewhere(src: str) -> bool:
    """Say whether a recording, or its transcript, lies at an address and not below the content folder."""
    return "://" in src


def _type(texts: Mapping[str, str], key: str) -> str:
    """Return the MIME type that is said, or that an address ends with."""
    ending = posixpath.splitext(urlsplit(texts["src"]).path)[1].lower()
    return texts.get("type", "").lower() or TYPES[key].get(ending, "")


def _whole(text: str) -> int:
    """Return a whole number, or 0 where there is none."""
    plain = re.sub(r"[,_\s]", "", unicodedata.normalize("NFKC", text)).removesuffix("字节")
    return int(plain) if re.fullmatch(r"[0-9]{1,16}", plain) else 0


def seconds_of(text: str) -> int | None:
    """Return a duration in seconds, 0 where nothing is said, ``None`` where it cannot be read.

    >>> [seconds_of(text) for text in ("3:05", "1:02:03", "185", "3分5秒", "")]
    [185, 3723, 185, 185, 0]
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()
    if not plain:
        return 0
    if clock := _CLOCK.fullmatch(plain):
        hours, minutes, rest, alone = (int(part or 0) for part in clock.groups())
        seconds = alone or hours * 3600 + minutes * 60 + rest
    elif spoken := _SPOKEN.fullmatch(plain):
        hours, minutes, rest = (int(part or 0) for part in spoken.groups())
        seconds = hours * 3600 + minutes * 60 + rest
    else:
        return None
    return seconds if 0 < seconds <= DURATION_LIMIT else None
