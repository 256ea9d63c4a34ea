"""An item cast in a mould is what feedgen would have printed, to the byte; and shapes are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.feeds import Category, Correction, Entry, Episode, Link, Person, Rights
from linli.feeds.atom_words import atom_words
from linli.feeds.moulds import Moulds, in_attribute, in_plain_text, in_text
from linli.feeds.rss_words import rss_words
from linli.feeds.wording import said_by
from linli.feeds.xml_feeds import (
    atom_item,
    print_atom_entry,
    print_rss_item,
    profile,
    rss_item,
)
from tests.feeds.samples import ENTRY, FULL, ITEMS, NOON, STONE
from tests.feeds.test_hostile import ANY

if TYPE_CHECKING:
    from linli.feeds import Item

EPISODE = FULL._replace(episode=Episode(215, 1, 3, explicit=True))
BARE = Entry("tag:a.example,2026:1", "https://a.example/", "", "", "", "en", "article", NOON, NOON)
TITLES = ["", "一行", "a & b", "<b>粗</b>", "&amp;", '他说 "好"', "[[3]] [[0]]"]


def check(item: Item, lang: str = "zh-Hans") -> None:
    """Compare an item with what feedgen prints."""
    said = said_by(item)
    printed = profile(print_rss_item(rss_words(item, said, lang)))
    assert rss_item(item, said, lang) == printed
    if isinstance(item, Entry):
        assert atom_item(item, said, lang) == print_atom_entry(atom_words(item, said, lang))


@pytest.mark.parametrize("item", [*ITEMS, STONE, EPISODE, BARE])
def test_an_item_is_cast_as_feedgen_prints_it(item: Item) -> None:
    check(item)
    check(item, lang="en")


@pytest.mark.parametrize("title", TITLES)
def test_every_word_is_escaped_as_where_it_stands(title: str) -> None:
    person = Person(title, "editor", title, "https://a.example/?a=1&b=2")
    check(
        FULL._replace(
            title=title,
            summary=title,
            html=title,
            people=(person, person._replace(role="author", url="")),
            categories=(Category(title, "https://a.example/?a=1", title), Category(title)),
            rights=Rights(title, title, 2026, "", "https://a.example/"),
            related=(Link(title, "https://a.example/?a=1&b=2"),),
            cover=FULL.cover and FULL.cover._replace(alt=title, caption=title, credit=title),
        )
    )


@given(title=ANY, text=ANY, name=ANY, label=ANY)
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_is_cast_as_it_is_printed(
    title: str, text: str, name: str, label: str
) -> None:
    check(
        ENTRY._replace(
            title=title,
            summary=label,
            html=text,
            people=(Person(name), Person(title, "approver", label)),
            categories=(Category(name), Category(label, "https://a.example/")),
            rights=Rights(text, name),
            corrections=(Correction(NOON, text, name, major=True),),
            ai_label=label,
        )
    )


class Words(NamedTuple):
    """Words of an invented format: one, and two groups of rows."""

    title: str
    names: tuple[tuple[str], ...]
    more: tuple[tuple[str, str], ...] = ()


def as_xml(words: Words) -> bytes:
    """Print them; what is empty is left out."""
    names = "".join(f'<n v="{in_attribute(name)}"/>' for (name,) in words.names if name)
    more = "".join(f"<m>{in_text(b)}{'' if a else '-'}</m>" for a, b in words.more)
    return f"<t>{in_text(words.title)}</t>{names}{more}".encode()


def test_a_shape_is_printed_once() -> None:
    printed: list[Words] = []

    def print_(words: Words) -> bytes:
        printed.append(words)
        return as_xml(words)

    moulds = Moulds(print_, 1)
    for title in ("一", "二", "a & b"):
        words = Words(title, (("x",), ("",)))
        assert moulds.cast(words) == as_xml(words)
    assert len(printed) == 1, "three items of one shape"
    assert "一" not in str(printed[0]), "a mould knows no word of the item it was made for"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.builds(
            Words,
            st.sampled_from(["", "t", "<"]),
            st.lists(st.tuples(st.sampled_from(["", "a", "b"])), max_size=3).map(tuple),
            st.lists(st.tuples(*[st.sampled_from(["", "c"])] * 2), max_size=2).map(tuple),
        ),
        max_size=8,
    )
)
def test_two_shapes_never_share_a_mould(many: list[Words]) -> None:
    moulds = Moulds(as_xml, 1)
    assert [moulds.cast(words) for words in many] == list(map(as_xml, many))


@pytest.mark.parametrize(
    ("text", "element", "plain", "attribute"),
    [
        ("楼", "楼", "楼", "楼"),
        ("a&b", "a&amp;b", "a&#x26;b", "a&amp;b"),
        ("<i>", "&lt;i&gt;", "&#x3C;i&gt;", "&lt;i&gt;"),
        ('"', '"', '"', "&quot;"),
        ("\t\n", "\t\n", "\t\n", "&#9;&#10;"),
        ("<" * 500, "&lt;" * 500, "&#x3C;" * 500, "&lt;" * 500),
    ],
)
def test_characters_that_xml_reserves(text: str, element: str, plain: str, attribute: str) -> None:
    assert (in_text(text), in_plain_text(text), in_attribute(text)) == (element, plain, attribute)
