"""Earlier releases: listed, and made live again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.errors import OutputError
from linli.release.attic import take_out
from linli.release.history import ROLLED_BACK, Record, read_chain, tree_of
from linli.release.manifest import read_manifest
from linli.release.room import holding
from linli.release.target import Target, locate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from linli.release.target import Place


class Rollback(NamedTuple):
    """A rollback to release ``number`` that is about to be made: the files that are live, and those ``wanted`` instead.

    ``later`` are the releases that have replaced something since.
    """

    number: int
    live: Mapping[str, str]
    wanted: Mapping[str, str]
    place: Place
    later: Sequence[int]

    def now(self, path: str) -> bytes:
        """Return the file ``path`` as it is live; nothing if it cannot be read."""
        try:
            return (self.place.output / path).read_bytes()
        except OSError:
            return b""

    def then(self, path: str) -> bytes:
        """Return the file ``path`` as it was, one that is another now. Raises ``OutputError`` if it is damaged."""
        return take_out(self.place, path, self.wanted[path], self.later)


def list_releases(target: Target) -> tuple[Record, ...]:
    """Return the releases that are remembered, newest first; the first is the live one."""
    place = locate(target)
    live = read_manifest(place.output)
    return tuple(read_chain(place, live[1] if live else ""))


def roll_back(
    target: Target, number: int | None = None, look: Callable[[Rollback], None] | None = None
) -> Record:
    """Make the tree of an earlier release live again, as a new release; return its record.

    ``look`` is shown what would come back, before anything is done, and may refuse it by raising.
    Without a ``number`` it is the release before the live one. Files come back with the time of now,
    so that browsers and caches which hold the later ones ask for them. Raises ``OutputError`` when
    there is no such release or it is damaged; nothing is changed then.
    """
    with holding(target) as room:
        chain = read_chain(room.place, room.digest)
        if not room.digest or not chain or chain[0].manifest != room.digest:
            raise _nothing(room.place.output)
        wanted = _find(chain, number, room.place.output)
        files = tree_of(chain, wanted.number, room.files)
        if files is None:
            raise _damaged(wanted.number, room.place.output)
        previous = room.previous
        later = [record.number for record in chain if record.number > wanted.number]
        if look:
            look(Rollback(wanted.number, room.files, files, room.place, later))
        note = f"{ROLLED_BACK}{wanted.number}"
        with room.release(wanted.now, note) as release:
            for path, sha in files.items():
                if previous.get(path) == sha:
                    release.keep([path])
                else:
                    release.write(path, take_out(room.place, path, sha, later), sha)
        return read_chain(room.place, room.digest, 1)[0]


def _find(chain: Sequence[Record], number: int | None, output: Path) -> Record:
    if number is None:
        if len(chain) < 2:
            raise _nothing(output)
        return chain[1]
    for record in chain:
        if record.number == number:
            return record
    known = ", ".join(str(record.number) for record in chain)
    raise OutputError(
        f"There is no release {number} of {output}.",
        f"Choose one of these: {known}.",
        zh=f"{output} 没有第 {number} 次发布。可以选：{known}。",
    )


def _nothing(output: Path) -> OutputError:
    return OutputError(
        f"No release before the live one is remembered of {output}.",
        "Build the site from its content instead.",
        zh=f"{output} 没有更早的发布可以恢复。请从稿件重新生成。",
    )


def _damaged(number: int, output: Path) -> OutputError:
    return OutputError(
        f"Release {number} cannot be brought back: its record is damaged. {output} is as it was.",
        "Choose another release, or build the site again from its content.",
        zh=f"第 {number} 次发布恢复不了：它的记录损坏了；{output} 还是原来的样子。请换一个发布，或从稿件重新生成网站。",
    )
