from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linli.story.recordings import seconds_of
from linli.story.story import Recording
from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

FAR = "https://media.example/a.mp3"


def flow(**parts: Any) -> str:
    return "{" + ", ".join(f'{key}: "{value}"' for key, value in parts.items()) + "}"


# (header, what it means)
SAID: list[tuple[str, Recording]] = [
    ("audio/a.mp3", Recording("audio/a.mp3")),
    (
        flow(src="audio/a.mp3", title="听", duration="3:05", season=2, episode=7),
        Recording("audio/a.mp3", "听", duration=185, season=2, episode=7),
    ),
    (
        flow(文件="a.mp3", 标题="听", 时长="3分5秒", 文字稿="a.txt", 期=7),
        Recording("a.mp3", "听", duration=185, transcript="a.txt", episode=7),
    ),
    (flow(src=FAR, 大小="1,234,567"), Recording(FAR, type="audio/mpeg", length=1_234_567)),
    (
        flow(src="https://media.example/a?b=1", length=5, type="Audio/MPEG"),
        Recording("https://media.example/a?b=1", type="audio/mpeg", length=5),
    ),
    (flow(src="a.mp3", length="9", type="text/html"), Recording("a.mp3")),
]


@pytest.mark.parametrize(("written", "meant"), SAID)
def test_what_a_header_may_say_of_a_sound(paper: Paper, written: str, meant: Recording) -> None:
    assert paper.story(article(yaml=True, 音频=written)).audio == meant


# (header, the part that is refused)
REFUSED = [
    (flow(title="没有文件"), "src"),
    (flow(src="http://media.example/a.mp3", length=5), "src"),
    (flow(src="javascript://media.example/a.mp3", length=5), "src"),
    (flow(src="https://u:p@media.example/a.mp3", length=5), "src"),
    (flow(src=FAR), "length"),
    (flow(src=FAR, length="0"), "length"),
    (flow(src=FAR, length="-5"), "length"),
    (flow(src=FAR, length="3 MB"), "length"),
    (flow(src="https://media.example/a", length=5), "type"),
    (flow(src=FAR, length=5, type="text/html"), "type"),
    (flow(src="https://media.example/a.mp4", length=5), "type"),
    (flow(src="a.mp3", duration="三分钟"), "duration"),
    (flow(src="a.mp3", duration="999:99:99"), "duration"),
    (flow(src="a.mp3", episode="0"), "episode"),
    (flow(src="a.mp3", season="二"), "season"),
    (flow(src="a.mp3", transcript="ftp://a.example/b"), "transcript"),
]


@pytest.mark.parametrize(("written", "part"), REFUSED)
def test_what_cannot_be_used_is_refused_with_its_part(
    paper: Paper, written: str, part: str
) -> None:
    [problem] = paper.problems(article(yaml=True, 音频=written))
    assert (problem.rule, problem.severity) == ("bad-recording", "error")
    assert f"的 {part} 是" in problem.what


def test_an_unknown_part_is_named_with_the_one_that_was_meant(paper: Paper) -> None:
    [problem] = paper.problems(article(yaml=True, 音频=flow(src="a.mp3", durations="3:05")))
    assert problem.rule == "unknown-part"
    assert "“duration”" in problem.what


def test_a_film_is_written_as_a_sound_is(paper: Paper) -> None:
    assert paper.story(article(视频="a.mp4")).video == Recording("a.mp4")
    assert paper.rules(article(yaml=True, 视频=flow(src=FAR, length=5))) == ["bad-recording"]


# (text, seconds)
DURATIONS = [
    ("", 0),
    ("5", 5),
    ("3:05", 185),
    ("３：０５", 185),
    ("90:00", 5400),
    ("1:02:03", 3723),
    ("1小时2分3秒", 3723),
    ("2分钟", 120),
    ("0", None),
    ("0:00", None),
    ("3:5", None),
    ("49:00:00", None),
    ("٣", None),
    ("1" * 40, None),
]


@pytest.mark.parametrize(("text", "seconds"), DURATIONS)
def test_a_duration_is_read_as_people_write_it(text: str, seconds: int | None) -> None:
    assert seconds_of(text) == seconds
