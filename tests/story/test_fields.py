"""The table of fields is whole: it agrees with ``Story``, with the readers and with the issue."""

from __future__ import annotations

import pytest

from linli.story import Story
from linli.story.context import suggestion
from linli.story.fields import FIELDS, PARTS, Field, FieldTable, Type, is_reserved, plain_key
from linli.story.other_words import MEANT, NOT_A_FIELD, PLACES
from linli.story.readers import READERS
from tests.story import article_with, read
from tests.tables import cases

TABLE = FieldTable()
ISSUE_FIELDS = (
    "id title subtitle original_title date modified column tags series series_index authors "
    "correspondents photographers editors proofreaders reviewers approver dateline source source_url "
    "source_date origin permission permission_ref copyright_holder copyright_year reuse summary "
    "keywords lang status expires cover related related_exclude aliases corrections ai_use"
).split()


def test_every_field_has_its_attribute_in_a_story() -> None:
    own = set(Story.__struct_fields__)
    assert {field.key for field in FIELDS} <= own


def test_every_attribute_of_a_story_is_a_field_or_says_where_it_was_read() -> None:
    own = set(Story.__struct_fields__)
    assert own - {field.key for field in FIELDS} == {"name", "kind", "extra", "lines"}


@pytest.mark.parametrize("key", ISSUE_FIELDS)
def test_every_field_of_the_issue_is_in_the_table(key: str) -> None:
    field = TABLE.find(key)
    assert field is not None, f"issue 2, section 2 names {key}"
    assert field.key == key


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_field_explains_itself_in_both_languages(field: Field) -> None:
    assert field.aliases, "it has a Chinese name"
    assert not field.aliases[0].isascii(), "the first other name is what Chinese messages say"
    assert field.zh.endswith("。"), "Chinese help is a sentence"
    assert field.en.endswith("."), "English help is a sentence"
    assert field.en.isascii() or "栏目" in field.en or "（" in field.en or "“" in field.en


def test_no_two_fields_share_a_name() -> None:
    owners: dict[str, set[str]] = {}
    for field in FIELDS:
        for name in (field.key, *field.aliases):
            owners.setdefault(plain_key(name), set()).add(field.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_no_field_is_listed_twice_under_one_name() -> None:
    names = [plain_key(name) for field in FIELDS for name in (field.key, *field.aliases)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_no_field_bears_a_reserved_name() -> None:
    assert [name for name in TABLE.names if is_reserved(name)] == []


def test_every_type_has_a_reader() -> None:
    assert set(READERS) == set(Type)


@pytest.mark.parametrize(
    "field", [field for field in FIELDS if field.choices], ids=lambda field: field.key
)
def test_every_spelling_of_a_choice_means_one_choice(field: Field) -> None:
    assert field.type is Type.CHOICE
    meanings: dict[str, set[str]] = {}
    for choice, others in field.choices.items():
        for spelling in (choice, *others):
            meanings.setdefault(spelling.casefold().replace("-", ""), set()).add(choice)
    assert {spelling for spelling, choices in meanings.items() if len(choices) > 1} == set()


@pytest.mark.parametrize(("written", "key"), cases("fields", "Chinese names"))
def test_every_chinese_name_of_the_issue_is_known(written: str, key: str) -> None:
    field = TABLE.find(written)
    assert field is not None, f"issue 2, section 2 names {written}"
    assert field.key == key


@pytest.mark.parametrize(("written", "key"), cases("fields", "Spellings"))
def test_a_key_is_known_in_any_case_width_and_spacing(written: str, key: str) -> None:
    field = TABLE.find(written)
    assert field is not None, f"{written!r} is a spelling of {key}"
    assert field.key == key


@pytest.mark.parametrize(("written", "meant"), cases("fields", "Unknown"))
def test_an_unknown_key_is_refused_with_the_key_it_was_meant_to_be(
    written: str, meant: str
) -> None:
    assert TABLE.find(written) is None, f"{written} is no field"
    assert suggestion(written, TABLE.names) == meant
    problem = read(article_with({written: "x"})).problems[0]
    assert problem.rule == ("unknown-field-close" if meant else "unknown-field")
    assert written in problem.what
    assert meant in problem.fix


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("图片说明", '配图：![图上有什么](文件 "图说")'),
        ("图注", "配图：!["),
        ("正文", "空一行"),
        ("内容", "空一行"),
        ("附件", "[申请表](files/form.pdf)"),
        ("引题", "副题"),
        ("肩题", "副题"),
        ("制图", "图说最后"),
    ],
)
def test_of_what_is_no_field_it_is_said_where_it_is_written(written: str, advice: str) -> None:
    [problem] = read(article_with({written: "x"}), lang="zh-Hans").problems
    assert (problem.rule, problem.line) == ("unknown-field-elsewhere", 6)
    assert advice in problem.fix
    [problem] = read(article_with({written: "x"})).problems
    assert problem.fix.isascii() or "“" in problem.fix, "in English"


def test_every_other_word_leads_to_a_field_or_to_a_part_of_one() -> None:
    parts = {name for known in PARTS.values() for key in known for name in (key, *known[key])}
    assert {name for name in MEANT.values() if name not in parts and not TABLE.find(name)} == set()
    assert [word for word in (*MEANT, *NOT_A_FIELD) if plain_key(word) != word] == []
    assert {place for place in NOT_A_FIELD.values() if place} == PLACES.keys()


def test_a_field_that_takes_a_story_off_the_site_is_never_a_mere_guess() -> None:
    words = [word for name in TABLE.names for word in (f"{name[-2:]}", f"某某{name[-2:]}")]
    guesses = {suggestion(word, TABLE.names) for word in words if not TABLE.find(word)}
    assert {name for name in guesses if name.startswith(("授权", "撤"))} == set()


@pytest.mark.parametrize("written", cases("fields", "Reserved"))
def test_a_name_of_pelicans_own_is_refused(written: str) -> None:
    assert is_reserved(written)
    problem = read(article_with({written: "../index.html"})).problems[0]
    assert (problem.rule, problem.line) == ("reserved-field", 6), "refused where it stands"
    assert written in problem.what


def test_a_sites_own_field_is_found_by_key_and_alias() -> None:
    table = FieldTable((Field("phone", Type.LINE, "site", ("电话",), "电话。", "Telephone."),))
    assert table.named("phone") is table.find("电话") is table.find("Phone")
    assert table.named("title") is TABLE.named("title"), "Linli's own fields stay"
    assert [field.key for field in table.extra] == ["phone"]
