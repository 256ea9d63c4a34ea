"""Somebody's page as plain values: its blocks of text in order, its links, its title. The home of BeautifulSoup.

Nothing is known here of anybody's template: a block is what a browser sets apart from the next one. What a
reader does not see (scripts, hidden elements) is no text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from msgspec import Struct, field

from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

DEPTH = 60
"""Levels of nesting that are told apart; what lies deeper counts as lying here."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ASIDE = frozenset({"nav", "aside", "figure", "figcaption", "button", "menu", "caption"})
"""Elements whose text stands beside the page's text, whatever the template."""
_BLOCKS = HEADINGS | ASIDE | frozenset(
    "address article blockquote body center dd details dialog div dl dt fieldset footer form header hgroup hr html legend "
    "li main ol p pre search section summary table tbody td tfoot th thead tr ul head".split()
)  # fmt: skip
_UNSEEN = frozenset(
    "script style noscript template svg math iframe object select textarea audio video canvas title rt rp "
    "datalist embed map frameset".split()
)
_INLINE_IN_ROW = _BLOCKS | {"br"}
_HIDDEN = regex(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BACK = regex(r"\[\s*\d{1,2}\s*\]|\d{1,2}|\*")
NUL = "\x00"
MANY = 300
"""Elements within a row or a raised figure that are looked at."""


class Block(Struct, frozen=True):
    """A piece of text that stands by itself.

    ``nodes`` are the numbers of the elements around it, the outermost first, ``shape`` their names. ``linked`` says
    that all of it is a link; ``ordinal`` is the number a browser would set before a list entry.
    """

    text: str
    nodes: tuple[int, ...]
    shape: tuple[str, ...]
    linked: bool = False
    ordinal: int = 0

    @property
    def heading(self) -> bool:
        """Say whether it is a heading."""
        return not HEADINGS.isdisjoint(self.shape[-2:])

    @property
    def aside(self) -> bool:
        """Say whether it stands in an element that is beside the text: navigation, a figure, a button."""
        return not ASIDE.isdisjoint(self.shape)


class Page(Struct, frozen=True):
    """A page: ``title`` is that of the window, ``links`` are absolute where the page's own address is known."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[str, ...] = ()
    canonical: str = ""
    meta: dict[str, str] = field(default_factory=dict)


def read_page(html: str, address: str = "") -> Page:
    """Return the page that ``html`` is; ``address`` is where it was found, if on the web."""
    soup = _soup(html)
    base = soup.find("base", href=True)
    home = urljoin(address, str(base["href"])) if base else address
    links, canonical = [], ""
    for tag in soup.find_all(["a", "link", "area"], href=True):
        relation = " ".join(tag.get_attribute_list("rel")).lower() if tag.get("rel") else ""
        target = _joined(home, str(tag["href"]))
        if tag.name != "link":
            links.append(target)
        elif "canonical" in relation:
            canonical = canonical or target
        elif "license" in relation:
            links.append(target)
    meta = {
        str(tag.get("name") or tag.get("property")).lower(): str(tag["content"])
        for tag in soup.find_all("meta", content=True)
        if tag.get("name") or tag.get("property")
    }
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    return Page(title, tuple(_Walk(soup).blocks()), tuple(links), canonical, meta)


def read_blocks(html: str) -> tuple[Block, ...]:
    """Return the blocks of a piece of HTML, as they would be on a page."""
    return tuple(_Walk(_soup(html)).blocks())


def _soup(html: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    return BeautifulSoup(html.replace(NUL, ""), "lxml")


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return target.strip()


class _Walk:
    """One way through a page in the order of its source, without recursion: pages may nest for ever."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._soup = soup
        self._parts: list[str] = []  # the text of the block so far
        self._plain = False  # something of it is no link
        self._nodes: list[int] = []
        self._names: list[str] = []
        self._count = 0
        self._ordinals: dict[int, int] = {}
        self._ordinal = 0
        self._links = 0  # how many of the open elements are links
        self._rows = 0  # how many are rows of a plain table
        self._after_inline = False  # an inline element has just ended

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks."""
        from bs4 import Tag
        from bs4.element import NavigableString, PreformattedString

        stack: list[tuple[Tag, Iterator[object]]] = [(self._soup, iter(self._soup.contents))]
        while stack:
            tag, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                yield from self._close(tag)
            elif isinstance(child, Tag):
                if not (_unseen(child) or (child.name == "sup" and self._is_note_mark(child))):
                    yield from self._open(child)
                    stack.append((child, iter(child.contents)))
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._hear(str(child))
        yield from self._flush()

    def _open(self, tag: Tag) -> Iterator[Block]:
        self._rows += tag.name == "tr" and _simple_row(tag)
        self._links += tag.name == "a"
        if self._is_cell(tag) or (tag.name == "br" and not HEADINGS.isdisjoint(self._names[-1:])):
            self._parts.append(" ")
        elif tag.name == "br":
            yield from self._flush()
        elif _is_block(tag):
            yield from self._flush()
            self._enter(tag)
        elif self._after_inline and self._parts and _is_letter(self._parts[-1][-1:]):
            self._parts.append(" ")  # two spans side by side: a name and a name, not one word
        self._after_inline = False

    def _close(self, tag: Tag) -> Iterator[Block]:
        self._links -= tag.name == "a"
        if _is_block(tag) and not self._is_cell(tag):
            yield from self._flush()
            self._nodes.pop()
            self._names.pop()
        self._rows -= tag.name == "tr" and _simple_row(tag)
        self._after_inline = True

    def _hear(self, text: str) -> None:
        self._parts.append(text)
        self._after_inline = False
        self._plain = self._plain or (not self._links and any(map(str.isalnum, text)))

    def _is_cell(self, tag: Tag) -> bool:
        """Say whether ``tag`` is a cell that its row makes one block of with the others."""
        return bool(self._rows) and tag.name in {"td", "th"}

    def _is_note_mark(self, tag: Tag) -> bool:
        """Say whether a raised figure leads to a footnote; the 2 of "m²" stands behind a letter or a figure."""
        before = "".join(self._parts[-1:])[-1:]
        inside = _inside(tag)
        raised = "".join(str(one) for one in inside if not getattr(one, "name", None)).strip()
        linked = any(getattr(one, "name", None) == "a" for one in inside) or raised.startswith("[")
        return bool(_BACK.fullmatch(raised)) and (
            linked or not (before.isascii() and before.isalnum())
        )

    def _enter(self, tag: Tag) -> None:
        if tag.name == "li" and tag.parent is not None and tag.parent.name == "ol":
            parent = id(tag.parent)
            self._ordinals[parent] = self._ordinals.get(parent, _start(tag.parent) - 1) + 1
            self._ordinal = self._ordinals[parent]
        self._count += 1
        self._nodes.append(self._count)
        self._names.append(tag.name)

    def _flush(self) -> Iterator[Block]:
        text = " ".join("".join(self._parts).split())
        if text:
            nodes, names = tuple(self._nodes[:DEPTH]), tuple(self._names[:DEPTH])
            yield Block(text, nodes, names, not self._plain, self._ordinal)
            self._ordinal = 0
        self._parts.clear()
        self._plain = False


def _is_block(tag: Tag) -> bool:
    return tag.name in _BLOCKS or "-" in tag.name


def _is_letter(char: str) -> bool:
    """Say whether ``char`` is a letter that needs no space to end a word: a Chinese character."""
    return not char.isascii() and char.isalpha()


def _simple_row(row: Tag) -> bool:
    """Say whether a row of a table is one of words and figures, not one that holds a layout."""
    inside = _inside(row)
    inner = _INLINE_IN_ROW - {"td", "th"}
    return len(inside) < MANY and all(getattr(one, "name", None) not in inner for one in inside)


def _inside(tag: Tag) -> list[PageElement]:
    """Return what is inside ``tag``, at most ``MANY``; bs4 itself looks for the last one first, at any depth."""
    found: list[PageElement] = []
    waiting = list(reversed(tag.contents[:MANY]))
    while waiting and len(found) < MANY:
        one = waiting.pop()
        found.append(one)
        waiting += reversed(getattr(one, "contents", [])[:MANY])
    return found


def _start(tag: Tag) -> int:
    written = str(tag.get("start") or "1")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else 1


def _unseen(tag: Tag) -> bool:
    if tag.name in _UNSEEN or tag.has_attr("hidden"):
        return True
    return bool(_HIDDEN.search(str(tag.get("style") or "")))
