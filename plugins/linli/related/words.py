"""What likeness is judged by: the words of a story, as numbers, how often it uses each, and which its title has.

Words are overlapping pairs of Chinese characters and lower-cased Latin words without their plural, so no dictionary
is needed. The title counts three times and the opening twice; of a Chinese text the beginning counts, where a news
story says what it is about, of another the whole.

Most words stand in a story but once, and as pairs overlap, they say the same thing twice. Of those that a long
story uses once only a sample counts: by number, so that two stories leave out the same ones.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from linli.regexes import regex
from linli.related.copies import little, sketch_of

if TYPE_CHECKING:
    from collections.abc import Sequence

BEGINNING = 500
"""Characters of a Chinese text that count."""
LATIN_BEGINNING = 8000
"""Characters of another text that count."""
OPENING = 80
"""Characters of a Chinese text that count twice."""
LATIN_OPENING = 400
TITLE = 3
ENOUGH = 400
"""Words of a story; those it uses more than once, and this many at least of the others, count beyond it."""
AT_LEAST = 30
MOST = 127
"""A word is counted up to this."""
IN_TITLE = 128
"""Added to the count of a word that is in the title."""
CHANCES = 127
LATIN = 0x1FFF_FFFF
"""Latin words get numbers below those of any pair of characters."""
MANY = 40
"""Stories from which on it pays to import numpy."""
_SEAM = "\0"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af"
RUNS = regex(f"[{_HAN}]+")
_APART = regex(f"([{_HAN}]+)")
LATIN_WORDS = regex(rf"[^\W\d_{_HAN}]{{2,}}|\d{{3,}}")
_LOOK = 400
FEW_WORDS = frozenset(
    "the of and to in for is on that by this with be are as at from or an it was not have has but they their its you "
    "your we our will can all more about which when who what how there been were had he she his him her them than "
    "then into up out over after one also just some any other these those would could may no so if do does did said "
    "says say us my me".split()
)
"""English words that say nothing of what a text is about."""


class Features(NamedTuple):
    """What is known of a story's words: numbers of 32 bits, little-endian, as many counts, and the sketch of its text."""

    words: bytes
    uses: bytes
    sketch: bytes


def features_of(title: str, text: str) -> bytes:
    """Return the words of a story and their counts; the same on every machine.

    For n words there are n numbers of 32 bits and n counts of 8, ``IN_TITLE`` among them: see :func:`unpack`. Those of the
    title come first, then those that are used more than once, then the others, each of these in the order of their numbers. What is
    known of copies comes after: see :func:`parts_of`. For many stories :func:`linli.related.features_many.features_of_many` does the same.
    """
    counts = _count(counted_text(title, text))
    titled = sorted(_count(title))
    # Those of the title come first; as they count three times, they are among the frequent ones.
    words = titled
    uses = [min(counts.pop(word), MOST) | IN_TITLE for word in titled]
    single = sorted([word for word, count in counts.items() if count == 1])
    often = sorted([(word, count) for word, count in counts.items() if count > 1])
    words += [word for word, _ in often]
    uses += [count if count < MOST else MOST for _, count in often]
    room = max(ENOUGH - len(words), AT_LEAST)
    if len(single) > room:
        chances = CHANCES * room // len(single)
        single = [word for word in single if word % CHANCES < chances]
    words += single
    return joined(
        Features(
            little(array("I", words)).tobytes(),
            bytes(uses).ljust(len(words), b"\1"),
            little(sketch_of(text)).tobytes(),
        )
    )


def features_of_all(stories: Sequence[tuple[str, str]]) -> list[bytes]:
    """Return what :func:`features_of` does for each of some titles and texts."""
    if len(stories) < MANY:
        return [features_of(*told) for told in stories]
    from linli.related.parts import without_threads

    without_threads()
    from linli.related.features_many import features_of_many

    return features_of_many(stories)


def counted_text(title: str, text: str) -> str:
    """Return what the words of a story are taken from, each part as often as its words count."""
    look = text[:_LOOK]
    chinese = 10 * sum(map(len, RUNS.findall(look))) > 3 * len(look)
    beginning = text[: BEGINNING if chinese else LATIN_BEGINNING]
    opening = text[: OPENING if chinese else LATIN_OPENING]
    return "\n".join((beginning, opening, *[title] * TITLE))


def joined(parts: Features) -> bytes:
    """Return what :func:`parts_of` takes apart."""
    return len(parts.uses).to_bytes(4, "little") + b"".join(parts)


def parts_of(features: bytes) -> Features:
    """Return the parts of what :func:`features_of` returned, or of nothing."""
    size = int.from_bytes(features[:4], "little")
    words, uses = 4 + 4 * size, 4 + 5 * size
    return Features(features[4:words], features[words:uses], features[uses:])


def sketch_in(features: bytes) -> array[int]:
    """Return what :func:`linli.related.copies.sketch_of` made of the text."""
    sketch = array("H")
    sketch.frombytes(parts_of(features).sketch)
    return little(sketch)


def unpack(features: bytes) -> tuple[array[int], bytes]:
    """Return the words and, in the same order, their counts."""
    parts = parts_of(features)
    words = array("I")
    words.frombytes(parts.words)
    return little(words), parts.uses


def number_of(word: str) -> int:
    """Return the number that stands for a word: two characters, one that stands alone, or a Latin word.

    >>> hex(number_of("电梯"))
    '0x753568af'
    """
    if RUNS.fullmatch(word):
        return int.from_bytes(word.encode("utf-16-be"), "big")
    return latin_number(word.lower())


def _count(text: str) -> Counter[int]:
    # All runs of characters at once, with seams between them: a pair is two units of UTF-16 read as one number, some
    # begin at even places and some at odd ones.
    pieces = _APART.split(text.lower())
    runs = pieces[1::2]
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
    for word, times in Counter(LATIN_WORDS.findall("\n".join(pieces[::2]))).items():
        if word not in FEW_WORDS:
            counts[latin_number(word)] += times
    return counts


def latin_number(word: str) -> int:
    """Return the number that stands for a lower-cased Latin word."""
    return crc32(_without_plural(word).encode("utf-8", "surrogatepass")) & LATIN


def _without_plural(word: str) -> str:
    """Return an English word without its plural ending.

    >>> [_without_plural(word) for word in ("stories", "boxes", "lifts", "press", "bus")]
    ['story', 'box', 'lift', 'press', 'bus']
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss") or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith("es") and word[-3] in "sxzh" else word[:-1]
