"""Reprint notices as policies: ODRL 2.2 (W3C Recommendation) in the profile RightsML 2.0 (IPTC), as JSON-LD.

One policy for each notice by which we decide: ``ask``, ``none``, ``free``. Licences of Creative Commons have
descriptions of their own. What a policy is about is the collection of the stories whose pages name it.

未经授权严禁转载 is the duty to obtain consent, 注明来源、原标题、著作者 the duty to attribute, 不得变更核心内容 the
prohibition to derive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linli.rights.party import Party

CONTEXT = (
    "http://www.w3.org/ns/odrl.jsonld",
    "https://iptc.org/std/RightsML/odrl-profile/rightsml.jsonld",
    {"vcard": "http://www.w3.org/2006/vcard/ns#"},
)
PROFILE = "https://iptc.org/std/RightsML/odrl-profile/"
USES = ("reproduce", "distribute")
"""What reprinting is: to copy a text, and to give it to others."""
CONSENT, CREDIT = {"action": "obtainConsent"}, {"action": "attribute"}
DUTIES: dict[str, tuple[dict[str, str], ...]] = {"ask": (CONSENT, CREDIT), "free": (CREDIT,)}
"""What must be done before a text is reprinted, for each notice that lets it be."""


def reprint_policy(kind: str, uid: str, party: Party) -> dict[str, Any]:
    """Return the policy of a notice of ``kind`` ``ask``, ``none`` or ``free``."""
    target = {"@type": "AssetCollection", "uid": f"{uid}#stories"}
    found: dict[str, Any] = {
        "@context": list(CONTEXT),
        "@type": "Offer",
        "profile": PROFILE,
        "uid": uid,
        "assigner": party.described(),
    }
    if kind not in DUTIES:
        return found | {"prohibition": [_rule(target, action) for action in USES]}
    duties = [dict(duty) for duty in DUTIES[kind]]
    return found | {
        "permission": [_rule(target, action) | {"duty": duties} for action in USES],
        "prohibition": [_rule(target, "derive")],
        "conflict": "prohibit",
    }


def _rule(target: dict[str, str], action: str) -> dict[str, Any]:
    return {"target": target, "action": action}
