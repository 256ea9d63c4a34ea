"""Is it a sound or a film, and how long is it? The first bytes say what a file is, whatever its name.

Durations are read where the file states them, or where they follow from its size: MP3 (Xing's frame count, else one
bit rate for all), MP4 (``mvhd``), Ogg (the last page's position), WAV. Nothing is decoded; what cannot be read is 0.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

BEGINNINGS: tuple[tuple[int, bytes, frozenset[str]], ...] = (
    (0, b"ID3", frozenset({".mp3"})),
    (4, b"ftyp", frozenset({".m4a", ".mp4", ".m4v"})),
    (0, b"OggS", frozenset({".ogg", ".oga", ".opus"})),
    (8, b"WAVE", frozenset({".wav"})),
    (0, b"fLaC", frozenset({".flac"})),
    (0, b"\x1aE\xdf\xa3", frozenset({".webm"})),
)
"""Where a mark stands, the mark, and the endings of files that begin so."""
ENDINGS = frozenset({ending for _, _, endings in BEGINNINGS for ending in endings})
LONGEST = 48 * 3600
_BITRATES = {  # MPEG-1 and MPEG-2, layer III, in kbit/s
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_SEARCHED = 65_536


class Frame(NamedTuple):
    """The head of an MP3 frame: where it begins, samples in a second and in a frame, kbit/s, where Xing stands."""

    start: int
    rate: int
    samples: int
    kbits: int
    tag: int


def is_recording(content: bytes, ending: str) -> bool:
    """Say whether a file is what its ending (``.mp3``) says."""
    if ending == ".mp3" and content[:3] != b"ID3":
        return _frame(content, 0, 1) is not None
    return any(
        ending in endings and content[at : at + len(mark)] == mark
        for at, mark, endings in BEGINNINGS
    )


def seconds_in(content: bytes, ending: str) -> int:
    """Return how long a recording is, in whole seconds, or 0 where the file does not say."""
    measure = {".mp3": _mp3, ".wav": _wav, ".m4a": _mp4, ".mp4": _mp4, ".m4v": _mp4}
    measure |= dict.fromkeys((".ogg", ".oga", ".opus"), _ogg)
    try:
        seconds = round(measure[ending](content)) if ending in measure else 0
    except (struct.error, IndexError, ValueError, ZeroDivisionError, OverflowError):
        return 0
    return seconds if 0 < seconds <= LONGEST else 0


def _frame(content: bytes, start: int, searched: int) -> Frame | None:
    """Return the first frame of layer III at ``start`` or soon after it."""
    for at in range(start, min(start + searched, len(content) - 4)):
        if content[at] != 0xFF or content[at + 1] & 0xE6 != 0xE2:
            continue
        version, bits = content[at + 1] >> 3 & 3, content[at + 2]
        if version == 1 or bits >> 2 & 3 == 3 or bits >> 4 in {0, 15}:
            continue
        first, mono = version == 3, content[at + 3] >> 6 == 3
        side = (17 if mono else 32) if first else (9 if mono else 17)
        rate, kbits = _RATES[version][bits >> 2 & 3], _BITRATES[first][bits >> 4]
        return Frame(at, rate, 1152 if first else 576, kbits, at + 4 + side)
    return None


def _mp3(content: bytes) -> float:
    start = 0
    if content[:3] == b"ID3":  # its size: four bytes of seven bits each
        start = 10 + sum(
            (byte & 127) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True)
        )
    frame = _frame(content, start, _SEARCHED)
    if frame is None:
        return 0
    if content[frame.tag : frame.tag + 4] in {b"Xing", b"Info"} and content[frame.tag + 7] & 1:
        frames = struct.unpack_from(">I", content, frame.tag + 8)[0]
        return float(frames * frame.samples / frame.rate)
    return (len(content) - frame.start) / (frame.kbits * 125)


def _wav(content: bytes) -> float:
    at, a_second = 12, 0
    while at + 8 <= len(content):
        name, size = content[at : at + 4], struct.unpack_from("<I", content, at + 4)[0]
        if name == b"fmt ":
            a_second = struct.unpack_from("<I", content, at + 16)[0]
        if name == b"data":
            return float(min(size, len(content) - at - 8) / a_second)
        at += 8 + size + size % 2
    return 0


def _ogg(content: bytes) -> float:
    if content[28:36] == b"OpusHead":
        rate = 48_000  # whatever the input was (RFC 7845, 4)
    elif content[28:35] == b"\x01vorbis":
        rate = struct.unpack_from("<I", content, 40)[0]
    else:
        return 0
    return float(struct.unpack_from("<q", content, content.rindex(b"OggS") + 6)[0] / rate)


def _mp4(content: bytes) -> float:
    at = content.index(b"mvhd") + 4
    if content[at] == 1:  # 64 bits
        scale, length = struct.unpack_from(">IQ", content, at + 20)
    else:
        scale, length = struct.unpack_from(">II", content, at + 12)
    return float(length / scale)
