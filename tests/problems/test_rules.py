"""The table of rules and the code hold together: nothing unknown, nothing unused, no gap unfilled."""

from __future__ import annotations

import ast
import doctest
import re
import tomllib
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from msgspec.structs import asdict

import linli
from linli.problems import Notebook, Severity
from linli.problems.rules import Rule, Wording, all_rules, rule_named, wording

PACKAGE = Path(linli.__file__).parent
RULES = all_rules()

# What carries a rule from where it is broken to where it is noted, and the facts added on the way.
CARRIERS = {
    "note": set(),
    "Refused": set(),
    "BadImage": {"text", "reason"},
    "BadDate": {"key", "value"},
    "Rejected": {"text"},
    "_Refused": {"text"},
    "report": {"text"},
    "Removal": {"text"},
}
# Files that hand on a refusal with facts of their own.
ADDED = {"pages/assets.py": {"text", "reason"}}


class Use(NamedTuple):
    """A place in the code that names a rule in a call, with the facts it gives."""

    where: str
    rule: str
    carrier: str
    facts: frozenset[str]


def uses(path: Path) -> list[Use]:
    """Return every call in a file that is given a rule's name as its first argument, or within it."""
    found = []
    name = path.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        carrier = ast.unparse(node.func).rpartition(".")[2]
        if carrier not in CARRIERS:
            continue
        facts = {keyword.arg for keyword in node.keywords if keyword.arg} | CARRIERS[carrier]
        facts |= ADDED.get(name, set()) if carrier == "Refused" else set()
        found += [
            Use(f"{name}:{node.lineno}", rule, carrier, frozenset(facts))
            for rule in _names(node.args[0])
        ]
    return found


def _names(node: ast.expr) -> list[str]:
    """Return the names that an argument can be: itself, one of two, or the first of a pair."""
    if isinstance(node, ast.IfExp):
        return _names(node.body) + _names(node.orelse)
    if isinstance(node, ast.Tuple) and node.elts:
        return _names(node.elts[0])
    if isinstance(node, ast.Constant) and re.fullmatch(
        r"[a-z0-9]+(-[a-z0-9]+)+|yaml|outside|encoding|unreadable", str(node.value)
    ):
        return [str(node.value)]
    return []


SOURCES = sorted(PACKAGE.rglob("*.py"))
USES = [use for path in SOURCES for use in uses(path)]
STRINGS = {
    node.value
    for path in SOURCES
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}


def gaps(words: Wording) -> set[str]:
    """Return the names in braces that a rule's words leave to be filled."""
    return {
        name
        for text in (words.what, words.why, words.fix)
        for _, name, _, _ in Formatter().parse(text)
        if name is not None
    }


def test_the_scan_finds_the_code() -> None:
    assert len(USES) > 80
    assert {use.carrier for use in USES} == CARRIERS.keys()


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.where}-{use.rule}")
def test_every_rule_that_the_code_names_is_in_the_table(use: Use) -> None:
    assert use.rule in RULES


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_in_the_table_is_named_in_the_code(rule: str) -> None:
    assert rule in STRINGS


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.where}-{use.rule}")
def test_every_gap_in_the_words_is_filled_where_the_rule_is_broken(use: Use) -> None:
    rule = RULES[use.rule]
    assert gaps(rule.zh) | gaps(rule.en) <= use.facts


# The Chinese words name a field by its Chinese alias, the English ones by its key.
SAME = {"alias": "key"}
# What is English itself (the YAML parser's own reason) stands in the English words alone.
ENGLISH = {"yaml": {"reason"}}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_both_languages_tell_the_same_facts(rule: Rule) -> None:
    chinese, told = gaps(rule.zh), gaps(rule.en) - ENGLISH.get(rule.name, set())
    assert {SAME.get(name, name) for name in chinese} == {SAME.get(name, name) for name in told}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_says_what_why_and_how_to_mend_it_in_both_languages(rule: Rule) -> None:
    for field in Wording.__struct_fields__:
        chinese, english = getattr(rule.zh, field), getattr(rule.en, field)
        assert re.search(r"[\u4e00-\u9fff]", chinese), f"{field} is not Chinese"
        assert not re.search(r"[\u4e00-\u9fff]", english), f"{field} is not English"
        ends = ("。", "？", "}", "。}", "”")
        assert chinese.endswith(ends)
        assert english.endswith((".", "?", "}", "”"))
        assert english[0].isupper() or english[0] in "“:{"
    assert rule.example.strip()


@pytest.mark.parametrize("rule", RULES)
def test_the_name_of_a_rule_can_stand_in_an_address(rule: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule)


@pytest.mark.parametrize(
    ("language", "chinese"),
    [("zh", True), ("zh-Hans", True), ("ZH-hant", True), ("en", False), ("fr", False), ("", False)],
)
def test_the_words_follow_the_language(language: str, *, chinese: bool) -> None:
    assert (wording("empty-file", language) == RULES["empty-file"].zh) is chinese


def test_a_rule_that_does_not_exist_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        rule_named("no-such-rule")
    with pytest.raises(KeyError):
        Notebook("zh").note("no-such-rule", "a.md")


def test_a_gap_that_nobody_fills_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        Notebook("zh").note("not-markdown", "a.rst")


def test_there_are_errors_and_warnings() -> None:
    assert {Severity.ERROR, Severity.WARNING} <= {rule.severity for rule in RULES.values()}


DOCUMENTED = [path for path in SOURCES if ">>> " in path.read_text("utf-8")]


@pytest.mark.parametrize("path", DOCUMENTED, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_examples_in_docstrings_hold(path: Path) -> None:
    name = ".".join(["linli", *path.relative_to(PACKAGE).with_suffix("").parts])
    outcome = doctest.testmod(import_module(name.removesuffix(".__init__")))
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_rules_taken_out_of_the_table_one_by_one_are_those_of_the_whole() -> None:
    table = tomllib.loads((PACKAGE / "problems" / "rules.toml").read_text("utf-8"))
    assert [*RULES] == [*table], "expected each rule once, in the order of the table"
    for name, row in table.items():
        rule = rule_named(name)
        said = {
            "severity": rule.severity.value,
            "example": rule.example,
            "zh": asdict(rule.zh),
            "en": asdict(rule.en),
        }
        assert said == row, name
