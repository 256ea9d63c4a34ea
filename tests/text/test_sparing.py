"""Markdown converts every text to the same HTML, whether or not it is spared needless work."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from linli.text.convert import Converter
from linli.text.sparing import DEFINED, INLINE, LINES, SPACES
from linli.timelimit import TooSlow, time_limit
from tests.text.test_properties import MARKDOWN

reports: list[tuple[str, str, str]] = []
converter = Converter("zh", lambda *report: reports.append(report))
plain = Markdown(output_format="html", extensions=converter.extensions())


def converted(body: str, *, sparing: bool) -> tuple[str, list[tuple[str, str, str]]]:
    reports.clear()
    html = (converter._markdown if sparing else plain).reset().convert(body)
    return html, list(reports)


def check(body: str) -> None:
    try:
        with time_limit(10):
            expected = converted(body, sparing=False)
            found = converted(body, sparing=True)
    except TooSlow:
        return
    assert found == expected


FURTHER = [
    "[a]: b.md\n", "[a]", "![a]", "[a][a]", "\x02", "\x03", "\x02klzzwxh:0000\x03", " \n", "\r", "\\*", "`甲`", "<b>乙</b>", "<a@b.c>",
    "**甲**", "_乙_", "a_b", "{: #c }", "{ .d }", "`````", "```\n甲\n```\n", "1、", "１. ", "2026年", "3. ", "* ", "*甲", "**1. ", "+ ", "甲|乙\n-|-\n丙|丁\n",
    "丙\n: 丁\n", "\n===\n", "\n---\n", "\n\n    乙\n\n", "    - ", "!!! note \"\"\n    ", "（", "《", "‘", "···", "(", "甲\n\n乙\n\n丙", "\n\n## 甲\n\n", "## [TOC]",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(MARKDOWN + FURTHER), max_size=30).map("".join))
@example("甲\n    ")
@example("- 甲\n\n    乙\n\n丙")
@example("甲[^1]和`乙`\n\n[^1]: 丙\n\n    丁")
@example("[TOC]\n\n## 甲 {: #x }\n\n## 甲\n\n乙 {: .y }")
def test_any_markdown_is_converted_as_without_sparing(body: str) -> None:
    check(body)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("`\\[]()!<>&*_#+-=:|~^{}\"'1.甲乙a \t\n\u3000“（"), max_size=60))
def test_any_marks_are_converted_as_without_sparing(body: str) -> None:
    check(body)


# One text for each mark of each part, in which no other part finds anything.
SAMPLES = {
    "fenced_code_block": ("```\n甲\n```", "~~~\n甲\n~~~"),
    "html_block": ("<div>\n\n甲", "甲&#65 乙"),
    "backtick": ("`甲`",),
    "escape": ("甲\\*",),
    "footnote": ("甲[^1]\n\n[^1]: 乙",),
    "reference": ("[甲][乙]\n\n[乙]: a.md",),
    "link": ("[甲](a.md)",),
    "image_link": ("甲![乙](a.jpg)",),
    "image_reference": ("甲![乙][丙]\n\n[丙]: a.jpg",),
    "short_reference": ("[甲]\n\n[甲]: a.md",),
    "short_image_ref": ("甲![乙]\n\n[乙]: a.jpg",),
    "autolink": ("甲<https://a.example>",),
    "automail": ("甲<a@b.example>",),
    "linebreak": ("甲  \n乙",),
    "html": ("甲<br>乙",),
    "entity": ("甲&amp;乙",),
    "em_strong": ("*甲*", "_甲_"),
}


@pytest.mark.parametrize("name", [*LINES, *INLINE])
def test_a_part_is_not_left_out_where_a_text_has_its_mark(name: str) -> None:
    assert len(SAMPLES[name]) == len({**LINES, **INLINE}[name]), "every mark has its sample"
    for sample in SAMPLES[name]:
        found, _ = converted(sample, sparing=True)
        assert found == converted(sample, sparing=False)[0]
        # Of an entity nothing is to be seen: it is kept as it is, by one part or by another.
        assert name == "entity" or found != f"<p>{escape(sample)}</p>", "the sample shows something"


@pytest.mark.parametrize("mark", SPACES)
@pytest.mark.parametrize("around", ["甲{}乙", "甲\n\n{}", "{}甲", "甲{}"])
def test_white_space_is_mended_wherever_it_stands(mark: str, around: str) -> None:
    body = around.format(mark.rstrip("\n") if around.endswith("{}") else mark)
    assert converted(body, sparing=True) == converted(body, sparing=False)


def test_every_inline_pattern_of_the_library_is_in_the_table() -> None:
    assert set(INLINE) == {name for name in INLINE if name in plain.inlinePatterns}
    assert len(INLINE) == len(plain.inlinePatterns)
    assert set(INLINE) >= DEFINED


def test_a_pattern_that_is_not_in_the_table_is_never_left_out() -> None:
    from markdown.inlinepatterns import SimpleTextInlineProcessor

    other = Converter("zh", lambda *_: None)
    other._markdown.inlinePatterns.register(SimpleTextInlineProcessor("甲(乙)丙"), "new", 1)
    assert other._markdown.convert("一句\n\n甲乙丙") == "<p>一句</p>\n<p>乙</p>"


@pytest.mark.parametrize("kind", ["preprocessors", "treeprocessors", "postprocessors"])
def test_all_parts_stand_in_the_order_of_the_library(kind: str) -> None:
    spared, others = getattr(converter._markdown, kind), getattr(plain, kind)
    named = [
        next(name for name in NAMES if name in others and others[name] is part) for part in others
    ]
    assert [spared.get_index_for_name(name) for name in named] == list(range(len(spared)))


NAMES = (
    "normalize_whitespace fenced_code_block html_block footnote inline footnote-duplicate prettify attr_list"
    " linli-levels linli-alone toc linli-tables unescape raw_html amp_substitute"
).split()
