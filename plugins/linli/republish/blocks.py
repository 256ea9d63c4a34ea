"""Safe HTML into the short list of tags that others can paste: no ids, no classes, nothing of ours.

Only the HTML that :mod:`linli.text` has cleaned comes in. What the list has no tag for becomes what it has: a definition
list paragraphs, a note box a quotation, a footnote's mark a number in brackets. No word of the text is lost.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from linli.republish.values import Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

TAGS = frozenset(
    "p h2 h3 ul ol li blockquote a strong em del sub sup br table caption thead tbody tr th td figure figcaption img".split()
)
INLINE = frozenset("a strong em del sub sup br img".split())
RENAMED = {"b": "strong", "i": "em", "s": "del", "h2": "h3", "tfoot": "tbody"}
KEPT = {
    "a": ("href",),
    "th": ("colspan", "rowspan", "scope"),
    "td": ("colspan", "rowspan"),
    "ol": ("start",),
}
"""Attributes that stay; those of pictures are made anew."""
HEADED = frozenset({"h3", "h4", "h5", "h6", "dt", "summary"})
"""What becomes a paragraph in bold: below the headings of a story there is no room in a reprint."""
LOOSE = frozenset({"ul", "ol", "table", "thead", "tbody", "tr", "figure"})
"""What holds no text of its own: white space in it is layout."""
VOID = frozenset({"br", "hr", "img"})
WIDE = 720
"""Pixels that a picture may have in a page without a style sheet, which would show it as large as it is."""
_OUTWARD = ("https://", "http://", "mailto:", "tel:")


class Block(NamedTuple):
    """An element: its tag, its attributes, what stands in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Block | str, ...] = ()

    def get(self, name: str) -> str:
        """Return an attribute, or nothing."""
        return dict(self.attributes).get(name, "")

    def blocks(self, *tags: str) -> list[Block]:
        """Return the elements that stand in it, in order; those with one of ``tags``, if any are given."""
        found = [one for one in self.children if isinstance(one, Block)]
        return [one for one in found if one.tag in tags] if tags else found


def clean(
    html: str, may_go: Callable[[str], bool], cover: Picture | None = None
) -> tuple[tuple[Block, ...], tuple[Picture, ...]]:
    """Return the blocks of a text with absolute addresses, and the pictures left out of it.

    ``may_go`` says of a picture's credit whether the picture goes along; a ``cover`` stands before the text.
    """
    cleaner = _Cleaner(may_go)
    front = [cleaner.pictured(cover)] if cover else []
    body = cleaner.grouped(cleaner.nodes(_read(html)))
    return (*(one for one in front if one), *body), tuple(cleaner.left_out)


def words_of(nodes: Iterable[Block | str]) -> str:
    """Return the words in ``nodes``, without any mark."""
    return "".join([one if isinstance(one, str) else words_of(one.children) for one in nodes])


