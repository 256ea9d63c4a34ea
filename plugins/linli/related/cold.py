"""Relate all stories, with nothing known before."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

from linli.related.index import BUCKETS_PER_STORY, SHIFT, USES
from linli.related.lists import Lists
from linli.related.memory import BUCKETS, FEATURES, VECTORS
from linli.related.parts import Tools, compare, compare_here, lists_of, pack_vector
from linli.related.state import Levels, State
from linli.related.weights import raw_by_stories, vector_of
from linli.related.words import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linli.related.candidate import Candidate
    from linli.related.memory import Store
    from linli.related.parts import Spread
    from linli.related.weights import Measure

AT_ONCE = 500
"""Stories whose features are held in memory."""
_CAPPED = bytes([min(uses, USES) for uses in range(256)])
_WORD = 0xFFFF_FFFF


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
    reach = measure.reach(size)
    stories, counts = _read(list(candidates), features, store)
    index = _Index(counts, raw_by_stories(measure, reach))
    vectors: list[bytes] = []
    norms, cuts = array("I"), array("Q")
    for number, row in store.each(FEATURES):
        vector = vector_of(index.enter(number, row), measure)
        norms.append(vector.norm)
        cuts.append(vector.cut)
        vectors.append(pack_vector(vector.words, vector.weights))
    tools = Tools(stories, vectors, limit, measure)
    found = spread(compare, tools.pack(), size)
    store.put(VECTORS, enumerate(vectors))
    buckets = size * BUCKETS_PER_STORY + 1
    store.put(BUCKETS, enumerate(index.buckets(buckets, reach)))
    levels = _levels(counts, measure, reach)
    del counts, index
    lists = Lists(limit)
    lists.grow(size)
    for number, places in enumerate(lists_of(tools, found)):
        lists.replace(number, places, stories)
    state = State(limit, reach, buckets, levels, lists, list(stories), norms, cuts)
    levels.changed = True
    state.write(store, set(range(size)))
    return state


def _read(
    stories: list[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    store: Store,
) -> tuple[list[Candidate], Counter[int]]:
    """Return the stories by number, and in how many of them each word is; keep their features.

    A story without features loses its mark, so that it is asked for again the next time.
    """
    counts: Counter[int] = Counter()
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


class _Index:
    """The words that are rare enough, and which stories use them."""

    def __init__(self, counts: Counter[int], raws: Sequence[Sequence[int]]) -> None:
        """``raws`` are the weights of words by the number of stories they are in, and of uses."""
        self._counts = counts
        self._alone: list[int] = []
        self._entries: list[list[int]] = []
        self._rare: dict[int, tuple[Sequence[int], Callable[[int], None]]] = {}
        most, alone = len(raws) - 1, (raws[min(1, len(raws) - 1)], self._alone.append)
        for word, stories in counts.items():
            if stories == 1:
                self._rare[word] = alone
            elif stories <= most:
                entries: list[int] = []
                self._entries.append(entries)
                self._rare[word] = raws[stories], entries.append

    def enter(self, number: int, row: bytes) -> list[int]:
        """Enter a story's words; return the ranks of those that count."""
        find, base = self._rare.get, number << SHIFT
        ranks: list[int] = []
        words, uses = unpack(row)
        for word, times in zip(words, uses.translate(_CAPPED), strict=True):
            rare = find(word)
            if rare:
                rare[1](word << 32 | base | times)
                raw = rare[0][times]
                if raw:
                    ranks.append(raw << 32 | word ^ _WORD)
        return ranks

    def buckets(self, size: int, reach: int) -> Iterator[bytes]:
        """Yield the buckets, as :class:`linli.related.index.Index` has them."""
        buckets: list[list[int]] = [[] for _ in range(size)]
        for entries in self._entries:
            buckets[(entries[0] >> 32) % size] += entries
        for entry in self._alone:
            buckets[(entry >> 32) % size].append(entry)
        for word, stories in self._counts.items():
            if stories > 2 * reach:
                buckets[word % size].append(word << 32 | stories << SHIFT)
        for bucket in buckets:
            bucket.sort()
            yield array("Q", bucket).tobytes()


def _levels(counts: Counter[int], measure: Measure, reach: int) -> Levels:
    of = [measure.level(stories, reach) for stories in range(reach + 1)]
    words = sorted([word for word, stories in counts.items() if stories <= reach and of[stories]])
    return Levels(array("I", words), bytearray([of[counts[word]] for word in words]))
