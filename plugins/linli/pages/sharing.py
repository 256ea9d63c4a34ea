"""Links by which readers pass a story on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from linli.pages import views

if TYPE_CHECKING:
    from linli.pages.layout import Layout


class _Quoted(dict[str, str]):
    """Characters as addresses carry them, each quoted once: a title has few that no other title has."""

    def __missing__(self, char: str) -> str:
        """Return a character that is new, quoted."""
        self[char] = quoted = quote(char, safe="")
        return quoted


_quoted = _Quoted()

SHARE = {
    "weibo": "https://service.weibo.com/share/share.php?url={url}&title={title}",
    "qzone": "https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url={url}&title={title}",
    "x": "https://x.com/intent/post?url={url}&text={title}",
    "facebook": "https://www.facebook.com/sharer/sharer.php?u={url}",
}
"""Where services take what is shared; their names are in the vocabulary."""


def quoted(text: str) -> str:
    """Return a text as a part of an address, nothing of it left that has a meaning there.

    >>> quoted("电梯/a b")
    '%E7%94%B5%E6%A2%AF%2Fa%20b'
    """
    return "".join([_quoted[char] for char in text])


def share_links(layout: Layout, title: str, url: str, lang: str) -> tuple[views.Link, ...]:
    """Return links for sharing; without an address of the site there is nothing to share."""
    if not url:
        return ()
    links: list[views.Link] = []
    whole = {"url": quoted(url), "title": quoted(title)}
    for service in layout.newsroom.share:
        if service == "mail":
            subject, body = (text.replace("%2F", "/") for text in (whole["title"], whole["url"]))
            address = f"mailto:?subject={subject}&body={body}"
            links.append(views.Link(layout.words(lang).mail, address))
        else:
            address = SHARE[service].format(**whole)
            links.append(views.Link(layout.words(lang).services[service], address))
    return tuple(links)
