"""The plan: every page of the site, as path, template and view. Nothing is rendered here.

``make_plan`` reads as the table of contents of the site. Collisions are found while claiming paths:
two pages never share an address, whatever their kind, case or width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from linli.pages.addresses import Addresses, page_path
from linli.pages.article import Chosen, Surroundings, article_view, withdrawn_view
from linli.pages.assets import Asset, AssetStore
from linli.pages.front import home_view, index_views, not_found_view, page_view, redirect_view
from linli.pages.layout import Layout
from linli.pages.lists import (
    column_pages,
    listing,
    month_pages,
    notice_pages,
    person_pages,
    series_page,
    tag_pages,
)
from linli.pages.references import References
from linli.problems import NOWHERE, Notebook, Place
from linli.site.edition import fold
from linli.story import Status

if TYPE_CHECKING:
    from linli.files import Folder
    from linli.pages import views
    from linli.site import Edition, Manuscript, Newsroom


@dataclass(frozen=True, slots=True)
class Page:
    """One file to render: its path below the output folder, the template, and the view it gets.

    ``owner`` is what messages call the page's origin: a content file, or a list's name.
    """

    path: str
    template: str
    view: views.View
    owner: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole site: pages to render, files to copy, and the site-wide view for each language."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    layout: Layout


WRITTEN = frozenset({".txt", ".doc", ".docx", ".wps", ".rtf", ".odt"})
"""Files in which people write stories."""
FOR_EDITORS = frozenset({"readme", "license", "licence", "说明"})
"""What lies beside stories for those who write them."""
Related = Mapping[str, Sequence[Chosen]]


def make_plan(
    edition: Edition,
    newsroom: Newsroom,
    folder: Folder,
    files: frozenset[str],
    known: Sequence[Manuscript],
    related: Related,
    notebook: Notebook,
    unread: frozenset[str] = frozenset(),
) -> Plan:
    """Return the plan of the site.

    ``files`` are the names of all files in the content folder that are not Markdown; ``known`` are all
    manuscripts, also those that may not be seen (so that links to them can be told from typing errors);
    ``unread`` are the names of Markdown files that could not be read.
    """
    addresses = Addresses(newsroom.base)
    limits = newsroom.asset_limit, newsroom.time_limit
    assets = AssetStore(folder, files, addresses, *limits)
    visible = [*edition.readable, *edition.pages]
    references = References(
        {item.story.name: item for item in known},
        frozenset(item.story.name for item in visible),
        addresses,
        assets,
        notebook,
        unread,
    )
    covers = {item.story.name: references.cover(item) for item in visible}
    layout = Layout(
        newsroom,
        edition,
        addresses,
        {name: asset for name, asset in covers.items() if asset},
        frozenset(person.name for person in edition.people),
        frozenset(item.story.name for item in edition.expired),
        {found.column.name: addresses.column(found.column.slug) for found in edition.columns},
        {fold(tag.name): addresses.tag(tag.name) for tag in edition.tags},
    )
    pages = list(_pages(layout, references, related))
    references.check_site_links(_addresses_of(pages, addresses, assets))
    _check_unused(folder, files, assets, notebook)
    claims = _check_claims(pages, assets.published, notebook)
    _check_awaited(known, claims, addresses, notebook)
    return Plan(tuple(pages), assets.published, layout)


def _pages(layout: Layout, references: References, related: Related) -> Iterator[Page]:
    base = layout.addresses.base

    def page(template: str, view: views.View, owner: str = "", line: int = 0) -> Page:
        path = page_path(view.head.url, base)
        return Page(path, template, view, owner or view.head.title, Place(line))

    yield page("home.html", home_view(layout))
    yield from _story_pages(layout, references, related, page)
    yield from _list_pages(layout, page)
    for index in index_views(layout):
        yield page("index.html", index)
    yield page("404.html", not_found_view(layout))


class PageMaker(Protocol):
    """Makes a page at the address its view names."""

    def __call__(self, template: str, view: views.View, owner: str = ..., line: int = ...) -> Page:
        """Return the page."""


def _story_pages(
    layout: Layout, references: References, related: Related, page: PageMaker
) -> Iterator[Page]:
    """Yield articles and notices, what stands for withdrawn ones, standing pages, old addresses."""
    edition = layout.edition
    series = {item.story.name: found for found in edition.series for _, item in found.items}
    for item in edition.readable:
        name = item.story.name
        timed = item.story.kind == "notice" or item.story.expires
        state = "expired" if layout.is_expired(item) else "in-force" if timed else ""
        around = Surroundings(references.html(item), related.get(name, ()), series.get(name), state)
        yield page("article.html", article_view(layout, item, around), item.path, _line(item))
    for item in edition.withdrawn:
        yield page("withdrawn.html", withdrawn_view(layout, item), item.path, _line(item))
    for item in edition.pages:
        view = page_view(layout, item, references.html(item))
        yield page("page.html", view, item.path, _line(item))
    for item in (*edition.readable, *edition.pages):
        taken = {_folded(layout.addresses.story(item.story))}
        for alias in item.story.aliases:
            old = redirect_view(layout, item, alias)
            if _folded(old.head.url) not in taken:
                taken.add(_folded(old.head.url))
                yield page("redirect.html", old, item.path, item.story.lines["aliases"])


def _list_pages(layout: Layout, page: PageMaker) -> Iterator[Page]:
    """Yield every list of stories: the latest, columns, notices, tags, people, series, months."""
    edition, addresses = layout.edition, layout.addresses
    latest = layout.words(layout.newsroom.lang).latest
    lists: Iterable[tuple[str, Iterable[views.View]]] = (
        (
            "latest.html",
            listing(layout, "latest", latest, addresses.at("latest"), edition.articles),
        ),
        *(("column.html", column_pages(layout, one.column, one.items)) for one in edition.columns),
        ("notices.html", notice_pages(layout)),
        *(("tag.html", tag_pages(layout, tag)) for tag in edition.tags),
        *(("person.html", person_pages(layout, person)) for person in edition.people),
        *(("series.html", [series_page(layout, one)]) for one in edition.series),
        *(
            ("month.html", month_pages(layout, *month, items))
            for month, items in edition.months.items()
        ),
    )
    for template, found in lists:
        for view in found:
            yield page(template, view)


def _line(item: Manuscript) -> int:
    return next((item.story.lines[key] for key in ("slug", "id") if key in item.story.lines), 1)


def _addresses_of(pages: Sequence[Page], addresses: Addresses, assets: AssetStore) -> Iterator[str]:
    yield from (page.view.head.url for page in pages)
    yield from (asset.url for asset in assets.published)
    yield addresses.home()


def _check_unused(
    folder: Folder, files: frozenset[str], assets: AssetStore, notebook: Notebook
) -> None:
    """Write down documents that look like stories, but are neither read nor linked."""
    published = {asset.name for asset in assets.published}
    for name in sorted(files - published):
        file = PurePosixPath(name)
        if file.suffix.lower() in WRITTEN and file.stem.casefold() not in FOR_EDITORS:
            notebook.note("not-read", folder.called(name))


def _check_claims(
    pages: Sequence[Page], assets: Sequence[Asset], notebook: Notebook
) -> dict[str, str]:
    """Return who claims each path, and write down pages and files that would be written to one place, on any file system.

    Lists claim first, so that the message names the file, which an editor can rename. A file is also in
    the way of what lies below it: ``404.html`` and ``404.html/index.html``. What lies
    below ``theme/`` is the theme's.
    """
    claims = {"theme": "theme/"} | {_folded(asset.name): asset.name for asset in assets}
    for page in sorted(pages, key=lambda page: page.place != NOWHERE):
        owner = claims.setdefault(_folded(page.path), page.owner)
        if owner is not page.owner:
            notebook.note("same-url", page.owner, page.place, url=page.view.head.url, file=owner)
    named = [(page.path, page.view.head.url, page.owner, page.place) for page in pages]
    named += [(asset.name, asset.url, asset.name, NOWHERE) for asset in assets]
    for path, url, name, place in named:
        for folder in PurePosixPath(_folded(path)).parents:
            if taken := claims.get(folder.as_posix()):
                notebook.note("same-url", name, place, url=url, file=taken)
    return claims


def _check_awaited(
    known: Sequence[Manuscript], claims: dict[str, str], addresses: Addresses, notebook: Notebook
) -> None:
    """Write down stories whose time will come at an address that is taken: today, not that night."""
    for item in known:
        if item.story.status is Status.PUBLISHED:
            url = addresses.story(item.story)
            owner = claims.setdefault(_folded(page_path(url, addresses.base)), item.path)
            if owner != item.path:
                place = Place(_line(item))
                notebook.note("same-url", item.path, place, url=url, file=owner)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKC", path).casefold()
