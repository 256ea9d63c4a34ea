"""What the head of a story's page tells programs of its rights, in the forms that the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.pages.machines import MINING_POLICY, below_base, names_of, policy_file, says_mining
from linli.rights.standing import Standing, standing_of
from linli.rights.tdmrep import RESERVATIONS

if TYPE_CHECKING:
    from linli.pages.layout import Layout
    from linli.rights.statement import Statement
    from linli.story import Story


class Told(NamedTuple):
    """Addresses of the licence, of the policy for mining and of the policy for reprints; whether mining is reserved."""

    licence: str = ""
    mining: str = ""
    mining_policy: str = ""
    policy: str = ""


def told_of(layout: Layout, story: Story, statement: Statement) -> Told:
    """Return what is told of a story; of one that is not ours, its licence at most."""
    newsroom, addresses = layout.newsroom, layout.addresses
    licence = statement.licence if "link-license" in newsroom.machine_rights else ""
    ours = names_of(layout.house)
    signed = bool(story.authors)
    holder = story.copyright_holder
    standing = standing_of(story.origin, story.permission, story.reuse, holder, signed, ours)
    if standing is not Standing.OURS or not newsroom.url:
        return Told(licence)
    policy = mining = mining_policy = ""
    if "odrl" in newsroom.machine_rights:
        policy = layout.absolute(below_base(addresses, policy_file(statement.kind)))
    if says_mining(newsroom, "tdmrep"):
        mining = str(RESERVATIONS[newsroom.text_mining])
        if newsroom.text_mining == "reserve":
            mining_policy = layout.absolute(below_base(addresses, MINING_POLICY))
    return Told(licence, mining, mining_policy, policy)
