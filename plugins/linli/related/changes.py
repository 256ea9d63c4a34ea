"""What changed since the last time: which stories, which words, and whose vectors that touches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linli.related.candidate import Candidate
from linli.related.index import SHIFT, USES, Index, TooManyChangesError
from linli.related.memory import FEATURES
from linli.related.weights import rank_of
from linli.related.words import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linli.related.memory import Store
    from linli.related.state import State
    from linli.related.weights import Measure

SMALL = 32
"""So many changes are never too many; in a large newsroom one story in a hundred is not, either."""


@dataclass
class Changes:
    """Numbers of the stories that changed, with what they were before.

    ``reread`` holds those whose words may be others, with their features (``None`` for those not known).
    """

    before: dict[int, Candidate] = field(default_factory=dict)
    added: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    reread: dict[int, bytes | None] = field(default_factory=dict)

    @property
    def new(self) -> set[int]:
        """Return those that are there and are not what they were."""
        return self.added | (self.before.keys() - self.gone)


def find_changes(
    state: State,
    candidates: Sequence[Candidate],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
) -> Changes:
    """Put the candidates of today into ``state``; return what is different.

    Raises ``TooManyChangesError``.
    """
    changes = Changes()
    stories, numbers = state.stories, state.numbers()
    strangers: list[Candidate] = []
    for candidate in candidates:
        number = numbers.pop(candidate.key, None)
        if number is None:
            strangers.append(candidate)
        else:
            if stories[number] != candidate:
                changes.before[number] = Candidate._make(stories[number] or ())
            stories[number] = candidate
    changes.gone.update(numbers.values())
    if len(changes.before) + len(changes.gone) + len(strangers) > max(
        SMALL, len(candidates) // 100
    ):
        raise TooManyChangesError
    free = [number for number, story in enumerate(stories) if story is None]
    for number in sorted(changes.gone):
        changes.before[number] = Candidate._make(stories[number] or ())
        stories[number] = None
    for candidate in strangers:
        if not free:
            free.append(len(stories))
            stories.append(None)
        number = free.pop()
        stories[number] = candidate
        changes.added.add(number)
    _reread(changes, stories, features)
    return changes


def _reread(
    changes: Changes,
    stories: list[Candidate | None],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
) -> None:
    wanted = {}
    for number in sorted(changes.new):
        story, before = stories[number], changes.before.get(number)
        if story and (before is None or before.mark != story.mark):
            wanted[number] = story
    found = features([story.key for story in wanted.values()]) if wanted else {}
    for number, story in wanted.items():
        changes.reread[number] = found.get(story.key)
        if story.key not in found:
            stories[number] = story._replace(mark=b"")


def enter_words(
    state: State, changes: Changes, index: Index, store: Store, measure: Measure
) -> set[int]:
    """Bring the index, the levels and the features up to date; return whose vectors have to be made anew."""
    before = dict.fromkeys(changes.added, b"")
    old = sorted(changes.gone | (changes.reread.keys() - changes.added))
    before.update((int(number), row) for number, row in store.get(FEATURES, old).items())
    after = {number: changes.reread.get(number) or b"" for number in before}
    edits = list(_edits(before, after))
    words = {word for word, *_ in edits}
    index.read(words)
    entries = {word: index.entries(word) for word in words}
    for word, number, was, now in edits:
        index.change(word, number, was, now)
    touched = {number for number in before if before[number] != after[number]}
    for word in words:
        level = measure.level(index.stories(word), state.reach)
        known = state.levels.get(word)
        if level != known:
            state.levels.set(word, level)
            holders = {*entries[word], *index.entries(word)}
            touched |= _touched(word, holders, measure.raw[known], measure.raw[level], state.cuts)
    store.put(FEATURES, ((number, after[number]) for number in before.keys() - changes.gone))
    store.drop(FEATURES, changes.gone)
    return (touched | changes.added) - changes.gone


def _edits(
    before: Mapping[int, bytes], after: Mapping[int, bytes]
) -> Iterable[tuple[int, int, int, int]]:
    """Yield a word, a story, and how often it used and uses it, where that is not the same."""
    for number, row in before.items():
        if row != after[number]:
            was = dict(zip(*unpack(row), strict=True))
            now = dict(zip(*unpack(after[number]), strict=True))
            for word in was.keys() | now.keys():
                if was.get(word) != now.get(word):
                    yield word, number, was.get(word, 0), now.get(word, 0)


def _touched(
    word: int,
    holders: Iterable[int],
    before: Sequence[int],
    after: Sequence[int],
    cuts: Sequence[int],
) -> set[int]:
    """Return those in whose vectors the word was, or may be now that it weighs otherwise."""
    touched = set()
    for entry in holders:
        uses, number = entry & USES, entry >> SHIFT
        heavier = max(before[uses], after[uses])
        if uses and number < len(cuts) and rank_of(heavier, word) >= cuts[number]:
            touched.add(number)
    return touched
