"""Relate again only where something changed; the result is that of relating all.

1. What changed is compared with what is known (``changes.py``). A word that was lifted to another level touches
   the stories in whose vectors it is.
2. A touched story is compared with all it meets. That gives its own list, and its new place in theirs.
3. Where that place cannot be told from the list alone (the list was full and something fell out of it), a list is
   made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.related.changes import enter_words, find_changes
from linli.related.index import Index
from linli.related.memory import VECTORS
from linli.related.relisting import Relisting
from linli.related.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linli.related.candidate import Candidate
    from linli.related.memory import Store
    from linli.related.state import State
    from linli.related.weights import Measure


def update(
    state: State,
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    store: Store,
    measure: Measure,
) -> None:
    """Bring ``state`` and the store up to date. Raises ``TooManyChangesError``."""
    known = list(state.stories)
    changes = find_changes(state, candidates, features)
    if not changes.before and not changes.added:
        return
    state.lists.grow(len(state.stories))
    index = Index(store, state.buckets, 2 * measure.ceiling(state.elders))
    vectors = Vectors(state, store, index, measure)
    touched = enter_words(state, known, changes, index, store, measure)
    vectors.make(touched)
    Relisting(state, known, vectors, touched | changes.new, changes.gone).run()
    index.save()
    store.drop(VECTORS, changes.gone)
    state.write(store, touched | changes.new | changes.gone)
