"""Character references (``&#0;``) to what may not stand in a page.

The reader has taken such characters out of the file before; written as references they would come
back when the HTML is parsed.
"""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.story.characters import UNWANTED

if TYPE_CHECKING:
    import re

_NUMERIC = r"#(?:[xX][0-9a-fA-F]+|[0-9]+)"
_NAMED = r"ZeroWidthSpace|NoBreak|Negative(?:VeryThin|Thin|Medium|Thick)Space"
_REFERENCE = regex(f"&(?:{_NUMERIC}|{_NAMED});?")
_BEGUN = regex(r"&(?:#(?:[xX][0-9a-fA-F]*|[0-9]*))?\Z")
_DIGITS = 100
_ENDLESS = regex(rf"(&#[xX]?[0-9a-fA-F]{{{_DIGITS}}})[0-9a-fA-F]+")


def shorten_references(markdown: str) -> str:
    """Cut references of hundreds of digits; Python refuses to read numbers of thousands."""
    return _ENDLESS.sub(r"\1", markdown) if "&#" in markdown else markdown


def drop_references(html: str) -> tuple[str, list[tuple[str, str]]]:
    r"""Return ``html`` without references to unwanted characters, and each as written and as read.

    >>> drop_references("<p>a&#x202e;b</p>")
    ('<p>ab</p>', [('&#x202e;', '\u202e')])
    """
    dropped: list[tuple[str, str]] = []
    if "&" not in html:
        return html, dropped

    def drop(match: re.Match[str]) -> str:
        char = _meaning(match[0])
        if not UNWANTED.search(char):
            return match[0]
        dropped.append((match[0], char))
        # What stands on either side must not become a reference by moving together.
        before = html[max(0, match.start() - _DIGITS - 4) : match.start()]
        return " " if _BEGUN.search(before) else ""

    return _REFERENCE.sub(drop, html), dropped


def _meaning(reference: str) -> str:
    """Return the character that a browser reads (HTML standard, section 13.2.5.80)."""
    if not reference.startswith("&#"):
        return unescape(f"{reference.rstrip(';')};")
    digits = reference.strip("&#;")
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return unescape(reference) if 0x80 <= code < 0xA0 or code > 0x10FFFF else chr(code)
