"""What a link or a picture points to.

Addresses on the web pass as they are. Everything else is a :class:`Reference`: a story, a file, or an
address of this site, which only the whole edition can resolve. Until then a marker made of two
noncharacters stands in the HTML; authors cannot write those, because the reader removes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from linli.problems import Place
from linli.text.lines import CODE

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN, CLOSE = "\ufdd0", "\ufdd1"
_MARKER = re.compile(f"{OPEN}(\\d+){CLOSE}")
_IMAGE = re.compile(f'(<img\\b[^>]*? src="){OPEN}(\\d+){CLOSE}"')
_LINK = re.compile(f'<a\\b[^>]*? href="{OPEN}(\\d+){CLOSE}"[^>]*>(.*?)</a>', re.DOTALL)
_BRACES = re.compile(r"[{|](?P<what>[a-z]+)[}|](?P<path>.*)", re.DOTALL)
_FULL_WIDTH = re.compile(
    r"!?\[[^\[\]\n]{0,80}\]（\s*(?:https?://|[^（）\s]+\.[A-Za-z]{2,4}\b)[^（）\n]{0,300}）"
    r"|！\[[^\[\]\n]{0,80}\][(（][^()（）\n]{1,300}[)）]"
)
WEB = frozenset({"http", "https"})
PLAIN = frozenset({"mailto", "tel"})


@dataclass(frozen=True, slots=True)
class Reference:
    """Something in this site that a text points to.

    ``path`` is unquoted and without ``#fragment``; ``what`` says how it was marked: ``filename`` (a
    story), ``static`` (a file), or empty when the path alone must tell.
    """

    use: Literal["link", "image"]
    what: str
    path: str
    fragment: str
    written: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rejected:
    """A target that cannot be published; the rule says why."""

    rule: str


def classify(written: str) -> str | Rejected | tuple[str, str, str]:
    """Return the address itself, why it is refused, or what, path and fragment of a reference."""
    target = written.strip()
    if target.startswith("#"):
        return target
    braces = _BRACES.fullmatch(unquote(target) if target.startswith("%7B") else target)
    if braces:
        if braces["what"] not in {"filename", "static"}:
            return Rejected("link-unsupported")
        path, _, fragment = braces["path"].partition("#")
        return braces["what"], unquote(path), fragment
    if target.startswith("//"):
        target = f"https:{target}"
    try:
        parts = urlsplit(target)
    except ValueError:
        return Rejected("link-scheme")
    if parts.scheme in WEB:
        return target if parts.netloc else Rejected("link-scheme")
    if parts.scheme in PLAIN:
        return target
    if parts.scheme or target.startswith("\\"):
        return Rejected("link-scheme")
    return "", unquote(parts.path), parts.fragment


def is_web(address: str) -> bool:
    """Say whether an address leads to another server."""
    return address.partition(":")[0].lower() in WEB


def mark(index: int) -> str:
    """Return the marker of reference ``index``."""
    return f"{OPEN}{index}{CLOSE}"


def has_marks(html: str) -> bool:
    """Say whether any reference is still unresolved."""
    return OPEN in html


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: an address (empty when there is none yet) and a picture's size."""

    url: str
    width: int = 0
    height: int = 0


def resolve(html: str, targets: Callable[[int], Target]) -> str:
    """Return ``html`` with every marker replaced; links that lead nowhere yet become plain text."""
    if not has_marks(html):
        return html

    def image(match: re.Match[str]) -> str:
        target = targets(int(match[2]))
        size = f' width="{target.width}" height="{target.height}"' if target.width else ""
        return f'{match[1]}{_attribute(target.url)}"{size}'

    html = _IMAGE.sub(image, html)
    html = _LINK.sub(
        lambda match: match[0] if targets(int(match[1])).url else match[2],
        html,
    )
    return _MARKER.sub(lambda match: _attribute(targets(int(match[1])).url), html)


def _attribute(url: str) -> str:
    return url.replace("&", "&amp;").replace('"', "%22")


def prose_of(body: str) -> str:
    """Return ``body`` with everything inside of code blanked out, every other character in its place."""
    return CODE.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), body)


def full_width_links(body: str) -> list[str]:
    """Return links and pictures that were typed with full-width marks, which Markdown does not know.

    >>> full_width_links("见[公示]（notice.md）和！[图](a.jpg)")
    ['[公示]（notice.md）', '！[图](a.jpg)']
    """
    return [match[0] for match in _FULL_WIDTH.finditer(prose_of(body))]


def line_finder(body: str, first_line: int) -> Callable[..., Place]:
    """Return a function that finds the next place in ``body``, outside of code, where a text stands.

    It takes several spellings of the text, the likeliest first.
    """
    prose = prose_of(body)
    positions: dict[str, int] = {}

    def find(*needles: str) -> Place:
        for needle in filter(None, needles):
            start = prose.find(needle, positions.get(needle, 0))
            start = prose.find(needle) if start < 0 else start
            if start >= 0:
                positions[needle] = start + len(needle)
                line_start = prose.rfind("\n", 0, start) + 1
                return Place(first_line + prose.count("\n", 0, start), start - line_start + 1)
        return Place(first_line, 1)

    return find
