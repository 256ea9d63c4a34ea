"""The TDM Reservation Protocol (W3C Community Group, final report of 2024-05-10), and the policy it leads to.

``/.well-known/tdmrep.json`` is a list of rules, each with ``location`` (a pattern of paths as in robots.txt) and
``tdm-reservation`` (1 or 0); of several that match, the first counts. A 0 says that anybody may mine, so it is no way
to leave something out: what is not ours is in no rule. A page's ``<meta>`` supersedes the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.rights.party import Party

RESERVATIONS = {"reserve": 1, "allow": 0}
"""What ``LINLI_TEXT_MINING`` says, as the protocol says it."""
CONTEXT = ("http://www.w3.org/ns/odrl.jsonld", "http://www.w3.org/ns/tdmrep.jsonld")
PROFILE = "http://www.w3.org/ns/tdmrep"


def tdm_rules(locations: Sequence[str], wish: str, policy_url: str) -> list[dict[str, Any]]:
    """Return the rules for what is ours; ``wish`` is ``reserve`` or ``allow``. A policy is for what is reserved."""
    rule: dict[str, Any] = {"tdm-reservation": RESERVATIONS[wish]}
    if wish == "reserve":
        rule["tdm-policy"] = policy_url
    return [{"location": location, **rule} for location in locations]


def tdm_policy(uid: str, party: Party) -> dict[str, Any]:
    """Return how leave to mine can be got: ask first. It is an Offer of ODRL in the protocol's own profile."""
    return {
        "@context": list(CONTEXT),
        "@type": "Offer",
        "profile": PROFILE,
        "uid": uid,
        "assigner": party.described(),
        "permission": [{"action": "tdm:mine", "duty": [{"action": "obtainConsent"}]}],
    }
