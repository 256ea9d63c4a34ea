"""What a reader's browser finds in a built site: links, pictures, words, and what leads nowhere."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = "https://here.invalid"
"""Stands for the site while addresses are compared; a link to any other host leads out."""
ADDRESSES = {"href", "src", "srcset", "poster", "action"}
UNSEEN = {"script", "style", "template", "title"}


class Page(HTMLParser):
    """One page, taken apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.texts: dict[str, str] = {}
        self.ids: list[str] = []
        self.images: list[dict[str, str]] = []
        self.head: dict[str, str] = {}
        self._open: list[str] = []
        self._words: list[str] = []
        self._link = ""
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """Return the words of the page, as one line."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        self.links += [found[name] for name in ADDRESSES & found.keys()]
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self._link = found.get("href", "")
        if tag == "img":
            self.images.append(found)
        if tag == "html":
            self.head["lang"] = found.get("lang", "")
        if tag == "link":
            self.head[found.get("rel", "")] = found.get("href", "")
        if tag == "meta":
            self.head[found.get("name") or found.get("http-equiv", "")] = found.get("content", "")
        if found.get("http-equiv") == "refresh":
            self.links.append(found["content"].partition("url=")[2])

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            continue
        if tag == "a":
            self._link = ""
        if tag not in {"a", "span", "strong", "em", "time", "code", "sup"}:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        if "title" in self._open[-1:]:
            self.head["title"] = self.head.get("title", "") + data
        if not UNSEEN & set(self._open[-1:]):
            self._words.append(data)
        if self._link and data.strip():
            self.texts[self._link] = self.texts.get(self._link, "") + data.strip()


def pages(built: Mapping[str, bytes]) -> dict[str, Page]:
    """Return every page of a built site, taken apart, by path."""
    return {
        path: Page(content.decode("utf-8"))
        for path, content in built.items()
        if path.endswith(".html")
    }


def address_of(path: str, base: str = "") -> str:
    """Return the address, not encoded, at which a web server shows the file ``path``."""
    folder, _, name = path.rpartition("/")
    if name != "index.html":
        return f"{unquote(base)}/{path}"
    return f"{unquote(base)}/{folder}/" if folder else f"{unquote(base)}/"


def broken_links(built: Mapping[str, bytes], base: str = "") -> list[tuple[str, str]]:
    """Return page and address of every link inside the site that leads to no page, file or heading."""
    taken_apart = pages(built)
    places = {address_of(path, base): path for path in built}
    return [
        (path, link)
        for path, page in taken_apart.items()
        for link in page.links
        if not _leads_somewhere(link, address_of(path, base), places, taken_apart)
    ]


def _leads_somewhere(
    link: str, here: str, places: Mapping[str, str], taken_apart: Mapping[str, Page]
) -> bool:
    target = urlsplit(urljoin(HERE + here, link))
    if f"{target.scheme}://{target.netloc}" != HERE:
        return target.scheme in {"http", "https", "mailto", "tel"} and bool(link.strip())
    path = places.get(unquote(target.path))
    if path is None or not link:
        return False
    fragment = unquote(target.fragment)
    return not fragment or (path in taken_apart and fragment in taken_apart[path].ids)


def faults(built: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is wrong with pages wherever they are from: ids given twice, pictures that do not speak."""
    for path, page in pages(built).items():
        twice = sorted({one for one in page.ids if page.ids.count(one) > 1})
        if twice:
            yield f"{path}: ids given twice: {twice}"
        for image in page.images:
            if "alt" not in image or not image.get("width") or not image.get("height"):
                yield f"{path}: picture without alt or size: {image}"
        if "{{" in page.text or "{%" in page.text:
            yield f"{path}: a template's marks"
        if not page.head.get("lang") or not page.head.get("title", "").strip():
            yield f"{path}: no language or no title"
