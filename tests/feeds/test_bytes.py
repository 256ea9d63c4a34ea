"""Same values, same bytes: whenever, in whichever order, with or without clippings."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from linli.feeds import atom, clip, json_feed, rss
from linli.feeds.moments import apart, period, rfc822, rfc3339
from linli.feeds.wording import full_text
from tests.feeds.samples import CHANNEL, ENTRY, FULL, ITEMS, NOON, SHANGHAI, STONE, archive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linli.feeds import Channel, Printable

    Form = Callable[[Channel, Sequence[Printable]], bytes]

FORMS = [rss, atom, json_feed]
EVERYTHING = (*ITEMS, STONE)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_values_give_the_same_bytes(form: Form) -> None:
    again = pickle.loads(pickle.dumps((CHANNEL, EVERYTHING)))  # noqa: S301 - our own
    assert form(CHANNEL, EVERYTHING) == form(*again)


@pytest.mark.parametrize("form", FORMS)
def test_clippings_give_the_same_bytes_in_any_feed(form: Form) -> None:
    clippings = [clip(item, CHANNEL.lang, CHANNEL.about_url) for item in EVERYTHING]
    for channel in (CHANNEL, archive()):
        assert form(channel, clippings) == form(channel, EVERYTHING)
    mixed: list[Printable] = [clippings[0], *EVERYTHING[1:3], *clippings[3:]]
    assert form(CHANNEL, mixed) == form(CHANNEL, EVERYTHING)


@pytest.mark.parametrize("form", FORMS)
def test_files_are_utf8_with_plain_line_ends_and_one_at_the_end(form: Form) -> None:
    document = form(CHANNEL, EVERYTHING)
    assert "楼里装上了电梯" in document.decode("utf-8")
    assert b"\r" not in document
    assert document.endswith(b">\n" if form is not json_feed else b"}\n")
    assert not document.endswith(b"\n\n")


@pytest.mark.parametrize("form", FORMS)
def test_an_item_is_printed_alike_whatever_stands_beside_it(form: Form) -> None:
    alone, among = form(CHANNEL, [FULL]), form(CHANNEL, EVERYTHING)
    start, marks = alone.index(FULL.id.encode()), (b"</item>", b"</entry>", b"}}\n")
    end = max(alone.find(mark, start) for mark in marks)
    assert alone[start:end] in among


@pytest.mark.parametrize(
    ("at", "mail", "web"),
    [
        (NOON, "Fri, 20 Mar 2026 12:00:00 +0800", "2026-03-20T12:00:00+08:00"),
        (
            datetime(2026, 3, 20, tzinfo=UTC),
            "Fri, 20 Mar 2026 00:00:00 +0000",
            "2026-03-20T00:00:00+00:00",
        ),
        (
            datetime(1900, 6, 1, 8, 5, 43, 99, tzinfo=timezone(timedelta(seconds=29143))),
            "Fri, 01 Jun 1900 00:00:00 +0000",
            "1900-06-01T00:00:00+00:00",
        ),
    ],
)
def test_times_are_written_as_the_formats_want(at: datetime, mail: str, web: str) -> None:
    assert (rfc822(at), rfc3339(at)) == (mail, web)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        rfc822(NOON.replace(tzinfo=None))


def test_a_fraction_of_a_second_is_the_storys_own() -> None:
    noon = rfc3339(NOON)
    one, other = apart(noon, "tag:a"), apart(noon, "tag:b")
    assert one != other
    assert apart(noon, "tag:a") == one
    assert timedelta(0) <= datetime.fromisoformat(one) - NOON < timedelta(seconds=1)


def test_a_period_may_be_open_on_either_side() -> None:
    assert period(None, None) == ""
    assert period(NOON, None) == "start=2026-03-20T12:00:00+08:00; scheme=W3C-DTF;"
    assert period(None, NOON) == "end=2026-03-20T12:00:00+08:00; scheme=W3C-DTF;"


def test_the_newest_correction_stands_first_in_the_language_of_the_story() -> None:
    first = FULL.corrections[0]
    later = first._replace(date=datetime(2026, 4, 2, tzinfo=SHANGHAI), text="a < b")
    text = full_text(ENTRY._replace(lang="en", corrections=(first, later)))
    assert text.startswith(
        "<p><strong>Correction (2 April 2026): </strong>a &lt; b</p>\n"
        "<p><strong>Correction (21 March 2026): </strong>"
    )


def test_an_entry_without_text_shows_its_summary() -> None:
    assert full_text(ENTRY._replace(html="")) == "<p>先开口的是二楼。</p>"


def test_neither_feedgen_nor_lxml_is_loaded_before_a_feed_is_made() -> None:
    code = "import sys, linli.feeds; print({'feedgen', 'lxml'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set()"
