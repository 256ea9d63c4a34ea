"""Which charset a page is in, and its text: somebody else's bytes are read as well as they can be, never refused.

The order is that of the WHATWG encoding standard: byte order mark, HTTP header, ``<meta>``, then a guess.
GB2312 and GBK are read as GB18030, which holds both; a declaration that the bytes contradict is not believed.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from linli.regexes import regex

HEAD = 4096
"""Bytes in which a ``<meta charset>`` is looked for; browsers look at 1024."""
_META = regex(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE)
_XML = regex(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:+-]{1,40})["']""")
_HEADER = regex(r"""charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "gbk": "gb18030", "cp936": "gb18030",
    "hz-gb-2312": "hz", "big5": "big5hkscs", "x-x-big5": "big5hkscs", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "us-ascii": "utf-8", "ascii": "utf-8", "utf8": "utf-8", "unicode": "utf-8", "utf-16": "utf-16-le",
}  # fmt: skip


_OTHER = regex(
    rb"\xff\xd8\xff|\x89PNG|GIF8[79]a|RIFF....(?:WEBP|WAVE|AVI )|II\*\0|MM\0\*|....ftyp"  # pictures, sounds, films
    rb"|ID3|OggS|fLaC|\x1aE\xdf\xa3|%PDF-|\{\\rtf|\xd0\xcf\x11\xe0|PK[\x03\x05]|\x1f\x8b|7z\xbc\xaf|Rar!|bplist00",
    re.DOTALL,
)
"""What files begin with that are no pages: pictures, sounds, films, documents, archives (IANA, Wikipedia's list of file signatures)."""
_TAG = regex(
    rb"<(?:!doctype|html|head|meta|title|body|article|section|div|p|span)\b", re.IGNORECASE
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
"""Bytes that no text has; ESC stands in some charsets of texts."""


class Decoded(NamedTuple):
    """A page's text; ``charset`` is what it was read in, ``lossy`` that bytes had to be replaced."""

    text: str
    charset: str
    lossy: bool = False


def is_text(content: bytes) -> bool:
    """Say whether these may be the bytes of a page: not those of a picture, a document or an archive."""
    if _OTHER.match(content):
        return False
    head = content[:HEAD]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _TAG.search(head) or _byte_order(head):
        return True
    return 20 * (len(head) - len(head.translate(None, _CONTROLS))) <= len(head)


def decode(content: bytes, content_type: str = "") -> Decoded:
    """Return the text of a page; ``content_type`` is the HTTP header, where there was one."""
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _read(content[len(mark) :], charset)
    for name in _declared(content, content_type):
        if (charset := _known(name)) and (text := _strictly(content, charset)) is not None:
            return Decoded(text, charset)
    if 0 in content[:HEAD] and (charset := _byte_order(content[:HEAD])):
        return _read(content, charset)
    for charset in ("utf-8", "gb18030"):
        if (text := _strictly(content, charset)) is not None:
            return Decoded(text, charset)
    declared = next(filter(None, map(_known, _declared(content, content_type))), "")
    return _read(content, declared or _likelier(content))


def _declared(content: bytes, content_type: str) -> list[str]:
    """Return the charsets that the header and the page itself name."""
    found = [match[1] for match in (_HEADER.search(content_type),) if match]
    for pattern in (_META, _XML):
        if match := pattern.search(content[:HEAD]):
            found.append(match[1].decode("ascii", "ignore"))
    return found


def _known(name: str) -> str:
    plain = name.strip().lower()
    plain = _WIDER.get(plain, plain)
    try:
        info = codecs.lookup(plain)
        b"a".decode(plain)  # "rot13" and "zip" are codecs, too, but no charsets
    except (LookupError, ValueError, AttributeError, TypeError):
        return ""
    return _WIDER.get(info.name, info.name)


def _strictly(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except (UnicodeError, ValueError):
        return None


def _read(content: bytes, charset: str) -> Decoded:
    text = _strictly(content, charset)
    if text is not None:
        return Decoded(text, charset)
    return Decoded(content.decode(charset, "replace"), charset, lossy=True)


def _byte_order(head: bytes) -> str:
    """Name UTF-16 without a mark, or nothing: the empty half of a Latin letter comes second in little endian."""
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) * 8 < len(head) or min(first, second) * 4 > max(first, second):
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def _likelier(content: bytes) -> str:
    """Return the one of the two charsets of Chinese pages that leaves fewer bytes unread."""
    lost = {name: content.decode(name, "replace").count("\ufffd") for name in ("utf-8", "gb18030")}
    return min(lost, key=lambda name: lost[name])
