"""Sentences for lists, counts, and reading time."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linli.text import excerpt as module
from linli.text.excerpt import EXCERPT_CHARACTERS, body_text, count, excerpt, width
from linli.text.lines import CJK
from linli.text.reading import minutes
from tests.text.readers import read


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


LONG = "后面还有很长的一句话，讲的是别的事情，说来话长，一时半会儿说不完，只好慢慢说，慢慢听，慢慢记下来，等写完了再念一遍给大家听听看，看看有没有说错的地方。"
LATER = " And then it rained all day long in the town, so that nobody could walk to the market or to the wharf, and the buses were late, and the children stayed at home and watched the river rise."

# (what it shows, HTML, excerpt)
EXCERPTS = [
    ("a short body whole", paragraphs("水停了。", "又来了。"), "水停了。又来了。"),
    ("a Chinese sentence", paragraphs("水停了。" + LONG), "水停了。"),
    ("a question with its quote", paragraphs("他问：“水呢？”" + LONG), "他问：“水呢？”"),
    (
        "a full stop inside quotes and brackets",
        paragraphs("（他说：“停了。”）" + LONG),
        "（他说：“停了。”）",
    ),
    ("straight quotes", paragraphs('他说："停了。"' + LONG), '他说："停了。"'),
    ("an ellipsis", paragraphs("水停了……" + LONG), "水停了……"),
    ("an English sentence", paragraphs("The water stopped." + LATER), "The water stopped."),
    ("an English quote", paragraphs("“The water stopped.”" + LATER), "“The water stopped.”"),
    ("straight English quotes", paragraphs('"It stopped."' + LATER), '"It stopped."'),
    ("a decimal", paragraphs("It took 3.5 hours." + LATER), "It took 3.5 hours."),
    ("a decimal in Chinese", paragraphs("水价是3.2元。" + LONG), "水价是3.2元。"),
    ("an address", paragraphs("See example.org today." + LATER), "See example.org today."),
    ("a title", paragraphs("Dr. Lin met Mrs. Su." + LATER), "Dr. Lin met Mrs. Su."),
    ("initials", paragraphs("J. K. Su came." + LATER), "J. K. Su came."),
    ("a number", paragraphs("It is No. 5 on Sept. 3." + LATER), "It is No. 5 on Sept. 3."),
    ("a time of day", paragraphs("At 8 a.m. it stopped." + LATER), "At 8 a.m. it stopped."),
    ("e.g.", paragraphs("Pipes, e.g. old ones, burst." + LATER), "Pipes, e.g. old ones, burst."),
    ("a country", paragraphs("The U.S. Embassy closed." + LATER), "The U.S. Embassy closed."),
    ("English paragraphs with a space", paragraphs("One.", "Two."), "One. Two."),
    ("quotes of two English paragraphs", paragraphs("“One.”", "“Two.”"), "“One.” “Two.”"),
    ("mixed paragraphs", paragraphs("坐17路。", "Then walk."), "坐17路。 Then walk."),
    (
        "no footnote mark",
        paragraphs('36人<sup id="fnref:1"><a href="#fn:1">1</a></sup>。'),
        "36人。",
    ),
    ("entities as signs", paragraphs("A &amp; B &lt; C."), "A & B < C."),
    ("a forced break as a space", paragraphs("甲<br>\n乙"), "甲 乙"),
    ("no headings", "<h2>题</h2>" + paragraphs("甲。"), "甲。"),
    (
        "no picture",
        "<figure><img alt='图'><figcaption>说明。</figcaption></figure><p>甲。</p>",
        "甲。",
    ),
    ("no quotation", "<blockquote><p>引。</p></blockquote><p>甲。</p>", "甲。"),
    (
        "no quotation within a quotation",
        "<blockquote><blockquote><p>引</p></blockquote><p>言</p></blockquote><p>甲。</p>",
        "甲。",
    ),
    (
        "no loose list",
        "<ol><li><p>一</p><ol><li>二</li></ol><p>三</p></li></ol><p>甲。</p>",
        "甲。",
    ),
    ("no note set apart", '<div class="admonition note"><p>注</p></div><p>甲。</p>', "甲。"),
    ("a list, where there is nothing else", "<h2>题</h2><ul><li>甲</li><li>乙</li></ul>", "甲 乙"),
    (
        "a table, where there is nothing else",
        "<table><tr><td>水</td><td>3</td></tr></table>",
        "水 3",
    ),
    ("a quotation, where there is nothing else", "<blockquote><p>甲。</p></blockquote>", "甲。"),
    (
        "nothing from a picture alone",
        "<figure><img alt='图'><figcaption>说明</figcaption></figure>",
        "",
    ),
    ("nothing from nothing", "", ""),
]


@pytest.mark.parametrize(
    ("page", "text"), [row[1:] for row in EXCERPTS], ids=[row[0] for row in EXCERPTS]
)
def test_an_excerpt_holds(page: str, text: str) -> None:
    assert excerpt(page, limit=20) == text


# (a first sentence that is much too long, where it is cut)
CUTS = [
    ("水" * 50 + "，" + "停" * 200, "水" * 50 + "……"),
    ("水" * 300, "水" * EXCERPT_CHARACTERS + "……"),
    ("word " * 200, "word " * 35 + "word……"),
    ("价" * 70 + "1,200元" + "水" * 200, "价" * 70 + "1,200元" + "水" * 16 + "……"),
    ("水" * 60 + "：" + "8:30" + "停" * 200, "水" * 60 + "……"),
    ("水" * 88 + "Pelican" + "停" * 200, "水" * 88 + "……"),
    ("x" * 1000, "x" * EXCERPT_CHARACTERS * 2 + "……"),
]


@pytest.mark.parametrize(("sentence", "cut"), CUTS, ids=[row[0][:10] for row in CUTS])
def test_a_first_sentence_that_is_too_long_is_cut_at_a_clause_or_a_word(
    sentence: str, cut: str
) -> None:
    assert excerpt(paragraphs(sentence)) == cut


CLUSTERS = ["e\u0301", "👩\u200d👩\u200d👧", "☎\ufe0f", "각", "か\u3099", "a\u0300\u0301"]


@pytest.mark.parametrize("cluster", CLUSTERS, ids=ascii)
@pytest.mark.parametrize("before", ["", "x", "xx"])
def test_no_character_is_cut_in_two(cluster: str, before: str) -> None:
    kept = excerpt(paragraphs(before + cluster * 300)).removesuffix("……").removeprefix(before)
    assert kept
    assert kept == cluster * (len(kept) // len(cluster))


@given(st.text(st.sampled_from("水停。，.,!？”\"' aZ19e\u0301\u200d👩\ufe0f\n")))
def test_an_excerpt_is_a_beginning_of_the_text(text: str) -> None:
    shown = excerpt(paragraphs(text))
    assert width(shown) <= EXCERPT_CHARACTERS * 3 + 4
    beginning = "".join(shown.removesuffix("……").split())
    assert "".join(text.split()).startswith(beginning)
    cut = text[len(shown.removesuffix("……")) :][:1] if shown.endswith("……") else ""
    assert not (cut and unicodedata.combining(cut))


# (text, Chinese characters, other words)
COUNTS = [
    ("", 0, 0),
    ("榆树里装上电梯。", 7, 0),
    ("17路公交 opens at 8 a.m.", 3, 5),
    ("It's a well-kept lift.", 0, 4),
    ("3.5% of 1,200", 0, 4),
    ("8 a.m.在门口A座", 4, 3),
    ("，。！——……", 0, 0),
    ("𠮷野家", 3, 0),
    ("ひらがなカタカナ", 8, 0),
    ("Ünïcode naïve", 0, 2),
    ("https://example.org/a", 0, 3),
]


@pytest.mark.parametrize(("text", "characters", "words"), COUNTS)
def test_counts_know_chinese_and_other_words(text: str, characters: int, words: int) -> None:
    assert count(text) == (characters, words)


# (characters, words, minutes)
MINUTES = [(0, 0, 1), (1, 0, 1), (400, 0, 1), (800, 0, 2), (0, 220, 1), (0, 660, 3), (400, 220, 2)]


@pytest.mark.parametrize(("characters", "words", "whole"), MINUTES)
def test_reading_time(characters: int, words: int, whole: int) -> None:
    assert minutes(characters, words) == whole


def test_the_text_of_a_body_keeps_blocks_apart_and_leaves_notes_marks_out() -> None:
    page = "<h2>题</h2><ul><li>甲</li><li>乙</li></ul><p>丙<sup>1</sup>丁<br>戊 &amp; <b>己</b></p>"
    assert body_text(page) == "题 甲 乙 丙丁 戊 & 己"


def test_a_body_is_counted_as_it_is_read() -> None:
    text = read("## 题目\n\n榆树里[^1]，**17路**。\n\n```\ncode\n```\n\n[^1]: 注。").text
    assert text
    assert text.plain.startswith("题目 榆树里，17路。 code")
    assert (text.characters, text.words) == count(text.plain)
    assert text.excerpt == "榆树里，17路。"


SENTENCES = st.lists(
    st.sampled_from(["水停了", "。", "！", "”", "）", ".", "Dr.", "No.", " 5", " ", "word ", "……", "，", "\n", LONG, LATER, "&lt;pre&gt;", "&lt;/pre&gt;", "&lt;p&gt;", "&lt;/p&gt;", "<br>", "<sup>1</sup>", "3.5", "。" * 9]),
    min_size=1, max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(SENTENCES, max_size=25), st.sampled_from([1, 10, EXCERPT_CHARACTERS]))
@example(["甲。&lt;pre&gt;乙。", *["乙。"] * 300, "&lt;/pre&gt;"], EXCERPT_CHARACTERS)
@example(["a" * 190, "b" * 200], EXCERPT_CHARACTERS)
@example(["a" * 265, "b" * 5, "c" * 5], EXCERPT_CHARACTERS)
@example(["Dr.", "lin"] * 100, EXCERPT_CHARACTERS)
def test_the_first_paragraphs_tell_what_the_whole_text_would(texts: list[str], limit: int) -> None:
    html = "<h2>题</h2>" + "\n".join(f"<p>{text}</p>" for text in texts)
    found = excerpt(html, limit)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_ENOUGH", 10**9)  # nothing but the whole text is enough
        assert excerpt(html, limit) == found


MIXED = st.text(st.sampled_from("水，。“”‘’…·—Ａ가ひカ〇𠮷ab1_- .'"), max_size=30)


@given(MIXED)
def test_a_text_is_as_wide_as_its_characters(text: str) -> None:
    assert width(text) == sum(2 if re.match(f"[{CJK}]", char) else 1 for char in text)


@given(MIXED)
def test_characters_are_counted_one_by_one(text: str) -> None:
    assert count(text)[0] == sum(count(char)[0] for char in text)


SENTENCE = re.compile(r".+?(?:[。！？!?…]+[”’」』）)\]\"']*|\.[”’\"')\]]*(?=\s|$)|$)", re.DOTALL)
"""What a sentence is, said plainly; the code says it so that it is found faster."""


@settings(max_examples=500)
@given(st.text(st.sampled_from('甲1a。！…?.”")』 \n'), max_size=30))
def test_a_sentence_ends_with_the_first_mark_that_ends_one(text: str) -> None:
    expected = [match.span() for match in SENTENCE.finditer(text)]
    assert [match.span() for match in module._SENTENCE.finditer(text)] == expected


@pytest.mark.parametrize("unit", ["<p>", "<p>\n", "<p>a<"])
def test_paragraphs_without_an_end_are_passed_over_quickly(unit: str) -> None:
    started = time.monotonic()
    assert len(excerpt(unit * 40_000)) < 1000
    assert time.monotonic() - started < 10, "each of them was looked through to the end: minutes"
