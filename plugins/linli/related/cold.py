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
from linli.related.weights import USUAL_LEVEL
from linli.related.words import Features, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    without_threads()
    from linli.related.columns import Columns

    store.clear()
    size = len(candidates)
    elders = measure.elders(size)
    stories, known = _read(list(candidates), features, store)
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
    buckets = size * BUCKETS_PER_STORY + 1
    store.put(BUCKETS, enumerate(columns.buckets(buckets)))
    unusual = columns.levels != USUAL_LEVEL
    words = array("I", columns.known[unusual].tolist())
    levels = Levels(words, bytearray(columns.levels[unusual].tobytes()))
    del columns
    lists = Lists(limit)
    lists.grow(size)
    for number, (listed, reasons) in enumerate(lists_of(size, found)):
        lists.replace(number, listed, reasons)
    state = State(limit, elders, buckets, common, counted, levels, lists)
    state.stories, state.norms, state.title_norms = [*stories], norms, title_norms
    state.numbers = {story.key: number for number, story in enumerate(stories)}
    levels.changed = True
    state.write(store, set(range(size)), renumbered=True)
    return state


def _read(
    stories: list[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    store: Store,
) -> tuple[list[Candidate], list[Features]]:
    """Return the stories by number, and their words; keep these.

    A story without features loses its mark, so that it is asked for again the next time.
    """
    known: list[Features] = []
    for start in range(0, len(stories), AT_ONCE):
        some = stories[start : start + AT_ONCE]
        found = features([story.key for story in some])
        rows = [(number, found.get(story.key)) for number, story in enumerate(some, start)]
        for number, row in rows:
            if row is None:
                stories[number] = stories[number]._replace(mark=b"")
            known.append(parts_of(row or b""))
        store.put(FEATURES, ((number, row or b"") for number, row in rows))
    return stories, known
