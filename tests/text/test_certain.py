"""What is certain to pass the sanitiser comes out of it as it went in, so it may go around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.problems import Notebook, Problem
from linli.text import body as bodies
from linli.text.body import BodyReader
from linli.text.certain import addressed, is_certain
from linli.text.safe import Sanitizer, removals, too_deep
from linli.text.simple import simple_html
from tests.text.test_properties import MARKDOWN
from tests.text.test_simple import BLOCKS, KNOWN, PIECES, SIMPLE

if TYPE_CHECKING:
    from linli.text.reading import Text

WRITTEN = [
    ' href="a.md"',
    ' src="javascript:a"',
    ' id="linli-a"',
    ' class="credit"',
    "[甲](//b.example/c)",
    "[甲](https://b.example/c?d=e&f:g)",
    "![甲](http://b-c.example?d)",
    "[甲](https://b",
    ".example",
    "://",
]
"""What stands in tags, in a text."""
TEXTS = st.one_of(
    st.lists(st.sampled_from(KNOWN), max_size=6).map("\n\n".join),
    st.lists(st.sampled_from(BLOCKS), max_size=6).map("\n\n".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    st.lists(st.sampled_from(MARKDOWN), max_size=20).map("".join),
    st.lists(st.sampled_from([*PIECES, *WRITTEN]), max_size=12).map("".join),
)


@pytest.mark.parametrize("text", SIMPLE)
def test_what_newsrooms_write_is_certain(text: str) -> None:
    html = simple_html(text, "表格")
    assert html is not None
    assert is_certain(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=a>甲</p>",
        "<p >甲</p>",
        "<P>甲</P>",
        "<script>甲</script>",
        "<style>甲</style>",
        "<h1>甲</h1>",
        "<p>甲 & 乙</p>",
        "<p>甲&nbsp;乙</p>",
        "<p>甲\u00a0乙</p>",
        "<p>甲\u202e乙</p>",
        "<p>甲\x00乙</p>",
        "<p>甲\ud800乙</p>",
        "<p>甲\ufdd0乙</p>",
        "<p>甲\r乙</p>",
        "<p>甲 > 乙</p>",
        "<p>甲 < 乙</p>",
        "<p>甲<!-- 乙 --></p>",
        "<p>甲<?php 乙 ?></p>",
        "<p",
        "<h2>甲</h2>",
        '<h2 id="linli-main">甲</h2>',
        '<h2 id="a b">甲</h2>',
        f'<h2 id="{"a" * 101}">甲</h2>',
        "<a>甲</a>",
        '<a href="javascript:a()">甲</a>',
        '<a href="JAVASCRIPT:a()">甲</a>',
        '<a href="java\tscript:a()">甲</a>',
        '<a href=" a.md">甲</a>',
        '<a href="ftp://a.example/">甲</a>',
        '<a href="https://a/">甲</a>',
        '<a href="https://1.2.3.4.5/">甲</a>',
        '<a href="https://xn--a.example/">甲</a>',
        '<a href="https://a..example/">甲</a>',
        '<a href="https://a.example:99999/">甲</a>',
        '<a href="https://b@a.example/">甲</a>',
        '<a href="https://a.example\\\\b">甲</a>',
        '<a href="https://例子.example/">甲</a>',
        '<a href="b?c&d">甲</a>',
        '<a href="b?c&lt;d">甲</a>',
        "<p>甲&#65;乙</p>",
        '<ol start="0">甲</ol>',
        '<ol start="1２">甲</ol>',
        '<ol start="12345">甲</ol>',
        "<br/>",
        '<hr class="a">',
        '<a href="\\\\a.example">甲</a>',
        '<a href="a.md" target="_blank">甲</a>',
        '<a href="a.md" onclick="a()">甲</a>',
        "<a href='a.md'>甲</a>",
        "<a href=a.md>甲</a>",
        '<img src="a.jpg" alt="甲">',
        '<img alt="甲" src="data:image/png;base64,a">',
        '<img alt="甲" src="a.jpg" onerror="a()">',
        '<img alt="甲" src="a.jpg"/>',
        '<td style="color: red">甲</td>',
        '<td class="align-top">甲</td>',
        '<div class="table-scroll">甲</div>',
        '<div aria-label="别的" class="table-scroll" role="group" tabindex="0">甲</div>',
        '<span class="其他">甲</span>',
        "<svg><p>甲</p></svg>",
    ],
)
def test_anything_else_goes_to_the_sanitiser(html: str) -> None:
    assert not is_certain(html)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_the_sanitiser_gives_back_what_is_certain(text: str) -> None:
    html = simple_html(text, "Table")
    if html is not None and is_certain(html):
        sanitizer = Sanitizer()
        assert sanitizer.clean(html, lambda _, written: written) == html
        assert removals(html, sanitizer.addresses) == []
        assert not too_deep(html)


MARKS = 'href=" src=" id=" class=" alt=" title=" align-left credit " \' = / : \\ & > < # ? . % { } 甲 a onload javascript linli- table-scroll'
ATTRIBUTES = st.lists(
    st.sampled_from([*MARKS.split(" "), " ", "\t", "\n", "\u3000", "\u00a0", "\x00", "\u200b"]),
    max_size=8,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(["p", "a", "h2", "td", "span", "div", "img", "li", "b", "x"]), ATTRIBUTES, ATTRIBUTES)  # fmt: skip
def test_no_attribute_is_certain_that_the_sanitiser_would_change(tag: str, one: str, two: str) -> None:  # fmt: skip
    html = f"<{tag} {one}>{two}" if tag == "img" else f"<{tag} {one}>{two}</{tag}>"
    html = f"<table><tbody><tr>{html}</tr></tbody></table>" if tag == "td" else html
    if is_certain(html):
        assert Sanitizer().clean(html, lambda _, written: written) == html


@pytest.mark.parametrize("address", [None, "\ufdd01\ufdd1", "/a/b", "#c", "f&g"])
def test_addresses_are_decided_on_as_the_sanitiser_asks_for_them(address: str | None) -> None:
    html = '<p><a href="a">甲</a><a href="b?c&amp;d#e">乙</a></p>\n<figure><img alt="丙" src="d_e"></figure>'
    asked: list[tuple[str, str]] = []

    def rule(tag: str, written: str) -> str | None:
        asked.append((tag, written))
        return address if len(asked) % 2 else written

    found = addressed(html, rule)
    first = asked.copy()
    asked.clear()
    assert found == Sanitizer().clean(html, rule)
    assert first == asked == [("a", "a"), ("a", "b?c&d#e"), ("img", "d_e")]


@pytest.mark.parametrize("name", ["href", "src"])
@pytest.mark.parametrize("address", ["a.md", "javascript:a()", "//a.example/b", "#c"])
def test_what_reads_like_an_address_in_a_text_is_text(name: str, address: str) -> None:
    def rule(_: str, written: str) -> str:
        pytest.fail(f"{written} is no address of a link or a picture")

    html = f'<p>写法 {name}="{address}" 是这样。</p>'
    assert addressed(html, rule) == html


def read(text: str) -> tuple[Text | None, list[Problem]]:
    notebook = Notebook("zh")
    return BodyReader("zh-Hans").read(text, 7, "a.md", notebook), notebook.problems


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_a_text_is_the_same_with_and_without_the_sanitiser(text: str) -> None:
    found = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bodies, "is_certain", lambda _: False)
        assert read(text) == found
