from __future__ import annotations

import io
from typing import get_args

import pytest

from linli.build import progress
from linli.build.progress import WORDS, Work, showing


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, language: str) -> str:
    with showing(language, stream) as tell:
        for done in (1, 50, 100):
            tell("read", done, 100)
        tell("render", 3, 1000)
    return stream.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_short_work_says_nothing(stream: type[io.StringIO]) -> None:
    assert told(stream(), "zh-Hans") == ""


LANGUAGES = [("zh-Hans", ("读稿 1/100", "生成页面 3/1,000")), ("en", ("Reading 1/100",))]


@pytest.mark.parametrize(("language", "says"), LANGUAGES)
def test_long_work_writes_plain_lines_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, language: str, says: tuple[str, ...]
) -> None:
    monkeypatch.setattr(progress, "AT_FIRST", 0.0)
    monkeypatch.setattr(progress, "BETWEEN", 0.0)
    text = told(io.StringIO(), language)
    assert [line for line in says if line not in text.splitlines()] == []
    assert "100/100" not in text, "what is done needs no line"


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
@pytest.mark.parametrize("work", get_args(Work))
def test_each_kind_of_work_has_words(
    monkeypatch: pytest.MonkeyPatch, work: Work, stream: type[io.StringIO]
) -> None:
    monkeypatch.setattr(progress, "AT_FIRST", 0.0)
    monkeypatch.setattr(progress, "REDRAW", 0.0)
    monkeypatch.setenv("TERM", "xterm-256color")
    with showing("en", made := stream()) as tell:
        tell(work, 30, progress.FEW)
    assert WORDS[work][1] in made.getvalue()


def test_of_a_few_items_no_line_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AT_FIRST", 0.0)
    with showing("en", stream := io.StringIO()) as tell:
        tell("read", 3, progress.FEW - 1)
    assert stream.getvalue() == "", "a slow machine is not a long work"


def test_lines_leave_time_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AT_FIRST", 0.0)
    assert len(told(io.StringIO(), "en").splitlines()) == 1


def test_a_terminal_shows_a_bar_and_takes_it_away_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AT_FIRST", 0.0)
    monkeypatch.setattr(progress, "REDRAW", 0.0)
    monkeypatch.setenv("TERM", "xterm-256color")
    text = told(Terminal(), "zh-Hans")
    assert "读稿" in text
    assert "生成页面" in text
    assert text.endswith("\x1b[2K"), "the last thing done is to clear the line"
