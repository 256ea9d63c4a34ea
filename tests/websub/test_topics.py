from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.pages.addresses import is_feed
from linli.websub.topics import new_feeds

if TYPE_CHECKING:
    from collections.abc import Mapping

BEFORE = {"feed.xml": "a", "atom.xml": "b", "index.html": "c", "tags/电梯/feed.xml": "d"}

# (what was there before, what is there, the feeds that are new)
CASES: list[tuple[Mapping[str, str] | None, dict[str, str], list[str]]] = [
    (BEFORE, dict(BEFORE), []),
    (BEFORE, {**BEFORE, "feed.xml": "new"}, ["feed.xml"]),
    (BEFORE, {**BEFORE, "index.html": "new"}, []),
    (BEFORE, {**BEFORE, "notices/feed.json": "n"}, ["notices/feed.json"]),
    (BEFORE, {"atom.xml": "b"}, []),  # what is gone has nothing to tell
    (BEFORE, {**BEFORE, "feed/1.xml": "n"}, []),  # an archive
    (None, BEFORE, ["atom.xml", "feed.xml", "tags/电梯/feed.xml"]),
    ({}, BEFORE, ["atom.xml", "feed.xml", "tags/电梯/feed.xml"]),
]


@pytest.mark.parametrize(("before", "live", "new"), CASES)
def test_a_feed_is_new_when_its_bytes_are(
    before: Mapping[str, str] | None, live: dict[str, str], new: list[str]
) -> None:
    assert new_feeds(live, before, is_feed) == new


# (file of the site, is it a feed that can be subscribed to)
PATHS = [
    ("feed.xml", True),
    ("atom.xml", True),
    ("feed.json", True),
    ("notices/feed.xml", True),
    ("columns/community/atom.xml", True),
    ("series/榆树里/feed.json", True),
    ("people/周岚/feed.xml", True),
    ("feed/1.xml", False),
    ("columns/community/feed/1.xml", False),
    ("feeds.opml", False),
    ("files/feed.xml", False),  # an attachment that somebody called so
    ("images/tags/x/feed.xml", False),
    ("columns/feed.xml", False),
    ("feed.xml/index.html", False),
    ("columns/../feed.xml", False),
    ("columns//feed.xml", False),
]


@pytest.mark.parametrize(("path", "expected"), PATHS)
def test_feeds_are_known_by_where_they_lie(path: str, expected: bool) -> None:
    assert is_feed(path) is expected
