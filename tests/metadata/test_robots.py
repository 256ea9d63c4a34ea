from __future__ import annotations

import re
from urllib.robotparser import RobotFileParser

import pytest

from linli.metadata.robots import robots_lines, robots_text

SITEMAP, LICENCE = "https://news.example/sitemap.xml", "https://news.example/rights/license.xml"
SIGNAL = "search=yes, ai-input=no, ai-train=no"
WHOLE = robots_text(SITEMAP, LICENCE, SIGNAL)
VALUES = {
    "user-agent": r"\*",
    "allow": "/",
    "license": r"https?://\S+",
    "sitemap": r"https?://\S+",
    "content-signal": r"(search|ai-input|ai-train)=(yes|no)(, (search|ai-input|ai-train)=(yes|no))*",
}
"""Lines of RFC 9309, 2.2, sitemaps.org, RSL 1.0, 4.4 (an absolute URI) and contentsignals.org (known signals, yes or no)."""


def faults(text: str) -> list[str]:
    """Return what is wrong with a robots.txt; signals must stand in a group, a licence for all before any."""
    found: list[str] = []
    grouped = False
    for line in filter(None, text.splitlines()):
        name, colon, value = line.partition(": ")
        if not colon or not re.fullmatch(VALUES.get(name.lower(), "(?!)"), value):
            found.append(line)
        grouped = grouped or name == "User-agent"
        if name == ("License" if grouped else "Content-Signal"):
            found.append(f"in the wrong place: {line}")
    return found


def test_the_whole_file_keeps_to_the_rules() -> None:
    assert faults(WHOLE) == []
    assert faults(robots_text()) == []
    assert robots_text() == "User-agent: *\nAllow: /\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("search=yes", "search=maybe"),
        ("ai-train=no", "train=no"),
        (", ai", " ai"),
        (LICENCE, "/rights/license.xml"),
        ("User-agent: *\n", ""),
        ("License: ", "Licence: "),
        ("Allow: /", "Disallow: /"),
        (f"License: {LICENCE}\n\nUser-agent: *", f"User-agent: *\nLicense: {LICENCE}"),
    ],
)
def test_a_broken_file_does_not_pass(old: str, new: str) -> None:
    assert old in WHOLE
    assert faults(WHOLE.replace(old, new)), f"{new!r} passed"


def test_every_program_may_read_everything_whatever_is_said_of_rights() -> None:
    parser = RobotFileParser()
    parser.parse(WHOLE.splitlines())
    assert parser.can_fetch("AnyBot", "https://news.example/articles/lift/")
    assert parser.site_maps() == [SITEMAP]
    assert "disallow" not in WHOLE.lower()


def test_the_lines_for_a_file_by_another_hand_are_those_of_ours() -> None:
    lines = robots_lines(SITEMAP, LICENCE, SIGNAL)
    assert set(lines) <= set(WHOLE.splitlines())
    assert robots_lines() == []
