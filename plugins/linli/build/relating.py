"""Relating in other processes, and what this one does meanwhile.

All stories are compared by all of them (``linli.build.workers.Workers.spread``); where few have changed, the assistant finds out
what that changes.
"""

from __future__ import annotations

import marshal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linli.build.cache import FEATURES, Cache
from linli.build.damage import Damaged
from linli.build.inputs import code_mark
from linli.build.press import memory_in
from linli.pages.chosen import Chosen, why_of
from linli.related.memory import BROKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linli.build.filling import Features
    from linli.build.press import Press
    from linli.pages.chosen import Why
    from linli.related.candidate import Candidate
    from linli.related.telling import Related


class ByText(NamedTuple):
    """What the texts say. ``lists`` gives the related lists by file name, which an equal ``writing`` of the memory spares.

    ``matches`` say more of them, where this process has found them.
    """

    lists: Callable[[], dict[str, Chosen]]
    writing: bytes
    matches: Related | None = None


class MeanwhileError(Exception):
    """Something else went wrong meanwhile: it passes by those who look after the memory, who would take it for damage of that."""


def relate_by_text(
    candidates: Sequence[Candidate],
    features: Features,
    limit: int,
    press: Press,
    meanwhile: Callable[[], object],
) -> ByText:
    """Return what relates to every story, by its text; where other processes find that out, do something else ``meanwhile``.

    That is perhaps done more than once.
    """
    wait = _ask_assistant(candidates, limit, press)
    if wait:
        meanwhile()
        found = wait()
        if found:
            return found
    from linli.related.relate import relate

    spread = partial(press.workers.spread, meanwhile=partial(_guarded, meanwhile))
    try:
        matches = relate(candidates, features, limit, press.memory, spread=spread)
    except MeanwhileError as error:
        raise error.args[0] from error
    return ByText(partial(matches.told, why_of, Chosen), matches.mark, matches)


def _guarded(do: Callable[[], object]) -> None:
    try:
        do()
    except BROKEN as error:
        raise MeanwhileError(error) from error


def _ask_assistant(
    candidates: Sequence[Candidate], limit: int, press: Press
) -> Callable[[], ByText | None] | None:
    """Have the assistant relate, if there is one; return what waits for the lists.

    That gives none where the assistant leaves it to us: everything has to be compared, or something is not in the cache.
    """

    def pack() -> bytes:
        plain = [tuple(one) for one in candidates]
        return marshal.dumps((plain, limit, str(press.folder), str(press.cache_file), code_mark()))

    wait = press.workers.ask_assistant(relate_for_others, pack)
    if wait is None:
        return None

    def found() -> ByText | None:
        answer = marshal.loads(wait())  # noqa: S302 - made by this build
        if answer is None:
            return None
        lists, writing = answer
        return ByText(lambda: {name: Chosen(*both) for name, both in lists.items()}, writing)

    return found


def load_related() -> None:
    """Import what relating needs, before there is anything to relate; in the assistant's process."""
    from linli.related import relate
    from linli.related.parts import load_table

    load_table()
    from linli.related import meeting_many

    del meeting_many, relate


def relate_for_others(asked: bytes) -> bytes:
    """Relate, and return the lists and the writing of the memory as plain values, or ``None``; in the assistant's process."""
    from linli.related.candidate import Candidate
    from linli.related.index import TooManyChangesError
    from linli.related.relate import relate

    plain, limit, folder, shelves, version = marshal.loads(asked)  # noqa: S302 - made by this build
    candidates = [Candidate._make(one) for one in plain]
    marks = {one.key: one.mark for one in candidates}
    cache = Cache(Path(shelves), version)

    def features(names: Sequence[str]) -> dict[str, bytes]:
        found = cache.whole(FEATURES, [marks[name] for name in names])
        return {name: found[marks[name]] for name in names}

    memory = memory_in(Path(folder), version)
    try:
        found = relate(candidates, features, limit, memory, spread=None)
        return marshal.dumps((found.told(why_of, _both), found.mark))
    except (Damaged, TooManyChangesError):
        return marshal.dumps(None)
    finally:
        cache.close()
        memory.close()


def _both(names: tuple[str, ...], reasons: tuple[Why, ...]) -> tuple[object, object]:
    return names, reasons
