"""Relate all stories, with nothing known before."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from linli.related.index import BUCKETS_PER_STORY, SHIFT, USES
from linli.related.likeness import WEIGHT, Likeness, shared_words
from linli.related.lists import Lists
from linli.related.memory import BUCKETS, FEATURES, VECTORS
from linli.related.state import Levels, State
from linli.related.tags import Tags
from linli.related.weights import raw_by_stories, vector_of
from linli.related.words import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linli.related.candidate import Candidate
    from linli.related.likeness import Weights
    from linli.related.memory import Store
    from linli.related.weights import Measure

AT_ONCE = 500
"""Stories whose features are held in memory."""


def relate_all(
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    limit: int,
    store: Store,
    measure: Measure,
) -> State:
    """Return the lists of all stories, and write down what spares this work next time."""
    store.clear()
    size = len(candidates)
    reach = measure.reach(size)
    raws = raw_by_stories(measure, reach)
    stories, counts = _read(candidates, features, store)
    buckets = [array("Q") for _ in range(size * BUCKETS_PER_STORY + 1)]
    vectors = _Vectors()
    norms, cuts = array("I"), array("Q")
    rows: list[tuple[int, bytes]] = []
    for number, row in store.each(FEATURES):
        ranks = _lay_down(number, row, counts, buckets, raws)
        vector = vector_of(ranks, measure)
        vectors.add(vector.words, vector.weights)
        norms.append(vector.norm)
        cuts.append(vector.cut)
        rows.append((number, pack_vector(vector.words, vector.weights)))
    store.put(VECTORS, rows)
    del rows
    _note_common(counts, buckets, reach)
    sorted_buckets = (array("Q", sorted(bucket)).tobytes() for bucket in buckets)
    store.put(BUCKETS, enumerate(sorted_buckets))
    del buckets
    levels = _levels(counts, measure, reach)
    del counts
    lists = Lists(limit)
    lists.grow(size)
    likeness = Likeness(stories, Tags(stories, measure))
    for number, words in enumerate(_pairs(vectors)):
        lists.replace(number, likeness.best(number, words, limit), stories)
    state = State(
        limit, reach, size * BUCKETS_PER_STORY + 1, levels, lists, list(stories), norms, cuts
    )
    levels.changed = True
    state.write(store, set(range(size)))
    return state


def pack_vector(words: array[int], weights: array[int]) -> bytes:
    """Return a vector as a row."""
    return words.tobytes() + weights.tobytes()


def unpack_vector(row: bytes) -> Weights:
    """Return the vector in a row."""
    words = len(row) // 6 * 4
    return array("I", row[:words]), array("H", row[words:])


def _read(
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    store: Store,
) -> tuple[list[Candidate], Counter[int]]:
    """Return the stories by number, and in how many of them each word is; keep their features.

    A story without features loses its mark, so that it is asked for again the next time.
    """
    counts: Counter[int] = Counter()
    stories = list(candidates)
    for start in range(0, len(stories), AT_ONCE):
        some = stories[start : start + AT_ONCE]
        found = features([story.key for story in some])
        rows = [(number, found.get(story.key)) for number, story in enumerate(some, start)]
        for number, row in rows:
            if row is None:
                stories[number] = stories[number]._replace(mark=b"")
            else:
                counts.update(unpack(row)[0])
        store.put(FEATURES, ((number, row or b"") for number, row in rows))
    return stories, counts


def _lay_down(
    number: int,
    row: bytes,
    counts: Counter[int],
    buckets: Sequence[array[int]],
    raws: Sequence[Sequence[int]],
) -> list[int]:
    """Put a story's words into the buckets; return the ranks of those that count."""
    most, size, base = len(raws) - 1, len(buckets), number << SHIFT
    ranks: list[int] = []
    words, uses = unpack(row)
    for word, use, stories in zip(words, uses, map(counts.__getitem__, words), strict=True):
        if stories <= most:
            times = use if use < USES else USES
            buckets[word % size].append(word << 32 | base | times)
            raw = raws[stories][times]
            if raw:
                ranks.append(raw << 32 | word ^ 0xFFFF_FFFF)
    return ranks


def _note_common(counts: Counter[int], buckets: Sequence[array[int]], reach: int) -> None:
    for word, stories in counts.items():
        if stories > 2 * reach:
            buckets[word % len(buckets)].append(word << 32 | stories << SHIFT)


def _levels(counts: Counter[int], measure: Measure, reach: int) -> Levels:
    of = [measure.level(stories, reach) for stories in range(reach + 1)]
    words = sorted([word for word, stories in counts.items() if stories <= reach and of[stories]])
    return Levels(array("I", words), bytearray([of[counts[word]] for word in words]))


class _Vectors:
    """The vectors of all stories, end to end."""

    def __init__(self) -> None:
        self._ends = array("I", [0])
        self._words = array("I")
        self._weights = array("H")

    def add(self, words: Iterable[int], weights: Iterable[int]) -> None:
        self._words.extend(words)
        self._weights.extend(weights)
        self._ends.append(len(self._words))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def get(self, number: int) -> Weights:
        start, end = self._ends[number], self._ends[number + 1]
        return self._words[start:end], self._weights[start:end]


def _pairs(vectors: _Vectors) -> Iterator[dict[int, int]]:
    """Yield for each story by number those that share words with it, and how much.

    Each pair is compared once: a story with those before it.
    """
    postings: dict[int, array[int]] = defaultdict(_numbers)
    pairs = [array("Q") for _ in range(len(vectors))]
    for number in range(len(vectors)):
        vector = vectors.get(number)
        for other, alike in shared_words(vector, postings).items():
            pairs[number].append(alike << 32 | other)
            pairs[other].append(alike << 32 | number)
        for word, weight in zip(*vector, strict=True):
            postings[word].append(number << WEIGHT | weight)
    postings.clear()
    for found in pairs:
        yield {pair & 0xFFFF_FFFF: pair >> 32 for pair in found}


def _numbers() -> array[int]:
    return array("I")
