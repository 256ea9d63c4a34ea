"""The recipes of single stories: articles and notices, standing pages, what stands for withdrawn ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    from linli.pages.recipe import LinkParts, Parts
    from linli.pages.references import References
    from linli.site import Card
    from linli.site.series import Series


class Chosen(NamedTuple):
    """A story chosen for the related list, and why: ``pinned``, ``latest``, or as :func:`linli.related.reasons.reason_of` has it,
    with the names that both have; ``text`` where it has nothing.
    """

    name: str
    why: str
    tags: tuple[str, ...] = ()


def story_recipes(
    catalogue: Catalogue,
    references: References,
    related: Mapping[str, Sequence[Chosen]],
) -> Iterator[Recipe]:
    """Yield articles and notices, what stands for withdrawn ones, standing pages."""
    edition, addresses = catalogue.edition, catalogue.addresses
    series = {item.name: found for found in edition.series for _, item in found.items}

    listed = catalogue.listed

    def recipe(template: str, parts: Parts, item: Card, chosen: Sequence[Chosen] = ()) -> Recipe:
        path, line = addresses.file_of(item), item.line("slug", "id")
        shown = tuple([listed[name] for name, _, _ in chosen])
        return Recipe(path, template, item.lang, parts, shown, (item.name,), item.path, line)

    for item in edition.readable:
        chosen = related.get(item.name, ())
        parts = _article(catalogue, references, item, series.get(item.name), chosen)
        yield recipe("article.html", parts, item, chosen)
    for item in edition.withdrawn:
        url = addresses.story(item)
        yield recipe(
            "withdrawn.html", WithdrawnParts(url, catalogue.entry_ids.get(item.name, "")), item
        )
    for item in edition.pages:
        url = catalogue.urls[item.name]
        yield recipe("page.html", PageParts(url, references.targets(item)), item)


def _article(
    catalogue: Catalogue,
    references: References,
    item: Card,
    series: Series | None,
    chosen: Sequence[Chosen],
) -> ArticleParts:
    name, tags, people = item.name, catalogue.tags, catalogue.people
    timed = item.kind == "notice" or item.expires
    known = {who: (who, people[who]) for _, who, _, _ in item.people if who in people}
    return ArticleParts(
        catalogue.urls[name],
        "expired" if name in catalogue.expired else "in-force" if timed else "",
        catalogue.column(item),
        tuple([tags[tag] for tag in item.tags]),
        tuple(known.values()),
        catalogue.covers.get(name),
        references.targets(item),
        _series(catalogue, item, series) if series else None,
        _kind(catalogue, item) if item.notice_kind else None,
        references.recording(item, "audio") if item.audio else None,
        references.recording(item, "video") if item.video else None,
        tuple([(why, shared) for _, why, shared in chosen]),
        catalogue.listed[name].entry_id,
        _kit(catalogue, item),
    )


def _kind(catalogue: Catalogue, item: Card) -> LinkParts:
    name = vocabulary(item.lang).notice_kinds[item.notice_kind]
    return name, catalogue.addresses.notices_of(item.notice_kind)


def _kit(catalogue: Catalogue, item: Card) -> str:
    """Return what the republish kit of a story offers; without an address of the site there is no copy to hand out."""
    newsroom = catalogue.newsroom
    if not newsroom.url or item.kind != "article" or item.name in catalogue.expired:
        return ""
    mode = kit_of(item.origin, item.permission, item.reuse)
    return mode if is_wanted(mode, newsroom.republish) else ""


def _series(
    catalogue: Catalogue, item: Card, series: Series
) -> tuple[str, str, int, tuple[tuple[int, str, str, str], ...]]:
    return (
        series.name,
        catalogue.addresses.series(series.name),
        next(number for number, other in series.items if other is item),
        tuple(
            (number, other.title, catalogue.urls[other.name], other.lang)
            for number, other in series.items
        ),
    )
