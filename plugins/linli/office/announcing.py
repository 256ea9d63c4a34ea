"""Announcing: the feeds that are new in the live release are told to the newsroom's hub."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from linli.build.places import target_of
from linli.errors import UsageError
from linli.feeds.characters import address
from linli.pages.addresses import Addresses, is_feed, page_path
from linli.pages.layout import Layout
from linli.release import MANIFEST, files_listed, news, remember_announced
from linli.site.readers import is_loopback
from linli.websub.sending import Opener, careful_opener, fetch, publish
from linli.websub.telling import Outcome, Patience, tell
from linli.websub.topics import new_feeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linli.site import Newsroom


class Announcement(NamedTuple):
    """Topics to tell a hub of, and the manifest of the release they are of (empty: of none that we know)."""

    topics: tuple[str, ...]
    digest: str = ""


def choose_topics(newsroom: Newsroom, *, everything: bool = False) -> Announcement:
    """Return the feeds that are new since the last announcement, or every feed of the live release."""
    found = news(target_of(newsroom))
    before = None if everything else found.before
    paths = new_feeds(found.live, before, is_feed)
    return Announcement(tuple(topic_of(newsroom, path) for path in paths), found.digest)


def choose_beside_published(
    newsroom: Newsroom, opener: Opener | None = None
) -> Announcement | None:
    """Return the feeds in which the live release differs from what the site's address serves now.

    For a machine that keeps nothing between builds, before it publishes. ``None`` when no list of files is
    found there.
    """
    url = f"{address(newsroom.url)}/{MANIFEST}"
    content = fetch(opener or opener_for(url), url)
    try:
        before = files_listed(content)
    except ValueError:
        return None
    found = news(target_of(newsroom))
    paths = new_feeds(found.live, before, is_feed)
    return Announcement(tuple(topic_of(newsroom, path) for path in paths))


def read_topics(newsroom: Newsroom, lines: Iterable[str]) -> Announcement:
    """Return the topics in ``lines``, one in each. Raises ``UsageError`` for one that is no feed of the site."""
    topics = []
    for number, line in enumerate(lines, 1):
        topic = line.strip()
        if not topic:
            continue
        path = page_path(topic.removeprefix(address(newsroom.url)), "")
        if not is_feed(path) or topic_of(newsroom, path) != topic:
            raise UsageError(
                f"Line {number} of the topics is no feed of {newsroom.url}: {topic[:200]!r}.",
                "Give it what `ping --dry-run` printed.",
                zh=f"第 {number} 行不是 {newsroom.url} 的订阅源：{topic[:200]!r}。请用 ping --dry-run 列出的网址。",
            )
        topics.append(topic)
    return Announcement(tuple(dict.fromkeys(topics)))


def topic_of(newsroom: Newsroom, path: str) -> str:
    """Return a feed's address, to the letter as it stands in the feed itself."""
    layout = Layout(newsroom, Addresses(newsroom.base))
    return address(layout.absolute(f"{newsroom.base}/{quote(path)}"))


def announce(
    newsroom: Newsroom,
    chosen: Announcement,
    opener: Opener | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    patience: Patience | None = None,
) -> Sequence[Outcome]:
    """Tell the hub; when it has taken everything, remember of which release."""
    hub = address(newsroom.hub)
    ask = partial(publish, opener or opener_for(hub), hub)
    outcomes = tell(chosen.topics, ask, clock, sleep, patience)
    if chosen.digest and all(one.is_told for one in outcomes):
        remember_announced(target_of(newsroom), chosen.digest)
    return outcomes


def opener_for(url: str) -> Opener:
    """Return an opener for ``url``: the system's proxies stand between, but not on the way to this machine."""
    return careful_opener(proxies=not is_loopback(urlsplit(url).hostname or ""))


def check_hub(newsroom: Newsroom) -> None:
    """Raise ``UsageError`` when there is no hub to tell, or no feed to tell of."""
    if not newsroom.hub:
        raise UsageError(
            "There is no hub to tell: LINLI_HUB is not set.",
            'Write the address of a WebSub hub in pelicanconf.py: LINLI_HUB = "https://hub.example/".',
            zh="没有可以通知的中转站：没有设置 LINLI_HUB。请在 pelicanconf.py 里写上 WebSub 中转站的网址："
            'LINLI_HUB = "https://hub.example/"。',
        )
    if not newsroom.url or not newsroom.feeds:
        raise UsageError(
            "There are no feeds to tell of: they need SITEURL, and LINLI_FEEDS must not be empty.",
            "Set both, and build the site.",
            zh="没有订阅源可以通知：要有 SITEURL，LINLI_FEEDS 不能是空表。请设置好，再生成网站。",
        )
