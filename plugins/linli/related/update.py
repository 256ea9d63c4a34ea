"""Relate again only where something changed; the result is that of relating all.

1. What changed is compared with what is known (``changes.py``).
2. A story that changed is compared with all it meets. That gives its own list, and its new place in theirs.
3. A word that is of another level now moves those stories in the lists of each other that use it (``shifts.py``).
4. Where what is known of a list does not tell who is in it now, it is made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.related.changes import enter_words
from linli.related.index import Index
from linli.related.relisting import Relisting
from linli.related.shifts import Shifts
from linli.related.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from linli.related.changes import Changes
    from linli.related.memory import Store
    from linli.related.state import State
    from linli.related.weights import Measure


def update(
    before: State, find: Callable[[State], Changes], store: Store, measure: Measure
) -> State:
    """Return what is known now, and bring the store up to date; ``before`` itself if nothing changed.

    ``find`` puts what changed into a state, and returns it (``changes.py``). Raises ``TooManyChangesError``; the store then has a part of it.
    """
    state = before.next()
    changes = find(state)
    if not changes.before and not changes.added:
        return before
    state.lists.grow(len(state.stories))
    index = Index(store, state.buckets, 2 * measure.ceiling(state.elders))
    entered = enter_words(state, changes, index, store, measure)
    vectors = Vectors(state, store, index, measure)
    vectors.measure(entered.reworded)
    anew = entered.reworded | entered.met | changes.new
    shifts = Shifts(entered.turns, index, state, measure, anew)
    known = before.stories
    relisting = Relisting(state, known, vectors, index, measure, shifts, anew, changes.gone)
    relisting.run(entered.named)
    index.save()
    changed = entered.reworded | changes.new | changes.gone
    state.write(store, changed, renumbered=bool(changes.added or changes.gone))
    return state
