"""Make the one sound of the demo and the picture of its podcast: ``python docs/demo/chime.py``, with lame and Pillow."""

from __future__ import annotations

import math
import struct
import subprocess
import tempfile
import wave
from pathlib import Path

from PIL import Image, ImageDraw

CONTENT = Path(__file__).parents[2] / "content"
RATE, SECONDS = 22_050, 6
NOTES = (
    *((0.0, 659.25), (0.42, 523.25), (0.84, 587.33), (1.26, 392.0)),
    *((2.3, 392.0), (2.72, 587.33), (3.14, 659.25), (3.56, 523.25)),
)
"""When each note begins, in seconds, and its pitch in hertz."""
PAPER, INK, SEAL, WALL, LIGHT = "#fbfaf6", "#2a2622", "#9c2f22", "#efe9dc", "#f3c969"
SIDE = 1400


def _at(moment: float) -> float:
    """Return the sound at one moment: each note fades, its overtones sooner."""
    sound = 0.0
    for begins, pitch in NOTES:
        age = moment - begins
        if 0 <= age <= 2.4:
            turn = 2 * math.pi * pitch * age
            tone = math.sin(turn) + 0.45 * math.sin(2.01 * turn) * math.exp(-2 * age)
            tone += 0.2 * math.sin(3.02 * turn) * math.exp(-4 * age)
            sound += tone * math.exp(-2.6 * age) * (1 - math.exp(-220 * age))
    return sound


def sound() -> None:
    """Write the first six seconds of the library's closing music."""
    heard = [_at(number / RATE) for number in range(RATE * SECONDS)]
    loudest = max(map(abs, heard))
    with tempfile.NamedTemporaryFile(suffix=".wav") as plain:
        with wave.open(plain.name, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(
                b"".join(struct.pack("<h", int(one / loudest * 28_000)) for one in heard)
            )
        made = CONTENT / "audio/closing-music.mp3"
        command = ["lame", "-q", "2", "-b", "48", "--noreplaygain", plain.name, str(made)]
        subprocess.run(command, check=True)


def picture() -> None:
    """Draw the podcast's picture, a house that is heard."""
    image = Image.new("RGB", (SIDE, SIDE), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, SIDE - 210, SIDE, SIDE), fill=INK)
    draw.polygon([(300, 640), (700, 330), (1100, 640)], fill=SEAL)
    draw.rectangle((390, 640, 1010, SIDE - 210), fill=WALL, outline=INK, width=14)
    for left in (470, 650, 830):
        draw.rectangle((left, 720, left + 110, 850), fill=LIGHT, outline=INK, width=10)
    draw.rectangle((630, 930, 770, SIDE - 210), fill=SEAL, outline=INK, width=10)
    for radius in (100, 160, 220):
        box = (700 - radius, 250 - radius, 700 + radius, 250 + radius)
        draw.arc(box, 205, 335, fill=INK, width=22)
    draw.ellipse((672, 222, 728, 278), fill=INK)
    image.quantize(16).save(CONTENT / "images/podcast.png", optimize=True)


if __name__ == "__main__":
    sound()
    picture()
