"""Text and addresses as feeds can hold them: the one place where anything is taken out or replaced.

| found | becomes | why |
| --- | --- | --- |
| CR LF, CR | LF | XML 1.0, 2.11, reads them so |
| vertical tab, form feed, NEL | a space | soft line ends, pasted from word processors |
| half of a surrogate pair, U+FFFD | □ | a character that was lost (GB/T 15834, 4.17) |
| other C0 and C1 controls, U+FFFE, U+FFFF | nothing | XML 1.0, 2.2, forbids or discourages them |
| line ends and tabs in a title or name | a space | these are lines |
| other than ASCII in an address | percent-encoded, the host in Punycode | RFC 3987, 3.1 |

Everything else stays, emoji and directional controls included.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from linli.regexes import regex

if TYPE_CHECKING:
    import re

_FOREIGN = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
_FIT = regex("[\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]*")
"""Text with nothing foreign in it, which is found faster so. Almost all is; what can be printed is found faster still."""
_BREAKS = regex(r"[\t\n]+")
_SPACES = frozenset("\x0b\x0c\x85")
_KEPT = "%/:=&?~#+!$,;'@()*[]"


def clean(text: str) -> str:
    """Return ``text`` without what a feed cannot hold, as the table above says."""
    seen = text.replace("\n", "").replace("\u3000", "")
    if (seen.isprintable() and "\ufffd" not in seen) or _FIT.fullmatch(text):
        return text
    return _FOREIGN.sub(_replacement, text.replace("\r\n", "\n").replace("\r", "\n"))


def _replacement(match: re.Match[str]) -> str:
    char = match.group()
    if char in _SPACES:
        return " "
    return "□" if char == "\ufffd" or "\ud800" <= char <= "\udfff" else ""


def one_line(text: str) -> str:
    """Return ``text`` cleaned and on one line."""
    text = clean(text)
    return (_BREAKS.sub(" ", text) if "\n" in text or "\t" in text else text).strip()


def address(url: str) -> str:
    """Return ``url`` with ASCII characters only, percent-encoded where it was not.

    >>> address("https://例子.测试/文章/?页=1")
    'https://xn--fsqu00a.xn--0zwm56d/%E6%96%87%E7%AB%A0/?%E9%A1%B5=1'
    """
    return url if url.isascii() and url.isprintable() and " " not in url else _encoded(url)


@lru_cache(maxsize=1024)
def _encoded(url: str) -> str:
    parts = urlsplit(clean(url))
    try:
        host = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:
        host = quote(parts.netloc, safe=_KEPT)
    rest = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, *rest))
