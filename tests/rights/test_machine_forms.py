"""What is told to programs, held to the published form of each standard; a broken document must not pass."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from linli.rights.odrl import reprint_policy
from linli.rights.party import Party
from linli.rights.rsl import rsl_document
from linli.rights.tdmrep import tdm_policy, tdm_rules
from tests.rights.forms import odrl, tdmrep

PARTY = Party("测试区融媒体中心", "https://news.example", "https://news.example/contact/")
MAIL = PARTY._replace(ask="mailto:rights@news.example?subject=a")
UID = "https://news.example/rights/ask.json"
RSL = etree.RelaxNG(etree.parse(Path(__file__).parent / "forms" / "rsl.rng"))


def rsl(wish: str = "reserve", party: Party = PARTY) -> str:
    open_stories = [
        ("/articles/a/", "cc-by-4.0"),
        ("/articles/b/", "cc-by-sa-4.0"),
        ("/articles/c/", "cc0-1.0"),
    ]
    return rsl_document(
        ["/articles/", "/a&b/"], open_stories, wish, party, "https://news.example/reprint/"
    )


@pytest.mark.parametrize("wish", ["reserve", "allow"])
def test_the_rules_for_mining_have_the_form_of_the_report(wish: str) -> None:
    rules = tdm_rules(
        ["/articles/", "/notices/%E6%B0%B4/"], wish, "https://news.example/rights/mining.json"
    )
    assert tdmrep.rule_faults(rules) == []
    assert [rule["tdm-reservation"] for rule in rules] == [1 if wish == "reserve" else 0] * 2
    assert all(("tdm-policy" in rule) is (wish == "reserve") for rule in rules)


BROKEN_RULES: dict[str, Any] = {
    "an object instead of a list": {"location": "/", "tdm-reservation": 1},
    "a reservation as text": [{"location": "/", "tdm-reservation": "1"}],
    "a reservation as a truth value": [{"location": "/", "tdm-reservation": True}],
    "the value that was withdrawn": [{"location": "/", "tdm-reservation": 2}],
    "no location": [{"tdm-reservation": 1}],
    "a whole address as location": [{"location": "https://news.example/", "tdm-reservation": 1}],
    "letters that are not encoded": [{"location": "/水/", "tdm-reservation": 1}],
    "a policy that is no address": [{"location": "/", "tdm-reservation": 1, "tdm-policy": "ask"}],
    "another property": [{"location": "/", "tdm-reservation": 1, "policy": "https://a.example"}],
}


@pytest.mark.parametrize("name", BROKEN_RULES)
def test_broken_rules_for_mining_do_not_pass(name: str) -> None:
    assert tdmrep.rule_faults(BROKEN_RULES[name]), f"{name} passed"


@pytest.mark.parametrize("party", [PARTY, MAIL, PARTY._replace(ask="")])
def test_the_policy_for_mining_has_the_form_of_the_report(party: Party) -> None:
    policy = tdm_policy("https://news.example/rights/mining.json", party)
    assert tdmrep.policy_faults(policy) == []
    assert policy["permission"][0]["duty"] == [{"action": "obtainConsent"}]
    json.dumps(policy)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("@context", "http://www.w3.org/ns/odrl.jsonld"),
        ("@type", "Set"),
        ("profile", "http://www.w3.org/ns/odrl"),
        ("uid", ""),
        ("assigner", {"fn": "测试"}),
        ("permission", []),
        ("permission", [{"action": "mine"}]),
        ("prohibition", [{"action": "tdm:mine"}]),
    ],
)
def test_a_broken_policy_for_mining_does_not_pass(key: str, value: object) -> None:
    policy = tdm_policy("https://news.example/rights/mining.json", PARTY) | {key: value}
    assert tdmrep.policy_faults(policy), f"{key} = {value} passed"


@pytest.mark.parametrize("kind", ["ask", "none", "free"])
def test_a_notice_is_an_offer_of_odrl(kind: str) -> None:
    assert odrl.faults_of(reprint_policy(kind, UID, PARTY)) == []


def test_each_notice_says_as_a_policy_what_it_says_in_words() -> None:
    ask, none, free = (reprint_policy(kind, UID, PARTY) for kind in ("ask", "none", "free"))
    duties = [duty["action"] for duty in ask["permission"][0]["duty"]]
    assert duties == ["obtainConsent", "attribute"], "reprint with permission, and name us"
    assert [one["action"] for one in ask["prohibition"]] == ["derive"], "the core stays as it is"
    assert "permission" not in none
    assert [one["action"] for one in none["prohibition"]] == ["reproduce", "distribute"]
    assert [duty["action"] for duty in free["permission"][1]["duty"]] == ["attribute"]


def broken_offers() -> dict[str, dict[str, Any]]:
    good = reprint_policy("ask", UID, PARTY)
    found = {
        f"without {key}": {name: value for name, value in good.items() if name != key}
        for key in ("@context", "@type", "profile", "uid", "assigner")
    }
    found["of another type"] = good | {"@type": "Licence"}
    found["without a rule"] = {
        key: value for key, value in good.items() if key not in {"permission", "prohibition"}
    }
    for name, change in {
        "an action that does not exist": {"action": "reprint"},
        "no target": {"target": {}},
        "a duty that is none": {"duty": [{"action": "distribute"}]},
    }.items():
        bad = copy.deepcopy(good)
        bad["permission"][0] |= change
        found[name] = bad
    return found


@pytest.mark.parametrize("name", broken_offers())
def test_a_broken_offer_does_not_pass(name: str) -> None:
    assert odrl.faults_of(broken_offers()[name]), f"an offer {name} passed"


@pytest.mark.parametrize("wish", ["reserve", "allow"])
@pytest.mark.parametrize("party", [PARTY, MAIL, PARTY._replace(ask="", name="<甲> & 乙")])
def test_the_licence_file_has_the_form_of_rsl(wish: str, party: Party) -> None:
    document = etree.fromstring(rsl(wish, party).encode())
    assert RSL.validate(document), RSL.error_log
    assert document.nsmap == {None: "https://rslstandard.org/rsl"}, "the namespace has no prefix"


BROKEN_RSL = {
    "no content": ("content", ""),
    "an element that RSL does not have": ("<license>", "<license><permit/>"),
    "two lists of one type": (
        "<license><prohibits",
        '<license><prohibits type="usage">search</prohibits><prohibits',
    ),
    "a comma in a list": ("ai-all", "ai-train, ai-input"),
    "a word that is no use": ("ai-all", "ai"),
    "a path without its slash": ('url="/articles/"', 'url="articles/"'),
    "a content without licence": (
        '<license><prohibits type="usage">ai-all</prohibits></license>',
        "",
    ),
    "terms that are no address": ("<terms>https://", "<terms>"),
    "a kind of payment that does not exist": ('type="attribution"', 'type="thanks"'),
    "another namespace": ("https://rslstandard.org/rsl", "https://rslstandard.example/rsl"),
}


@pytest.mark.parametrize("name", BROKEN_RSL)
def test_a_broken_licence_file_does_not_pass(name: str) -> None:
    old, new = BROKEN_RSL[name]
    text = rsl()
    if name == "no content":
        text = '<rsl xmlns="https://rslstandard.org/rsl"/>'
    else:
        assert old in text
        text = text.replace(old, new)
    assert not RSL.validate(etree.fromstring(text.encode())), f"{name} passed"


def test_an_open_story_is_open_in_the_licence_file_too() -> None:
    document = etree.fromstring(rsl().encode())
    said = {
        one.get("url"): (one.findtext(".//{*}permits"), one.findtext(".//{*}standard"))
        for one in document
    }
    assert said["/articles/a/"] == ("all", "https://creativecommons.org/licenses/by/4.0/")
    assert said["/articles/c/"] == ("all", "https://creativecommons.org/publicdomain/zero/1.0/")
    assert said["/articles/"] == (None, None)
