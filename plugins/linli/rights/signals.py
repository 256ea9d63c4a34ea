"""Content Signals (Cloudflare, contentsignals.org): a line in robots.txt about the whole site, story by story not at all.

So it may only say what is true of every story. An absent signal grants nothing and restricts nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.rights.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Collection


def content_signal(wish: str, standings: Collection[Standing]) -> str:
    """Return the value of the line; ``standings`` are those of all stories on the site.

    "No" is not said while a story's licence says yes, nor "yes" while somebody else's story is there.
    """
    said = ["search=yes"]
    if wish == "reserve" and Standing.OPEN not in standings:
        said += ["ai-input=no", "ai-train=no"]
    if wish == "allow" and Standing.OTHERS not in standings:
        said += ["ai-input=yes", "ai-train=yes"]
    return ", ".join(said)
