"""What likeness is judged by, of many stories at once: ``words`` and ``copies`` with numpy.

The texts are laid end to end, as units of UTF-16, and what is done for each place is done for all of them. Both come
to the same bytes; ``tests/related/test_features_many.py`` holds them to that.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from linli.related.copies import BEGINNING, DIGITS, LENGTH, LETTERS, NUMBERS, SHORT
from linli.related.words import (
    AT_LEAST,
    CHANCES,
    ENOUGH,
    FEW_WORDS,
    IN_TITLE,
    LATIN_BEGINNING,
    LATIN_WORDS,
    MOST,
    RUNS,
    Features,
    counted_text,
    features_of,
    joined,
    latin_number,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Told = tuple[str, str]

AT_ONCE = 50
"""Texts that are laid end to end: so many that what numpy does is most of the work, and it stays near the processor."""
_CODE = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_UNIT = 16
"""Bits of a unit, and of a number in a sketch."""
_WORD = 32
"""Bits of a word's number."""
_LOOKED = max(BEGINNING, LATIN_BEGINNING)
"""Characters of a text that are looked at."""
_END = "\n"
"""What ends each text, and stands for Chinese characters where only Latin words count."""
_TITLED, _OFTEN, _ONCE = range(3)
"""The words of a story stand in this order: those of its title, those used more than once, those used once."""


# In UTF-32 no two halves of a pair come together.
_UNITS = np.arange(1 << _UNIT, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _units_in(runs: re.Pattern[str]) -> NDArray[np.bool_]:
    """Say of each unit whether it is in such a run."""
    found = np.zeros(len(_UNITS), np.bool_)
    for run in runs.finditer(_UNITS):
        found[run.start() : run.end()] = True
    return found


_IS_HAN, _IS_LETTER = _units_in(RUNS), _units_in(LETTERS)


def features_of_many(stories: Sequence[Told]) -> list[bytes]:
    """Return what :func:`linli.related.words.features_of` does for each of some titles and texts."""
    plain = [
        number
        for number, (title, text) in enumerate(stories)
        if _is_plain(title) and _is_plain(text[:_LOOKED])
    ]
    found: dict[int, bytes] = {}
    for start in range(0, len(plain), AT_ONCE):
        some = plain[start : start + AT_ONCE]
        found |= zip(some, _features([stories[number] for number in some]), strict=True)
    return [found.get(number) or features_of(*told) for number, told in enumerate(stories)]


def _is_plain(text: str) -> bool:
    """Say whether each character of a text is one unit."""
    try:
        return len(text.encode(_CODE)) == 2 * len(text)
    except UnicodeEncodeError:
        return False


def _features(stories: Sequence[Told]) -> Iterator[bytes]:
    size = len(stories)
    texts = _words(_laid([counted_text(*told).lower() for told in stories]))
    titles = _words(_laid([title.lower() for title, _ in stories]))
    texts.sort()
    firsts = _firsts(texts)
    words, counts = texts[firsts], np.diff(firsts, append=len(texts))
    of, numbers = words >> _WORD, words & (1 << _WORD) - 1
    place = np.where(counts > 1, _OFTEN, _ONCE)
    place[np.searchsorted(words, titles)] = _TITLED
    once = place == _ONCE
    singles = np.bincount(of[once], minlength=size)
    room = np.maximum(ENOUGH - np.bincount(of[~once], minlength=size), AT_LEAST)
    chances = np.where(singles > room, CHANCES * room // np.maximum(singles, 1), CHANCES)
    kept = np.flatnonzero(~once | (numbers % CHANCES < chances[of]))
    order = kept[_in_order((_ONCE + 1) * of[kept] + place[kept])]
    uses = np.minimum(counts, MOST) | np.where(place == _TITLED, IN_TITLE, 0)
    content = numbers[order].astype("<u4").tobytes()
    used = uses[order].astype(np.uint8).tobytes()
    for sketch, (start, end) in zip(
        _sketches([text for _, text in stories]),
        _spans(np.bincount(of[order], minlength=size)),
        strict=True,
    ):
        yield joined(Features(content[4 * start : 4 * end], used[start:end], sketch))


class _Laid(NamedTuple):
    """Texts end to end, each with a line break after it: their units, and where each text ends."""

    units: NDArray[np.uint16]
    ends: Numbers


def _laid(texts: Sequence[str]) -> _Laid:
    units = np.frombuffer("".join([text + _END for text in texts]).encode(_CODE), np.uint16)
    return _Laid(units, np.cumsum([len(text) + 1 for text in texts]))


def _of(places: Numbers, ends: Numbers) -> Numbers:
    """Return which text each of some places, in order, is of."""
    return np.repeat(np.arange(len(ends)), _sizes(places, ends))


def _sizes(places: Numbers, ends: Numbers) -> Numbers:
    """Return how many of some places, in order, are in each text."""
    return np.diff(np.searchsorted(places, ends), prepend=0)


def _spans(sizes: Numbers) -> list[tuple[int, int]]:
    """Return where what each text has so much of begins and ends."""
    ends = np.cumsum(sizes).tolist()
    return list(zip([0, *ends], ends, strict=False))


def _in_order(keys: Numbers) -> NDArray[Any]:
    """Return the places of small numbers as a stable sort has them."""
    return np.argsort(keys.astype(np.uint16), kind="stable")


def _firsts(ordered: Numbers) -> Numbers:
    """Return where each of the different values of a sorted array begins."""
    return np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])


