"""Names in addresses, and what a title says about column and series."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.story.naming import (
    NAME_LIMIT,
    address_name,
    column_in_title,
    is_address_name,
    series_in_title,
)
from tests.story import quick
from tests.tables import cases


@pytest.mark.parametrize(("written", "name"), cases("names", "Address names"))
def test_a_name_in_an_address_is_readable(written: str, name: str) -> None:
    assert address_name(written) == name


@pytest.mark.parametrize(("written", "usable"), cases("names", "Address names as they are"))
def test_a_name_is_usable_when_nothing_but_case_would_change(written: str, usable: str) -> None:
    assert is_address_name(written) is (usable == "yes")


@pytest.mark.parametrize(("title", "column", "series", "number"), cases("names", "Titles"))
def test_a_title_tells_column_and_series(title: str, column: str, series: str, number: str) -> None:
    assert column_in_title(title) == column
    found = series_in_title(title)
    assert (found.name if found else "", str(found.number) if found else "") == (series, number)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300,
        "电" * 300,
        "\U00020bb7" * 300,
        "电 " * 200,
        "a." * 200,
        "电" * 79 + "-" + "电" * 40,
    ],
)
def test_a_name_is_never_too_long_for_a_file_system(text: str) -> None:
    name = address_name(text)
    assert 0 < len(name) <= NAME_LIMIT
    assert len(name.encode()) <= 2 * NAME_LIMIT
    assert name[-1] not in "-.", "it does not end where it was cut"


@quick
@given(st.text(max_size=200))
def test_a_name_is_safe_and_does_not_change_again(text: str) -> None:
    name = address_name(text)
    assert address_name(name) == name
    assert not name or is_address_name(name)
    assert not set(name) & set('/\\:*?"<>|%#&;= \n\t\0'), "nothing that means something elsewhere"
    assert not name.startswith((".", "-", "_"))
    assert ".." not in name


@quick
@given(st.text(st.sampled_from("abcxyzABCXYZ0189 -电梯éÉ"), max_size=20))
def test_names_that_differ_by_case_or_width_or_normal_form_are_one(text: str) -> None:
    name = address_name(text)
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert address_name(text.upper()) == address_name(text.lower()) == name
    assert address_name(wide) == name
    assert address_name(unicodedata.normalize("NFD", text)) == name


@quick
@given(
    st.text(st.characters(categories=["Lo"]), min_size=2, max_size=12),
    st.integers(1, 99),
    st.booleans(),
)
def test_every_number_of_a_series_is_read(name: str, number: int, chinese: bool) -> None:
    written = _chinese(number) if chinese else str(number)
    title = series_in_title(f"{name}（{written}）")
    assert title is not None, f"{written} is a number"
    assert title.number == number


def _chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    digits = " 一二三四五六七八九"
    ten = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return ten + (digits[units] if units else "")


@pytest.mark.parametrize("char", [chr(code) for code in range(0x20, 0x7F)])
def test_of_ascii_letters_digits_and_three_marks_stay(char: str) -> None:
    kept = char.lower() if char.isalnum() or char in "-_." else "-"
    assert address_name(f"a{char}b") == f"a{kept}b"
    assert address_name(f"a{char}b水") == f"a{kept}b水"
