"""Soft line breaks and typed indents."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.text import lines as module
from linli.text.lines import drop_indents, join_chinese_lines
from tests.text.readers import html

# (between what, before, after)
BREAKS = [
    ("Chinese", "青石巷\n的灯笼", "青石巷的灯笼"),
    ("a comma and Chinese", "灯笼，\n亮了", "灯笼，亮了"),
    ("Chinese and an opening bracket", "灯笼\n（红）", "灯笼（红）"),
    ("closing and opening quotes in Chinese", "说：“好。”\n“走。”", "说：“好。”“走。”"),
    ("Chinese and an opening quote", "他说\n“好”", "他说“好”"),
    ("a dash and Chinese", "电梯——\n楼里的", "电梯——楼里的"),
    ("an ellipsis and Chinese", "等了……\n来了", "等了……来了"),
    ("Japanese", "ひら\nがな", "ひらがな"),
    ("rare characters", "𠮷\n野", "𠮷野"),
    ("full-width digits", "１\n２", "１２"),
    ("Chinese with spaces at the break", "青石巷  \t\n \u3000的灯笼", "青石巷的灯笼"),
    ("Chinese, the first in bold", "<b>青石巷</b>\n的", "<b>青石巷</b>的"),
    ("Chinese, the second a link", '巷\n<a href="x">的</a>', '巷<a href="x">的</a>'),
    ("Chinese, through several tags", "<b><i>巷</i></b>\n<u><q>的", "<b><i>巷</i></b><u><q>的"),
    ("Latin", "one\ntwo", "one\ntwo"),
    ("Chinese and Latin", "坐17路\nbus", "坐17路\nbus"),
    ("Latin and Chinese", "bus\n来了", "bus\n来了"),
    ("a digit and Chinese", "共3\n人", "共3\n人"),
    ("quotes in English", "“good.”\n“yes”", "“good.”\n“yes”"),
    ("a dash and a quote in English", "he said—\n“no”", "he said—\n“no”"),
    ("an apostrophe and a quote in English", "the girls’\n‘no’", "the girls’\n‘no’"),
    ("a forced break", "甲<br>\n乙", "甲<br>\n乙"),
    ("blocks", "<p>甲</p>\n<p>乙</p>", "<p>甲</p>\n<p>乙</p>"),
    ("list items", "<li>甲\n<ul>", "<li>甲\n<ul>"),
    ("lines of code", "<pre><code>甲\n乙</code></pre>", "<pre><code>甲\n乙</code></pre>"),
    (
        "code and text",
        "<p>甲\n乙</p><pre>甲\n乙</pre><p>甲\n乙</p>",
        "<p>甲乙</p><pre>甲\n乙</pre><p>甲乙</p>",
    ),
]


@pytest.mark.parametrize(
    ("before", "after"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS]
)
def test_a_line_break_between(before: str, after: str) -> None:
    assert join_chinese_lines(before) == after


def test_breaks_vanish_across_the_tags_that_markdown_makes() -> None:
    assert html("请注意**重点**\n[看这里](https://example.org/)\n`代码`\n*就好*") == (
        "<p>请注意<strong>重点</strong>"
        '<a href="https://example.org/">看这里</a><code>代码</code><em>就好</em></p>'
    )


# (what it is, before, after)
INDENTS = [
    ("a paragraph", "　　甲", "甲"),
    ("each paragraph", "　　甲\n\n　　乙", "甲\n\n乙"),
    ("no-break spaces, as copied from a web page", "\u00a0\u00a0甲", "甲"),
    ("full and half width together", "　 \t　甲", "甲"),
    ("a line of nothing but spaces is an empty line", "甲\n　　\n乙", "甲\n\n乙"),
    ("a space inside a line stays", "甲　乙", "甲　乙"),
    ("four half-width spaces are code", "    甲", "    甲"),
    ("fenced code keeps them", "```\n　　诗\n```\n　　甲", "```\n　　诗\n```\n甲"),
    (
        "a longer fence ends with a fence as long",
        "````\n```\n　诗\n````\n　甲",
        "````\n```\n　诗\n````\n甲",
    ),
    ("HTML's own pre keeps them", "<pre>\n　　诗\n</pre>\n　　甲", "<pre>\n　　诗\n</pre>\n甲"),
]


@pytest.mark.parametrize(
    ("before", "after"), [row[1:] for row in INDENTS], ids=[row[0] for row in INDENTS]
)
def test_typed_indents(before: str, after: str) -> None:
    assert drop_indents(before) == after


def test_paragraphs_parted_by_a_line_of_full_width_spaces_stay_apart() -> None:
    assert html("　　甲。\n　　\n　　乙。") == "<p>甲。</p>\n<p>乙。</p>"


PIECES = st.sampled_from(
    [
        *"中文，。“”‘’—…·aZ1 \t\n\u3000<>/\"'",
        "<b>",
        "</b>",
        '<a href="x">',
        "</a>",
        "<pre>",
        "</pre>",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_joining_takes_away_nothing_but_white_space(text: str) -> None:
    joined = join_chinese_lines(text)
    assert "".join(joined.split()) == "".join(text.split())
    assert len(joined) <= len(text)


@given(st.text(st.sampled_from("中，“”—a \n")))
def test_joining_leaves_every_break_beside_a_latin_letter(text: str) -> None:
    def beside_latin(text: str) -> list[str]:
        lines = [line.strip(" ") for line in text.split("\n")]
        ends = [one[-1:] + two[:1] for one, two in pairwise(lines)]
        return [end for end in ends if "a" in end]

    assert beside_latin(join_chinese_lines(text)) == beside_latin(text)


@given(st.text(st.sampled_from("中a \n\u3000\u00a0`~<>pre/")))
def test_dropping_indents_takes_away_nothing_but_white_space(text: str) -> None:
    assert "".join(drop_indents(text).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("时间：3月25日8时\n地点：柳湾路\n联系人：刘主任", 3),
        ("**时间：**8时\n**地点：**柳湾路", 2),
        ("安排如下：\n（一）上午停水\n（二）下午来水", 3),
        ("请带：\n一、身份证\n二、照片", 3),
        ("时间：8时  \n地点：柳湾路", 2),
        ("他往回走，\n她说：“再等等。”", 1),
        ("第一行没有标签\n地点：柳湾路", 1),
    ],
)
def test_a_paragraph_of_points_keeps_its_lines(body: str, lines: int) -> None:
    shown = html(body)
    assert shown.count("<br>") == lines - 1, shown


INLINE = "a abbr b cite code del em i ins kbd mark q s small span strong sub sup u".split()


@pytest.mark.parametrize("tag", INLINE)
def test_lines_are_joined_behind_every_inline_tag(tag: str) -> None:
    joined = join_chinese_lines(f"<p><{tag}>青石巷</{tag}>\n<{tag}>的</{tag}>灯笼</p>")
    assert joined == f"<p><{tag}>青石巷</{tag}><{tag}>的</{tag}>灯笼</p>"


def test_a_paragraph_of_points_is_found_among_paragraphs_of_one_line() -> None:
    before = "<p>水停了。</p>\n<p>时间：三点\n<em>地点：</em>江边</p>\n<p>又来了。</p>"
    after = before.replace("三点\n", "三点<br>")
    assert join_chinese_lines(before) == after


PARTS = [*"甲1a。“…> \n\t\u3000", "\n", "\n\u3000", " \n", "</strong>", "<strong>", '<a href="b">', "</a>", "</em>", "<br>", "</p>", "<p>"]  # fmt: skip


TAG = r"(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)"
CLOSED, OPENED = rf"(?:</{TAG}>)*", rf"(?:<{TAG}(?: [^<>]*)?>)*"
GAP = r"[ \t]*\n[ \t\u3000]*"
BREAK = re.compile(
    rf"([{module._OWN}][{module._SHARED}]*{CLOSED}){GAP}(?={OPENED}[{module.CJK}])"
    rf"|([{module._SHARED}]{CLOSED}){GAP}(?={OPENED}[{module._SHARED}]*[{module._OWN}])"
)
"""What a soft break is, said in one pattern; the code says it so that it is found faster."""


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_breaks_are_found_where_the_pattern_finds_them(html: str) -> None:
    assert module._joined(html) == BREAK.sub(r"\1\2", html)
