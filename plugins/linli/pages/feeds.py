"""Feeds: which there are, where they live, and what stands in each.

The site's feed shows the newest stories, between one archive's worth and two and a half; everything older stands in
archives numbered from the oldest, each full for ever (RFC 5005), which end as the pages of lists do. So a reader can
walk to the first story, and a new one changes only the feeds it is in. The other feeds hold the newest stories of a column, a series, a tag.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from linli.pages.addresses import feed_urls, page_path
from linli.pages.corrections import told
from linli.pages.feed_contents import contents_of
from linli.pages.paging import month_of, paginate
from linli.pages.podcast import heard
from linli.pages.recipe import (
    ArticleParts,
    FeedParts,
    Recipe,
    WithdrawnParts,
)
from linli.site.gatherings import PEOPLE_FIELDS
from linli.site.sorting import newest_first
from linli.story.naming import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linli.pages.catalogue import Catalogue
    from linli.site import Card, Newsroom

FORMS = ("rss", "atom", "json")
NONE = "", "", ""
EPISODES = 300
"""The most episodes that directories read of a podcast (Apple's limit)."""


class Feed(NamedTuple):
    """A feed that can be subscribed to: its kind, its title, the page it belongs to, its stories (newest first).

    ``withdrawn`` are those that were in it and have been withdrawn of late. That of the corrections has no stories.
    """

    kind: str
    title: str
    about: str
    home: str
    items: Sequence[Card]
    withdrawn: Sequence[Card] = ()


def feeds_of(catalogue: Catalogue) -> Iterator[Feed]:
    """Yield all feeds that the settings ask for; without an address of the site there is none."""
    newsroom, edition, addresses = catalogue.newsroom, catalogue.edition, catalogue.addresses
    if not newsroom.url:
        return
    words, wanted, late = catalogue.words, newsroom.feeds, edition.tombstones
    about = newsroom.description or newsroom.tagline or newsroom.name
    if "site" in wanted:
        everything = newest_first([*edition.readable, *edition.withdrawn, *edition.lapsed])
        yield Feed("site", newsroom.name, about, addresses.home(), everything, late)
    if "notices" in wanted:
        title = _titled(newsroom.notice_column, newsroom)
        notices = [item for item in late if item.kind == "notice"]
        yield Feed("notices", title, about, addresses.notices(), edition.notices, notices)
    for of_kind in edition.kinds if "kinds" in wanted else ():
        kind = of_kind.kind
        title = words.notices_of.format(
            column=newsroom.notice_column, kind=words.notice_kinds[kind]
        )
        notices = [item for item in late if item.notice_kind == kind]
        home = addresses.notices_of(kind)
        yield Feed("kinds", _titled(title, newsroom), about, home, of_kind.in_force, notices)
    if "corrections" in wanted:
        title = _titled(words.corrections, newsroom)
        about_them = words.corrections_about.format(name=newsroom.name)
        yield Feed("corrections", title, about_them, addresses.at("corrections"), ())
    if "columns" in wanted:
        for column in edition.columns:
            name, home = column.column.name, catalogue.columns[column.column.name]
            described = column.column.description or about
            left = [item for item in late if item.column == name]
            yield Feed("columns", _titled(name, newsroom), described, home, column.items, left)
    if "series" in wanted:
        for series in edition.series:
            title = _titled(words.series_title.format(name=series.name), newsroom)
            items = newest_first(item for _, item in series.items)
            left = [item for item in late if item.series == series.name]
            yield Feed("series", title, about, addresses.series(series.name), items, left)
    if "audio" in wanted and (podcast := newsroom.podcast):
        title = podcast.title or _titled(words.audio, newsroom)
        told_of = podcast.description or about
        left = [item for item in late if item.audio]
        yield Feed("audio", title, told_of, addresses.at("audio"), heard(catalogue), left)
    for name, gathered, template, address in (
        ("tags", edition.tags, words.tag_title, addresses.tag),
        ("people", edition.people, words.person_title, addresses.person),
    ):
        left_by = _by_name(late, name) if name in wanted else {}
        for one in gathered if name in wanted else ():
            title = _titled(template.format(name=one.name), newsroom)
            left = left_by.get(folded(one.name), [])
            yield Feed(name, title, about, address(one.name), one.items, left)


def _by_name(late: Iterable[Card], kind: str) -> dict[str, list[Card]]:
    """Return withdrawn stories by their tags or by their people."""
    found: dict[str, list[Card]] = {}
    for item in late:
        people = [name for key, name, _, _ in item.people if key in PEOPLE_FIELDS]
        for name in dict.fromkeys(map(folded, item.tags if kind == "tags" else people)):
            found.setdefault(name, []).append(item)
    return found


def _titled(name: str, newsroom: Newsroom) -> str:
    return f"{name} · {newsroom.name}"


def feed_recipes(catalogue: Catalogue, stories: Iterable[Recipe]) -> Iterator[Recipe]:
    """Yield every feed in every form, archives included; ``stories`` are the recipes of their pages."""
    own = {
        recipe.stories[0]: recipe
        for recipe in stories
        if isinstance(recipe.parts, ArticleParts | WithdrawnParts)
    }
    for feed in feeds_of(catalogue):
        # Directories of podcasts know no archives: that feed is as long as they read.
        size = EPISODES if feed.kind == "audio" else catalogue.newsroom.feed_size
        if feed.kind == "corrections":
            found: Sequence[tuple[Recipe | None, str]] = told(catalogue)
        else:
            # Every story stands in the site's feed or its archives; the others hold their newest.
            items = feed.items if feed.kind == "site" else feed.items[:size]
            found = [(own.get(item.name), month_of(item)) for item in items]
        documents = list(paginate(found, size, feed.home, itemgetter(1)))
        archives = len(documents) - 1
        for _, places, (number, *_) in documents:
            # A story withdrawn, or without permission, keeps its place, so that nothing moves, and leaves it empty.
            pages = [one for one, _ in places if one and type(one.parts) is not WithdrawnParts]
            if feed.withdrawn and not number:
                pages = _with_withdrawn(pages, feed, own)
            yield from _forms(catalogue, feed, number, archives, pages)


def _with_withdrawn(pages: Sequence[Recipe], feed: Feed, own: Mapping[str, Recipe]) -> list[Recipe]:
    """Return the newest stories of a feed with those withdrawn of late, each by the day of what is said of it."""
    begins = {item.name: item.begins for item in feed.items}
    moments = [(begins[one.stories[0]], one) for one in pages]
    moments += [(item.recalled or item.begins, own[item.name]) for item in feed.withdrawn]
    return [one for _, one in sorted(moments, key=itemgetter(0), reverse=True)]


def _forms(
    catalogue: Catalogue, feed: Feed, number: int | None, archives: int, pages: Sequence[Recipe]
) -> Iterator[Recipe]:
    """Yield one document of a feed in every form; ``number`` is that of an archive."""
    older = number - 1 if number else archives
    newer = number + 1 if number and number < archives else 0
    urls = feed_urls(feed.home, number or 0)
    current = feed_urls(feed.home) if number else NONE
    before = feed_urls(feed.home, older) if older else NONE
    after = feed_urls(feed.home, newer) if newer else NONE
    contents = contents_of(pages, archived=bool(number))
    names = tuple([name for one in pages for name in one.stories])
    lang, base = catalogue.newsroom.lang, catalogue.addresses.base
    for form, url in zip(FORMS, urls, strict=True):
        parts = FeedParts(
            form,
            feed.title,
            feed.about,
            feed.home,
            urls,
            current,
            before,
            after,
            catalogue.artwork if feed.kind == "audio" else "",
            None if number else catalogue.feed_image,
            contents.mark,
            contents.entries,
            contents.related,
        )
        yield Recipe(page_path(url, base), "", lang, parts, contents.shown, names, feed.title, 0)
