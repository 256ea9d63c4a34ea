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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linli.build.filling import Features
    from linli.build.press import Press
    from linli.build.workers import Workers
    from linli.pages.chosen import Why
    from linli.related.candidate import Candidate
    from linli.related.parts import Compare, Found
    from linli.related.telling import Related


class Told(NamedTuple):
    """What the texts say: the related lists by file name, and which writing of the memory they come from.

    ``matches`` say more of them, where this process has found them.
    """

    lists: Callable[[], dict[str, Chosen]]
    writing: bytes
    matches: Related | None = None


class TooMuchError(Exception):
    """All stories have to be compared: that is work for more than one process."""


def relate_by_text(
    candidates: Sequence[Candidate],
    features: Features,
    limit: int,
    press: Press,
    meanwhile: Callable[[], object],
) -> Told:
    """Return what relates to every story, by its text; where other processes find that out, do something else ``meanwhile``."""
    answer = _ask_assistant(candidates, limit, press)
    if answer:
        meanwhile()
        told = answer()
        if told:
            return told
    from linli.related.relate import relate

    spread = partial(_spread, press.workers, meanwhile)
    matches = relate(candidates, features, limit, press.memory, spread=spread)
    return Told(partial(matches.told, why_of, Chosen), matches.mark, matches)


def _spread(
    workers: Workers, meanwhile: Callable[[], object], compare: Compare, tools: bytes, size: int
) -> Iterable[Found]:
    """Have other processes compare, and do something else before their results are asked for."""
    return _after(meanwhile, workers.spread(compare, tools, size))


def _after(meanwhile: Callable[[], object], found: Iterable[Found]) -> Iterator[Found]:
    meanwhile()
    yield from found


def _ask_assistant(
    candidates: Sequence[Candidate], limit: int, press: Press
) -> Callable[[], Told | None] | None:
    """Have the assistant relate, if there is one; return what waits for the lists.

    That gives none where the assistant leaves it to us: everything has to be compared, or something is not in the cache.
    """

    def asked() -> bytes:
        plain = [tuple(one) for one in candidates]
        return marshal.dumps((plain, limit, str(press.folder), str(press.cache_file)))

    answer = press.workers.ask_assistant(relate_for_others, asked)
    if answer is None:
        return None

    def told() -> Told | None:
        found = marshal.loads(answer())  # noqa: S302 - made by this build
        if found is None:
            return None
        lists, writing = found
        return Told(lambda: {name: Chosen(*both) for name, both in lists.items()}, writing)

    return told


def load_related(_: bytes) -> None:
    """Import what relating needs, before there is anything to relate; in the assistant's process."""
    from linli.related import relate
    from linli.related.parts import load_table

    load_table()
    from linli.related import meeting_many

    del meeting_many, relate


def relate_for_others(asked: bytes) -> bytes:
    """Relate, and return the lists and the writing of the memory as plain values, or ``None``; in the assistant's process."""
    from linli.related.candidate import Candidate
    from linli.related.relate import relate

    plain, limit, folder, shelves = marshal.loads(asked)  # noqa: S302 - made by this build
    candidates = [Candidate._make(one) for one in plain]
    marks = {one.key: one.mark for one in candidates}
    cache = Cache(Path(shelves), code_mark())

    def features(names: Sequence[str]) -> dict[str, bytes]:
        found = cache.whole(FEATURES, [marks[name] for name in names])
        return {name: found[marks[name]] for name in names}

    memory = memory_in(Path(folder))
    try:
        found = relate(candidates, features, limit, memory, spread=_refuse)
        return marshal.dumps((found.told(why_of, _plain), found.mark))
    except (Damaged, TooMuchError):
        return marshal.dumps(None)
    finally:
        cache.close()
        memory.close()


def _plain(names: tuple[str, ...], reasons: tuple[Why, ...]) -> tuple[object, object]:
    return names, reasons


def _refuse(function: Compare, tools: bytes, size: int) -> Iterable[Found]:
    raise TooMuchError
