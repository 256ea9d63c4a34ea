from __future__ import annotations

import re

import pytest

from linli.errors import ConfigError
from linli.rights.statement import House, state_rights
from linli.rights.words import NOTICES, WORDS, slots_of, words_with
from linli.story.language import language_of
from tests.rights.test_statement import STORY

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


# (what a site writes, what the message says)
REFUSED: list[tuple[dict[str, dict[str, str]], str]] = [
    ({"zh-Hanss": {"ask": "甲"}}, "'zh-Hans'"),
    ({"zh-Hans": {"asks": "甲"}}, "'ask'"),
    ({"zh-Hans": {"ask": "来自{sourse}"}}, "'source'"),
    ({"zh-Hans": {"heading": "{source}"}}, "{source}"),
    ({"zh-Hans": {"ask": "来自{"}}, "brace"),
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
