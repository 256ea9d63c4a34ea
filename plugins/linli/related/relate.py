"""The lists of all stories: from what is remembered and what changed since, else from the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.related.candidate import Candidate, Match
from linli.related.cold import relate_all
from linli.related.index import TooManyChangesError
from linli.related.lists import Related
from linli.related.memory import Memory
from linli.related.parts import compare_here
from linli.related.state import read_state
from linli.related.update import update
from linli.related.weights import USUAL, Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linli.related.memory import Store
    from linli.related.parts import Spread
    from linli.related.state import State

__all__ = ["Candidate", "Match", "Memory", "relate"]


def relate(
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    limit: int,
    memory: Memory,
    measure: Measure = USUAL,
    spread: Spread = compare_here,
) -> Mapping[str, tuple[Match, ...]]:
    """Return up to ``limit`` matches for each candidate, best first, ties by key; keys are unique.

    ``features`` returns what :func:`linli.related.words.features_of` made of the stories with these keys; it
    is asked for those only whose mark is new. What is remembered changes how long it takes, not what is found; so does
    ``spread``, which may have all stories compared by many processes (``linli.build.workers.Workers.spread``).
    """
    if not limit:
        return {story.key: () for story in candidates}

    def work(store: Store) -> Mapping[str, tuple[Match, ...]]:
        state = _relate(candidates, features, limit, store, measure, spread)
        keys = [story.key for story in candidates]
        return Related(keys, state.lists, state.stories, state.common)

    return memory.use(work)


def _relate(
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    limit: int,
    store: Store,
    measure: Measure,
    spread: Spread,
) -> State:
    if store.is_new():
        return relate_all(candidates, features, limit, store, measure, spread)
    state = read_state(store)
    fits = state.limit == limit and state.elders == measure.elders(len(candidates))
    if fits:
        try:
            update(state, candidates, features, store, measure)
        except TooManyChangesError:
            fits = False
    return state if fits else relate_all(candidates, features, limit, store, measure, spread)
