"""The table of rules: severity, wording in each language, and an example.

The table itself is ``rules.toml`` beside this file. Of its hundred and more rules a build breaks a few, and only those
are taken apart, when they are first needed: all of them take as long as a tenth of a build after an edit.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from msgspec import Struct

from linli.problems.problem import Severity
from linli.regexes import regex

_NAME = regex(r"^\[([^.\]]+)\]$", re.MULTILINE)


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


def all_rules() -> dict[str, Rule]:
    """Return every rule by name, in the order of the table."""
    return {name: rule_named(name) for name in _texts()}


@cache
def rule_named(name: str) -> Rule:
    """Return the rule called ``name``."""
    import tomllib

    row = tomllib.loads(_texts()[name])[name]
    return Rule(
        name=name,
        severity=Severity(row["severity"]),
        zh=Wording(**row["zh"]),
        en=Wording(**row["en"]),
        example=row["example"],
    )


@cache
def _texts() -> dict[str, str]:
    """Return the part of the table that is about each rule: from its name up to the next one's."""
    text = Path(__file__).with_name("rules.toml").read_text("utf-8")
    starts = [*_NAME.finditer(text)]
    ends = [one.start() for one in starts[1:]] + [len(text)]
    return {one[1]: text[one.start() : end] for one, end in zip(starts, ends, strict=True)}


def wording(name: str, language: str) -> Wording:
    """Return what the rule says in ``language`` (Chinese for ``zh…``, English for all others)."""
    rule = rule_named(name)
    return rule.zh if language.lower().startswith("zh") else rule.en
