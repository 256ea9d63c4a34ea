"""Which pages stand in the sitemap, and when each last changed by its own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.metadata.sitemap import Mapped, newest, sitemap, sitemap_index, split
from linli.rights.indexing import indexing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.pages.catalogue import Catalogue
    from linli.pages.layout import Layout

SITEMAP = "sitemap.xml"


def site_maps(catalogue: Catalogue, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file; robots.txt names the one called :data:`SITEMAP`."""
    files = split(list(_mapped(catalogue, layout)))
    if len(files) == 1:
        yield SITEMAP, sitemap(files[0])
        return
    rows: list[Mapped] = []
    for number, pages in enumerate(files, 1):
        name = f"sitemap-{number}.xml"
        rows.append(Mapped(layout.absolute(f"{catalogue.addresses.base}/{name}"), newest(pages)))
        yield name, sitemap(pages)
    yield SITEMAP, sitemap_index(rows)


def _mapped(catalogue: Catalogue, layout: Layout) -> Iterator[Mapped]:
    """Yield the pages that search engines should know: the home page, what is said here first, standing pages.

    Stories come oldest first, so that an archive split over several files changes the last of them only.
    """
    edition, addresses, newsroom = catalogue.edition, catalogue.addresses, catalogue.newsroom
    absolute, wish = layout.absolute, newsroom.reprint_canonical
    stories = [
        Mapped(absolute(catalogue.urls[item.name]), item.changed)
        for item in reversed(edition.readable)
        if item.name not in catalogue.expired
        and indexing_of(item.origin, item.source_url, wish).is_mapped
    ]
    yield Mapped(absolute(addresses.home()), newest(stories))
    if layout.house.policy_url:
        yield Mapped(absolute(layout.house.policy_url))
    for item in edition.pages:
        dated = item.says("date") or item.says("modified")
        yield Mapped(absolute(catalogue.urls[item.name]), item.changed if dated else "")
    yield from stories
