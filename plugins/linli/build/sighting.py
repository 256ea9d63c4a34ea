"""Looking into the pictures that pages are going to show, on all cores, before the site is planned.

To unpack the photo of a telephone takes fifty times as long as to read a text, and a newsroom has one with each
story. Planning knows who shows a picture, and where, and tells what is wrong with it. A few it looks into itself.
"""

from __future__ import annotations

import pickle
import posixpath
from typing import TYPE_CHECKING

from linli.files import Refused
from linli.images.formats import FORMATS, BadImage
from linli.pages.assets import locate, look_into
from linli.timelimit import TooSlow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from linli.build.progress import Tell
    from linli.build.workers import Workers
    from linli.files import Folder
    from linli.pages.assets import Sight
    from linli.site import Card

    Refusal = tuple[str, dict[str, object]]
    """The rule and the facts of the case."""

WEIGHT = 16
"""So many texts are read while one picture is looked into."""
FEW = 25
"""Pictures below which planning looks into them itself."""


def look_at_new(
    items: Iterable[Card],
    files: frozenset[str],
    folder: Folder,
    limits: tuple[int, float],
    known: Mapping[str, Sight],
    workers: Workers,
    tell: Tell,
) -> dict[str, Sight | Refused]:
    """Return what is seen in the pictures that ``items`` show and of which nothing is ``known``, or why one cannot be published.

    ``files`` are the names of all files that there are; ``limits`` how many bytes one may have, and how many seconds it may take.
    Those that were too slow are left out: alone they may not be.
    """
    unknown = {name for name in files if _is_picture(name)}.difference(known)
    names = sorted(_shown(items, files, unknown)) if len(unknown) >= FEW else []
    if len(names) < FEW:
        return {}
    tools = pickle.dumps((folder, *limits))
    found: dict[str, Sight | Refused] = {}
    looked = workers.map(look_at_batch, tools, names, weight=WEIGHT)
    for done, (name, (sight, refusal)) in enumerate(zip(names, looked, strict=True), 1):
        tell("pictures", done, len(names))
        if sight:
            found[name] = sight
        elif refusal:
            rule, facts = refusal
            found[name] = Refused(rule, **facts)
    return found


def look_at_batch(tools: bytes, batch: Sequence[str]) -> list[tuple[Sight | None, Refusal | None]]:
    """Look into pictures; a pure function of their bytes and ``tools``: the folder and the limits, pickled."""
    folder, limit, seconds = pickle.loads(tools)  # noqa: S301 - made by this build
    return [_look(folder, name, limit, seconds) for name in batch]


def _look(
    folder: Folder, name: str, limit: int, seconds: float
) -> tuple[Sight | None, Refusal | None]:
    try:
        return look_into(folder, name, limit, seconds), None
    except (Refused, BadImage) as refused:
        too_slow = isinstance(refused.__cause__, TooSlow)
        return None, None if too_slow else (refused.rule, refused.facts)


def _is_picture(name: str) -> bool:
    return posixpath.splitext(name)[1].lower() in FORMATS


def _shown(items: Iterable[Card], files: Collection[str], among: Collection[str]) -> set[str]:
    """Return which of some pictures stories show or lead to."""
    found = set()
    for item in items:
        paths = [path for _, _, path, *_ in item.references if _is_picture(path)]
        if item.cover:
            paths.append(item.cover[0].removeprefix("{static}"))
        for path in paths:
            try:
                found.add(locate(path, posixpath.dirname(item.name), files))
            except Refused:  # it leads out of the content folder
                continue
    return found.intersection(among)
