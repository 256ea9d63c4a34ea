"""What is added to the annals: the first line of a story, new addresses, stories that are gone."""

from __future__ import annotations

import pytest

from linli.annals import Annals, Line, annals_of
from linli.annals.adding import FEW, Published, gone_lines, is_suspicious, new_lines

MINTER, TODAY = "news.example,2026", "2026-06-01"
FIRST = Line("lift", "2026-03-20", "/articles/lift/", MINTER)
MOVED = Line("lift", TODAY, "/articles/elevator/", MINTER)


def known(*lines: Line) -> Annals:
    return annals_of(dict(enumerate(lines, start=1)))[0]


LIFT = Published("lift", "/articles/lift/", "2026-03-20")
# (what is the case, what is known, what is published, the lines that are added)
CASES = [
    ("a story is new", (), LIFT, [FIRST]),
    ("it bears a day that is still to come in our zone", (), LIFT._replace(day="2026-06-02"), [FIRST._replace(day=TODAY)]),
    ("it is known", (FIRST,), LIFT, []),
    ("it bears another day", (FIRST,), LIFT._replace(day="2026-04-01"), []),
    ("it has moved", (FIRST,), LIFT._replace(address="/articles/elevator/"), [MOVED]),
    ("it is back where it was", (FIRST, MOVED), LIFT, []),
    ("it is a notice now", (FIRST,), LIFT._replace(address="/notices/lift/"), [MOVED._replace(address="/notices/lift/")]),
    ("the site had no address before", (FIRST._replace(minted="-"),), LIFT, [FIRST._replace(day=TODAY)]),
    ("the site has another address now", (FIRST._replace(minted="old.example,2020"),), LIFT, []),
    ("a page has an id of its own", (FIRST,), Published("lift", "/lift/", TODAY), [Line("lift", TODAY, "/lift/", MINTER)]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "before", "published", "added"), CASES)
def test_lines_that_are_added(
    what: str, before: tuple[Line, ...], published: Published, added: list[Line]
) -> None:
    assert new_lines(known(*before), [published], MINTER, TODAY) == added, what


def test_a_newsroom_without_address_mints_nothing() -> None:
    assert new_lines(Annals(), [LIFT], "", TODAY) == [FIRST._replace(minted="-")]


def test_a_lost_story_gets_a_line_that_says_since_when() -> None:
    annals = known(FIRST, MOVED)
    (line,) = gone_lines(annals.stories.values(), "2026-07-01")
    assert line == Line("lift", "2026-07-01", "/articles/elevator/", "gone")
    past = known(FIRST, MOVED, line).stories["lift"]
    assert (past.gone, past.addresses, past.minted) == ("2026-07-01", ("/articles/lift/", "/articles/elevator/"), MINTER)  # fmt: skip


@pytest.mark.parametrize(("there", "lost", "suspicious"), [(30, 3, False), (FEW, FEW, False), (30, 16, True), (30, 15, False)])  # fmt: skip
def test_that_most_stories_vanish_at_once_is_asked_about(
    there: int, lost: int, suspicious: bool
) -> None:
    lines = [Line(f"s{n}", "2026-01-01", f"/articles/s{n}/", "-") for n in range(there)]
    annals = known(*lines)
    gone = gone_lines(list(annals.stories.values())[:lost], TODAY)
    assert is_suspicious(annals, gone) is suspicious
