"""What the texts say: stories that share tags and wording, best first, with the reason.

Words are overlapping pairs of Chinese characters and lower-cased Latin words, so no dictionary is
needed. A story is the sparse vector of its weighted words (the title counts three times); likeness
is the cosine, plus what shared tags add, eased by age. A shorter list is better than filler: below
``THRESHOLD`` nothing is shown.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

STRONGEST = 60
"""How many words of a story take part, the heaviest first."""
COMMON = 6
"""A word in up to this many stories still tells them apart, however small the newsroom."""
THRESHOLD = 0.09
TAG_WEIGHT = 0.35
AGE_WEIGHT = 0.04
_RUN = re.compile(
    "([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]+)|([^\\W\\d_]{2,}|\\d{3,})"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story as the ranking sees it; ``day`` counts days, ``group`` keeps series siblings apart.

    One that is not ``listed`` has related stories of its own, but is nobody's match.
    """

    key: str
    title: str
    text: str
    tags: tuple[str, ...]
    lang: str
    day: int
    group: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """A related story and why: the tags both have, or words both use."""

    key: str
    score: float
    tags: tuple[str, ...] = ()


def words(text: str) -> list[str]:
    """Return pairs of Chinese characters and Latin words of ``text``.

    >>> words("加装电梯 and lifts")
    ['加装', '装电', '电梯', 'and', 'lifts']
    """
    found: list[str] = []
    for match in _RUN.finditer(text):
        if match[1]:
            run = match[1]
            found.extend([run[at : at + 2] for at in range(len(run) - 1)] or [run])
        else:
            found.append(match[2].lower())
    return found


def rank(candidates: Sequence[Candidate], limit: int) -> dict[str, list[Match]]:
    """Return up to ``limit`` matches for each candidate, best first; ties by key."""
    counts = {item.key: Counter(words(item.title) * 3 + words(item.text)) for item in candidates}
    known: Counter[str] = Counter(word for count in counts.values() for word in count)
    size = len(candidates)
    vectors = {key: _vector(count, known, size) for key, count in counts.items()}
    tags = Counter(tag for item in candidates for tag in item.tags)
    index: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for key, vector in vectors.items():
        for word, weight in vector.items():
            index[word].append((key, weight))
    tagged: dict[str, list[str]] = defaultdict(list)
    for item in candidates:
        for tag in item.tags:
            tagged[tag].append(item.key)
    by_key = {item.key: item for item in candidates}
    return {
        item.key: _best(item, by_key, _likeness(item, vectors, index, tagged, tags, size), limit)
        for item in candidates
    }


def _vector(count: Counter[str], known: Counter[str], size: int) -> dict[str, float]:
    weights = {
        word: (1 + math.log(times)) * math.log(size / known[word])
        for word, times in count.items()
        if 2 <= known[word] <= max(COMMON, size // 3)
    }
    strongest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:STRONGEST]
    length = math.sqrt(sum(weight * weight for _, weight in strongest)) or 1.0
    return {word: weight / length for word, weight in strongest}


def _likeness(
    item: Candidate,
    vectors: dict[str, dict[str, float]],
    index: dict[str, list[tuple[str, float]]],
    tagged: dict[str, list[str]],
    tags: Counter[str],
    size: int,
) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    for word, weight in vectors[item.key].items():
        for key, other in index[word]:
            scores[key] += weight * other
    most = math.log(1 + size)
    for tag in item.tags:
        rarity = math.log(1 + size / tags[tag]) / most
        for key in tagged[tag]:
            scores[key] += TAG_WEIGHT * rarity / len(item.tags)
    return scores


def _best(
    item: Candidate, by_key: dict[str, Candidate], scores: dict[str, float], limit: int
) -> list[Match]:
    found: list[Match] = []
    for key, score in scores.items():
        other = by_key[key]
        if key == item.key or not other.listed or other.lang != item.lang:
            continue
        if item.group and item.group == other.group:
            continue
        if score >= THRESHOLD:
            eased = score + AGE_WEIGHT * math.exp(-abs(item.day - other.day) / 365)
            shared = tuple(tag for tag in item.tags if tag in other.tags)
            found.append(Match(key, round(eased, 6), shared))
    found.sort(key=lambda match: (-match.score, match.key))
    return found[:limit]
