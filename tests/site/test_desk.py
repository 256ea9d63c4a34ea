from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from linli.site import desk
from tests.factories import article

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tests.factories import Paper

ENGLISH = "The lift opened on a Thursday and nobody was late for it. " * 6


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (article(ENGLISH), ["language-missing"]),
        (article(ENGLISH, 语言="en"), []),
        (article(ENGLISH, 语言="zh-Hans"), []),
        (article("A short line."), []),
        (article(ENGLISH + "电梯"), []),
    ],
    ids=["no language", "English", "said to be Chinese", "too short to tell", "mixed"],
)
def test_a_text_without_a_chinese_character_should_name_its_language(
    paper: Paper, text: str, rules: list[str]
) -> None:
    assert paper.rules(text) == rules


def test_a_text_may_take_the_seconds_that_its_header_has_left(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []

    def limited(seconds: float) -> AbstractContextManager[None]:
        given.append(seconds)
        return nullcontext()

    monkeypatch.setattr(desk, "time_limit", limited)
    clock = SimpleNamespace(monotonic=iter([100.0, 100.75]).__next__)
    monkeypatch.setattr(desk, "time", clock)
    paper.write("articles/a.md", article())
    manuscript, problems = paper.read("articles/a.md")
    assert (manuscript is not None, problems) == (True, [])
    limit = paper.newsroom.desk_settings.time_limit
    assert given == [limit, limit - 0.75]
