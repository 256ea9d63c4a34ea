"""ODRL Information Model 2.2 (W3C Recommendation, 2018-02-15), sections 2.1 to 2.6, in the profile RightsML 2.0 (IPTC, 2018)."""

from __future__ import annotations

from typing import Any

from tests.rights.forms.tdmrep import is_web

ACTIONS = frozenset(
    "reproduce distribute derive modify translate print present display attribute obtainConsent compensate".split()
)
"""Those of the ODRL common vocabulary that RightsML 2.0 takes over and that a notice may need."""
DUTIES = frozenset({"attribute", "obtainConsent", "compensate"})


def faults_of(policy: dict[str, Any]) -> list[str]:
    """Return what is wrong with an Offer."""
    faults: list[str] = []
    context = policy.get("@context", [])
    if context[:1] != ["http://www.w3.org/ns/odrl.jsonld"]:
        faults.append("ODRL's context is not the first")
    if "https://iptc.org/std/RightsML/odrl-profile/rightsml.jsonld" not in context:
        faults.append("RightsML's context is missing")
    if policy.get("profile") != "https://iptc.org/std/RightsML/odrl-profile/":
        faults.append("another profile")
    if policy.get("@type") != "Offer":
        faults.append("no Offer")
    if not is_web(policy.get("uid")):
        faults.append("no uid")
    if not is_web(policy.get("assigner", {}).get("uid")):
        faults.append("an Offer needs an assigner")
    rules = [
        (kind, rule) for kind in ("permission", "prohibition") for rule in policy.get(kind, [])
    ]
    if not rules:
        faults.append("neither permission nor prohibition")
    for kind, rule in rules:
        faults += _rule_faults(kind, rule)
    if policy.get("conflict", "invalid") not in {"perm", "prohibit", "invalid"}:
        faults.append("no strategy for conflicts")
    return faults


def _rule_faults(kind: str, rule: dict[str, Any]) -> list[str]:
    faults: list[str] = []
    if rule.get("action") not in ACTIONS - DUTIES:
        faults.append(f"no action: {rule.get('action')}")
    target = rule.get("target", {})
    if not is_web(target.get("uid")) or target.get("@type") != "AssetCollection":
        faults.append("a rule needs its target")
    if kind == "prohibition" and "duty" in rule:
        faults.append("a prohibition has no duty")
    faults += [
        f"no duty: {duty}" for duty in rule.get("duty", []) if duty.get("action") not in DUTIES
    ]
    return faults
