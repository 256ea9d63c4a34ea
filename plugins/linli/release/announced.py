"""What is new since readers' programs were last told: the live tree, and the one they know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.errors import OutputError
from linli.release import failures
from linli.release.history import FOUND, read_chain, tree_of
from linli.release.manifest import SHA, read_manifest
from linli.release.room import locking
from linli.release.target import Place, Target, locate
from linli.release.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping


class News(NamedTuple):
    """The files that are live, those of the tree before (``None``: not known), the live manifest's SHA-256."""

    live: Mapping[str, str]
    before: Mapping[str, str] | None
    digest: str


def news(target: Target) -> News:
    """Return the live tree beside the release that was announced last.

    Where none was, it is the release before the live one. Raises ``OutputError`` without a live release.
    """
    place = locate(target)
    found = read_manifest(place.output)
    if found is None:
        raise OutputError(
            f"Nothing has been released in {place.output} yet.",
            "Build the site first.",
            zh=f"{place.output} 里还没有发布过。请先生成网站。",
        )
    live, digest = found
    return News(live, _before(place, live, digest), digest)


def remember_announced(target: Target, digest: str) -> None:
    """Write down that the release with this manifest has been announced."""
    place = locate(target)
    try:
        place.aside.mkdir(parents=True, exist_ok=True)
        with locking(place):
            write_whole(place, place.announced, digest.encode("ascii"))
    except OSError as error:
        raise failures.failed(error, place.output) from error


def _before(place: Place, live: Mapping[str, str], digest: str) -> Mapping[str, str] | None:
    announced = _announced(place)
    if announced == digest:
        return live
    chain = read_chain(place, digest)
    if not chain or chain[0].manifest != digest or chain[0].note == FOUND:
        return None
    older = chain[1:] if announced else chain[1:2]
    for record in older:
        if not announced or record.manifest == announced:
            return tree_of(chain, record.number, live)
    return None


def _announced(place: Place) -> str:
    """Return the SHA-256 of the manifest that was announced last; empty when none is known."""
    try:
        text = place.announced.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
    return text if SHA.fullmatch(text) else ""
