from __future__ import annotations

import pytest

from linli.recordings import ENDINGS, is_recording, seconds_in
from linli.story.recordings import FILMS, SOUNDS
from tests import sounds
from tests.pages.pictures import png

# (content, ending, seconds)
FILES = [
    (sounds.mp3(3), ".mp3", 3),
    (sounds.mp3(3, tagged=True), ".mp3", 3),
    (sounds.xing(11_484), ".mp3", 300),
    (sounds.wav(2), ".wav", 2),
    (sounds.opus(65), ".opus", 65),
    (sounds.opus(65), ".ogg", 65),
    (sounds.mp4(61), ".m4a", 61),
    (sounds.mp4(61, wide=True), ".mp4", 61),
    (sounds.WEBM, ".webm", 0),
    (b"fLaC" + bytes(60), ".flac", 0),
]


@pytest.mark.parametrize(("content", "ending", "seconds"), FILES)
def test_a_file_is_known_by_its_beginning_and_says_how_long_it_is(
    content: bytes, ending: str, seconds: int
) -> None:
    assert is_recording(content, ending)
    assert seconds_in(content, ending) == seconds


WRONG = [
    (png(), ".mp3"),
    (b"", ".mp3"),
    (b"\xff\xfb", ".mp3"),
    (b"<script>alert(1)</script>", ".mp3"),
    (sounds.wav(), ".mp3"),
    (sounds.mp3(), ".ogg"),
    (sounds.mp3(), ".m4a"),
    (sounds.mp3(), ".exe"),
    (b"%PDF-1.7", ".mp4"),
]


@pytest.mark.parametrize(("content", "ending"), WRONG)
def test_a_file_that_is_something_else_is_none(content: bytes, ending: str) -> None:
    assert not is_recording(content, ending)


BROKEN = [
    (b"OggS", ".ogg"),
    (b"OggS" + bytes(24) + b"OpusHead", ".opus"),
    (sounds.opus(999_999_999), ".opus"),
    (b"RIFF" + bytes(4) + b"WAVE" + b"fmt \xff\xff\xff\xff", ".wav"),
    (sounds.wav(1)[:30], ".wav"),
    (b"\x00\x00\x00\x18ftypM4A mvhd", ".m4a"),
    (b"\x00\x00\x00\x18ftypM4A mvhd" + bytes(80), ".m4a"),
    (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f", ".mp3"),
    (sounds.mp3()[:200].replace(b"\xff\xfb", b"\xff\xff"), ".mp3"),
    (sounds.xing(0), ".mp3"),
    (sounds.xing(2**32 - 1), ".mp3"),
]


@pytest.mark.parametrize(("content", "ending"), BROKEN)
def test_a_broken_file_says_nothing_of_its_length(content: bytes, ending: str) -> None:
    assert seconds_in(content, ending) == 0


def test_every_ending_that_a_header_may_name_is_looked_into() -> None:
    assert SOUNDS.keys() | FILMS.keys() == ENDINGS
