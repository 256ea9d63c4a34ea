"""What remembered releases need and the live one does not have.

A folder for each release holds what it replaced or removed, each file under its SHA-256, so that a
release is forgotten without a look at the others.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from linli.errors import OutputError
from linli.release.manifest import below, sha_of
from linli.release.mirror import twin
from linli.release.switch import remove

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from linli.release.target import Place


def put_away(place: Place, number: int, files: Mapping[str, str]) -> None:
    """Keep what release ``number`` takes from the live tree, by path and SHA-256: as links."""
    if not files:
        return
    folder = _folder(place, number)
    remove(folder)  # a release of this number that never went live
    folder.mkdir(parents=True)
    here, there = below(place.output), below(folder)
    kept: set[str] = set()
    for path, sha in files.items():
        if sha not in kept:
            twin(here + path, there + sha)
            kept.add(sha)


def take_out(place: Place, path: str, sha: str, numbers: Iterable[int]) -> bytes:
    """Return the content of the file ``path``, which one of the releases ``numbers`` took away.

    Raises ``OutputError`` when it is missing or damaged.
    """
    for number in numbers:
        try:
            content = (_folder(place, number) / sha).read_bytes()
        except OSError:
            continue
        if sha_of(content) == sha:
            return content
    raise OutputError(
        f"{path} cannot be brought back: its copy in {place.attic} is missing or damaged. "
        f"{place.output} is as it was.",
        "Choose another release, or build the site again from its content.",
        zh=f"{path} 恢复不了：它在 {place.attic} 里的副本不见了或损坏了；{place.output} 还是原来的样子。"
        "请换一个发布，或从稿件重新生成网站。",
    )


def clear(place: Place, keep: Collection[int] = ()) -> None:
    """Remove what all releases but those in ``keep`` took away."""
    kept = {f"{number:06}" for number in keep}
    with suppress(FileNotFoundError):
        for folder in list(place.attic.iterdir()):
            if folder.name not in kept:
                remove(folder)


def _folder(place: Place, number: int) -> Path:
    return place.attic / f"{number:06}"
