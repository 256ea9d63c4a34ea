"""Small newsrooms for the tests of related stories."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from linli.related.relate import Candidate, Match, Memory, relate
from linli.related.weights import USUAL, Level, Measure
from linli.related.words import features_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FEW = Measure(
    levels=(Level(0, 0, 10), Level(0, 2, 8), Level(0, 3, 6)),
    common=8,
    small=4,
    first=6,
    few_named=2,
    named=4,
)
"""The usual measure in small: limits that a dozen stories cross."""


def retold(number: int) -> str:
    """Return a text about a lift: the same words each time, and no near-copy of the other ones."""
    parts = "加装 电梯 六栋 老楼 榆树里 楼层 分摊 吴秀英 盼了 三年 图纸 公告栏 居民 商量".split()
    random.Random(number).shuffle(parts)  # noqa: S311 - any order will do
    return "，".join(parts)


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
        fields.setdefault("title", story.get("title", ""))
        made.candidates.append(Candidate(key, sha256(features).digest(), **fields))
    return made
