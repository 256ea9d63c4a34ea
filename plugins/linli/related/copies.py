"""Near-copies: the same release from two sources, a notice that was published twice.

A text, stripped of all but letters and digits, is looked at as runs of eight characters, each of which stands for a
number. All are kept of a short text, of a longer one a quarter, chosen by how they begin: so two texts leave out the
same ones. How many numbers two texts have in common says how much of them is the same.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORT = 400
"""Characters of a text of which all runs are kept."""
BEGINNING = 3000
"""Characters of a text that are looked at."""
FEW = 4
"""Texts with fewer runs are too short to say."""
SAME = 0.6
"""Texts are near-copies when so much of both together is in both,"""
WITHIN = 0.85
"""or so much of the shorter one is in the longer one,"""
PART = 0.35
"""provided that so much of both together is in both."""
LEAST, COMMON = 16, 2
"""So many runs of a sample, those with the least numbers, show whether two texts can be near-copies: so many of them
must be in both. Where ``PART`` of all runs are, that fails for one pair in a hundred; where ``SAME``, for none."""
LETTERS = regex(r"[^\W_]+")
LENGTH = 8
"""Characters of a run."""
DIGITS = [bytes([byte * factor % 251 & 3 for byte in range(256)]) for factor in (29, 75, 143)]
_QUARTER = bytes([byte % 4 == 0 for byte in range(256)])
"""A quarter of all runs are in the sample: those where the digits of their first three characters add up to so much."""
NUMBERS = 65_521
"""Runs are told apart by so many numbers: the largest prime that two bytes hold."""


def sketch_of(text: str) -> array[int]:
    """Return the runs of a text as numbers, each once; those of the sample come first, and before them how many."""
    letters = "".join(LETTERS.findall(text[:BEGINNING].lower()))
    # By the lower bytes of its characters a run can be told well enough: it has eight of them.
    plain = letters.encode("utf-16-le")[::2]
    chosen = _chosen(plain)
    runs = [_runs(plain[start:]) for start in range(LENGTH)]
    sample = {
        run % NUMBERS
        for start, numbers in enumerate(runs)
        for run in compress(numbers, chosen[start::LENGTH])
    }
    found = array("H", [len(sample)])
    found.extend(sorted(sample))
    if len(plain) <= SHORT:
        found.extend(sorted({run % NUMBERS for numbers in runs for run in numbers} - sample))
    return found


def _chosen(plain: bytes) -> bytes:
    """Say of each character, by it and the next two, whether a run of the sample begins there."""
    # Bytes added up in one go, as one long number; no sum comes to more than 9.
    after = [plain[start:].translate(digits) for start, digits in enumerate(DIGITS)]
    total = sum([int.from_bytes(each, "little") for each in after])
    return total.to_bytes(len(plain), "little").translate(_QUARTER)


def _runs(plain: bytes) -> array[int]:
    """Return runs, one after the other, as numbers."""
    return little(array("Q", plain[: len(plain) - len(plain) % LENGTH]))


class Sketch:
    """A sketch that is to be compared."""

    def __init__(self, runs: array[int]) -> None:
        """``runs`` are those of :func:`sketch_of`, or nothing."""
        self._runs = runs
        self._end = runs[0] + 1 if runs else 1
        self.is_sample = self._end >= len(runs)  # the text was a longer one
        self.least = frozenset(runs[1 : min(self._end, LEAST + 1)])
        self.tells = len(self.least) == LEAST  # there are enough of them

    @cached_property
    def sample(self) -> frozenset[int]:
        """Return the runs that are kept of a longer text, too."""
        return frozenset(self._runs[1 : self._end])

    @cached_property
    def all(self) -> frozenset[int]:
        """Return all runs that were kept."""
        return frozenset(self._runs[1:])

    def is_copy_of(self, other: Sketch) -> bool:
        """Say whether two sketches are those of near-copies."""
        if self.tells and other.tells and len(self.least & other.least) < COMMON:
            return False
        both_whole = not (self.is_sample or other.is_sample)
        one, two = (self.all, other.all) if both_whole else (self.sample, other.sample)
        return is_enough(len(one & two), len(one), len(two))


def is_enough(both: int, one: int, two: int) -> bool:
    """Say whether two texts, one with so many runs and one with so many, of which so many are in both, are near-copies."""
    shorter, share = min(one, two), both / (one + two - both or 1)
    return shorter >= FEW and (share >= SAME or (share >= PART and both >= WITHIN * shorter))


class Seen:
    """Sketches of texts that are no near-copies of each other, such as those of a list, and whose they are."""

    def __init__(self, first: Sketch, number: int) -> None:
        """``number`` says whose the first one is."""
        self._sketches = [(first, number)]
        self._least = set(first.least)
        self._tells = first.tells

    def copied_by(self, sketch: Sketch) -> int | None:
        """Return whose sketch another is a near-copy of, if it is."""
        least = sketch.least
        # Most have nothing in common with any of them, and then there is no need to ask each.
        if self._tells and sketch.tells and self._least.isdisjoint(least):
            return None
        for one, number in self._sketches:
            if sketch.is_copy_of(one):
                return number
        return None

    def add(self, sketch: Sketch, number: int) -> None:
        """Count another text among them."""
        self._sketches.append((sketch, number))
        self._least |= sketch.least
        self._tells = self._tells and sketch.tells


def pairs_of_copies(sketches: Mapping[str, Sketch]) -> list[tuple[str, str]]:
    """Return all pairs of near-copies, each in order of their keys; only those are compared that share a run.

    Of two texts that have enough runs it must be one of the least, as few others have; what is too short is looked for in all.
    """
    short = {key: sketch for key, sketch in sketches.items() if not sketch.tells}
    sought = frozenset[int]().union(*[sketch.all for sketch in short.values()])
    holders: dict[int, list[str]] = defaultdict(list)
    short_holders: dict[int, list[str]] = defaultdict(list)
    pairs = []
    for key in sorted(sketches):
        sketch = sketches[key]
        least = sketch.least if sketch.tells else frozenset[int]()
        common = sketch.all & sought
        met = {other for run in least for other in holders[run]}
        met.update([other for run in common for other in short_holders[run]])
        pairs += [(other, key) for other in sorted(met) if sketch.is_copy_of(sketches[other])]
        for run in least:
            holders[run].append(key)
        for run in common:
            short_holders[run].append(key)
    return sorted(pairs)


def unpack_sketch(packed: bytes) -> Sketch:
    """Return the sketch in the features of a story, ready to be compared."""
    return Sketch(little(array("H", packed)))


def little(numbers: array[int]) -> array[int]:
    """Bring numbers from this machine's order of bytes to the little-endian one, or back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
