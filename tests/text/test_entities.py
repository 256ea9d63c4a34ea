"""Character references to what may not stand in a page."""

from __future__ import annotations

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.problems import Notebook
from linli.story.characters import clean
from linli.text.entities import drop_references, shorten_references
from tests.text.readers import read

# (as written, what is left)
REFERENCES = [
    ("&#65;&#x42;", "&#65;&#x42;"),
    ("&amp;&lt;&copy;&hellip;", "&amp;&lt;&copy;&hellip;"),
    ("&#9;&#10;&#13;&#32;", "&#9;&#10;&#13;&#32;"),
    ("&#x4E2D;&#128241;&#x1F4F1;", "&#x4E2D;&#128241;&#x1F4F1;"),
    ("&#147;甲&#148;", "&#147;甲&#148;"),  # browsers read these as Windows did
    ("甲&#0;乙", "甲乙"),
    ("甲&#7;乙", "甲乙"),
    ("甲&#x1b乙", "甲乙"),
    ("甲&#127;乙", "甲乙"),
    ("甲&#x81;乙", "甲乙"),
    ("甲&#x200B;乙", "甲乙"),
    ("甲&#8232;乙", "甲乙"),
    ("甲&#x202E;乙", "甲乙"),
    ("甲&#x2066;乙", "甲乙"),
    ("甲&#xD800;乙", "甲乙"),
    ("甲&#xFDD0;乙", "甲乙"),
    ("甲&#xFEFF;乙", "甲乙"),
    ("甲&#xFFFE;乙", "甲乙"),
    ("甲&#x10FFFF;乙", "甲乙"),
    ("甲&ZeroWidthSpace;乙&NoBreak;丙", "甲乙丙"),
    ("&#x110000;", "&#x110000;"),  # a browser shows a sign for it
    ("&#;&#x;&#xg;", "&#;&#x;&#xg;"),
]


@pytest.mark.parametrize(("written", "left"), REFERENCES)
def test_a_reference_stays_or_goes(written: str, left: str) -> None:
    page, dropped = drop_references(written)
    assert page == left
    assert bool(dropped) == (written != left)


def test_what_was_dropped_is_reported_like_the_character_itself() -> None:
    outcome = read("甲\n\n乙&#x202e;丙&#7;", first_line=10)
    assert outcome.places == [("control-character", 12, 2), ("control-character", 12, 11)]
    assert "U+202E" in outcome.problems[0].what
    assert outcome.html == "<p>甲</p>\n<p>乙丙</p>"


def test_a_reference_shown_as_code_stays() -> None:
    outcome = read("`&#x202e;`")
    assert outcome.html == "<p><code>&amp;#x202e;</code></p>"
    assert outcome.problems == []


def test_a_reference_of_thousands_of_digits_is_cut() -> None:
    assert len(shorten_references("&#" + "1" * 9000 + ";")) < 200
    assert shorten_references("&#0065;") == "&#0065;"


PIECES = st.sampled_from(
    [
        "&",
        "#",
        "x",
        "X",
        "0",
        "1",
        "6",
        "4",
        "9",
        "7",
        "F",
        "D",
        "d",
        ";",
        " ",
        "&#0;",
        "&#x1;",
        "&#xFDD0;",
        "甲",
        "amp;",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_no_two_ends_become_a_reference_when_what_stood_between_them_is_gone(text: str) -> None:
    page = nh3.clean(drop_references(text)[0])  # it reads references as browsers do
    assert not set("\ufdd0\ufdd1") & set(page)


@given(st.text())
def test_after_reading_no_unwanted_character_is_left(text: str) -> None:
    written = "".join(f"&#{ord(char)};" for char in text)
    page = read(f"<div>{written}</div>").html
    notebook = Notebook("en")
    assert clean(page, "a.md", notebook) == page
