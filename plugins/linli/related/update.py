"""Relate again only where something changed; the result is that of relating all.

1. What changed is compared with what is known (``changes.py``). A word that was lifted to another level touches
   the stories in whose vectors it is.
2. A touched story is compared with all it meets. That gives its own list, and its new place in theirs.
3. Where that place cannot be told from the list alone (the list was full and something fell out of it), and where
   a story in the same tag came or went nearby, a list is made anew.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from linli.related.changes import Changes, enter_words, find_changes
from linli.related.index import Index
from linli.related.memory import VECTORS
from linli.related.relisting import Relisting
from linli.related.tags import Tags
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
    index = Index(store, state.buckets, 2 * state.reach)
    vectors = Vectors(state, store, index, measure)
    touched = enter_words(state, changes, index, store, measure)
    vectors.make(touched)
    tags = Tags(state.stories, measure)
    dirty, near = _moved_in_tags(state.stories, changes, tags)
    relisting = Relisting(state, known, vectors, tags, touched | changes.new, changes.gone)
    relisting.run(dirty, near)
    index.save()
    store.drop(VECTORS, changes.gone)
    state.write(store, touched | changes.new | changes.gone)


def _moved_in_tags(
    stories: Sequence[Candidate | None], changes: Changes, tags: Tags
) -> tuple[set[int], set[int]]:
    """Return those whose tag became rarer or less rare, and those near whom a story came or went in a tag."""
    rarer: set[int] = set()
    near: set[int] = set()
    more: dict[str, int] = defaultdict(int)
    for number in changes.before.keys() | changes.added:
        was, now = changes.before.get(number), stories[number]
        for story, count in ((was, -1), (now, 1)):
            for tag in story.tags if story else ():
                more[tag] += count
        if was and now and _stand(was) == _stand(now):
            continue
        for story in (was, now):
            if story and story.listed:
                for tag in story.tags:
                    near.update(tags.around(tag, story.lang, (story.day, story.key)))
    for tag, count in more.items():
        if tags.rarity_was(tag, count) != tags.rarity(tag):
            rarer.update(tags.members(tag))
    return rarer, near


def _stand(story: Candidate) -> tuple[object, ...]:
    return story.tags, story.day, story.lang, story.listed