def _words(laid: _Laid) -> Numbers:
    """Return all words of lower-cased texts, as often as they are used, each below the number of its text."""
    units, ends = laid
    is_han = _IS_HAN[units]
    goes_on = is_han[:-1] & is_han[1:]  # no text ends with a Chinese character
    begun, going = np.append(False, goes_on), np.append(goes_on, False)
    pairs, alone = np.flatnonzero(goes_on), np.flatnonzero(is_han & ~begun & ~going)
    first, second, single = [units[places].astype(np.int64) for places in (pairs, pairs + 1, alone)]
    # For Latin words a line break stands for each run of Chinese characters.
    kept = np.flatnonzero(~begun)
    content = np.where(is_han[kept], np.uint16(ord(_END)), units[kept]).tobytes().decode(_CODE)
    return np.concatenate(
        [
            _of(pairs, ends) << _WORD | first << _UNIT | second,
            _of(alone, ends) << _WORD | single,
            _latin(content, _spans(_sizes(kept, ends))),
        ]
    )


def _latin(content: str, spans: Sequence[tuple[int, int]]) -> Numbers:
    """Return the Latin words of texts that lie in these places of one."""
    known = _NUMBERS
    if len(known) > _KNOWN:
        known.clear()
    found = [
        [known[word] for word in LATIN_WORDS.findall(content, start, end)] for start, end in spans
    ]
    numbers = np.array([number for some in found for number in some], np.int64)
    of = np.repeat(np.arange(len(found)), [len(some) for some in found])
    return (of << _WORD | numbers)[numbers >= 0]


class _LatinNumbers(dict[str, int]):
    """The numbers of Latin words, less than nought for those that do not count."""

    def __missing__(self, word: str) -> int:
        self[word] = number = -1 if word in FEW_WORDS else latin_number(word)
        return number


_NUMBERS = _LatinNumbers()
_KNOWN = 50_000
"""Words whose numbers are held in memory, some five megabytes: most of those that a newsroom uses come again."""


def _begins(sizes: Numbers) -> NDArray[np.bool_]:
    """Say of each letter whether a run begins there: as many letters follow that are of the same text.

    ``sizes`` are how many letters each text has.
    """
    begins = np.ones(int(sizes.sum()), np.bool_)
    ends = np.cumsum(sizes)
    for back in range(1, LENGTH):
        begins[(ends - back)[sizes >= back]] = False
    return begins


def _sketches(texts: Sequence[str]) -> list[bytes]:
    """Return what :func:`linli.related.copies.sketch_of` does for each text, as bytes."""
    size = len(texts)
    laid = _laid([text[:BEGINNING].lower() for text in texts])
    letters = np.flatnonzero(_IS_LETTER[laid.units])
    sizes = _sizes(letters, laid.ends)
    plain = laid.units[letters].astype(np.uint8).tobytes() + bytes(LENGTH)
    digits = [np.frombuffer(plain.translate(each), np.uint8) for each in DIGITS]
    total = sum([each[at : at + len(letters)] for at, each in enumerate(digits)])
    begins = _begins(sizes)
    in_sample = begins & (total & 3 == 0)
    places = np.flatnonzero(in_sample | begins & np.repeat(sizes <= SHORT, sizes))
    runs = sliding_window_view(np.frombuffer(plain, np.uint8), LENGTH)[places]
    numbers = (runs.view("<u8")[:, 0] % np.uint64(NUMBERS)).astype(np.int64)
    # A number that is in the sample as well stands there alone.
    both = (_of(places, np.cumsum(sizes)) << _UNIT | numbers) << 1 | ~in_sample[places]
    both.sort()
    both = both[_firsts(both >> 1)]
    story, is_left = both >> _UNIT + 1, both & 1
    order = _in_order(2 * story + is_left)
    heads = np.bincount(story[is_left == 0], minlength=size).astype("<u2").tobytes()
    content = (both[order] >> 1 & (1 << _UNIT) - 1).astype("<u2").tobytes()
    return [
        heads[2 * at : 2 * at + 2] + content[2 * start : 2 * end]
        for at, (start, end) in enumerate(_spans(np.bincount(story, minlength=size)))
    ]
