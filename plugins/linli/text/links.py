"""What a link or a picture points to.

Addresses on the web pass as they are. Everything else is a :class:`Reference`: a story, a file, or an
address of this site, which only the whole edition can resolve. Until then a marker made of two
noncharacters stands in the HTML; authors cannot write those, because the reader removes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from linli.regexes import regex

if TYPE_CHECKING:
    from linli.problems import Place

AttributeRule = Callable[[str, str], str | None]
"""Tag and address into the address to publish, or ``None`` to leave it out."""

OPEN, CLOSE = "\ufdd0", "\ufdd1"
_MARKER = regex(f"{OPEN}(\\d+){CLOSE}")
_IMAGE = regex(f'(<img\\b[^>]*? src="){OPEN}(\\d+){CLOSE}"')
_LINK = regex(f'<a\\b[^>]*? href="{OPEN}(\\d+){CLOSE}"[^>]*>(.*?)</a>', re.DOTALL)
_OUTSIDE = regex(r"(?i)[a-z]:[\\/]|file:|\\\\")
"""A file on somebody's own machine: ``C:\\...``, ``file:///...``, ``\\\\server\\...``."""
_PASTED = regex(r"(?i)data:|blob:")
"""A picture that was pasted, and lies in no file."""
_BRACES = regex(r"[{|](?P<what>[a-z]+)[}|](?P<path>.*)", re.DOTALL)
_WIDE_SCHEME = regex(r"(https?)\s*[:：]\s*[/／]{2}(?=[^/])", re.IGNORECASE)
_HOST = regex(
    r"(?:www\.[^\s/@]+|(?:[a-z0-9\-]+\.)+(?:com|cn|net|org|gov|edu|info|io|cc|tv|top|xyz))(?::\d+)?(?:[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = regex(
    r"[^\s@/:：]+@(?:[a-z0-9\-]+\.)+(?!(?:png|jpe?g|gif|webp|avif)$)[a-z]{2,}", re.IGNORECASE
)
WEB = frozenset({"http", "https"})
PLAIN = frozenset({"mailto", "tel"})


class Reference(Struct, frozen=True):
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


class Rejected(Struct, frozen=True):
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
        return Rejected(rule_against(target))
    return "", unquote(parts.path), parts.fragment


def rule_against(address: str, tag: str = "a") -> str:
    """Return the rule that an address in a tag breaks which cannot be published."""
    outside = _OUTSIDE.match(address) or (tag == "img" and _PASTED.match(address))
    return "file-outside" if outside else "link-scheme"


def in_full(written: str) -> str:
    """Return the address on the web, or the mailbox, that was written without its scheme; else nothing.

    >>> in_full("www.example.org/a"), in_full("a@example.org"), in_full("logo@2x.png")
    ('https://www.example.org/a', 'mailto:a@example.org', '')
    """
    target = unquote(written.strip())
    if wide := _WIDE_SCHEME.match(target):
        return f"{wide[1].lower()}://{target[wide.end() :]}"
    if _MAIL.fullmatch(target):
        return f"mailto:{target}"
    return f"https://{target}" if _HOST.fullmatch(target) else ""


def is_web(address: str) -> bool:
    """Say whether an address leads to another server."""
    return address.partition(":")[0].lower() in WEB


def mark(index: int) -> str:
    """Return the marker of reference ``index``."""
    return f"{OPEN}{index}{CLOSE}"


def has_marks(html: str) -> bool:
    """Say whether any reference is still unresolved."""
    return OPEN in html


class Target(Struct, frozen=True):
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
