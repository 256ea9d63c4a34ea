"""The edition: every card that may be seen at one moment, sorted for readers.

Made by one pure function from the cards, the newsroom and the moment. Nothing here knows about
addresses, templates or files on disk.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.site.columns import columns_of
from linli.site.gatherings import people_of, tags_of
from linli.site.identities import check_identities
from linli.site.kinds import kinds_of
from linli.site.series import series_of
from linli.site.sorting import newest_first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.problems import Notebook
    from linli.site.card import Card
    from linli.site.columns import ColumnItems
    from linli.site.gatherings import Gathering
    from linli.site.kinds import NoticesOfKind
    from linli.site.newsroom import Newsroom
    from linli.site.series import Series
    from linli.site.sorting import Sorted


class Edition(Struct, frozen=True):
    """What is published. ``articles`` and ``notices`` are newest first and hold no expired items.

    ``listed`` is both of them together; ``readable`` is everything that has a page with its text,
    standing pages aside. ``withdrawn`` are all that were taken back; of ``tombstones``, the late ones, feeds tell.
    ``lapsed`` are those that could be seen until the permission to publish them ended. ``unseen`` are those in a preview that readers
    may not see, by file name, and why not (:func:`linli.notices.lifecycle.why_hidden`).
    """

    articles: tuple[Card, ...]
    notices: tuple[Card, ...]
    kinds: tuple[NoticesOfKind, ...]
    expired: tuple[Card, ...]
    withdrawn: tuple[Card, ...]
    tombstones: tuple[Card, ...]
    lapsed: tuple[Card, ...]
    pages: tuple[Card, ...]
    listed: tuple[Card, ...]
    readable: tuple[Card, ...]
    columns: tuple[ColumnItems, ...]
    tags: tuple[Gathering, ...]
    people: tuple[Gathering, ...]
    series: tuple[Series, ...]
    months: Mapping[tuple[int, int], tuple[Card, ...]]
    unseen: Mapping[str, str]


def make_edition(sorted_: Sorted, newsroom: Newsroom, notebook: Notebook) -> Edition:
    """Return the edition of what may be seen, and write down what does not fit together."""
    live = newest_first(item for item in sorted_.live if item.kind != "page")
    expired = newest_first(item for item in sorted_.expired if item.kind != "page")
    readable = newest_first([*live, *expired])
    withdrawn = [*sorted_.withdrawn, *sorted_.told]
    everything = [*sorted_.live, *sorted_.expired, *withdrawn, *sorted_.hidden]
    check_identities(everything, notebook)
    return Edition(
        articles=tuple(item for item in live if item.kind == "article"),
        notices=tuple(item for item in live if item.kind == "notice"),
        kinds=kinds_of(live, expired),
        expired=expired,
        withdrawn=newest_first(withdrawn),
        tombstones=newest_first(sorted_.withdrawn),
        lapsed=newest_first(item for item in sorted_.lapsed if item.kind != "page"),
        pages=tuple(
            sorted(
                (item for item in (*sorted_.live, *sorted_.expired) if item.kind == "page"),
                key=lambda item: item.name,
            )
        ),
        listed=live,
        readable=readable,
        columns=columns_of(live, newsroom, notebook),
        tags=tags_of(live, notebook),
        people=people_of(live, notebook),
        series=series_of(live, everything, notebook),
        months=_months(readable),
        unseen=sorted_.shown,
    )


def _months(items: Sequence[Card]) -> dict[tuple[int, int], tuple[Card, ...]]:
    """Group ``items``, which are newest first, by the month of the day they bear."""
    months: dict[str, list[Card]] = defaultdict(list)
    for item in items:
        months[item.when[0][:7]].append(item)
    ordered = sorted(months, reverse=True)
    return {(int(month[:4]), int(month[5:])): tuple(months[month]) for month in ordered}