class _Cleaner:
    def __init__(self, may_go: Callable[[str], bool]) -> None:
        self._may_go = may_go
        self.left_out: list[Picture] = []

    def nodes(self, found: Sequence[_Element | str]) -> list[Block | str]:
        """Return what stands for ``found``, in order."""
        made: list[Block | str] = []
        for one in found:
            made += [one] if isinstance(one, str) else self._node(one)
        return made

    def _node(self, found: _Element) -> list[Block | str]:
        tag, kinds = found.tag, found.kinds
        if "toc" in kinds or "footnote-backref" in kinds or tag == "rp":
            return []  # they lead about in a page that this will not be
        if tag == "img":
            return self._image(found)
        if tag == "figure":
            return self._figure(found)
        if tag == "sup" and found.holds("footnote-ref"):
            return [f"[{found.text.strip()}]"]
        if tag == "hr":
            return [Block("p", (), ("* * *",))]
        if tag == "pre":
            return [Block("p", (), tuple(_lines(found.text.strip("\n"))))]
        inner = self.nodes(found.children)
        if tag in HEADED or "admonition-title" in kinds:
            return [Block("p", (), (Block("strong", (), tuple(inner)),))]
        if tag == "dd" or "admonition" in kinds or tag == "blockquote":
            blocks = tuple(self.grouped(inner))
            return list(blocks) if tag == "dd" else [Block("blockquote", (), blocks)]
        if tag in {"div", "dl", "details"}:
            return list(self.grouped(inner))
        if tag in {"rt", "q"}:
            return ["（" if tag == "rt" else "“", *inner, "）" if tag == "rt" else "”"]
        return self._kept(found, RENAMED.get(tag, tag), inner)

    def _kept(self, found: _Element, tag: str, inner: list[Block | str]) -> list[Block | str]:
        if tag not in TAGS or (tag == "a" and not found.given.get("href", "").startswith(_OUTWARD)):
            return inner
        if tag in LOOSE:
            inner = [one for one in inner if not isinstance(one, str) or one.strip()]
        kept = tuple(
            [(name, found.given[name]) for name in KEPT.get(tag, ()) if found.given.get(name)]
        )
        return [Block(tag, kept, tuple(inner))]

    def _image(self, found: _Element, caption: str = "", credit: str = "") -> list[Block | str]:
        given = found.given
        sizes = int(given.get("width") or 0), int(given.get("height") or 0)
        picture = Picture(given.get("src", ""), given.get("alt", ""), *sizes, caption, credit)
        if not picture.url:
            return []
        if not self._may_go(credit):
            self.left_out.append(picture)
            return []
        return [image_of(picture)]

    def _figure(self, found: _Element) -> list[Block | str]:
        credit = " ".join([one.text for one in found.all() if "credit" in one.kinds])
        captions = [
            one for one in found.children if not isinstance(one, str) and one.tag == "figcaption"
        ]
        caption = " ".join([one.text for one in captions]).removesuffix(credit).strip()
        images = [one for one in found.all() if one.tag == "img"]
        made = [block for one in images for block in self._image(one, caption, credit)]
        if not made:
            return []
        below = self.nodes(captions)
        return [Block("figure", (), (*made, *below))]

    def pictured(self, cover: Picture) -> Block | None:
        """Return a cover as a figure, or nothing when it does not go along."""
        if not self._may_go(cover.credit):
            self.left_out.append(cover)
            return None
        words = " ".join(filter(None, (cover.caption, cover.credit)))
        below = (Block("figcaption", (), (words,)),) if words else ()
        return Block("figure", (), (image_of(cover), *below))

    def grouped(self, found: Iterable[Block | str]) -> Iterator[Block]:
        """Yield blocks; words that stand between them become paragraphs."""
        loose: list[Block | str] = []
        for one in (*found, Block("")):
            if isinstance(one, str) or one.tag in INLINE:
                loose.append(one)
                continue
            if any(not isinstance(part, str) or part.strip() for part in loose):
                yield Block("p", (), tuple(loose))
            loose = []
            if one.tag:
                yield one


def image_of(picture: Picture) -> Block:
    """Return the picture alone."""
    width = min(picture.width, WIDE)
    height = round(picture.height * width / picture.width) if picture.width else 0
    sizes = ("width", str(width)), ("height", str(height))
    return Block(
        "img", (("src", picture.url), ("alt", picture.alt), *(sizes if picture.width else ()))
    )


def _lines(text: str) -> Iterator[Block | str]:
    for position, line in enumerate(text.split("\n")):
        if position:
            yield Block("br")
        yield line


class _Element:
    """An element as it was read."""

    def __init__(self, tag: str, given: Mapping[str, str]) -> None:
        self.tag, self.given = tag, given
        self.kinds = frozenset(given.get("class", "").split())
        self.children: list[_Element | str] = []

    @property
    def text(self) -> str:
        return "".join([one if isinstance(one, str) else one.text for one in self.children])

    def all(self) -> Iterator[_Element]:
        for one in self.children:
            if not isinstance(one, str):
                yield one
                yield from one.all()

    def holds(self, kind: str) -> bool:
        return any(kind in one.kinds for one in self.all())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [_Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self.open[1:]):
            while self.open.pop().tag != tag:
                continue

    def handle_data(self, data: str) -> None:
        # Lines of the source are no lines of the text.
        self.open[-1].children.append(
            data if self._is_verbatim() else re.sub(r"[ \t\n]+", " ", data)
        )

    def _is_verbatim(self) -> bool:
        return any(one.tag == "pre" for one in self.open)


def _read(html: str) -> list[_Element | str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0].children
