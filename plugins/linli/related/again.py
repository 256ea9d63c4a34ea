"""The lists that change when only the texts and titles of a few stories do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from linli.related.changes import find_reworded
from linli.related.index import TooManyChangesError
from linli.related.memory import PARTS
from linli.related.sheets import SHEET
from linli.related.state import State, read_state
from linli.related.update import update
from linli.related.weights import USUAL, Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linli.related.changes import Wording
    from linli.related.memory import Memory, Store
    from linli.related.reasons import Reason

Told = tuple[tuple[str, ...], tuple["Reason", ...]]
"""The keys in a list, and in the same order why each is there."""


class Again(NamedTuple):
    """Lists that are not what they were, by key; and for each, which stories an editor put above it that are listed.

    ``writing`` says which writing of the memory this is.
    """

    lists: Mapping[str, Told]
    pinned: Mapping[str, tuple[str, ...]]
    writing: bytes


def relate_again(
    reworded: Mapping[str, Wording],
    features: Callable[[Sequence[str]], Mapping[str, bytes]],
    limit: int,
    memory: Memory,
    writing: bytes,
    measure: Measure = USUAL,
) -> Again | None:
    """Return the lists that change when stories say something else, and all other things are as the memory has them.

    ``writing`` says which writing of the memory that was. Stories that are related to none are passed over. ``None`` says
    that all have to be related: the memory is another one, or too much changes. What it does to the memory is what :func:`linli.related.relate.relate` would do.
    """
    known, memory.known = memory.known, None

    def work(store: Store) -> tuple[State, State] | None:
        if store.is_new():
            return None
        if isinstance(known, State) and known.writing == store.get(PARTS, ["writing"])["writing"]:
            before = known
        else:
            before = read_state(store, ())
        fits = before.writing == writing and before.limit == limit
        if not fits or before.elders != measure.elders(len(before.numbers)):
            return None
        find = partial(find_reworded, reworded=reworded, features=features)
        return before, update(before, find, store, measure)

    try:
        done = memory.use(work)
    except TooManyChangesError:
        # Raised through the memory, which so stays as it was: half of a change would be taken for the whole.
        return None
    if done is None:
        return None
    memory.known = done[1]
    return _differences(*done)


def _plainly(reason: Reason) -> Reason:
    return reason


def _both(keys: tuple[str, ...], reasons: tuple[Reason, ...]) -> Told:
    return keys, reasons


def _differences(before: State, now: State) -> Again:
    """Return the lists in which two states differ."""
    keys = now.keys()
    if now is before:
        return Again({}, {}, now.writing)
    lists: dict[str, Told] = {}
    for sheet in now.lists.changed:
        first = sheet * SHEET
        were, are = (one.lists.told(sheet, keys, _plainly, _both) for one in (before, now))
        some = zip(keys[first : first + SHEET], were, are, strict=False)
        lists |= {key: new for key, old, new in some if key and old != new}
    chosen = [story for key in lists if (story := now.stories[now.numbers[key]])]
    pinned = {
        story.key: tuple([pin for pin in story.pins if now.is_listed(pin)]) for story in chosen
    }
    return Again(lists, pinned, now.writing)
