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
_LATIN_WORDS = re.compile(rf"[^\W\d_{_HAN}]{{2,}}|\d{{3,}}")


def features_of(title: str, text: str) -> bytes:
    """Return the words of a story and their counts; the same on every machine.

    The form is that of :func:`unpack`: for n words, n numbers of 32 bits and n counts of 8.
    """
    counts = _count(text[:BEGINNING])
    for word, count in _count(title).items():
        counts[word] += TITLE * count
    words = [word for word, count in counts.items() if count > 1]
    uses = [count if count < MOST else MOST for count in counts.values() if count > 1]
    once = [word for word, count in counts.items() if count == 1]
    room = max(ENOUGH - len(words), AT_LEAST)
    if len(once) > room:
        chances = _CHANCES * room // len(once)
        once = [word for word in once if word % _CHANCES < chances]
    return _little(array("I", words + once)).tobytes() + bytes(uses) + b"\1" * len(once)


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
    # All runs of characters at once, with seams between them: a pair is two units of UTF-16 read as one number,
    # some begin at even places and some at odd ones.
    runs = _RUNS.findall(text)
    content = _SEAM.join(runs).encode("utf-16-be")
    counts: Counter[int] = Counter()
    for start in (0, 2):
        pairs = array("I", content[start : len(content) - (len(content) - start) % 4])
        if sys.byteorder == "little":
            pairs.byteswap()
        counts.update(pairs)
    for run in runs:  # and away with the pairs across a seam
        counts.pop(ord(run[0]), 0)
        counts.pop(ord(run[-1]) << 16, 0)
    counts.update([ord(run) for run in runs if len(run) == 1])
    counts.update(
        [
            crc32(word.encode("utf-8", "surrogatepass")) & _LATIN
            for word in _LATIN_WORDS.findall(text.lower())
        ]
    )
    return counts


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
