from __future__ import annotations

import pytest

from linli.reprints.sentences import read_sentences, values

# Two ways to write the same
SAME = [
    ("共3万户", "共三万户"),
    ("1,240人", "1240人"),
    ("12.50元", "12.5元"),
    ("１２％", "百分之十二"),
    ("5.6万元", "56000元"),
    ("上午8：30", "上午八点半"),
    ("8:30", "8点30分"),
    ("8时", "八点整"),
    ("2026年3月22日", "2026-03-22"),
    ("3月22日", "三月二十二日"),
    ("0000-5520017", "0000 5520017"),
    ("3-5天", "3至5天"),
    ("“灯”亮了！", "「灯」亮了。"),
    ("乘 17 路", "乘17路"),
    ("Don’t stop", "don't stop"),
    ("两户", "2户"),
    ("三萬戶", "30000戶"),
    ("①带证件", "(1)带证件"),
]

# Two ways that are not
DIFFERENT = [
    ("3.5", "35"),
    ("1.3万", "13万"),
    ("23:10", "23:01"),
    ("3月22日", "3月2日"),
    ("-3度", "3度"),
    ("40%", "40"),
    ("12户", "1、2户"),
    ("007号", "7号"),
    ("5万", "5亿"),
    ("2025年", "2026年"),
    ("不去", "去"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_thing_in_two_dresses_is_equal(one: str, other: str) -> None:
    assert values(one) == values(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_things_are_not_equal(one: str, other: str) -> None:
    assert values(one) != values(other)


@pytest.mark.parametrize(
    "text", ["9" * 5000, "万" * 5000, "一" * 5000, "3." * 5000, "1" + ",000" * 5000, "百分之" * 999]
)
def test_numbers_without_end_are_read_in_no_time(text: str) -> None:
    assert values(text)


def test_a_block_is_cut_into_sentences_with_the_quotes_that_end_them() -> None:
    found = [sentence.text for sentence in read_sentences("“板凳放了三年。”她说。下一位！……")]
    assert found == ["“板凳放了三年。”", "她说。", "下一位！……"]


@pytest.mark.parametrize("text", ["1、带证件。", "（二）带证件。", "3. 带证件。"])
def test_the_number_before_an_entry_may_be_missing(text: str) -> None:
    (first, *_) = (token for one in read_sentences(text) for token in one.tokens)
    assert first.loose


@pytest.mark.parametrize("text", ["3.5万户已经签约。", "2026年到了。", "三人同行。"])
def test_a_number_that_is_part_of_the_sentence_may_not(text: str) -> None:
    assert not any(token.loose for one in read_sentences(text) for token in one.tokens)


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("青禾邻里3月22日讯（记者 周岚）昨天通车。", True),
        ("（记者 周岚）昨天通车。", True),
        ("小区停电，电梯停运。", False),
        ("3月22日停电。", False),
        ("3月22日电梯通了。", False),
        ("记者从社区了解到，昨天通车。", False),
    ],
)
def test_a_dateline_may_be_missing_and_nothing_that_looks_like_one(text: str, loose: bool) -> None:
    (first, *_) = read_sentences(text)
    assert first.tokens[0].loose is loose
