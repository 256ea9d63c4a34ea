"""Where a build writes: the site itself, and what is kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.release import Source, Target, aside_of
from linli.whole import real_path

if TYPE_CHECKING:
    from pathlib import Path

    from linli.site import Newsroom


def target_of(newsroom: Newsroom) -> Target:
    """Return where the site goes, and the folders it must stay clear of."""
    return Target(
        newsroom.output,
        (newsroom.content, newsroom.theme),
        (
            Source("content", "内容", newsroom.content),
            Source("theme's static", "主题的 static ", newsroom.theme / "static"),
        ),
    )


def cache_beside(output: Path) -> Path:
    """Return where builds of ``output`` keep their cache."""
    return aside_of(real_path(output)) / "cache"
