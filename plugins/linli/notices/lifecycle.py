"""May it be seen now? One pure function for the whole site, and the moments at which its answer changes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from linli.story import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


class State(StrEnum):
    """What readers may see of a story at one moment."""

    HIDDEN = "hidden"  # draft, in review, embargoed, or no longer permitted: not a byte of it
    LIVE = "live"
    EXPIRED = "expired"  # the page stays and says so; the lists do not name it
    WITHDRAWN = "withdrawn"  # the address says that it was withdrawn, and so do feeds
    TOLD = "told"  # withdrawn long ago: feeds have said so, the address still does


FAREWELL = 30 * 86_400
"""How long feeds say that a story was withdrawn, in seconds."""


class Timed(Protocol):
    """What the life of a story depends on; times are seconds since 1970."""

    @property
    def kind(self) -> str:
        """Return "article", "notice" or "page"."""

    @property
    def status(self) -> str:
        """Return how far the desk is with it."""

    @property
    def begins(self) -> float:
        """Return when it may first be seen."""

    @property
    def ends(self) -> float | None:
        """Return when it no longer holds."""

    @property
    def lapses(self) -> float | None:
        """Return when the permission to publish it ends."""

    @property
    def recalled(self) -> float | None:
        """Return when it was withdrawn, if anybody said."""


def state_of(story: Timed, now: datetime) -> State:
    """Return the state of ``story`` at ``now`` (a moment with a zone)."""
    return state_at(story, now.timestamp())


def state_at(story: Timed, now: float) -> State:
    """Return the state of ``story`` at ``now``, in seconds since 1970."""
    if story.status in {Status.DRAFT, Status.REVIEW}:
        return State.HIDDEN
    if story.begins > now or is_lapsed(story, now):
        return State.HIDDEN
    if story.status == Status.WITHDRAWN:
        # Nobody subscribes to a standing page; one that is taken back is simply gone.
        if story.kind == "page":
            return State.HIDDEN
        # Without a day nobody knows who has heard of it, so feeds go on saying it.
        is_told = story.recalled is not None and story.recalled + FAREWELL <= now
        return State.TOLD if is_told else State.WITHDRAWN
    if story.ends is not None and story.ends <= now:
        return State.EXPIRED
    return State.LIVE


def is_lapsed(story: Timed, now: float) -> bool:
    """Say whether the permission to publish ``story`` has ended; a withdrawn one shows nothing that needs it."""
    return story.lapses is not None and story.lapses <= now and story.status != Status.WITHDRAWN


def why_hidden(story: Timed, now: float) -> str:
    """Return why a hidden story may not be seen: it is a "draft", was "withdrawn", its moment is "awaited", or its permission
    has "lapsed".
    """
    if story.status in {Status.DRAFT, Status.REVIEW}:
        return "draft"
    if story.status == Status.WITHDRAWN:
        return "withdrawn"
    return "awaited" if story.begins > now else "lapsed"


def turning_points(story: Timed) -> Iterator[float]:
    """Yield the moments at which :func:`state_at` may give another answer than just before."""
    yield story.begins
    if story.ends is not None:
        yield story.ends
    if story.lapses is not None:
        yield story.lapses
    if story.recalled is not None:
        yield story.recalled
        yield story.recalled + FAREWELL
