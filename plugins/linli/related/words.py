"""What likeness is judged by: the words of a story, as numbers, and how often it uses each.

Words are overlapping pairs of Chinese characters and lower-cased Latin words, so no dictionary is needed.
The title counts three times; of the text, its beginning counts, where a news story says what it is about.

Most words stand in a story but once, and as pairs overlap, they say the same thing twice. Of those that a long
story uses once only a sample counts: by number, so that two stories leave out the same ones.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import Counter
from zlib import crc32

BEGINNING = 600
"""Characters of the text that count."""
TITLE = 3
ENOUGH = 150
"""Words of a story; those it uses more than once, and this many at least of the others, count beyond it."""
AT_LEAST = 30
MOST = 255
"""A word is counted up to this."""
_CHANCES = 127
_LATIN = 0x1FFF_FFFF
"""Latin words get numbers below those of any pair of characters."""
_SEAM = "\0"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af"
_RUNS = re.compile(f"[{_HAN}]+")
_PARTS = re.compile(f"([{_HAN}]+)")
_LATIN_WORDS = re.compile(rf"[^\W\d_{_HAN}]{{2,}}|\d{{3,}}")


def features_of(title: str, text: str) -> bytes:
    """Return the words of a story and their counts; the same on every machine.

    The form is that of :func:`unpack`: for n words, n numbers of 32 bits and n counts of 8.
    """
    counts = _count(text[:BEGINNING])
    for word, count in _count(title).items():
        counts[word] += TITLE * count
    often = {word: count for word, count in counts.items() if count > 1}
    once, room = len(counts) - len(often), max(ENOUGH - len(often), AT_LEAST)
    chances = _CHANCES * room // once if once > room else _CHANCES
    words = [*often]
    words += [word for word, count in counts.items() if count == 1 and word % _CHANCES < chances]
    uses = bytes([count if count < MOST else MOST for count in often.values()])
    return _little(array("I", words)).tobytes() + uses.ljust(len(words), b"\1")


def unpack(features: bytes) -> tuple[array[int], bytes]:
    """Return the words and, in the same order, their counts."""
    size = len(features) // 5
    words = array("I")
    words.frombytes(features[: 4 * size])
    return _little(words), features[4 * size :]


def number_of(word: str) -> int:
    """Return the number that stands for a word: two characters, one that stands alone, or a Latin word.

    >>> hex(number_of("电梯"))
    '0x753568af'
    """
    if _RUNS.fullmatch(word):
        return int.from_bytes(word.encode("utf-16-be"), "big")
    return crc32(word.lower().encode("utf-8", "surrogatepass")) & _LATIN


def _count(text: str) -> Counter[int]:
    # Every other part is a run of characters. All runs at once, with seams between them: a pair is two units of
    # UTF-16 read as one number, some begin at even places and some at odd ones.
    parts = _PARTS.split(text.lower())
    runs = parts[1::2]
    content = _SEAM.join(runs).encode("utf-16-be")
    size = len(content)
    pairs = array("I", content[: size - size % 4] + content[2 : size - (size - 2) % 4])
    if sys.byteorder == "little":
        pairs.byteswap()
    counts = Counter(pairs)
    strike = counts.pop
    for run in runs:  # and away with the pairs across a seam
        strike(ord(run[0]), 0)
        strike(ord(run[-1]) << 16, 0)
    alone = [ord(run) for run in runs if len(run) == 1]
    if alone:
        counts.update(alone)
    latin = _LATIN_WORDS.findall(_SEAM.join(parts[::2]))
    if latin:
        counts.update([crc32(word.encode("utf-8", "surrogatepass")) & _LATIN for word in latin])
    return counts


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
