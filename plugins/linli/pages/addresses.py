"""Where each page lives. Addresses depend on names and ids, never on titles or dates.

Every page is a folder with an ``index.html``, so that an address has no technology in it. List pages
are numbered from the oldest (``page/1/`` never changes once it is full); the newest stories stand on
the list's own address.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from linli.regexes import regex
from linli.story.naming import address_name

if TYPE_CHECKING:
    from linli.site import Newsroom

INDEX = "index.html"
FILE_NAME_LIMIT = 200
FEED_NAMES = frozenset({"feed.xml", "atom.xml", "feed.json"})
FEED_HOMES = frozenset({"columns", "series", "tags", "people"})
"""Folders of the pages that have feeds, besides the home page, the notices and the corrections."""
_HOST = regex(r"(?:https?:)?//[^/]*", re.IGNORECASE)
_LOCAL = regex(r'(<[a-z]++[1-6]?+ (?:[a-z-]+(?:="[^"]*+")? )*?(?:href|src|cite)=")([/#])')
"""Where in a tag an address of this site begins: in a text, ``href="/a/"`` is what it is."""
_UNSAFE = frozenset('/\\:*?"<>|')


class Addressed(Protocol):
    """What the address of a story depends on."""

    @property
    def kind(self) -> str:
        """Return "article", "notice" or "page"."""

    @property
    def slug(self) -> str:
        """Return the last part of its address."""


class Addresses(Struct, frozen=True):
    """Addresses below ``base`` ("" or "/paper"); all begin and end with a slash, percent-encoded."""

    base: str = ""

    def at(self, *parts: str) -> str:
        """Return the address of the folder ``parts``."""
        return self.base + "".join([f"/{quoted(part)}" for part in parts]) + "/"

    def home(self) -> str:
        """Return the front page's address."""
        return self.at()

    def story(self, story: Addressed) -> str:
        """Return the address of an article, a notice or a page."""
        name = quoted(story.slug)
        return (
            f"{self.base}/{name}/" if story.kind == "page" else f"{self.base}/{story.kind}s/{name}/"
        )

    def file_of(self, story: Addressed) -> str:
        """Return the file, below the output folder, of an article, a notice or a page."""
        if story.kind == "page":
            return f"{story.slug}/{INDEX}"
        return f"{story.kind}s/{story.slug}/{INDEX}"

    def column(self, slug: str) -> str:
        """Return a column's address."""
        return self.at("columns", slug)

    def notices(self) -> str:
        """Return the address of the notices."""
        return self.at("notices")

    def notices_of(self, kind: str) -> str:
        """Return the address of the notices of one kind."""
        return self.at("notices", "kind", kind)

    def tag(self, name: str) -> str:
        """Return a tag's address."""
        return self.at("tags", list_name(name))

    def person(self, name: str) -> str:
        """Return a person's address."""
        return self.at("people", list_name(name))

    def series(self, name: str) -> str:
        """Return the address of a series."""
        return self.at("series", list_name(name))

    def month(self, year: int, month: int = 0) -> str:
        """Return the address of a month in the archive, or of the whole year."""
        return (
            self.at("archive", f"{year}", f"{month:02}") if month else self.at("archive", f"{year}")
        )

    def old(self, alias: str) -> str:
        """Return an address that a story had before, as it was: its case and its ``.html`` belong to it.

        Host and query are left out, and so is what no file name can hold.
        """
        path = _HOST.sub("", alias).partition("?")[0].partition("#")[0]
        parts = [part for part in map(_file_name, path.split("/")) if part]
        url = self.at(*parts)
        return url.rstrip("/") if parts and parts[-1].lower().endswith((".html", ".htm")) else url

    def file(self, path: str) -> str:
        """Return the address of a file that is published as it is."""
        return f"{self.base}/{quote(path)}"


def feed_urls(home: str, number: int = 0) -> tuple[str, str, str]:
    """Return the addresses of a feed as RSS, Atom and JSON, beside the page ``home``; or those of an archive."""
    if number:
        return f"{home}feed/{number}.xml", f"{home}atom/{number}.xml", f"{home}feed/{number}.json"
    return f"{home}feed.xml", f"{home}atom.xml", f"{home}feed.json"


def code_url(home: str) -> str:
    """Return the address of the QR code of the feed beside the page ``home``."""
    return f"{home}feed.svg"


def kit_url(story: str) -> str:
    """Return the address of the republish kit of the story at ``story``."""
    return f"{story}republish/"


def absolute_links(html: str, page: str, server: str) -> str:
    """Return safe HTML whose links and pictures have full addresses."""
    if '="/' not in html and '="#' not in html:
        return html
    parts = _LOCAL.split(html)
    for place in range(2, len(parts), 3):
        parts[place] = f"{page}#" if parts[place] == "#" else f"{server}/"
    return "".join(parts)


def is_feed(path: str) -> bool:
    """Say whether a file of the site is a feed that can be subscribed to; an archive is none.

    Linli's own feeds lie beside the page whose stories they hold (``feed_urls``).

    >>> is_feed("feed.xml"), is_feed("columns/community/atom.xml"), is_feed("feed/1.xml")
    (True, True, False)
    >>> is_feed("notices/kind/water/feed.xml"), is_feed("corrections/feed.json")
    (True, True)
    """
    *folders, name = path.split("/")
    if name not in FEED_NAMES:
        return False
    if len(folders) == 2:
        return folders[0] in FEED_HOMES and folders[1] not in {"", ".", ".."}
    if len(folders) == 3:
        return folders[:2] == ["notices", "kind"] and folders[2] not in {"", ".", ".."}
    return folders in ([], ["notices"], ["corrections"], ["audio"])


def page_path(address: str, base: str) -> str:
    """Return the file, below the output folder, that is served at ``address``."""
    path = address.removeprefix(base).lstrip("/")
    path = unquote(path) if "%" in path else path
    return path + INDEX if not path or path.endswith("/") else path


def quoted(part: str) -> str:
    """Return a part of an address, percent-encoded; most are plain, and ``quote`` is slow to see it."""
    return part if part.isascii() and part.replace("-", "").isalnum() else quote(part)


def _file_name(part: str) -> str:
    name = "".join(char for char in unquote(part) if char.isprintable() and char not in _UNSAFE)
    return name.strip(" .").encode()[:FILE_NAME_LIMIT].decode(errors="ignore")


@cache
def list_name(name: str) -> str:
    """Return the last part of the address of a tag, person or series.

    Names that lose letters on the way ("C++") get a short mark of their own, so that two names never
    share an address by accident. Names that differ only in case, width or spacing do share one.
    """
    plain = address_name(name)
    folded = unicodedata.normalize("NFKC", name).lower()
    lost = [char for char in folded if not (char.isspace() or char in "-_·" or char in plain)]
    if plain and not lost:
        return plain
    mark = hashlib.sha256(folded.encode()).hexdigest()[:6]
    return f"{plain}-{mark}" if plain else mark


def entry_id(minted: str, story: str) -> str:
    """Return what readers' programs know a story by, for ever (RFC 4151): it holds no title, date or address."""
    return f"tag:{minted}:{quoted(story)}"


def minter(newsroom: Newsroom) -> str:
    """Return who mints ids, a host and a year; nobody while the site has no address."""
    return _minter(newsroom.url, newsroom.since) if newsroom.url else ""


@lru_cache(maxsize=4)
def _minter(url: str, since: int) -> str:
    host = (urlsplit(url).hostname or "localhost").encode("idna").decode("ascii")
    return f"{host},{since}"
