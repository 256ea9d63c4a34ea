from __future__ import annotations

import re
from itertools import product

import pytest
from msgspec.structs import replace

from linli.errors import ConfigError
from linli.rights.kit import explain_asking, explain_copy, last_line, request_for
from linli.rights.policy import explain
from linli.rights.statement import House, state_rights
from linli.rights.words import NOTICES, WORDS, slots_of, words_with
from linli.story import Origin, Permission, Reuse
from linli.story.language import language_of
from linli.story.rights import conflict
from tests.rights.test_statement import STORY

URL = "https://news.example/articles/a/"
SLOT = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-Hans", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-Hant", "zh-Hant"),
        ("ZH-hant-TW", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("en-GB", "en"),
        ("fr", "en"),
    ],
)
def test_every_language_gets_the_wording_it_can_read(tag: str, language: str) -> None:
    assert language_of(tag) == language


def test_all_languages_have_the_same_texts_with_the_same_slots() -> None:
    for language, words in WORDS.items():
        assert words.keys() == WORDS["zh-Hans"].keys(), language
        for key, text in words.items():
            assert set(SLOT.findall(text)) <= slots_of(key), (language, key)
            if key in NOTICES:
                mine, theirs = SLOT.findall(text), SLOT.findall(WORDS["zh-Hans"][key])
                assert sorted(mine) == sorted(theirs), (language, key)


def test_a_site_says_it_in_its_own_words_and_keeps_the_rest() -> None:
    words = words_with({"zh-Hans": {"ask": "《{title}》由{publisher}出品，转载先问：{ask}"}})
    house = House("测试邻里", "测试区融媒体中心", "/contact/", "", words)
    statement = state_rights(STORY, house, "zh-Hans")
    assert statement.text.splitlines() == [
        "《楼里装上了电梯》由测试区融媒体中心出品，转载先问：申请转载授权",
        "© 2026 测试区融媒体中心",
    ]
    assert state_rights(STORY, house, "en") == state_rights(
        STORY, house._replace(words=WORDS), "en"
    )


def test_the_words_that_come_with_linli_are_not_changed_by_a_site() -> None:
    words_with({"en": {"heading": "Rights"}})
    assert WORDS["en"]["heading"] == "Reprint notice"


def spoken(key: str) -> str:
    """Return a wording of ``key`` that uses every slot it may have."""
    said = "".join(f"<{slot}:{{{slot}}}>" for slot in sorted(slots_of(key)))
    return f"标题\n{said}" if key.startswith("policy-") and said else said


def test_every_text_may_use_every_slot_that_is_promised() -> None:
    plain = {"heading", "and", "elsewhere", "title-marks", "inner-marks", "licence-page"}
    own = {
        key: spoken(key)
        for key in WORDS["zh-Hans"]
        if key not in plain and not key.startswith("name-")
    }
    words = words_with({"zh-Hans": own})
    house = House("测试邻里", "测试区融媒体中心", "/contact/", "/reprint/", words)
    said = [piece.text for line in explain(house, "电话", "zh-Hans", 2026).lead for piece in line]
    for origin, permission, reuse in product(Origin, Permission, Reuse):
        if conflict(origin, permission, reuse):
            continue
        story = replace(
            STORY,
            origin=origin,
            permission=permission,
            reuse=reuse,
            source_url="https://daily.example/a",
            document_number="3",
        )
        said.append(state_rights(story, house, "zh-Hans").text)
        for explained in (explain_copy, explain_asking):
            terms = explained(story, house, "电话", "zh-Hans", URL)
            said += [piece.text for line in (*terms.lead, *terms.duties) for piece in line]
        said.append(request_for(story, house, "电话", "zh-Hans", URL).text)
        statement = state_rights(story, house, "zh-Hans")
        said += [piece.text for piece in last_line(statement, house, "zh-Hans", URL)]
    whole = "".join(said)
    assert "{" not in whole
    assert {"<ask:", "<contact:", "<url:", "<credit:", "<number:"} <= set(
        re.findall(r"<\w+:", whole)
    )


# (what a site writes, what the message says)
REFUSED: list[tuple[dict[str, dict[str, str]], str]] = [
    ({"zh-Hanss": {"ask": "甲"}}, "'zh-Hans'"),
    ({"zh-Hans": {"asks": "甲"}}, "'ask'"),
    ({"zh-Hans": {"ask": "来自{sourse}"}}, "'source'"),
    ({"zh-Hans": {"heading": "{source}"}}, "{source}"),
    ({"zh-Hans": {"ask": "来自{"}}, "brace"),
    ({"zh-Hans": {"credit": ""}}, "{source}"),
    ({"zh-Hans": {"credit": "{source}[，《{title}》]"}}, "{title}"),
    ({"zh-Hans": {"kit-title": "转载《{title}》"}}, "{title}"),
    ({"zh-Hans": {"policy-title": "{publisher}的说明"}}, "{publisher}"),
    ({"zh-Hans": {"ask": "来自{}"}}, "no slot {}"),
    ({"zh-Hans": {"ask": "来自[{source}"}}, "brackets"),
    ({"zh-Hans": {"ask": "来自[[{source}]]"}}, "brackets"),
    ({"zh-Hans": {"ask": "来自]{source}["}}, "brackets"),
    ({"zh-Hans": {"title-marks": "《"}}, "two characters"),
    ({"zh-Hans": {"reprint": "转载自{source}《{title}》"}}, "{original}"),
    ({"zh-Hans": {"reprint": "[转载自{source}]《{title}》{original}"}}, "{source}"),
    ({"zh-Hans": {"cc": "随便用"}}, "{licence}"),
    ({"zh-Hans": {"policy-how": "问{source}"}}, "{source}"),
]


@pytest.mark.parametrize(("own", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_words_that_cannot_be_used_are_refused_with_what_was_meant(
    own: dict[str, dict[str, str]], said: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        words_with(own)
    assert said in str(caught.value)
    assert "LINLI_RIGHTS_WORDS" in str(caught.value)
    assert "LINLI_RIGHTS_WORDS" in caught.value.zh
