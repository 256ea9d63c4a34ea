"""The head of a feed is what feedgen prints for it, to the byte, whichever heads were printed before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal

import pytest

from linli.feeds import Channel, Podcast, Urls
from linli.feeds.heads import Heads
from linli.feeds.xml_feeds import print_atom_head, print_rss_head
from tests.feeds.samples import CHANNEL, SHANGHAI, archive

if TYPE_CHECKING:
    from collections.abc import Callable

Print = tuple[Literal["rss", "atom"], "Callable[[Channel], bytes]"]
PRINTS: list[Print] = [
    ("rss", print_rss_head),
    ("atom", print_atom_head),
    ("atom", partial(print_atom_head, withdrawn=True)),
]
TITLES = [
    "[[0]]",
    "[[3]] [[1]]",
    "1999-12-31T23:59:58+00:00",
    "Fri, 31 Dec 1999 23:59:58 +0000",
    "&<",
]
TIMES = [
    datetime(1999, 12, 31, 23, 59, 58, tzinfo=UTC),
    datetime(2026, 2, 28, 8, 30, 1, 999_999, tzinfo=SHANGHAI),
    datetime(1900, 6, 1, 12, tzinfo=UTC) + timedelta(days=3),
]


def urls(name: str) -> Urls:
    return Urls(*(f"https://news.example/{form}/{name}.xml" for form in ("feed", "atom", "json")))


def some_channels() -> list[Channel]:
    """Return channels that differ in one thing each, many of them in the history alone."""
    first, podcast = (
        archive(),
        Podcast("甲", "a@news.example", "https://news.example/a.png", "News"),
    )
    found = [CHANNEL, first, first, CHANNEL._replace(podcast=podcast)]
    found += [first._replace(self_url=urls(f"{number}")) for number in range(3)]
    found += [first._replace(prev_archive=Urls()), first._replace(next_archive=Urls())]
    found += [first._replace(prev_archive=urls("1?a=1&b=2"), self_url=urls("例"))]
    found += [first._replace(self_url=Urls(rss="https://news.example/feed.xml"))]
    found += [first._replace(updated=time) for time in TIMES]
    found += [one._replace(title=title) for title in TITLES for one in (first, CHANNEL)]
    return found


@pytest.mark.parametrize(("form", "print_"), PRINTS)
def test_a_head_is_what_feedgen_prints(
    form: Literal["rss", "atom"], print_: Callable[[Channel], bytes]
) -> None:
    heads = Heads(form, print_)
    for channel in some_channels() * 2:
        assert heads.of(channel) == print_(channel), channel


def test_archives_of_a_feed_are_printed_once() -> None:
    printed: list[Channel] = []

    def print_(channel: Channel) -> bytes:
        printed.append(channel)
        return print_rss_head(channel)

    heads = Heads("rss", print_)
    for number in range(1, 40):
        between = archive()._replace(
            self_url=urls(f"{number}"),
            prev_archive=urls(f"{number - 1}"),
            next_archive=urls(f"{number + 1}"),
            updated=TIMES[1] + timedelta(days=number),
        )
        assert f"feed/{number}.xml".encode() in heads.of(between)
    assert len(printed) == 2, "one with marks, and one to compare it with, were expected"
