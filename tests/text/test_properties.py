"""What holds for any text at all, read as a body."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linli.problems import Notebook
from linli.story.characters import clean
from linli.text.links import Target, resolve
from linli.timelimit import TooSlow, time_limit
from tests.text.readers import reader

if TYPE_CHECKING:
    from linli.text.reading import Text

# Written out, not taken from the code: what a page may hold, whoever wrote the text.
TAGS = set(
    "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins"
    " kbd li mark ol p pre q rp rt ruby s small span strong sub summary sup table tbody td tfoot th thead tr u ul".split()
)
ATTRIBUTES = set(
    "align alt aria-label class colspan height href id lang open role rowspan scope src start tabindex title type width".split()
)
CLASSES = set(
    "admonition admonition-title align-center align-left align-right caution credit footnote footnote-backref"
    " footnote-ref important note table-scroll tip toc toctitle warning".split()
)
SCHEMES = {"http", "https", "mailto", "tel"}
EMPTY = {"br", "hr", "img"}


class Page(HTMLParser):
    """A page read back: its tags and attributes, and whether every tag is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.classes: set[str] = set()
        self.addresses: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.other: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in EMPTY:
            assert not (tag == "a" and "a" in self.open), "a link within a link"
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "class":
                self.classes |= set((value or "").split())
            elif name in {"href", "src"}:
                self.addresses.append((tag, value or ""))
            elif name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"{tag} is closed, but another is open"

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)


def text_of(body: str) -> Text | None:
    """Read ``body`` as the desk does: cleaned of controls, within a time limit."""
    notebook = Notebook("zh")
    try:
        with time_limit(10):
            body = clean(body.replace("\r", "\n"), "a.md", notebook)
            return reader("zh-Hans").read(body, 1, "a.md", notebook)
    except TooSlow:
        return None


def check(body: str) -> None:
    text = text_of(body)
    if text is None:
        return
    html = resolve(text.html, lambda index: Target(f"/{index}/", 3, 2) if index % 2 else Target(""))
    page = Page(html)
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert page.classes <= CLASSES
    assert page.other == []
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    for tag, address in page.addresses:
        ours = re.fullmatch(r"/\d+/|#.*|", address, re.DOTALL)
        assert ours or urlsplit(address).scheme.lower() in SCHEMES, address
        assert ours or tag == "a", f"a page would load {address}"
    assert not set("\ufdd0\ufdd1\u0002\u0003\x00") & set(html)
    assert len(text.references) == len(set(re.findall("\ufdd0(\\d+)\ufdd1", text.html)))
    assert "\n" not in text.excerpt
    assert text.characters + text.words <= len(text.plain)


MARKDOWN = [
    "# ", "## ", "> ", "- ", "1. ", "    ", "\n", "\n\n", "**", "*", "_", "`", "```\n", "~~~\n", "[", "](", ")", "![", "]: ",
    "[^1]", "[^1]: ", "[TOC]", "|", "|-|-|\n", "!!! note\n", ": ", "::: 图 ", ":::", "{: ", "{#", "}", "---\n", "  \n", "\\",
    "<", ">", "/>", "</", "<!--", "-->", "<![CDATA[", "<?", "&#", "&amp;", "&#xFDD0;", "&colon;", ";", '"', "'", "=",
    "<script>", "</script>", "<style>", "<svg>", "<math>", "<mtext>", "<table>", "<td>", "<pre>", "</pre>", "<p ", "<a ",
    "<img ", "<div ", "</div>", "<b>", "</i>", "<h2 ", "id=a ", "class=x ", "href=", "src=", "alt=", "title=",
    "style=", "onclick=", "javascript:", "data:", "http://x", "https://x/a.jpg", "//x", "{filename}x.md", "{static}a",
    "{attach}", "mailto:a", "#a", "x.md", "摄影：罗川", "替代文字: ", "重点：", "水停了。", "word", "\u3000", "\t", "“", "”", "…",
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(MARKDOWN), max_size=40).map("".join))
@example("[![甲](//x)](#a)")
@example('<a title=">" href=x.md>甲</a>')
@example("## a\n\n## a\n\n<h2 id=a>")
def test_any_markdown_becomes_a_page_of_what_is_allowed(body: str) -> None:
    check(body)


@settings(max_examples=60)
@given(st.text())
def test_any_text_becomes_a_page_of_what_is_allowed(body: str) -> None:
    check(body)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(MARKDOWN), max_size=15).map("".join))
def test_a_body_is_read_the_same_twice(body: str) -> None:
    assert text_of(body) == text_of(body)


WORDS = st.text(st.sampled_from("水停了榆树里abc123，。"), min_size=1, max_size=12)


@settings(max_examples=60)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_no_word_of_plain_paragraphs_is_lost(paragraphs: list[list[str]]) -> None:
    body = "\n\n".join("\n".join(f"甲{line}" for line in lines) for lines in paragraphs)
    text = text_of(body)
    assert text
    assert "".join(text.plain.split()) == "".join(body.split())
    assert text.html.count("<p>") == len(paragraphs)


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_how_a_file_ends_does_not_matter(end: str) -> None:
    text = text_of("甲\n\n乙" + end)
    assert text
    assert text.html == "<p>甲</p>\n<p>乙</p>"
