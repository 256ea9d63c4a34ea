"""Whether people who need permission to reprint can find out where to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages.references import CONFIGURATION
from linli.rights.asking import is_reachable
from linli.rights.kit import kit_of

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.site import Edition, Newsroom


def check_asking(edition: Edition, newsroom: Newsroom, notebook: Notebook) -> None:
    """Write down, once, that stories ask people to ask and the settings tell nowhere."""
    if is_reachable(newsroom.ask_url, newsroom.reprint_contact):
        return
    if any(kit_of(one.origin, one.permission, one.reuse) == "ask" for one in edition.readable):
        notebook.note("nowhere-to-ask", CONFIGURATION)
