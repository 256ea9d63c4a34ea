"""What an editor may write, and what becomes of it."""

from __future__ import annotations

import re

import pytest

from linli.problems import Notebook
from linli.text.convert import Converter
from linli.text.reading import TextReader
from linli.timelimit import TooSlow, time_limit
from tests.text.readers import html, read

# (what it shows, Markdown, the HTML)
FEATURES = [
    ("bold", "**重点**", "<p><strong>重点</strong></p>"),
    (
        "bold with a colon inside, beside Chinese",
        "请注意**重点：**明天停水。",
        "<p>请注意<strong>重点：</strong>明天停水。</p>",
    ),
    (
        "bold in quotes and brackets, beside Chinese",
        "他说**“好”**，又说**（可以）**。",
        "<p>他说<strong>“好”</strong>，又说<strong>（可以）</strong>。</p>",
    ),
    ("emphasis with stars inside a word", "邻*里*报", "<p>邻<em>里</em>报</p>"),
    ("two spaces force a line break", "甲  \n乙", "<p>甲<br>\n乙</p>"),
    ("a soft break forces none", "one\ntwo", "<p>one\ntwo</p>"),
    ("quotation marks stay as written", "\"a\" -- 'b' ...", "<p>\"a\" -- 'b' ...</p>"),
    ("an address alone stays text", "见 https://example.org/", "<p>见 https://example.org/</p>"),
    (
        "an address in angle brackets is a link",
        "<https://example.org/>",
        '<p><a href="https://example.org/">https://example.org/</a></p>',
    ),
    (
        "a numbered list begins where it is told to",
        "3. 丙\n4. 丁",
        '<ol start="3">\n<li>丙</li>\n<li>丁</li>\n</ol>',
    ),
    (
        "a bullet after a number is a list of its own",
        "1. 甲\n\n- 乙",
        "<ol>\n<li>甲</li>\n</ol>\n<ul>\n<li>乙</li>\n</ul>",
    ),
    ("a list needs an empty line before it", "甲\n1. 乙", "<p>甲\n1. 乙</p>"),
    (
        "fenced code keeps what it shows",
        "```python\nif a < b:\n    **c**\n```",
        "<pre><code>if a &lt; b:\n    **c**\n</code></pre>",
    ),
    ("tildes fence too", "~~~\n&lt;\n~~~", "<pre><code>&amp;lt;\n</code></pre>"),
    (
        "a definition list",
        "低保\n:   最低生活保障",
        "<dl>\n<dt>低保</dt>\n<dd>最低生活保障</dd>\n</dl>",
    ),
    (
        "a note set apart, with a title",
        '!!! note "请注意"\n    带好证件。',
        '<div class="admonition note">\n<p class="admonition-title">请注意</p>\n<p>带好证件。</p>\n</div>',
    ),
    ("a rule across", "甲\n\n---\n\n乙", "<p>甲</p>\n<hr>\n<p>乙</p>"),
    (
        "a quotation",
        "> 甲\n> 乙",
        "<blockquote>\n<p>甲乙</p>\n</blockquote>",
    ),
    ("a footnote mark without a note is text", "甲[^1]", "<p>甲[^1]</p>"),
    ("HTML that is allowed stays", "H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
    ("ruby", "<ruby>邻<rt>lín</rt></ruby>", "<p><ruby>邻<rt>lín</rt></ruby></p>"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(
    ("markdown", "shown"), [row[1:] for row in FEATURES], ids=[row[0] for row in FEATURES]
)
def test_markdown_becomes(markdown: str, shown: str) -> None:
    assert html(markdown) == shown


def test_a_table_says_how_its_columns_are_set_and_can_be_scrolled() -> None:
    table = html("| 项目 | 元 | 备注 |\n|:--|--:|:-:|\n| 水 | 3.2 | - |")
    assert re.match(r'<div [^>]*class="table-scroll"[^>]*><table>', table)
    cells = re.findall(r'<(t[hd]) class="align-(\w+)">([^<]+)<', table)
    assert cells == [
        ("th", "left", "项目"),
        ("th", "right", "元"),
        ("th", "center", "备注"),
        ("td", "left", "水"),
        ("td", "right", "3.2"),
        ("td", "center", "-"),
    ]


def test_a_table_in_a_list_can_be_scrolled_too() -> None:
    table = html("- 甲\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |")
    assert re.search(r'<li>\s*<p>甲</p>\s*<div [^>]*class="table-scroll"[^>]*><table>', table)


@pytest.mark.parametrize(("language", "name"), [("zh-Hans", "表格"), ("en", "Table")])
def test_the_frame_of_a_table_has_a_name_in_the_language_of_the_site(
    language: str, name: str
) -> None:
    assert f'aria-label="{name}"' in read("|a|\n|-|\n|b|", language=language).html


def test_a_footnote_leads_there_and_back() -> None:
    shown = html("人数是36人[^a]。\n\n[^a]: 据区统计局。")
    assert '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>' in shown
    assert '<li id="fn:a">' in shown
    assert 'class="footnote-backref" href="#fnref:a"' in shown
    assert "回到正文（注 1）" in shown


def test_the_way_back_is_named_in_the_language_of_the_site() -> None:
    assert "Back to the text (note 1)" in read("a[^1]\n\n[^1]: b", language="en").html


def test_two_marks_of_one_footnote_have_ids_of_their_own() -> None:
    shown = html("甲[^1]，乙[^1]。\n\n[^1]: 丙。")
    assert len(re.findall(r'id="fnref\d*:1"', shown)) == 2
    assert shown.count('id="fnref:1"') == 1


def test_attributes_in_braces_pass_the_allow_list_like_all_others() -> None:
    shown = read("## 怎么办 {#how .big}\n\n甲\n{: .red data-x=1 lang=en}").html
    assert shown == '<h2 id="how">怎么办</h2>\n<p lang="en">甲</p>'


def test_a_table_of_contents_links_to_every_heading() -> None:
    shown = html("[TOC]\n\n## 为什么装\n\n### 谁出钱\n\n## 怎么装")
    links = re.findall(r'<a href="#([^"]+)">', shown)
    assert links == ["为什么装", "谁出钱", "怎么装"]
    assert [f'id="{name}"' in shown for name in links] == [True] * 3
    assert '<div class="toc">' in shown


# Every body leaves a trace in a reader that does not forget: a note, a reference, an id, a report.
TRACES = {
    "a footnote": "甲[^1]\n\n[^1]: 乙",
    "a reference": "[甲][r]\n\n[r]: https://example.org/",
    "a heading": "## 甲",
    "raw HTML": "<div>甲</div>\n\n<h2 id='甲'>乙</h2>",
    "an open figure": "::: 图 x.jpg\n说明",
    "lists too deep": "- " * 3000 + "甲",
    "quotes too deep": "> " * 3000 + "甲",
    "notes too deep": "".join("    " * depth + "!!! note\n" for depth in range(400)),
    "an open fence": "```\n甲",
    "an open comment": "<!-- 甲",
}
PLAIN = "甲[^1]和[乙][r]。\n\n## 甲\n\n- a\n\n    b\n\n!!! note\n    c\n\n> d\n\n词\n:   义\n\n::: 图 y.jpg\n替代文字: e\n:::\n"


@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES.keys())
def test_nothing_of_one_file_is_left_for_the_next(trace: str) -> None:
    fresh, used = TextReader("zh-Hans"), TextReader("zh-Hans")
    first, second = Notebook("zh"), Notebook("zh")
    used.read(trace, 1, "trace.md", Notebook("zh"))
    assert used.read(PLAIN, 7, "a.md", second) == fresh.read(PLAIN, 7, "a.md", first)
    assert second.problems == first.problems


def test_a_reader_that_was_interrupted_reads_the_next_file_as_if_new() -> None:
    used = TextReader("zh-Hans")
    with pytest.raises(TooSlow), time_limit(0.05):
        used.read("- " + "[" * 20_000, 1, "slow.md", Notebook("zh"))
    expected = TextReader("zh-Hans").read(PLAIN, 1, "a.md", Notebook("zh"))
    assert used.read(PLAIN, 1, "a.md", Notebook("zh")) == expected


DEEP = {
    "quotes": "> " * 200 + "甲",
    "more quotes than Python calls": ">" * 5000 + "甲",
    "lists": "".join("    " * depth + "- a\n" for depth in range(100)),
    "tags": "<div>" * 200 + "甲",
    "tags with ends that close nothing": "<div></x>" * 300,
}


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP.keys())
def test_what_nests_too_deep_is_refused_by_name(body: str) -> None:
    outcome = read(body, first_line=9)
    assert outcome.text is None
    assert outcome.places == [("too-deep", 9, 1)]


def test_many_paragraphs_whose_end_is_left_out_do_not_nest() -> None:
    assert read("<p>甲" * 300).rules == []


# HTML that older parsers stumbled over.
STUMBLES = [
    "<![x[ y ]]>",
    "<!DOCTYPE [<!x>",
    "<!-- x",
    "<?php echo 1",
    "<a" * 500,
    "</",
    "<",
    "&",
    "&#;",
    "&#" + "9" * 5000 + ";",
    "# &#" + "9" * 5000 + ";",
    "[x](&#" + "9" * 5000 + ";)",
    "&#x" + "f" * 5000 + ";",
    "[^1]: " * 50,
    "\\" * 99,
    "|" * 99,
    "|-|\n" * 50,
    "{#}\n{:}\n{: }",
    "!!! ",
    ":::",
    ": \n: ",
    "![](" * 50,
    "<b>" * 100 + "</i>" * 100,
    "\u0002wzxhzdk:0\u0003",
]


@pytest.mark.parametrize("body", STUMBLES, ids=[repr(body[:12]) for body in STUMBLES])
def test_odd_text_is_read_without_an_exception(body: str) -> None:
    assert read(body).text is not None


def test_extensions_are_not_looked_for_among_all_installed_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Python-Markdown does so for each that is named, in every process that reads."""
    looked: list[str] = []
    monkeypatch.setattr("markdown.core.util.get_installed_extensions", lambda: looked.append("x"))
    assert "footnote" in Converter("zh", lambda *_: None).convert("甲[^1]\n\n[^1]: 乙")
    assert looked == []
