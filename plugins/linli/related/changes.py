"""What changed since the last time: which stories, which words, and whose vectors that touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from linli.related.candidate import Candidate
from linli.related.elders import moved_elders, moved_names
from linli.related.index import HOW, SHIFT, Index, TooManyChangesError
from linli.related.memory import FEATURES
from linli.related.shifts import Turn
from linli.related.words import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from linli.related.memory import Store
    from linli.related.state import State
    from linli.related.stories import Stories
    from linli.related.weights import Measure


class Wording(NamedTuple):
    """What a story says now: the mark of its words, and its title."""

    mark: bytes
    title: str


SMALL = 32
"""So many changes are never too many; in a large newsroom one story in a hundred is not, either."""


class Changes(Struct):
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
    stories, numbers = state.stories, state.numbers
    places = list(map(numbers.get, [candidate[0] for candidate in candidates]))
    strangers: list[Candidate] = []
    for candidate, number in zip(candidates, places, strict=True):
        if number is None:
            strangers.append(candidate)
        elif stories[number] is not candidate:
            known = stories[number]
            if known != candidate:
                changes.before[number] = Candidate._make(known or ())
            stories[number] = candidate
    if strangers or len(numbers) != len(candidates):
        changes.gone.update(set(numbers.values()).difference(places))
    bound(len(changes.before) + len(changes.gone) + len(strangers), len(candidates))
    _renumber(state, changes, strangers)
    _reread(changes, stories, features)
    return changes


def find_reworded(
    state: State,
    reworded: Mapping[str, Wording],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
) -> Changes:
    """Put what stories say now into ``state``, where nothing else changed; return what is different.

    Raises ``TooManyChangesError``.
    """
    changes = Changes()
    for key, wording in reworded.items():
        number = state.numbers.get(key)
        story = None if number is None else state.stories[number]
        if number is not None and story and (story.mark, story.title) != wording:
            changes.before[number] = story
            state.stories[number] = story._replace(mark=wording.mark, title=wording.title)
    bound(len(changes.before), len(state.numbers))
    _reread(changes, state.stories, features)
    return changes


def bound(changed: int, stories: int) -> None:
    """Raise ``TooManyChangesError`` if so many of all stories changed that it is simpler to begin anew."""
    if changed > max(SMALL, stories // 100):
        raise TooManyChangesError


def _renumber(state: State, changes: Changes, strangers: Sequence[Candidate]) -> None:
    """Give numbers to new stories, and take those of others that are gone."""
    if not strangers and not changes.gone:
        return
    stories, numbers = state.stories, state.numbers.copy()
    free = [number for number, story in enumerate(stories) if story is None]
    for number in sorted(changes.gone):
        changes.before[number] = gone = Candidate._make(stories[number] or ())
        stories[number] = None
        del numbers[gone.key]
    for candidate in strangers:
        if not free:
            free.append(len(stories))
            stories.append(None)
        number = numbers[candidate.key] = free.pop()
        stories[number] = candidate
        changes.added.add(number)
    state.numbers = numbers


def _reread(
    changes: Changes,
    stories: Stories,
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


class Entered(NamedTuple):
    """What the words of changed stories did to others.

    ``reworded`` are those whose own words are not what they were; ``met`` those that have a name which became rare;
    ``named`` those with a name that became rare, or common; ``turns`` words of another level.
    """

    reworded: set[int]
    met: set[int]
    named: set[int]
    turns: list[Turn]


def enter_words(
    state: State, changes: Changes, index: Index, store: Store, measure: Measure
) -> Entered:
    """Bring the index, the levels, the names and the features up to date. Raises ``TooManyChangesError``."""
    before = dict.fromkeys(changes.added, b"")
    old = sorted(changes.gone | (changes.reread.keys() - changes.added))
    before.update((int(number), row) for number, row in store.get(FEATURES, old).items())
    after = {number: changes.reread.get(number) or b"" for number in before}
    edits = list(_edits(before, after))
    moved = _count_anew(state, changes)
    rows = {number: row for number, row in before.items() if number in moved}
    unread = store.get(FEATURES, sorted(moved - before.keys()))
    rows.update((int(number), row) for number, row in unread.items())
    if len(rows) > SMALL:
        raise TooManyChangesError
    # Words of which other counts are known now: among the oldest stories, or among all.
    counted = {word for word, number, *_ in edits if number in state.counted}
    for number, row in rows.items():
        counted.update(unpack(row)[0], unpack(after.get(number, b""))[0])
    index.read({word for word, *_ in edits} | counted)
    was = {word: index.stories(word) for word, *_ in edits}
    for word, number, how, now in edits:
        index.change(word, number, how, now)
    ceiling = measure.ceiling(state.elders)
    counted |= {
        word for word, count in was.items() if (count > ceiling) != (index.stories(word) > ceiling)
    }
    turns = _turn(state, counted, index, measure)
    met, named = _count_names(state, changes, moved, measure)
    store.put(FEATURES, ((number, after[number]) for number in before.keys() - changes.gone))
    store.drop(FEATURES, changes.gone)
    reworded = {number for number in before if before[number] != after[number]} | changes.added
    return Entered(reworded - changes.gone, met, named, turns)


def _count_anew(state: State, changes: Changes) -> frozenset[int]:
    """Find out which are the oldest stories now; return those that joined them or left."""
    before = state.counted
    was: dict[int, Candidate | None] = dict.fromkeys(changes.added)
    state.counted = moved_elders(before, state.stories, {**was, **changes.before})
    return before ^ state.counted


def _turn(state: State, words: Iterable[int], index: Index, measure: Measure) -> list[Turn]:
    """Bring words to the levels they are of now; return those that were of another."""
    of, ceiling = measure.levels_of(state.elders), measure.ceiling(state.elders)
    turns = []
    for word in words:
        stories, level = index.stories(word), 0
        if stories <= ceiling:
            numbers = [entry >> SHIFT for entry in index.uses(word)]
            count = len(state.counted.intersection(numbers))
            level = of[count] if count < len(of) else 0
        before = state.levels.get(word)
        if level != before:
            state.levels.set(word, level)
            turns.append(Turn(word, before, level))
            if stories and not index.uses(word):  # too many use it to know them
                raise TooManyChangesError
    return turns


def _count_names(
    state: State, changes: Changes, moved: Set[int], measure: Measure
) -> tuple[set[int], set[int]]:
    """Bring the common names up to date; return the stories with one that became rare, and with one that turned.

    ``moved`` are those that are counted now and were not, or the other way round. A tag that is nobody's name (a keyword) matters as well: which reason comes first depends on it.
    """
    names: set[str] = set()
    for number in moved | changes.added | changes.before.keys():
        before, now = changes.before.get(number), state.stories[number]
        was, are = before.names if before else (), now.names if now else ()
        if number in moved or was != are:
            names.update(was, are)
    if not names:
        return set(), set()
    common = moved_names(state.common, names, state.stories, state.counted, measure)
    rare, turned = state.common - common, state.common ^ common
    state.common = common
    if not turned:
        return set(), set()
    stories = [(number, story) for number, story in enumerate(state.stories) if story]
    met = {number for number, story in stories if not rare.isdisjoint(story.names)}
    return met, {
        number for number, story in stories if not turned.isdisjoint((*story.names, *story.tags))
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
