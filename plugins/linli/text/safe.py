"""The allow-list: which HTML a contributor's text may become. This is nh3's one home.

Nothing that loads from elsewhere, runs, frames, styles or submits is on it. What is taken out is
reported, so that an editor is not left wondering where a video went.
"""

from __future__ import annotations

from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import nh3

from linli.regexes import regex
from linli.text.links import rule_against

if TYPE_CHECKING:
    from collections.abc import Collection

    from linli.text.links import AttributeRule

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
    "div": {"aria-label", "role", "tabindex"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
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
    "td": {"align-left", "align-center", "align-right"},
    "th": {"align-left", "align-center", "align-right"},
    "span": {"credit", "toctitle"},
}
_ONLY = {"role": "group", "tabindex": "0"}
"""Attributes with one value: what the frame of a table has."""

_ID = regex(r"[\w][\w:.\-]{0,99}")
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
_CLOSES_ITSELF = frozenset({"p", "li", "dt", "dd", "tr", "td", "th"})
"""Tags whose end may be left out: the next one of the same kind closes them."""

_TO_CLOSE = frozenset(
    "a b blockquote code del details em h2 h3 h4 i ins mark ol pre s small span strong sub sup table u ul".split()
)
"""Tags that go on to the end of the text when nobody closes them."""

_TAG = regex(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b")
_BARE = rf"(?!(?:{'|'.join(sorted(TAGS))})>)"
"""Not before a tag of the list without attributes: there is nothing to remove from it."""
_OPENING = regex(rf"<{_BARE}([a-zA-Z][^\s/<>]*)((?:\"[^\"]*\"|'[^']*'|[^\"'<>])*)>")
_INSTRUCTION = regex(r"<\?\w*|<!\[CDATA\[")
_ATTRIBUTE = regex(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
_ACTIVE = regex(r"on[a-z]+|style|srcset|srcdoc|formaction")
_SCHEME = regex(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_IGNORED = regex(r"[\x00-\x20]")
"""What browsers leave out of the scheme of an address."""

_SCHEMES = {"http", "https", "mailto", "tel"}


class Sanitizer:
    """HTML of any origin into HTML of the allow-list."""

    def __init__(self) -> None:
        self._rule: AttributeRule = lambda tag, value: value
        self._error: BaseException | None = None
        self._ids: set[str] = set()
        self.addresses: set[str] = set()
        """The addresses that were well-formed enough to be asked about in the last text."""
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
        self._rule, self._error = rule, None
        self._ids, self.addresses = set(), set()
        cleaned = self._cleaner.clean(html)
        if self._error:
            raise self._error
        return cleaned

    def _filter(self, tag: str, attribute: str, value: str) -> str | None:
        try:
            return self._decide(tag, attribute, value)
        except BaseException as error:  # nh3 would print it and go on
            self._error = self._error or error
            return None

    def _decide(self, tag: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return value if CLASSES.get(tag, set()) & set(value.split()) else None
        if attribute not in ATTRIBUTES.get(tag, ()):
            return None  # nh3 asks about tags, too, that it is going to remove
        if attribute in {"href", "src"}:
            self.addresses.add(value.strip())
            return self._rule(tag, value)
        if attribute == "id":
            if value in self._ids or value.startswith("linli-") or not _ID.fullmatch(value):
                return None
            self._ids.add(value)
            return value
        if attribute in _ONLY:
            return value if value == _ONLY[attribute] else None
        if attribute in {"width", "height", "colspan", "rowspan", "start"}:
            return value if value.isascii() and value.isdigit() and len(value) <= 4 else None
        return value


def too_deep(html: str) -> bool:
    """Say whether the tags of ``html`` nest deeper than ``DEPTH_LIMIT``."""
    # No tag is open that was not opened, and few texts have so many tags at all.
    opened = html.count("<") - html.count("</")
    return opened > DEPTH_LIMIT and depth(html) > DEPTH_LIMIT


def depth(html: str) -> int:
    """Return how deep the tags of ``html`` nest, at most (unclosed tags count as open)."""
    deepest = 0
    stack: list[str] = []
    within: Counter[str] = Counter()
    for closing, name in _TAG.findall(html):
        tag = name.lower()
        if tag in _EMPTY:
            continue
        if closing:
            while within[tag]:  # a tag that closes nothing leaves the depth as it is
                last = stack.pop()
                within[last] -= 1
                if last == tag:
                    break
        elif not (tag in _CLOSES_ITSELF and stack and stack[-1] == tag):
            stack.append(tag)
            within[tag] += 1
            deepest = max(deepest, len(stack))
    return deepest


def left_open(html: str) -> list[tuple[str, str]]:
    """Return the tags that are opened more often than closed, as what follows is all bold, say; and what begins with the first of each.

    >>> left_open("<p><b>甲</b></p><p>乙<b>丙</p>")
    [('b', '<b>丙')]
    """
    if "<!--" in html:  # what is in there does not count, and hardly anybody writes it
        return []
    begun: dict[str, list[int]] = {}
    for match in _TAG.finditer(html):
        opened = begun.setdefault(match[2].lower(), [])
        if not match[1]:
            opened.append(match.start())
        elif opened:
            opened.pop()
    return [
        (tag, html[opened[0] : opened[0] + 20].partition("\n")[0].partition("</")[0])
        for tag, opened in sorted(begun.items())
        if opened and tag in _TO_CLOSE
    ]


class Removal(NamedTuple):
    """What was taken out: the rule, the text to quote, and more of what stands there, to find the line by."""

    rule: str
    text: str
    context: str


def removals(html: str, kept: Collection[str]) -> list[Removal]:
    """Return what :meth:`Sanitizer.clean` took out of ``html``.

    Only what an author wrote is reported (tags, event handlers, styles, addresses that are not in
    ``kept``); what Markdown's own output carries is on the list.
    """
    found = [Removal("html-removed", match[0], "") for match in _INSTRUCTION.finditer(html)]
    for opening in _OPENING.finditer(html):
        tag = opening[1].lower()
        if tag not in TAGS and tag not in {"h1", "html", "head", "body"}:
            found.append(Removal("html-removed", f"<{opening[1]}", opening[0]))
            continue
        for match in _ATTRIBUTE.finditer(opening[2]):
            name, value = match[1].lower(), (match[2] or "").strip("\"'")
            if _ACTIVE.fullmatch(name):
                rest = f"{opening[2][match.start() :]}>"  # a word like style stands elsewhere, too
                found.append(Removal("html-removed", match[1], rest))
            elif name in {"href", "src"} and name in ATTRIBUTES.get(tag, ()):
                address = unescape(value).strip()
                if _SCHEME.match(_IGNORED.sub("", address)) and address not in kept:
                    found.append(Removal(rule_against(address, tag), value.strip(), ""))
    return found
