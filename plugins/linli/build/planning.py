"""Planning: the plan of the site, with what is known of pictures and documents from earlier builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.build.sighting import look_at_new
from linli.pages.assets import Sight
from linli.pages.plan import Material, make_plan
from linli.survey import settled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.annals import Annals
    from linli.build.ledger import Ledger
    from linli.build.preparing import Stories
    from linli.build.press import Press
    from linli.build.surveying import Ground
    from linli.pages.plan import Plan, Related
    from linli.problems import Notebook
    from linli.site import Edition, Newsroom


def facts_of_others(ground: Ground) -> Mapping[str, object]:
    """Return what tells whether pictures and documents are as they were; equal to nothing else while facts cannot tell."""
    found = ground.found
    facts = {name: found.facts.get(name) for name in found.others}
    if all(known and settled(known, ground.seen) for known in facts.values()):
        return facts
    return {"unsettled": object()}


def plan_site(
    ground: Ground,
    ledger: Ledger,
    press: Press,
    edition: Edition,
    newsroom: Newsroom,
    stories: Stories,
    related: Related,
    annals: Annals,
    notebook: Notebook,
) -> Plan:
    """Plan the site; what ``ground`` and ``ledger`` know of other files changes only with their facts."""
    folder, files = ground.folder, frozenset(ground.found.others)
    cards, faces, _, unread = stories
    sights = ledger.sights(ground.found, newsroom.asset_limit)
    limits = newsroom.asset_limit, newsroom.time_limit
    visible = *edition.readable, *edition.pages
    new = look_at_new(visible, files, folder, limits, sights, press.workers, press.tell)
    seen = {**sights, **new}
    material = Material(folder, files, seen, cards, faces, unread, related, annals)
    plan = make_plan(edition, newsroom, material, notebook)
    shown = {name: sight for name, sight in seen.items() if isinstance(sight, Sight)}
    ledger.enter_sights(shown, ground.found, ground.seen)
    return plan
