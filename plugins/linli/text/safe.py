"""The allow-list: which HTML a contributor's text may become. This is nh3's one home.

Nothing that loads from elsewhere, runs, frames, styles or submits is on it. What is taken out is
reported, so that an editor is not left wondering where a video went.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import nh3

AttributeRule = Callable[[str, str], str | None]
"""Tag and address into the address to publish, or ``None`` to leave it out."""

DEPTH_LIMIT = 128
TAGS = frozenset(
    "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img "
    "ins kbd li mark ol p pre q rp rt ruby s small span strong sub summary sup table tbody td tfoot th thead tr u ul".split()
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"id"},
    "ol": {"start", "type"},
    "sup": {"id"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "q": {"lang"},
    "blockquote": {"lang"},
    "span": {"lang"},
    "p": {"lang"},
}
CLASSES: dict[str, set[str]] = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {
        "admonition",
        "note",
        "tip",
        "important",
        "warning",
        "caution",
        "footnote",
        "table-scroll",
        "toc",
    },
    "p": {"admonition-title"},
    "span": {"credit", "toctitle"},
}
_ID = re.compile(r"[\w][\w:.\-]{0,99}")
_EMPTY = frozenset(
    {
        "br",
        "hr",
        "img",
        "wbr",
        "input",
        "meta",
        "link",
        "source",
        "col",
        "area",
        "base",
        "embed",
        "track",
    }
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b")
_OPENING = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s=<>/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)\s*/?>"
)
_HANDLER = re.compile(r"\s(on[a-z]+|style|srcset|srcdoc|formaction)\s*=", re.IGNORECASE)
_ADDRESS = re.compile(r"<(?:a|img)\b[^<>]*?\b(?:href|src)=\"([^\"]*)\"", re.IGNORECASE)
_SCHEME = re.compile(r"[\s\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_SCHEMES = {"http", "https", "mailto", "tel"}


class Sanitizer:
    """HTML of any origin into HTML of the allow-list."""

    def __init__(self) -> None:
        self._rule: AttributeRule = lambda tag, value: value
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
            attribute_filter=self._filter,
            url_schemes=set(_SCHEMES),
            link_rel=None,
            strip_comments=True,
        )

    def clean(self, html: str, rule: AttributeRule) -> str:
        """Return ``html`` with nothing but the allow-list; ``rule`` decides on every address."""
        self._rule = rule
        return self._cleaner.clean(html)

    def _filter(self, tag: str, attribute: str, value: str) -> str | None:
        if attribute in {"href", "src"}:
            return self._rule(tag, value)
        if attribute == "id":
            return value if _ID.fullmatch(value) and not value.startswith("linli-") else None
        if attribute in {"width", "height", "colspan", "rowspan", "start"}:
            return value if value.isascii() and value.isdigit() and len(value) <= 4 else None
        return value


def depth(html: str) -> int:
    """Return how deep the tags of ``html`` nest, at most (unclosed tags count as open)."""
    deepest = current = 0
    for closing, tag in _TAG.findall(html):
        if tag.lower() in _EMPTY:
            continue
        current = max(0, current - 1) if closing else current + 1
        deepest = max(deepest, current)
    return deepest


def removals(html: str) -> list[tuple[str, str]]:
    """Return what :meth:`Sanitizer.clean` will take out: a rule, and the text by which to find it.

    Only what an author wrote is reported (tags, event handlers, styles, addresses with a scheme that
    is not allowed); what Markdown's own output carries is on the list.
    """
    found: list[tuple[str, str]] = []
    for match in _OPENING.finditer(html):
        tag, attributes = match[1].lower(), match[2]
        if tag not in TAGS and tag not in {"h1", "html", "head", "body"}:
            found.append(("html-removed", f"<{match[1]}"))
        elif handler := _HANDLER.search(attributes):
            found.append(("html-removed", handler[1]))
    for match in _ADDRESS.finditer(html):
        address = unescape(match[1])
        scheme = _SCHEME.match(address)
        if scheme and scheme[1].lower() not in _SCHEMES:
            found.append(("link-scheme", address.strip()))
    return found
