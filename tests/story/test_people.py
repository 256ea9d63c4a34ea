"""People and lists: names, units, separators, brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.story.padded import is_unclear, split_names
from linli.story.people import (
    SEPARATORS,
    is_file,
    read_person,
    role_in_name,
    several_in_one,
    split_list,
)
from linli.story.story import Person
from tests.factories import article
from tests.story import article_with, quick, read
from tests.tables import cases


@pytest.mark.parametrize(("written", "parts"), cases("names", "Lists"))
def test_a_list_is_split_at_separators_outside_of_brackets(written: str, parts: str) -> None:
    assert split_list(written) == [part for part in parts.split(" / ") if part]


@pytest.mark.parametrize(("written", "parts"), cases("names", "Lists of people"))
def test_a_name_padded_with_a_wide_space_is_one_name(written: str, parts: str) -> None:
    names = split_names(written)
    assert names == [part for part in parts.split(" / ") if part]
    unclear = "\u3000" in parts and "(" not in parts
    assert any(map(is_unclear, names)) is unclear


@pytest.mark.parametrize(("written", "name", "unit"), cases("names", "People"))
def test_a_person_has_a_name_and_perhaps_a_unit(written: str, name: str, unit: str) -> None:
    assert read_person(written) == Person(name, unit)


@pytest.mark.parametrize("written", cases("names", "Nobody"))
def test_what_is_no_name_is_nobody(written: str) -> None:
    assert read_person(written) is None


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("记者 周岚", "记者"),
        ("記者 周嵐", "記者"),
        ("責任編輯：沈禾", "責任編輯"),
        ("记者：周岚", "记者"),
        ("摄影/周岚", "摄影"),
        ("通讯员　周岚", "通讯员"),
        ("周岚", ""),
        ("记者", ""),
        ("记者站", ""),
        ("编辑部", ""),
    ],
)
def test_a_role_written_into_a_name_is_found(name: str, role: str) -> None:
    assert role_in_name(name) == role


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("王建国 李丽华", True),
        ("沈禾 周岚 欧阳明月", True),
        ("欧阳 明月 周岚", True),
        ("Zhou Lan and Shen He", True),
        ("Zhou Lan & Shen He", True),
        ("王建国", False),
        ("王 某", False),
        ("沈 禾 周 岚", False),
        ("欧阳 明月", False),
        ("买买提·吐尔逊", False),
        ("Zhou Lan", False),
        ("Andy Sandler", False),
        ("Department of Trade and Industry", False),
        ("王芳/李明", True),
        ("王芳/图", False),
    ],
)
def test_names_that_no_list_mark_separates_are_several_people(name: str, several: bool) -> None:
    assert several_in_one(name) is several


@pytest.mark.parametrize("name", ["A.B. Li", "Li Jr.", "刘某(a/b.cn)", "王芳/图", "买买提.吐尔逊"])
def test_a_name_with_a_stop_or_a_slash_is_no_file(name: str) -> None:
    person = read_person(name)
    assert person is not None
    assert not is_file(person.name)


@pytest.mark.parametrize(
    "name",
    [
        "小红书@王芳",
        "@王芳",
        "김철수/이영희",
        "たなか/すずき",
        "O'Neil/Å",
        "王芳/李明",
        "王芳/李明/周岚",
        "N/A",
    ],
)
def test_a_name_with_a_mark_of_its_own_is_no_file(name: str) -> None:
    assert not is_file(name)


def test_what_stands_for_nobody_is_not_several_people() -> None:
    assert not several_in_one("N/A")


def test_several_people_in_one_name_are_warned_of_and_published() -> None:
    reading = read(article(作者="王建国 李丽华、周岚"), lang="zh-Hans")
    [problem] = reading.problems
    assert (problem.rule, problem.severity, problem.line) == ("several-in-one", "warning", 6)
    assert "王建国 李丽华" in problem.what
    assert "顿号" in problem.fix
    assert len(reading.sure.authors) == 2, "as written"


@pytest.mark.parametrize(
    "written", ["王　芳　李　明", "王　小明", "周岚　摄", "王　芳　摄", "王　芳　文"]
)
def test_names_of_which_nobody_can_tell_how_many_they_are_are_warned_of(written: str) -> None:
    reading = read(article(作者=written), lang="zh-Hans")
    [problem] = reading.problems
    assert (problem.rule, problem.severity, problem.line) == ("padded-names", "warning", 6)
    assert written in problem.what
    assert len(reading.sure.authors) == 1, "no page for a single character"


def test_padded_names_are_joined_wherever_people_stand() -> None:
    story = read(article(终审="沈　禾", 报道人物="王　芳　李小明", 通讯员="周　岚")).sure
    assert story.approver == Person("沈禾")
    assert story.subjects == ("王芳", "李小明")
    assert story.correspondents == (Person("周岚"),)
    assert read(article(yaml=True, 报道人物="[王　芳, 李小明]")).sure.subjects == ("王芳", "李小明")


def test_a_role_before_a_wide_space_is_nobody_of_its_own() -> None:
    reading = read(article(作者="记者　周　岚"))
    assert reading.rules == ["role-in-name"]
    assert len(reading.sure.authors) == 1


def test_tags_of_one_character_stay_apart() -> None:
    assert read(article(标签="水　电")).sure.tags == ("水", "电")


def test_tags_may_hold_spaces() -> None:
    assert read(article(标签="加装电梯 老旧小区")).rules == []


def people(*names: str) -> tuple[Person, ...]:
    return tuple(Person(name) for name in names)


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("编辑", "沈禾、周岚", people("沈禾", "周岚")),
        ("责编", "沈禾，周岚；沈禾", people("沈禾", "周岚")),
        ("责编", "沈禾　周岚", people("沈禾", "周岚")),
        ("责编", "沈　禾　周小岚", people("沈禾", "周小岚")),
        ("责编", "沈　禾（甲）、周岚", (Person("沈禾", "甲"), Person("周岚"))),
        ("责编", "[沈　禾, 周　小　岚]", people("沈禾", "周小岚")),
        ("责编", "{name: 沈　禾, unit: 甲}", (Person("沈禾", "甲"),)),
        ("责编", "沈禾(甲、乙)、周岚", (Person("沈禾", "甲、乙"), Person("周岚"))),
        ("责编", "[沈禾, 周岚(甲)]", (Person("沈禾"), Person("周岚", "甲"))),
        ("责编", "[沈禾、周岚, 林舟]", people("沈禾", "周岚", "林舟")),
        ("责编", "{name: 沈禾, unit: 甲, role: 首席}", (Person("沈禾", "甲", "首席"),)),
        ("责编", "[{姓名: 沈禾, 单位: 甲}, 周岚]", (Person("沈禾", "甲"), Person("周岚"))),
        ("责编", "e\u0301va", people("éva")),
    ],
)
def test_people_are_read_from_every_form(
    field: str, written: str, expected: tuple[Person, ...]
) -> None:
    yaml = article_with({"责编": None, field: written}, yaml=True)
    assert read(yaml).sure.editors == expected
    if written[0] not in "[{":
        assert read(article_with({"责编": None, field: written})).sure.editors == expected


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("12345", "bad-person"),
        ("沈禾、12345", "bad-person"),
        ("images/bus-17.jpg", "person-is-file"),
        ("沈禾、公交.JPG", "person-is-file"),
        ("'images\\bus'", "person-is-file"),
        ("images/bus", "person-is-file"),
        ("https://example.org/a", "person-is-file"),
        ("www.example.org", "person-is-file"),
        ("shenhe@example.org", "person-is-file"),
        ("{name: images/bus.jpg}", "person-is-file"),
        ("王芳/李明", "several-in-one"),
        ("Zhou Lan/Shen He", "several-in-one"),
        ("沈" * 101, "bad-person"),
        ("沈禾(甲", "bad-person"),
        ("{unit: 甲}", "bad-person"),
        ("{name: 沈禾, phone: 1}", "unknown-part"),
        ("{name: [沈禾]}", "wrong-shape"),
        ("{name: 沈禾, name: 周岚}", "duplicate-field"),
        ("{name: 沈禾, 姓名: 周岚}", "duplicate-field"),
        ("[[{name: 沈禾}]]", "wrong-shape"),
        ("记者 沈禾", "role-in-name"),
    ],
)
def test_what_is_wrong_with_a_person_is_said_once(written: str, rule: str) -> None:
    assert read(article(yaml=True, 责编=written)).rules == [rule]


def test_reporters_are_authors_with_a_role() -> None:
    story = read(article(记者="周岚", 作者="沈禾")).sure
    assert story.authors == (Person("周岚", role="reporter"), Person("沈禾"))


def test_people_under_two_names_of_one_field_are_put_together() -> None:
    story = read(article(责编=None, 责任编辑="沈禾", editor="周岚、沈禾")).sure
    assert story.editors == people("沈禾", "周岚")


def test_people_twice_under_one_name_are_an_error() -> None:
    assert "duplicate-field" in read("责编：沈禾\n" + article()).rules


def test_only_one_person_gives_the_final_approval() -> None:
    assert read(article(终审="沈禾")).sure.approver == Person("沈禾")
    assert read(article(终审="沈禾、周岚")).rules == ["wrong-shape"]


WORDS = st.lists(
    st.text(st.characters(exclude_categories=["C", "Z", "P"]), min_size=1, max_size=8),
    min_size=1,
    max_size=6,
)


@quick
@given(WORDS, st.sampled_from([*SEPARATORS, "、 ", " ; ", "，　"]))
def test_a_joined_list_splits_into_its_words(words: list[str], separator: str) -> None:
    assert split_list(separator.join(words)) == words


@quick
@given(WORDS, st.sampled_from(["（）", "()", "[]", "【】", "〔〕"]), st.sampled_from("、，；,;"))
def test_a_separator_inside_of_brackets_parts_nothing(
    words: list[str], brackets: str, separator: str
) -> None:
    grouped = f"甲{brackets[0]}{separator.join(words)}{brackets[1]}"
    assert split_list(f"{grouped}、乙") == [grouped, "乙"]


@quick
@given(st.text(st.characters() | st.sampled_from(SEPARATORS + "()（）[]"), max_size=30))
def test_no_part_of_a_list_is_empty_and_nothing_but_separators_is_lost(text: str) -> None:
    parts = split_list(text)
    assert all(part and part == part.strip() for part in parts)
    kept = "".join(char for char in "".join(parts) if char not in SEPARATORS and not char.isspace())
    assert kept == "".join(char for char in text if char not in SEPARATORS and not char.isspace())
