from __future__ import annotations

import pytest

from linli.rights.locations import locations_of
from linli.rights.signals import content_signal
from linli.rights.standing import Standing, standing_of

OURS, OPEN, OTHERS = Standing.OURS, Standing.OPEN, Standing.OTHERS
US = frozenset({"测试邻里", "测试区融媒体中心"})

CASES: list[tuple[str, str, str, str, bool, Standing]] = [
    ("original", "own", "ask", "", True, OURS),
    ("original", "own", "none", "", False, OURS),
    ("compiled", "licensed", "free-with-credit", "", True, OURS),
    ("original", "own", "ask", "© 测试区融媒体中心", True, OURS),
    ("original", "own", "ask", "岚江日报", True, OTHERS),
    ("contributed", "licensed", "ask", "", True, OTHERS),
    ("contributed", "licensed", "ask", "", False, OURS),
    ("contributed", "licensed", "ask", "测试邻里", True, OURS),
    ("reprint", "licensed", "ask", "", True, OTHERS),
    ("reprint", "licensed", "cc-by-4.0", "", True, OTHERS),
    ("reprint", "unknown", "ask", "", True, OTHERS),
    ("release", "licensed", "ask", "", False, OTHERS),
    ("original", "official-document", "ask", "", False, OTHERS),
    ("original", "public-domain-fact", "ask", "", False, OTHERS),
    ("original", "unknown", "ask", "", False, OTHERS),
    ("original", "own", "cc-by-4.0", "", True, OPEN),
    ("contributed", "licensed", "cc0-1.0", "", True, OPEN),
]


@pytest.mark.parametrize(
    ("origin", "permission", "reuse", "holder", "is_signed", "expected"), CASES
)
def test_only_what_is_ours_is_ours(
    origin: str, permission: str, reuse: str, holder: str, is_signed: bool, expected: Standing
) -> None:
    assert standing_of(origin, permission, reuse, holder, is_signed, US) is expected


def test_a_folder_in_which_all_is_ours_is_named_as_a_whole() -> None:
    stories = [
        ("/articles/b/", OURS),
        ("/articles/a/", OURS),
        ("/notices/w/", OTHERS),
        ("/notices/v/", OURS),
    ]
    assert locations_of(stories) == ["/articles/", "/notices/v/"]
    assert locations_of([("/articles/a/", OTHERS)]) == []
    assert locations_of([]) == []


SIGNALS: list[tuple[str, set[Standing], str]] = [
    ("reserve", {OURS}, "search=yes, ai-input=no, ai-train=no"),
    ("reserve", {OURS, OTHERS}, "search=yes, ai-input=no, ai-train=no"),
    ("reserve", {OURS, OPEN}, "search=yes"),
    ("allow", {OURS, OPEN}, "search=yes, ai-input=yes, ai-train=yes"),
    ("allow", {OURS, OTHERS}, "search=yes"),
]


@pytest.mark.parametrize(("wish", "standings", "expected"), SIGNALS)
def test_a_signal_for_the_whole_site_says_what_is_true_of_every_story(
    wish: str, standings: set[Standing], expected: str
) -> None:
    assert content_signal(wish, standings) == expected
