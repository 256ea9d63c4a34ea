"""May it be seen now? One pure function for the whole site."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from linli.story import Status

if TYPE_CHECKING:
    from datetime import datetime

    from linli.story import Story


class State(StrEnum):
    """What readers may see of a story at one moment."""

    HIDDEN = "hidden"  # draft, in review, or embargoed: not a byte of it
    LIVE = "live"
    EXPIRED = "expired"  # the page stays and says so; the lists do not name it
    WITHDRAWN = "withdrawn"  # the address says that it was withdrawn, and nothing else


def state_of(story: Story, now: datetime) -> State:
    """Return the state of ``story`` at ``now`` (a moment with a zone)."""
    if story.status in {Status.DRAFT, Status.REVIEW}:
        return State.HIDDEN
    if story.date.at > now:
        return State.HIDDEN
    if story.status is Status.WITHDRAWN:
        # Nobody subscribes to a standing page; one that is taken back is simply gone.
        return State.HIDDEN if story.kind == "page" else State.WITHDRAWN
    if story.expires is not None and story.expires.end <= now:
        return State.EXPIRED
    return State.LIVE
