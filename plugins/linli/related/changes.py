"""What changed since the last time: which stories, which words, and whose vectors that touches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linli.related.candidate import Candidate
from linli.related.index import HOW, Index, TooManyChangesError
from linli.related.memory import FEATURES
from linli.related.state import common_names, elders_of
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

    def may_move(self, stories: Sequence[Candidate | None]) -> bool:
        """Say whether others may be the oldest stories now."""
        if self.added or self.gone:
            return True
        days = {number: story.day for number, story in self.before.items()}
        return any(
            Candidate._make(stories[number] or ()).day != day for number, day in days.items()
        )


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
    state: State,
    known: Sequence[Candidate | None],
    changes: Changes,
    index: Index,
    store: Store,
    measure: Measure,
) -> set[int]:
    """Bring the index, the levels and the features up to date; return whose vectors have to be made anew.

    ``known`` are the stories as they were.
    """
    before = dict.fromkeys(changes.added, b"")
    old = sorted(changes.gone | (changes.reread.keys() - changes.added))
    before.update((int(number), row) for number, row in store.get(FEATURES, old).items())
    after = {number: changes.reread.get(number) or b"" for number in before}
    edits = list(_edits(before, after))
    words = {word for word, *_ in edits}
    counted = elders_of(state.stories, state.elders)
    # Those that were counted and are not, or the other way round, because one came, went or was dated anew.
    moved = counted ^ elders_of(known, state.elders) if changes.may_move(state.stories) else set()
    rows = {number: row for number, row in before.items() if number in moved}
    unread = store.get(FEATURES, sorted(moved - before.keys()))
    rows.update((int(number), row) for number, row in unread.items())
    if len(rows) > SMALL:
        raise TooManyChangesError
    for number in moved:
        words.update(unpack(rows[number])[0], unpack(after.get(number, b""))[0])
    index.read(words)
    for word, number, was, now in edits:
        index.change(word, number, was, now)
    touched = {number for number in before if before[number] != after[number]}
    of, ceiling = measure.levels_of(state.elders), measure.ceiling(state.elders)
    for word in words:
        numbers = index.numbers(word)
        count = sum(number in counted for number in numbers)
        level = of[count] if count < len(of) and index.stories(word) <= ceiling else 0
        if level != state.levels.get(word):
            state.levels.set(word, level)
            touched.update(numbers)
            if not numbers and index.stories(word):  # too many use it to know them
                raise TooManyChangesError
    touched |= _count_names(state, counted, measure)
    store.put(FEATURES, ((number, after[number]) for number in before.keys() - changes.gone))
    store.drop(FEATURES, changes.gone)
    return (touched | changes.added) - changes.gone


def _count_names(state: State, counted: set[int], measure: Measure) -> set[int]:
    """Bring the common names up to date; return the stories that have one which became common, or rare.

    A tag that is nobody's name (a keyword) matters as well: which reason comes first depends on it.
    """
    common = common_names(state.stories, counted, measure)
    turned = common ^ state.common
    state.common = common
    return {
        number
        for number, story in enumerate(state.stories)
        if turned and story and not turned.isdisjoint((*story.names, *story.tags))
    }


def _edits(
    before: Mapping[int, bytes], after: Mapping[int, bytes]
) -> Iterable[tuple[int, int, int, int]]:
    """Yield a word, a story, and how it used and uses it, where that is not the same."""
    for number, row in before.items():
        if row != after[number]:
            was, now = _hows(row), _hows(after[number])
            for word in was.keys() | now.keys():
                if was.get(word) != now.get(word):
                    yield word, number, was.get(word, 0), now.get(word, 0)


def _hows(row: bytes) -> dict[int, int]:
    words, uses = unpack(row)
    return dict(zip(words, uses.translate(HOW), strict=True))
