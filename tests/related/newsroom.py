"""Small newsrooms for the tests of related stories."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from linli.related.relate import Candidate, Match, Memory, relate
from linli.related.weights import USUAL, Measure
from linli.related.words import features_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FEW = Measure(
    levels=((2, 10), (3, 8), (5, 6)),
    common=7,
    small=7,
    strongest=4,
    window=1,
    rarity=((0, 850), (2, 700), (4, 500), (6, 300)),
)
"""The usual measure in small: limits that a dozen stories cross."""


@dataclass
class Newsroom:
    """Candidates and their features; ``asked`` are the keys whose features were asked for."""

    candidates: list[Candidate]
    features: dict[str, bytes]
    asked: list[str] = field(default_factory=list)

    def relate(
        self, limit: int, memory: Memory | None = None, measure: Measure = USUAL
    ) -> dict[str, tuple[Match, ...]]:
        """Return the lists."""
        found = relate(self.candidates, self._find, limit, memory or Memory(None, ""), measure)
        return dict(found)

    def _find(self, keys: Sequence[str]) -> dict[str, bytes]:
        self.asked.extend(keys)
        return {key: self.features[key] for key in keys if key in self.features}


def newsroom(stories: Mapping[str, Mapping[str, Any]]) -> Newsroom:
    """Return a newsroom of stories by key; ``text`` and ``title`` are their words."""
    made = Newsroom([], {})
    for key, story in stories.items():
        fields = {"tags": (), "lang": "zh-Hans", "day": 739_000, **story}
        features = features_of(fields.pop("title", ""), fields.pop("text", ""))
        made.features[key] = features
        made.candidates.append(Candidate(key, sha256(features).digest(), **fields))
    return made
