"""Links by which readers pass a story on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from linli.pages import views

if TYPE_CHECKING:
    from linli.pages.layout import Layout

SHARE = {
    "weibo": "https://service.weibo.com/share/share.php?url={url}&title={title}",
    "qzone": "https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url={url}&title={title}",
    "x": "https://x.com/intent/post?url={url}&text={title}",
    "facebook": "https://www.facebook.com/sharer/sharer.php?u={url}",
}
"""Where services take what is shared; their names are in the vocabulary."""


def share_links(layout: Layout, title: str, url: str, lang: str) -> tuple[views.Link, ...]:
    """Return links for sharing; without an address of the site there is nothing to share."""
    if not url:
        return ()
    links: list[views.Link] = []
    whole = {"url": quote(url, safe=""), "title": quote(title, safe="")}
    for service in layout.newsroom.share:
        if service == "mail":
            subject, body = (text.replace("%2F", "/") for text in (whole["title"], whole["url"]))
            address = f"mailto:?subject={subject}&body={body}"
            links.append(views.Link(layout.words(lang).mail, address))
        else:
            address = SHARE[service].format(**whole)
            links.append(views.Link(layout.words(lang).services[service], address))
    return tuple(links)
