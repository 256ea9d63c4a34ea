"""Characters that cannot stand in a page are taken out, and it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.problems import Notebook
from linli.story.characters import UNWANTED, clean, is_clean
from tests.story import quick


@pytest.mark.parametrize(
    ("char", "code", "name"),
    [
        ("\x00", "U+0000", "control character"),
        ("\x07", "U+0007", "control character"),
        ("\x0b", "U+000B", "control character"),
        ("\x0c", "U+000C", "control character"),
        ("\x1b", "U+001B", "control character"),
        ("\x7f", "U+007F", "control character"),
        ("\x85", "U+0085", "control character"),
        ("\x9f", "U+009F", "control character"),
        ("\u200b", "U+200B", "ZERO WIDTH SPACE"),
        ("\u2028", "U+2028", "LINE SEPARATOR"),
        ("\u2029", "U+2029", "PARAGRAPH SEPARATOR"),
        ("\u2060", "U+2060", "WORD JOINER"),
        ("\u202a", "U+202A", "LEFT-TO-RIGHT EMBEDDING"),
        ("\u202e", "U+202E", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066", "LEFT-TO-RIGHT ISOLATE"),
        ("\u2069", "U+2069", "POP DIRECTIONAL ISOLATE"),
        ("\ud800", "U+D800", "control character"),
        ("\udfff", "U+DFFF", "control character"),
        ("\ufdd0", "U+FDD0", "control character"),
        ("\ufeff", "U+FEFF", "BYTE ORDER MARK"),
        ("\ufffe", "U+FFFE", "control character"),
        ("\uffff", "U+FFFF", "control character"),
        ("\U0001fffe", "U+1FFFE", "control character"),
        ("\U0010ffff", "U+10FFFF", "control character"),
    ],
    ids=lambda value: None if len(value) == 1 else value,
)
def test_an_unwanted_character_is_taken_out_and_named(char: str, code: str, name: str) -> None:
    notebook = Notebook("en")
    assert clean(f"停水\n通{char}知{char}", "a.md", notebook) == "停水\n通知"
    [problem] = notebook.problems
    assert (problem.rule, problem.line, problem.column) == ("control-character", 2, 2)
    assert problem.severity == "warning"
    assert code in problem.what
    assert name in problem.what
    assert "2" in problem.what, "how many there are"


@pytest.mark.parametrize(
    "text",
    [
        "停水\t通知\n",
        "　",
        "\u00a0",
        "é",
        "e\u0301",
        "👨\u200d👩\u200d👧",
        "क\u200cष",
        "\u200e",
        "𠮷",
        "\U000e0100",
    ],
)
def test_what_people_write_with_is_kept(text: str) -> None:
    notebook = Notebook("en")
    assert clean(text, "a.md", notebook) == text
    assert notebook.problems == []


def test_each_kind_is_said_once_where_it_first_stands() -> None:
    notebook = Notebook("en")
    clean("\u200b停\u202e\u200b水\u202e", "a.md", notebook)
    assert [(problem.line, problem.column) for problem in notebook.problems] == [(1, 1), (1, 3)]


@quick
@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("\x00\u202e\ud800\n")))
def test_clean_text_can_be_written_and_stays_as_it_is(text: str) -> None:
    notebook = Notebook("en")
    cleaned = clean(text, "a.md", notebook)
    cleaned.encode("utf-8")
    assert clean(cleaned, "a.md", Notebook("en")) == cleaned
    assert bool(notebook.problems) is (cleaned != text), "never silently"
    assert text.count("\n") == cleaned.count("\n"), "line numbers stay right"


def test_no_unwanted_character_passes_for_clean_at_once() -> None:
    missed = [code for code in range(0x110000) if UNWANTED.match(chr(code)) and is_clean(chr(code))]
    assert missed == []


def test_a_news_text_is_known_to_be_clean_at_once() -> None:
    assert is_clean("标题：水停了\n\n\u3000\u3000“明天来水。” 100\u00a0km\t😀")
