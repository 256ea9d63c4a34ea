"""The table of rules: severity, wording in each language, and an example.

The table itself is ``rules.toml`` beside this file. It is read when the first problem is written
down, so a clean build never pays for it.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from linli.problems.problem import Severity


class Wording(Struct, frozen=True):
    """What a rule says in one language; ``{names}`` are filled with the facts of the case."""

    what: str
    why: str
    fix: str


class Rule(Struct, frozen=True):
    """One rule: its stable name, how grave it is, its words, and a piece of content that breaks it."""

    name: str
    severity: Severity
    zh: Wording
    en: Wording
    example: str


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by name, in the order of the table."""
    import tomllib
    from importlib.resources import files

    table = tomllib.loads(files("linli.problems").joinpath("rules.toml").read_text("utf-8"))
    return {
        name: Rule(
            name=name,
            severity=Severity(row["severity"]),
            zh=Wording(**row["zh"]),
            en=Wording(**row["en"]),
            example=row["example"],
        )
        for name, row in table.items()
    }


def rule_named(name: str) -> Rule:
    """Return the rule called ``name``."""
    return all_rules()[name]


def wording(name: str, language: str) -> Wording:
    """Return what the rule says in ``language`` (Chinese for ``zh…``, English for all others)."""
    rule = rule_named(name)
    return rule.zh if language.lower().startswith("zh") else rule.en
