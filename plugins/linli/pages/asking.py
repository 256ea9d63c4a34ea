"""Whether the settings lead somewhere: to whom people ask for permission, and to pages that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages.addresses import page_path
from linli.pages.earlier import folded
from linli.pages.references import CONFIGURATION
from linli.rights.asking import is_reachable
from linli.rights.kit import kit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from linli.problems import Notebook
    from linli.site import Edition, Newsroom


def check_asking(edition: Edition, newsroom: Newsroom, notebook: Notebook) -> None:
    """Write down, once, that stories ask people to ask and the settings tell nowhere."""
    if is_reachable(newsroom.ask_url, newsroom.reprint_contact):
        return
    if any(kit_of(one.origin, one.permission, one.reuse) == "ask" for one in edition.readable):
        notebook.note("nowhere-to-ask", CONFIGURATION)


def check_setting_links(
    newsroom: Newsroom, is_there: Callable[[str], bool], notebook: Notebook
) -> None:
    """Write down the settings that lead to a page of this site that is not there; ``is_there`` is asked by folded path."""
    links = [("LINLI_ASK_URL", newsroom.ask_url)]
    links += [("LINLI_NOTES", note.url) for note in newsroom.notes]
    for setting, url in links:
        path = url.partition("#")[0].partition("?")[0]
        if not path.startswith("/"):
            continue
        if not any(is_there(folded(page_path(one, ""))) for one in (path, path.rstrip("/") + "/")):
            notebook.note("setting-link", CONFIGURATION, setting=setting, text=url)
