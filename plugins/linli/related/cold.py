"""Relate all stories, with nothing known before."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from linli.related.elders import common_names, elders_of
from linli.related.index import BUCKETS_PER_STORY
from linli.related.lists import Lists
from linli.related.memory import BUCKETS, FEATURES
from linli.related.parts import Tools, compare, compare_here, lists_of, without_threads
from linli.related.sheets import room_for
from linli.related.state import Levels, State
from linli.related.stories import Stories
from linli.related.weights import USUAL_LEVEL
from linli.related.words import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linli.related.candidate import Candidate
    from linli.related.memory import Store
    from linli.related.parts import Spread
    from linli.related.weights import Measure

AT_ONCE = 500
"""Stories whose features are asked for at once."""
AT_HAND = 20_000
"""Stories whose features, some fifty megabytes, are held in memory until others are at work."""


def relate_all(
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    limit: int,
    store: Store,
    measure: Measure,
    spread: Spread = compare_here,
) -> State:
    """Return the lists of all stories, and write down what spares this work next time.

    ``spread`` has them compared; while others do that, what is known of words and how stories use them is written down here.
    """
    without_threads()
    from linli.related.columns import Columns

    store.clear()
    size = len(candidates)
    elders = measure.elders(size)
    stories, read = _read(list(candidates), features)
    is_large = size > AT_HAND
    if is_large:
        store.put(FEATURES, enumerate(read))
    known = []
    for number, row in enumerate(read):
        known.append(parts_of(row))
        if is_large:
            read[number] = b""  # what is in it twice would be half of the memory that is needed
    counted = elders_of(stories, elders)
    common = common_names(stories, counted, measure)
    columns = Columns(known, counted, measure, elders)
    sketches = [one.sketch for one in known]
    del known
    norms, title_norms = columns.lengths(measure)
    vectors = columns.vectors(measure)
    tools = Tools(stories, vectors, sketches, room_for(limit), limit, common).pack()
    del vectors, sketches
    found = spread(compare, tools, size)
    del tools
    if not is_large:
        store.put(FEATURES, enumerate(read))
    del read
    buckets = size * BUCKETS_PER_STORY + 1
    store.put(BUCKETS, enumerate(columns.buckets(buckets)))
    unusual = columns.levels != USUAL_LEVEL
    words = array("I", columns.known[unusual].tolist())
    levels = Levels(words, bytearray(columns.levels[unusual].tobytes()))
    del columns
    lists = Lists(limit)
    lists.grow(size)
    for number, listed, reasons in lists_of(found):
        lists.replace(number, listed, reasons)
    state = State(limit, elders, buckets, common, counted, levels, lists)
    state.stories, state.norms, state.title_norms = Stories(stories), norms, title_norms
    state.numbers = {story.key: number for number, story in enumerate(stories)}
    levels.changed = True
    state.write(store, set(range(size)), renumbered=True)
    return state


def _read(
    stories: list[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
) -> tuple[list[Candidate], list[bytes]]:
    """Return the stories by number, and their words.

    A story without features loses its mark, so that it is asked for again the next time.
    """
    known: list[bytes] = []
    for start in range(0, len(stories), AT_ONCE):
        some = stories[start : start + AT_ONCE]
        found = features([story.key for story in some])
        for number, story in enumerate(some, start):
            row = found.get(story.key)
            if row is None:
                stories[number] = story._replace(mark=b"")
            known.append(row or b"")
    return stories, known
