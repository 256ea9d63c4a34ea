"""Code between fences, and elements that are shown as they are written."""

from __future__ import annotations

import re
import time

import pytest

from linli.text.lines import drop_indents
from linli.text.prose import prose_of
from linli.text.verbatim import elements, fenced, outside_of

# (Markdown, its blocks of code)
FENCES = [
    ("甲\n```\n乙\n```\n丙", ["```\n乙\n```"]),
    ("~~~ python\na\n~~~ \n", ["~~~ python\na\n~~~ "]),
    ("````\n```\n````", ["````\n```\n````"]),
    ("````\n```", []),
    ("```\n~~~\n```\n~~~\n甲\n~~~", ["```\n~~~\n```", "~~~\n甲\n~~~"]),
    ("```\n甲", []),
    (" ```\n甲\n ```", []),
    ("```a```\n甲", []),
]


@pytest.mark.parametrize(("markdown", "blocks"), FENCES, ids=[row[0] for row in FENCES])
def test_a_block_goes_from_a_fence_to_the_next_one_like_it(
    markdown: str, blocks: list[str]
) -> None:
    assert [markdown[start:end] for start, end in fenced(markdown)] == blocks


def test_an_element_ends_with_its_own_end() -> None:
    text = "a<pre>b<table>c</pre>d</table><table>e"
    found = elements(text, re.compile(r"<(pre|table)\b"))
    assert [text[start:end] for start, end in found] == ["<pre>b<table>c</pre>"]


def test_what_is_outside_is_changed_and_nothing_else() -> None:
    assert outside_of("aXbXc", [(1, 2), (3, 4)], str.upper) == "AXBXC"
    assert outside_of("abc", [], str.upper) == "ABC"


def test_fences_come_before_code_in_backticks() -> None:
    assert prose_of("甲 ` 乙\n```\n丙\n```\n丁 `") == "甲 ` 乙\n\0\0\0\n\0\n\0\0\0\n丁 `"
    assert prose_of("甲 `` ` `` 乙") == "甲 \0\0\0\0\0\0\0 乙"


@pytest.mark.parametrize("unit", ["```x\n", "~~~\n", "```\n　a\n", "<pre>　\n", "`"])
def test_beginnings_without_an_end_are_passed_over_quickly(unit: str) -> None:
    started = time.monotonic()
    prose_of(unit * 100_000)
    drop_indents(unit * 100_000)
    assert time.monotonic() - started < 10, "each of them was looked for to the end: minutes"
