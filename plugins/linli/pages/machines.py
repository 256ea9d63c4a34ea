"""What programs find beside the pages: robots.txt, sitemaps, and the rights in the forms that the settings ask for.

All of it follows from cards and settings; ``linli.rights`` and ``linli.metadata`` know the forms. Files that must
lie at the root of a host are not made for a site below a path.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from linli.metadata.robots import robots_lines, robots_text
from linli.pages.addresses import page_path
from linli.pages.layout import Layout
from linli.pages.recipe import PlainParts, Recipe
from linli.pages.sitemaps import SITEMAP, site_maps
from linli.rights.locations import locations_of
from linli.rights.odrl import reprint_policy
from linli.rights.party import Party
from linli.rights.rsl import is_expressible, rsl_document
from linli.rights.signals import content_signal
from linli.rights.standing import DECIDABLE, Standing, standing_of
from linli.rights.statement import kind_of
from linli.rights.tdmrep import tdm_policy, tdm_rules
from linli.story import Origin, Permission, Reuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.pages.addresses import Addresses
    from linli.pages.catalogue import Catalogue
    from linli.rights.statement import House
    from linli.site import Card, Newsroom

ROBOTS = "robots.txt"
TDMREP = ".well-known/tdmrep.json"
MINING_POLICY, LICENCE = "rights/mining.json", "rights/license.xml"


class Rights(NamedTuple):
    """A readable story's address, whose it is, and what others may do with it."""

    url: str
    standing: Standing
    kind: str
    reuse: str


def machine_recipes(catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield every file for programs that the settings ask for; without an address of the site there is none."""
    newsroom = catalogue.newsroom
    if not newsroom.url:
        return
    layout = Layout(newsroom, catalogue.addresses)
    rights = _rights_told(catalogue, layout)
    if newsroom.robots and not newsroom.base:
        yield _file(catalogue, ROBOTS, robots_text(**_robots(layout, rights)))
    if newsroom.sitemap:
        for path, text in site_maps(catalogue, layout):
            yield _file(catalogue, path, text)
    yield from _policies(catalogue, layout, rights)
    if says_mining(newsroom, "tdmrep"):
        yield from _reservations(catalogue, layout, rights)
    if says_mining(newsroom, "rsl") and _licensed(rights):
        yield _licence(catalogue, layout, rights)


def wanted_lines(catalogue: Catalogue) -> list[str]:
    """Return the lines that a robots.txt of the publisher's own needs for what the settings ask for."""
    layout = Layout(catalogue.newsroom, catalogue.addresses)
    return robots_lines(**_robots(layout, _rights_told(catalogue, layout)))


def says_mining(newsroom: Newsroom, form: str) -> bool:
    """Say whether something is declared about mining, and in this form."""
    return bool(newsroom.url and newsroom.text_mining) and form in newsroom.machine_rights


def policy_file(kind: str) -> str:
    """Return the file of the policy that says a reprint notice to programs."""
    return f"rights/{kind}.json"


def below_base(addresses: Addresses, path: str) -> str:
    """Return the address of a file for programs."""
    return f"{addresses.base}/{path}"


def names_of(house: House) -> frozenset[str]:
    """Return the names that we go by."""
    return frozenset({house.name, house.publisher})


def _rights_told(catalogue: Catalogue, layout: Layout) -> list[Rights]:
    """Return whose each readable story is, if that is told to programs at all."""
    newsroom = catalogue.newsroom
    if not newsroom.text_mining and "odrl" not in newsroom.machine_rights:
        return []
    ours, urls = names_of(layout.house), catalogue.urls
    return [
        Rights(
            urls[item.name],
            _standing(item, ours),
            _kind(item.origin, item.permission, item.reuse),
            item.reuse,
        )
        for item in catalogue.edition.readable
    ]


def _standing(item: Card, ours: frozenset[str]) -> Standing:
    signed = bool(item.people) and item.people[0][0] == "authors"
    return standing_of(item.origin, item.permission, item.reuse, item.holder, signed, ours)


@cache
def _kind(origin: str, permission: str, reuse: str) -> str:
    return kind_of(Origin(origin), Permission(permission), Reuse(reuse))


def _robots(layout: Layout, rights: list[Rights]) -> dict[str, str]:
    newsroom, addresses = layout.newsroom, layout.addresses
    found: dict[str, str] = {}
    if newsroom.sitemap:
        found["sitemap"] = layout.absolute(below_base(addresses, SITEMAP))
    if says_mining(newsroom, "rsl") and _licensed(rights):
        found["licence"] = layout.absolute(below_base(addresses, LICENCE))
    if says_mining(newsroom, "content-signal"):
        standings = {one.standing for one in rights}
        found["signal"] = content_signal(newsroom.text_mining, standings)
    return found


def _policies(catalogue: Catalogue, layout: Layout, rights: list[Rights]) -> Iterator[Recipe]:
    if "odrl" in layout.newsroom.machine_rights:
        kinds = {one.kind for one in rights if one.standing is Standing.OURS}
        for kind in sorted(kinds & DECIDABLE):
            name = policy_file(kind)
            uid = layout.absolute(below_base(layout.addresses, name))
            yield _file(catalogue, name, _json(reprint_policy(kind, uid, party_of(layout))))


def _reservations(catalogue: Catalogue, layout: Layout, rights: list[Rights]) -> Iterator[Recipe]:
    newsroom = layout.newsroom
    uid = layout.absolute(below_base(layout.addresses, MINING_POLICY))
    if not newsroom.base:
        rules = tdm_rules(_ours(rights), newsroom.text_mining, uid)
        yield _file(catalogue, TDMREP, _json_lines(rules))
    if newsroom.text_mining == "reserve":
        yield _file(catalogue, MINING_POLICY, _json(tdm_policy(uid, party_of(layout))))


def _licence(catalogue: Catalogue, layout: Layout, rights: list[Rights]) -> Recipe:
    wish, policy = layout.newsroom.text_mining, layout.absolute_link(layout.house.policy_url)
    text = rsl_document(_ours(rights), _open(rights), wish, party_of(layout), policy)
    return _file(catalogue, LICENCE, text)


def _licensed(rights: list[Rights]) -> bool:
    """Say whether there is a story that RSL has words for; a licence file of none is no licence file."""
    return bool(_open(rights)) or any(one.standing is Standing.OURS for one in rights)


def _open(rights: list[Rights]) -> list[tuple[str, str]]:
    return sorted(
        (one.url, one.reuse)
        for one in rights
        if one.standing is Standing.OPEN and is_expressible(one.reuse)
    )


def _ours(rights: list[Rights]) -> list[str]:
    return locations_of((one.url, one.standing) for one in rights)


def party_of(layout: Layout) -> Party:
    """Return the newsroom as somebody who grants rights."""
    house = layout.house
    return Party(house.publisher, layout.newsroom.url, layout.absolute_link(house.ask_url))


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _json_lines(rows: list[dict[str, Any]]) -> str:
    """Return a list with a row on each line: there may be ten thousand."""
    lines = ",\n".join([json.dumps(row, ensure_ascii=False) for row in rows])
    return f"[\n{lines}\n]\n"


def _file(catalogue: Catalogue, path: str, text: str) -> Recipe:
    url = below_base(catalogue.addresses, path)
    own = page_path(url, catalogue.addresses.base)
    return Recipe(own, "", catalogue.newsroom.lang, PlainParts(url, text), (), (), path, 0)
