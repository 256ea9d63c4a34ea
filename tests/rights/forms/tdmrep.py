"""TDMRep, W3C Community Group Final Report of 2024-05-10, the sections "TDM File on the Origin Server" and "Expressing a TDM Policy"."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlsplit

RULE = {"location", "tdm-reservation", "tdm-policy"}
VCARD = {"fn", "nickname", "hasEmail", "hasAddress", "hasTelephone", "hasURL"}
CONTEXT = ["http://www.w3.org/ns/odrl.jsonld", "http://www.w3.org/ns/tdmrep.jsonld"]


def rule_faults(rules: Any) -> list[str]:
    """Return what is wrong with a tdmrep.json."""
    if not isinstance(rules, list):
        return ["no list"]
    faults: list[str] = []
    for rule in rules:
        if not isinstance(rule, dict) or not {"location", "tdm-reservation"} <= rule.keys() <= RULE:
            faults.append(f"not the properties of a rule: {rule}")
            continue
        if not re.fullmatch(r"/[!-~]*", str(rule["location"])):
            faults.append(f"no path: {rule['location']}")
        if type(rule["tdm-reservation"]) is not int or rule["tdm-reservation"] not in {0, 1}:
            faults.append(f"neither 0 nor 1: {rule['tdm-reservation']!r}")
        if "tdm-policy" in rule and not is_web(rule["tdm-policy"]):
            faults.append(f"no URL: {rule['tdm-policy']}")
    return faults


def policy_faults(policy: Any) -> list[str]:
    """Return what is wrong with a TDM policy."""
    faults: list[str] = []
    if policy.get("@context") != CONTEXT:
        faults.append("@context is not the two that the report names")
    if policy.get("@type") != "Offer":
        faults.append("no Offer")
    if policy.get("profile") != "http://www.w3.org/ns/tdmrep":
        faults.append("another profile")
    if not is_web(policy.get("uid")):
        faults.append("no uid")
    party = policy.get("assigner", {})
    names = {key.removeprefix("vcard:") for key in party if key != "uid"}
    if (
        not names
        or not names <= VCARD
        or any(not key.startswith("vcard:") for key in party.keys() - {"uid"})
    ):
        faults.append(f"not the vCard of an assigner: {party}")
    if not str(party.get("vcard:hasEmail", "mailto:")).startswith("mailto:"):
        faults.append("an e-mail that is no mailto:")
    permissions = policy.get("permission")
    if not isinstance(permissions, list) or not permissions:
        faults.append("no permission")
    for one in permissions or []:
        if one.get("action") != "tdm:mine":
            faults.append(f"not the action: {one.get('action')}")
        if any(
            duty.get("action") not in {"obtainConsent", "compensate"}
            for duty in one.get("duty", [])
        ):
            faults.append("another duty")
    if {"prohibition", "obligation"} & policy.keys():
        faults.append("what a policy should not contain")
    return faults


def is_web(value: object) -> bool:
    return isinstance(value, str) and urlsplit(value).scheme in {"http", "https"}


def reservation_of(rules: list[dict[str, Any]], path: str) -> int | None:
    """Return what an agent finds for a path: the first match counts; without one the reservation is unset."""
    for rule in rules:
        pattern = re.escape(unquote(rule["location"])).replace(r"\*", ".*")
        pattern = f"{pattern.removesuffix(chr(92) + '$')}$" if pattern.endswith(r"\$") else pattern
        if re.match(pattern, unquote(path)):
            return int(rule["tdm-reservation"])
    return None
