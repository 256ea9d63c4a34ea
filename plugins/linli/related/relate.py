"""The lists of all stories: from what is remembered and what changed since, else from the beginning."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from linli.related.candidate import Candidate, Match
from linli.related.changes import find_changes
from linli.related.cold import relate_all
from linli.related.index import TooManyChangesError
from linli.related.memory import PARTS, Memory
from linli.related.parts import compare_here
from linli.related.state import State, read_state
from linli.related.telling import Related
from linli.related.update import update
from linli.related.weights import USUAL, Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linli.related.memory import Store
    from linli.related.parts import Spread

__all__ = ["Candidate", "Match", "Memory", "relate"]


def relate(
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    limit: int,
    memory: Memory,
    measure: Measure = USUAL,
    spread: Spread | None = compare_here,
) -> Related:
    """Return up to ``limit`` matches for each candidate, best first, ties by key. Keys are unique; ``limit`` is at least 1.

    ``features`` returns what :func:`linli.related.words.features_of` made of the stories with these keys; it
    is asked for those only whose mark is new. What is remembered changes how long it takes, not what is found; so does
    ``spread``, which may have all stories compared by many processes (``linli.build.workers.Workers.spread``). Without it,
    raises ``TooManyChangesError`` where they have to be.
    """
    # What was known at the end of the last time is known still, if nobody has written in the file since.
    known, memory.known = memory.known, None

    def work(store: Store) -> State:
        return _relate(candidates, features, limit, store, measure, spread, known)

    memory.known = state = memory.use(work)
    return Related(candidates, state)


def _relate(
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    limit: int,
    store: Store,
    measure: Measure,
    spread: Spread | None,
    known: object,
) -> State:
    if not store.is_new():
        if isinstance(known, State) and known.writing == store.get(PARTS, ["writing"])["writing"]:
            state = known
        else:
            state = read_state(store, candidates)
        if state.limit == limit and state.elders == measure.elders(len(candidates)):
            with suppress(TooManyChangesError):
                find = partial(find_changes, candidates=candidates, features=features)
                return update(state, find, store, measure)
    if spread is None:
        raise TooManyChangesError
    return relate_all(candidates, features, limit, store, measure, spread)
