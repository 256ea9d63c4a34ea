from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

ENGLISH = "The lift opened on a Thursday and nobody was late for it. " * 6


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (article(ENGLISH), ["language-missing"]),
        (article(ENGLISH, 语言="en"), []),
        (article(ENGLISH, 语言="zh-Hans"), []),
        (article("A short line."), []),
        (article(ENGLISH + "电梯"), []),
    ],
    ids=["no language", "English", "said to be Chinese", "too short to tell", "mixed"],
)
def test_a_text_without_a_chinese_character_should_name_its_language(
    paper: Paper, text: str, rules: list[str]
) -> None:
    assert paper.rules(text) == rules
