"""Near-copies: the same release from two sources, a notice that was published twice.

A text, stripped of all but letters and digits, is looked at as runs of eight characters, each of which stands for a
number. All are kept of a text of usual length, of a longer one a sample, by their number: so two texts leave out the
same ones. How many numbers two texts have in common says how much of them is the same.
"""

from __future__ import annotations

import re
from array import array
from functools import cached_property
from zlib import crc32

RUN = 8
"""Characters of a run."""
SHORT = 1000
"""Of so many runs, all are kept; of more, those whose number is divisible by ``SAMPLE``."""
SAMPLE = 8
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
_ENOUGH_TO_SEE = 24
"""Runs of a sample that show, most often, that two texts have nothing in common."""
_MARKS = re.compile(r"[\W_]+")
_WIDE = 2  # bytes of a character
_NUMBERS = 0xFFFF


def sketch_of(text: str) -> array[int]:
    """Return the runs of a text as numbers, each once; those of the sample come first, and before them how many."""
    plain = _MARKS.sub("", text[:BEGINNING]).lower().encode("utf-16-le", "surrogatepass")
    ends = range(_WIDE * RUN, len(plain) + 1, _WIDE)
    runs = {crc32(plain[end - _WIDE * RUN : end]) & _NUMBERS for end in ends}
    sample = sorted([run for run in runs if not run % SAMPLE])
    rest = sorted([run for run in runs if run % SAMPLE]) if len(runs) <= SHORT else []
    return array("H", [len(sample), *sample, *rest])


class Sketch:
    """A sketch that is to be compared."""

    def __init__(self, runs: array[int]) -> None:
        """``runs`` are those of :func:`sketch_of`, or nothing."""
        self._runs = runs
        end = runs[0] + 1 if runs else 1
        self.sample = frozenset(runs[1:end])  # those that are kept of a longer text, too
        self.is_sample = end >= len(runs)  # the text was a longer one

    @cached_property
    def all(self) -> frozenset[int]:
        """Return all runs that were kept."""
        return frozenset(self._runs[1:])

    def is_copy_of(self, other: Sketch) -> bool:
        """Say whether two sketches are those of near-copies."""
        one, two = self.sample, other.sample
        if min(len(one), len(two)) >= _ENOUGH_TO_SEE and _share(one, two) < PART / 2:
            return False
        if not (self.is_sample or other.is_sample):
            one, two = self.all, other.all
        shorter = min(len(one), len(two))
        share = _share(one, two)
        both = len(one & two)
        return shorter >= FEW and (share >= SAME or (share >= PART and both >= WITHIN * shorter))


def _share(one: frozenset[int], two: frozenset[int]) -> float:
    both = len(one & two)
    return both / (len(one) + len(two) - both or 1)
