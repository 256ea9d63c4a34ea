"""The recipes of single stories: articles and notices, standing pages, what stands for withdrawn ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages.chosen import NOBODY
from linli.pages.recipe import (
    ArticleParts,
    PageParts,
    Recipe,
    WithdrawnParts,
)
from linli.pages.words import vocabulary
from linli.rights.kit import is_wanted, kit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linli.pages.catalogue import Catalogue
    from linli.pages.chosen import Chosen
    from linli.pages.recipe import LinkParts, Parts
    from linli.pages.references import References
    from linli.site import Card
    from linli.site.series import Series


def story_recipes(
    catalogue: Catalogue,
    references: References,
    related: Mapping[str, Chosen],
) -> Iterator[Recipe]:
    """Yield articles and notices, what stands for withdrawn ones, standing pages."""
    edition, addresses = catalogue.edition, catalogue.addresses
    series = {item.name: found for found in edition.series for _, item in found.items}
    listed = catalogue.listed

    def recipe(template: str, parts: Parts, item: Card, names: Sequence[str] = ()) -> Recipe:
        path, line = addresses.file_of(item), item.line("slug", "id")
        shown = tuple(map(listed.__getitem__, names))
        return Recipe(path, template, item.lang, parts, shown, (item.name,), item.path, line)

    article = _Articles(catalogue, references)
    for item in edition.readable:
        names, reasons = related.get(item.name, NOBODY)
        parts = article.parts(item, series.get(item.name), reasons)
        yield recipe("article.html", parts, item, names)
    for item in edition.withdrawn:
        url = addresses.story(item)
        yield recipe(
            "withdrawn.html", WithdrawnParts(url, catalogue.entry_ids.get(item.name, "")), item
        )
    for item in edition.pages:
        url = catalogue.urls[item.name]
        yield recipe("page.html", PageParts(url, references.targets(item)), item)


class _Articles:
    """Puts together what the pages of articles and notices are made from, ten thousand in every build."""

    def __init__(self, catalogue: Catalogue, references: References) -> None:
        self._catalogue = catalogue
        self._references = references
        self._people = {name: (name, url) for name, url in catalogue.people.items()}
        self._kits: dict[tuple[str, str, str], str] = {}
        self._unseen = catalogue.edition.unseen

    def parts(
        self,
        item: Card,
        series: Series | None,
        reasons: tuple[tuple[str, tuple[str, ...]], ...],
    ) -> ArticleParts:
        """Return what one page is made from; ``reasons`` are those of its related list."""
        catalogue, references, people = self._catalogue, self._references, self._people
        name, expired = item.name, item.name in catalogue.expired
        listed = catalogue.listed[name]
        timed = item.kind == "notice" or item.expires
        known = {who: people[who] for _, who, _, _ in item.people if who in people}
        return ArticleParts(
            listed.url,
            self._unseen.get(name) or ("expired" if expired else "in-force" if timed else ""),
            listed.column[1],
            tuple(map(catalogue.tags.__getitem__, item.tags)),
            tuple(known.values()),
            listed.cover,
            references.targets(item) if item.references else (),
            _series(catalogue, item, series) if series else None,
            _kind(catalogue, item) if item.notice_kind else None,
            references.recording(item, "audio") if item.audio else None,
            references.recording(item, "video") if item.video else None,
            reasons,
            listed.entry_id,
            "" if expired or item.kind != "article" else self._kit(item),
        )

    def _kit(self, item: Card) -> str:
        """Return what a republish kit offers; without an address of the site there is no copy to hand out."""
        given = item.origin, item.permission, item.reuse
        if given not in self._kits:
            newsroom, mode = self._catalogue.newsroom, kit_of(*given)
            wanted = newsroom.url and is_wanted(mode, newsroom.republish)
            self._kits[given] = mode if wanted else ""
        return self._kits[given]


def _kind(catalogue: Catalogue, item: Card) -> LinkParts:
    name = vocabulary(item.lang).notice_kinds[item.notice_kind]
    return name, catalogue.addresses.notices_of(item.notice_kind)


def _series(
    catalogue: Catalogue, item: Card, series: Series
) -> tuple[str, str, int, tuple[tuple[int, str, str, str], ...]]:
    return (
        series.name,
        catalogue.addresses.series(series.name),
        next(number for number, other in series.items if other is item),
        tuple(
            (number, other.label, catalogue.urls[other.name], other.lang)
            for number, other in series.items
        ),
    )
