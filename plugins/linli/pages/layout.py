"""The pieces that all views are made of: moments, entries, heads."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from linli.pages import views
from linli.pages.addresses import feed_urls
from linli.pages.headline import phrases
from linli.pages.words import day_text, time_text, vocabulary
from linli.rights.statement import House
from linli.rights.words import words_with
from linli.site.card import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linli.pages.addresses import Addresses
    from linli.pages.recipe import Listed
    from linli.pages.vocabulary import Vocabulary
    from linli.site import Newsroom
    from linli.story import Stamp

SIGNOFF_FIELDS = ("editors", "proofreaders", "reviewers", "approver")
BYLINE_FIELDS = ("authors", "correspondents", "photographers")
FEED_TYPES = "application/rss+xml", "application/atom+xml", "application/feed+json"
DESCRIBED = 3
"""How many entries of a list its description names."""
KEPT = 20_000
"""Entries kept at hand, some twenty-five megabytes: a story stands in a dozen lists, and looks the same in each."""


class Layout(Struct, frozen=True, dict=True):
    """Makes the parts of views. It knows the newsroom and the addresses, and no story."""

    newsroom: Newsroom
    addresses: Addresses

    @cached_property
    def house(self) -> House:
        """Return what notices say of us; it follows from the newsroom."""
        return house_of(self.newsroom, self.addresses)

    def words(self, lang: str) -> Vocabulary:
        """Return Linli's own words for pages in ``lang``."""
        return vocabulary(lang)

    def moment(self, stamp: Stamp, lang: str) -> views.Moment:
        """Return a moment as ``lang`` writes it; a bare day stays a bare day."""
        return _moment(stamp, lang)

    def entry(self, listed: Listed, lang: str) -> views.Entry:
        """Return a story as it stands in a list of a page in ``lang``."""
        if not listed.mark:
            return _entry(listed, lang)
        key = listed.mark, lang
        found = _entries.get(key)
        if found is None:
            if len(_entries) >= KEPT:
                _entries.clear()
            found = _entries[key] = _entry(listed, lang)
        return found

    def entries(self, listed: Iterable[Listed], lang: str = "") -> tuple[views.Entry, ...]:
        """Return stories as they stand in a list, on a page in the site's language unless told."""
        return tuple(self.entry(one, lang or self.newsroom.lang) for one in listed)

    def absolute(self, address: str) -> str:
        """Return the full address, or an empty string while the site has none."""
        return _server(self.newsroom.url) + address if self.newsroom.url else ""

    def absolute_link(self, url: str) -> str:
        """Return a link that may lead out of the site as a full address; nothing while the site has none."""
        return self.absolute(url) if url.startswith("/") else url

    def head(
        self,
        kind: str,
        title: str,
        url: str,
        lang: str = "",
        description: str = "",
        trail: tuple[views.Link, ...] = (),
        section: str = "",
        canonical: str | None = None,
        index: bool = True,
        keywords: tuple[str, ...] = (),
        feed: tuple[str, str] = ("", ""),
    ) -> views.Head:
        """Return what every page has; the trail begins at the home page by itself.

        A page without a description of its own gets the newsroom's. ``feed`` is the kind of feed that the
        page has, if such feeds are wanted, and the address beside which it lies.
        """
        lang = lang or self.newsroom.lang
        home = views.Link(self.words(lang).home, self.addresses.home())
        return views.Head(
            kind=kind,
            title=title,
            url=url,
            canonical=self.absolute(url) if canonical is None else canonical,
            lang=lang,
            description=description or self.newsroom.description or title,
            keywords=keywords,
            trail=(home, *trail),
            index=index,
            section=section,
            feeds=self.feeds(feed[0], title, feed[1]),
        )

    def feeds(self, kind: str, title: str, home: str) -> tuple[views.FeedLink, ...]:
        """Return the feeds beside the page ``home`` in each form, if there are feeds of that kind."""
        if not self.newsroom.url or kind not in self.newsroom.feeds:
            return ()
        types = zip(FEED_TYPES, feed_urls(home), strict=True)
        return tuple(views.FeedLink(title, url, type_) for type_, url in types)

    def contents(self, title: str, texts: Sequence[str]) -> str:
        """Return a description of a list: its title, and what is first on it."""
        words = self.words(self.newsroom.lang)
        first = words.between.join(texts[:DESCRIBED])
        return words.contents.format(title=title, texts=first) if first else ""


def house_of(newsroom: Newsroom, addresses: Addresses) -> House:
    """Return what reprint notices say of the newsroom.

    Who has no place to ask is sent to the reprint policy, if there is one.
    """
    policy = addresses.at(newsroom.policy_slug) if newsroom.policy_slug else ""
    ask = newsroom.ask_url
    ask = addresses.base + ask if ask.startswith("/") else ask
    words = words_with(newsroom.rights_words)
    return House(newsroom.name, newsroom.publisher, ask or policy, policy, words)


def _moment(stamp: Stamp, lang: str) -> views.Moment:
    day = day_text(stamp.at, lang)
    if not stamp.timed:
        return views.Moment(stamp.at.date().isoformat(), day, day)
    return views.Moment(stamp.at.isoformat(), time_text(stamp.at, lang), day)


_entries: dict[tuple[bytes, str], views.Entry] = {}
"""Entries at hand, by what stands for a story as it is listed, and the page's language."""


def _entry(listed: Listed, lang: str) -> views.Entry:
    cover = listed.cover
    return views.Entry(
        id=listed.id,
        kind=listed.kind,
        url=listed.url,
        title=listed.title,
        lang=listed.lang,
        date=_moment(stamp(listed.when), lang),
        column=views.Link(*listed.column),
        summary=listed.summary,
        cover=views.Picture(*cover) if cover else None,
        state=listed.state,
        expires=_moment(stamp(listed.expires), lang) if listed.expires else None,
        phrases=phrases(listed.title),
    )


@lru_cache(maxsize=4)
def _server(url: str) -> str:
    """Return the part of the site's address that comes before every path."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
