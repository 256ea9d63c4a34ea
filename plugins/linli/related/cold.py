"""Relate all stories, with nothing known before."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import repeat
from typing import TYPE_CHECKING

from linli.related.index import BUCKETS_PER_STORY, HOW, SHIFT, TITLED
from linli.related.lists import Lists
from linli.related.memory import BUCKETS, FEATURES, VECTORS
from linli.related.parts import Tools, compare, compare_here, lists_of, pack_vector
from linli.related.state import Levels, State, elders_of
from linli.related.weights import USUAL_LEVEL, Vector, vector_of
from linli.related.words import sketch_in, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linli.related.candidate import Candidate
    from linli.related.memory import Store
    from linli.related.parts import Spread
    from linli.related.weights import Measure

AT_ONCE = 500
"""Stories whose features are held in memory."""


def relate_all(
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    limit: int,
    store: Store,
    measure: Measure,
    spread: Spread = compare_here,
) -> State:
    """Return the lists of all stories, and write down what spares this work next time.

    ``spread`` has them compared; while others do that, what is known of words is written down here.
    """
    store.clear()
    size = len(candidates)
    elders = measure.elders(size)
    counted = elders_of(candidates, elders)
    stories, live, counts = _read(list(candidates), features, store, counted)
    levels = _levels(live, counts, measure, elders)
    index = _Index(live, 2 * ceiling_of(measure, elders))
    vectors: list[bytes] = []
    norms, title_norms = array("I"), array("I")
    for number, row in store.each(FEATURES):
        words, uses = unpack(row)
        hows = uses.translate(HOW)
        index.enter(number, words, hows)
        vector = weigh(words, hows, levels, measure)
        norms.append(vector.norm)
        title_norms.append(vector.title_norm)
        vectors.append(pack_vector(vector, sketch_in(row)))
    tools = Tools(stories, vectors, limit)
    found = spread(compare, tools.pack(), size)
    store.put(VECTORS, enumerate(vectors))
    buckets = size * BUCKETS_PER_STORY + 1
    store.put(BUCKETS, enumerate(index.buckets(buckets)))
    words_of_levels = sorted(levels)
    known = Levels(
        array("I", words_of_levels), bytearray([levels[word] for word in words_of_levels])
    )
    del live, counts, index
    lists = Lists(limit)
    lists.grow(size)
    for number, (places, left_out) in enumerate(lists_of(tools, found)):
        lists.replace(number, places, stories, left_out)
    state = State(limit, elders, buckets, known, lists, list(stories), norms, title_norms)
    known.changed = True
    state.write(store, set(range(size)))
    return state


def ceiling_of(measure: Measure, elders: int) -> int:
    """Return how many stories may use a word that still counts, newer ones among them."""
    return 2 * measure.cap(elders)


def weigh(words: Sequence[int], hows: bytes, levels: Mapping[int, int], measure: Measure) -> Vector:
    """Return the vector of a story from its words, how it uses them, and the levels that are not the usual one."""
    raw = measure.raw_by_level_and_how
    known = list(map(levels.get, words, repeat(USUAL_LEVEL)))
    raws = [raw[level << SHIFT | how] for level, how in zip(known, hows, strict=True)]
    titled = sum([how >= TITLED for how in hows])
    return vector_of(words, raws, [raw[level << SHIFT | 1] for level in known[:titled]])


def _read(
    stories: list[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    store: Store,
    counted: set[int],
) -> tuple[list[Candidate], Counter[int], Counter[int]]:
    """Return the stories by number, and in how many each word is, of all and of those ``counted``; keep their features.

    A story without features loses its mark, so that it is asked for again the next time.
    """
    newer: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for start in range(0, len(stories), AT_ONCE):
        some = stories[start : start + AT_ONCE]
        found = features([story.key for story in some])
        rows = [(number, found.get(story.key)) for number, story in enumerate(some, start)]
        for number, row in rows:
            if row is None:
                stories[number] = stories[number]._replace(mark=b"")
            else:
                (counts if number in counted else newer).update(unpack(row)[0])
        store.put(FEATURES, ((number, row or b"") for number, row in rows))
    newer.update(counts)
    return stories, newer, counts


def _levels(
    live: Counter[int], counts: Counter[int], measure: Measure, elders: int
) -> dict[int, int]:
    """Return the levels of the words that have not the usual one."""
    of, ceiling = measure.levels_of(elders), ceiling_of(measure, elders)
    most, levels = len(of), {}
    for word, count in counts.items():
        level = of[count] if count < most else 0
        if level != USUAL_LEVEL:
            levels[word] = level
    for word, stories in live.items():
        if stories > ceiling:
            levels[word] = 0
    return levels


class _Index:
    """Which stories use a word, for those words that not too many use."""

    def __init__(self, live: Counter[int], ceiling: int) -> None:
        """``live`` says how many stories use a word; more than ``ceiling`` are too many."""
        self._too_many = {word: stories for word, stories in live.items() if stories > ceiling}
        self._entries: list[int] = []

    def enter(self, number: int, words: Sequence[int], hows: bytes) -> None:
        """Enter a story's words."""
        too_many, base = self._too_many, number << SHIFT
        self._entries += [
            word << 32 | base | how
            for word, how in zip(words, hows, strict=True)
            if word not in too_many
        ]

    def buckets(self, size: int) -> Iterator[bytes]:
        """Yield the buckets, as :class:`linli.related.index.Index` has them."""
        buckets: list[list[int]] = [[] for _ in range(size)]
        for entry in self._entries:
            buckets[(entry >> 32) % size].append(entry)
        for word, stories in self._too_many.items():
            buckets[word % size].append(word << 32 | stories << SHIFT)
        for bucket in buckets:
            bucket.sort()
            yield array("Q", bucket).tobytes()
