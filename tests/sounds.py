"""Sounds and films that are made when a test needs one: heads that are right, and silence."""

from __future__ import annotations

import struct


def mp3(seconds: int = 3, *, tagged: bool = False) -> bytes:
    """Return frames of MPEG-1, layer III, 32 kbit/s, 44100 Hz, mono, perhaps behind an ID3 tag."""
    frame = b"\xff\xfb\x10\xc0" + bytes(100)
    tag = b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(128) if tagged else b""
    return tag + (frame * (seconds * 4000 // len(frame) + 1))[: seconds * 4000]


def xing(frames: int) -> bytes:
    """Return an MP3 whose first frame counts all ``frames``."""
    return (
        b"\xff\xfb\x10\xc0"
        + bytes(17)
        + b"Xing\x00\x00\x00\x01"
        + struct.pack(">I", frames)
        + bytes(400)
    )


def wav(seconds: int = 2) -> bytes:
    """Return silence of 8000 bytes a second."""
    sound = bytes(8000 * seconds)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    data = form + struct.pack("<4sI", b"data", len(sound)) + sound
    return struct.pack("<4sI4s", b"RIFF", 4 + len(data), b"WAVE") + data


def opus(seconds: int = 2) -> bytes:
    """Return an Ogg stream whose last page ends after ``seconds``."""
    first = b"OggS\x00\x02" + bytes(20) + b"\x01\x13" + b"OpusHead" + bytes(11)
    return first + b"OggS\x00\x04" + struct.pack("<q", seconds * 48_000) + bytes(40)


def mp4(seconds: int = 2, *, wide: bool = False) -> bytes:
    """Return the head of an MP4; ``wide`` has times of 64 bits."""
    times = struct.pack(">IIII", 0, 0, 1000, seconds * 1000)
    if wide:
        times = struct.pack(">QQIQ", 0, 0, 1000, seconds * 1000)
    head = b"mvhd" + (b"\x01" if wide else b"\x00") + bytes(3) + times
    return (
        b"\x00\x00\x00\x18ftypM4A "
        + bytes(12)
        + struct.pack(">I", 8 + len(head))
        + head
        + bytes(80)
    )


WEBM = b"\x1aE\xdf\xa3" + bytes(60)
