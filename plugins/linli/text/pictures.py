"""Pictures in a text: none is loaded from elsewhere, and one that says nothing to the blind is pointed out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linli.problems import Place
from linli.regexes import regex
from linli.text.links import is_web

if TYPE_CHECKING:
    from linli.text.addresses import Addresses

_WITHOUT_ALT = regex(r'<img\b(?=[^>]* src="([^"]*)")(?![^>]* alt="[^"]+")[^>]*>')
_IMAGE_OR_LINK = regex(r"<img\b[^>]*>|</?a\b[^>]*>")
_ALT, _SRC = regex(r' alt="([^"]*)"'), regex(r' src="([^"]*)"')

_TAG = regex(r"<img\b(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>", re.IGNORECASE)
_ATTRIBUTE = regex(r"(?<=\s)([\w\-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)")
_LATER = ("data-src", "data-original", "data-lazy-src", "data-actualsrc")
"""Where pages keep the address of a picture that a program of theirs loads when it comes into view."""


def shown_at_once(html: str) -> str:
    """Return ``html``, not safe yet, with pictures that were to be loaded later as ordinary ones.

    Copied from another site they have no source of their own, and would be gone without a word.

    >>> shown_at_once('<img data-src="a.jpg">')
    '<img src="a.jpg">'
    """
    return _TAG.sub(_with_source, html) if "data-" in html.lower() else html


def _with_source(match: re.Match[str]) -> str:
    tag = match[0]
    found = {one[1].lower(): one for one in reversed(list(_ATTRIBUTE.finditer(tag)))}
    later = next((found[name] for name in _LATER if name in found), None)
    own = found.get("src")
    if later is None or (own and _is_source(own[2])):
        return tag
    changes = [(*later.span(1), "src"), *([(*own.span(), "")] if own else [])]
    for start, end, name in sorted(changes, reverse=True):
        tag = f"{tag[:start]}{name}{tag[end:]}"
    return tag


def _is_source(value: str) -> bool:
    """Say whether the value of a ``src`` is more than what holds the place until the picture is loaded."""
    return not value.strip("\"' ").lower().startswith("data:") and value.strip("\"' ") != ""


def own_pictures(html: str, addresses: Addresses, first_line: int) -> str:
    """Return safe ``html`` with pictures of this site only; write down those without alternative text."""
    if "<img" not in html:
        return html
    html = _keep_own(html)
    for match in _WITHOUT_ALT.finditer(html):
        number = match[1].strip("\ufdd0\ufdd1")
        known = number.isdigit()
        place = addresses.references[int(number)].place if known else Place(first_line, 1)
        addresses.notebook.note("image-alt", addresses.path, place)
    return html


def _keep_own(html: str) -> str:
    """Show a picture on somebody else's server as a link to it: a page must not load from elsewhere.

    Inside a link, and where the address was refused, its alternative text stays.
    """
    linked = False

    def show(match: re.Match[str]) -> str:
        nonlocal linked
        tag = match[0]
        if not tag.startswith("<img"):
            linked = tag.startswith("<a")
            return tag
        source, alt = _SRC.search(tag), _ALT.search(tag)
        text = alt[1] if alt else ""
        if source is None:
            return text
        if not is_web(source[1]):
            return tag
        text = text or source[1]
        return text if linked else f'<a href="{source[1]}">{text}</a>'

    return _IMAGE_OR_LINK.sub(show, html)
